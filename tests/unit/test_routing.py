"""The rules of routing on a small hand-made directory."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from bot.core.directory import Contact, Directory, Helpline
from bot.core.hours import ALWAYS, NOT_KNOWN, PAKISTAN, Calendar, Hours
from bot.core.intents import OUTSIDE, REGIONS
from bot.core.routing import HelplineDesk, Reason, Routing, Rules, Situation, route

NOON = datetime(2026, 11, 23, 12, tzinfo=PAKISTAN)
NIGHT = datetime(2026, 11, 23, 2, tzinfo=PAKISTAN)
DAYTIME = Hours(sure=(((9 * 60, 17 * 60),),) * 7)
AREAS = (*REGIONS, "", OUTSIDE)
TEXTS = {"en": "x", "ur": "x", "ur-Latn": "x"}


def line(name: str, **changes: object) -> Helpline:
    plain = Helpline(
        id=name,
        names=TEXTS,
        operator="x",
        kind="counselling",
        use="route",
        regions=REGIONS,
        contacts=(Contact("phone", "1234"),),
        hours=ALWAYS,
        confidence="high",
        stop_showing_after=date(2027, 1, 1),
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def desk(*lines: Helpline, order: str, meanwhile: str = "", emergency: bool = False, at_home: str = "") -> HelplineDesk:
    floor = line("floor", stop_showing_after=None, regions=(*REGIONS, OUTSIDE), contacts=())
    directory = Directory({entry.id: entry for entry in (*lines, floor)})
    everywhere = {area: tuple(order.split()) for area in AREAS}
    situation = Situation(
        "test",
        emergency,
        {"child": everywhere, "adult": everywhere},
        {area: tuple(at_home.split()) for area in AREAS},
        {area: tuple(meanwhile.split()) for area in AREAS},
    )
    local = [f"{name}.{region}" for name in ("for_children", "for_women", "in") for region in REGIONS]
    names = [*local, "for_women", "everywhere", "mostly", "outside", "unconfirmed"]
    reasons = {name: Reason(name.partition(".")[0], TEXTS) for name in names}
    rules = Rules({"ask_law": situation}, dict.fromkeys(AREAS, ("floor",)))
    return HelplineDesk(directory, rules, reasons, Calendar(), TEXTS, TEXTS)


def names(routing: Routing) -> str:
    return " ".join(item.helpline.id for item in routing.referrals)


def ask(where: HelplineDesk, at: datetime = NOON, region: str = "sindh", **more: bool) -> Routing:
    return route(where, "ask_law", region, "child", at, **more)


def test_an_open_line_goes_before_a_better_one_that_is_shut_but_the_shut_one_stays_in_sight() -> None:
    where = desk(line("best", hours=DAYTIME), line("b"), line("c"), line("d"), order="best b c d")
    assert names(ask(where, NOON)) == "best b c d"
    assert names(ask(where, NIGHT)) == "b c best d"


def test_further_shut_lines_go_to_the_end() -> None:
    where = desk(line("a", hours=DAYTIME), line("b", hours=DAYTIME), line("c"), line("d"), order="a b c d")
    assert names(ask(where, NIGHT)) == "c d a b"


def test_an_open_line_moves_into_the_first_three() -> None:
    unsure = [line(name, hours=NOT_KNOWN) for name in "abc"]
    assert names(ask(desk(*unsure, line("open"), order="a b c open"))) == "a b open c"


def test_when_everything_is_shut_the_line_for_meanwhile_is_offered() -> None:
    where = desk(line("a", hours=DAYTIME), line("spare"), line("other"), order="a", meanwhile="spare other")
    assert names(ask(where, NOON)) == "a"
    assert names(ask(where, NIGHT)) == "spare a"


def test_a_doubtful_number_goes_behind_the_surer_one_of_its_kind_that_is_open() -> None:
    doubtful, sure = line("doubtful", confidence="medium"), line("sure", hours=DAYTIME)
    other = line("other", kind="legal")
    where = desk(doubtful, other, sure, order="doubtful other sure")
    assert names(ask(where, NOON)) == "other sure doubtful"
    assert names(ask(where, NIGHT)) == "doubtful other sure"


@pytest.mark.parametrize("use", ["hold", "superseded"])
def test_lines_that_must_not_be_shown_never_are(use: str) -> None:
    assert names(ask(desk(line("a", use=use), line("b"), order="a b"))) == "b"


def test_an_expired_line_gives_its_place_to_its_fallback() -> None:
    old = line("old", stop_showing_after=date(2026, 11, 22), fallback="older")
    older = line("older", stop_showing_after=date(2026, 11, 1), fallback="fresh")
    where = desk(old, older, line("fresh"), line("last"), order="old last fresh")
    assert names(ask(where)) == "fresh last"


def test_a_line_is_shown_on_its_last_day_in_pakistan() -> None:
    where = desk(line("a", stop_showing_after=date(2026, 11, 23)), order="a")
    assert names(ask(where, datetime(2026, 11, 23, 23, 59, tzinfo=PAKISTAN))) == "a"
    assert names(ask(where, datetime(2026, 11, 24, 0, 0, tzinfo=PAKISTAN))) == "floor"


def test_a_fallback_of_another_province_is_passed_over() -> None:
    old = line("old", stop_showing_after=date(2026, 1, 1), fallback="punjabi")
    where = desk(old, line("punjabi", regions=("punjab",), fallback="all"), line("all"), order="old")
    assert names(ask(where, region="sindh")) == "all"
    assert names(ask(where, region="punjab")) == "punjabi"


def test_only_lines_of_nearly_all_regions_are_named_when_the_region_is_unknown() -> None:
    where = desk(line("one", regions=("punjab",)), line("most", regions=REGIONS[:5]), order="one most")
    assert names(ask(where, region="")) == "most"
    assert names(route(where, "ask_law", None, "child", NOON)) == "most"
    assert names(route(where, "ask_law", "atlantis", "child", NOON)) == "most"


def test_contacts_of_other_regions_are_left_out() -> None:
    contacts = (Contact("phone", "15", keys="3", regions=("punjab",)), Contact("phone", "0309-0000015"))
    where = desk(line("a", contacts=contacts), order="a")
    assert [contact.value for contact in ask(where, region="punjab").referrals[0].helpline.contacts] == [
        "15",
        "0309-0000015",
    ]
    assert [contact.value for contact in ask(where, region="sindh").referrals[0].helpline.contacts] == ["0309-0000015"]


def test_the_hours_of_the_first_contact_count() -> None:
    contacts = (Contact("phone", "15", hours=NOT_KNOWN), Contact("url", "https://example.org"))
    assert ask(desk(line("a", contacts=contacts), order="a")).referrals[0].open is None


def test_harm_at_home_brings_its_lines_to_the_front() -> None:
    where = desk(line("police"), line("protection"), order="police protection", at_home="protection")
    assert names(ask(where)) == "police protection"
    assert names(ask(where, at_home=True)) == "protection police"


def test_in_an_emergency_shut_lines_go_to_the_end_and_nothing_else_moves() -> None:
    where = desk(line("a"), line("b", hours=DAYTIME), line("c", hours=NOT_KNOWN), order="a b c", emergency=True)
    assert names(ask(where, NIGHT)) == "a c b"


def test_reasons_say_for_whom_and_where() -> None:
    women = line("women", audience=("girls_women",), regions=("sindh",))
    children = line("children", kind="child_protection", regions=("sindh",))
    found = ask(desk(women, children, line("all"), order="women children all"))
    assert [[reason.id for reason in item.reasons] for item in found.referrals] == [
        ["for_women"],
        ["for_children"],
        ["everywhere"],
    ]
