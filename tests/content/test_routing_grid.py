"""Every situation, region and person at each hour of a week, with and without holidays, on the real content."""

import csv
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from bot.adapters.directory_files import load_helplines
from bot.core.hours import PAKISTAN, Calendar
from bot.core.intents import ALL, EMERGENCY, OUTSIDE, REGIONS
from bot.core.routing import AT_ONCE, HelplineDesk, Routing, route, wanted_order
from bot.routing_grid import AREAS, Cell, cells, grid_page

CONTENT = Path(__file__).parents[2] / "content"
TABLES = Path(__file__).parent / "data" / "routing_tables.tsv"
MONDAY = date(2026, 11, 23)
NOON = datetime(2026, 11, 23, 12, tzinfo=PAKISTAN)
EMERGENCY_LINES = {"police_15", "rescue_1122", "pehel_911", "police_station", "ict_1815"}


@pytest.fixture(scope="module")
def desk() -> HelplineDesk:
    found, faults = load_helplines(CONTENT)
    assert faults == []
    assert found is not None
    return found


@pytest.fixture(scope="module", params=["ordinary week", "week of holidays"])
def week(request: pytest.FixtureRequest, desk: HelplineDesk) -> list[Cell]:
    if request.param == "ordinary week":
        return list(cells(desk, MONDAY))
    kinds = {1: "public", 2: "eid", 3: "eid"}
    holidays = {MONDAY + timedelta(days=day): kind for day, kind in kinds.items()}
    fasting = frozenset(MONDAY + timedelta(days=day) for day in range(7))
    return list(cells(replace(desk, calendar=Calendar(holidays, fasting)), MONDAY, hours=4 * 24))


def _where(cell: Cell) -> str:
    return f"{cell.intent} {cell.region or 'unknown'} {cell.who} {cell.routing.at:%a %H}"


def test_no_answer_is_blank_and_none_names_a_helpline_twice(week: list[Cell]) -> None:
    for cell in week:
        names = [item.helpline.id for item in cell.routing.referrals]
        assert names, _where(cell)
        assert len(names) == len(set(names)), _where(cell)


def test_nothing_comes_from_another_province(week: list[Cell]) -> None:
    for cell in week:
        for item in cell.routing.referrals:
            assert item.helpline.serves(cell.region), (_where(cell), item.helpline.id)
            for contact in item.helpline.contacts:
                assert not contact.regions or cell.region in contact.regions, (_where(cell), item.helpline.id)


def test_nothing_expired_held_or_superseded_is_shown(week: list[Cell]) -> None:
    for cell in week:
        for item in cell.routing.referrals:
            assert item.helpline.use in ("route", "backup"), (_where(cell), item.helpline.id)
            assert item.helpline.is_shown(cell.routing.at.date()), (_where(cell), item.helpline.id)


def test_something_open_is_among_the_first_three_at_every_hour(week: list[Cell]) -> None:
    for cell in week:
        assert any(item.open for item in cell.routing.referrals[:AT_ONCE]), (_where(cell), cell.first)


def test_emergency_lines_come_first_in_an_emergency(week: list[Cell]) -> None:
    for cell in week:
        assert cell.routing.emergency == (cell.intent in EMERGENCY)
        if cell.routing.emergency and cell.region != OUTSIDE:
            first = cell.routing.referrals[0]
            assert first.helpline.id in EMERGENCY_LINES, (_where(cell), first.helpline.id)
            assert first.open, _where(cell)


def test_a_number_below_high_confidence_says_so(week: list[Cell]) -> None:
    for cell in week:
        for item in cell.routing.referrals:
            marked = any(reason.id == "unconfirmed" for reason in item.reasons)
            assert marked == (item.helpline.confidence != "high"), (_where(cell), item.helpline.id)


def test_a_shut_line_says_when_it_opens(week: list[Cell]) -> None:
    for cell in week:
        for item in cell.routing.referrals:
            assert (item.opens_at is not None) == (item.open is False), (_where(cell), item.helpline.id)
            assert item.opens_at is None or item.opens_at > cell.routing.at


@pytest.mark.parametrize("intent", ALL)
def test_every_intent_is_answered_everywhere_and_unknown_people_like_children(desk: HelplineDesk, intent: str) -> None:
    for region in AREAS:
        child = route(desk, intent, region, "child", NOON)
        assert child.referrals
        assert child == route(desk, intent, region, "unknown", NOON)
        assert route(desk, intent, region, "adult", NOON).referrals


@pytest.mark.parametrize("region", AREAS)
@pytest.mark.parametrize("at", ["2027-01-23", "2027-02-23", "2027-11-23", "2036-01-01"])
def test_when_entries_expire_others_take_their_place(desk: HelplineDesk, region: str, at: str) -> None:
    day = datetime.fromisoformat(at).replace(hour=3, tzinfo=PAKISTAN)
    for intent in ALL:
        referrals = route(desk, intent, region, "child", day).referrals
        assert referrals, intent
        assert all(item.helpline.is_shown(day.date()) for item in referrals)


def test_with_15_expired_1122_leads_and_with_both_911_and_then_the_police_station(desk: HelplineDesk) -> None:
    past = date(2026, 1, 1)

    def lead(*expired: str) -> str:
        helplines = dict(desk.directory.helplines)
        for name in expired:
            helplines[name] = replace(helplines[name], stop_showing_after=past)
        aged = replace(desk, directory=replace(desk.directory, helplines=helplines))
        return route(aged, "danger_now", "punjab", "child", NOON).referrals[0].helpline.id

    assert lead() == "police_15"
    assert lead("police_15") == "rescue_1122"
    assert lead("police_15", "rescue_1122") == "pehel_911"
    assert lead("police_15", "rescue_1122", "pehel_911") == "police_station"


@pytest.mark.parametrize("region", REGIONS)
def test_harm_at_home_puts_child_protection_before_the_police(desk: HelplineDesk, region: str) -> None:
    names = _names(route(desk, "disclose_contact_abuse", region, "child", NOON, at_home=True))
    protection = min(
        names.index(name) for name in names if name.endswith("1121") or "1121_" in name or name == "mohr_1099"
    )
    police = [names.index(name) for name in names if name in ("police_15", "police_station", "ict_1815")]
    assert protection < min(police)


def test_women_lines_lead_for_a_girl_and_are_left_out_for_a_boy(desk: HelplineDesk) -> None:
    girl = route(desk, "disclose_contact_abuse", "punjab", "child", NOON, girl=True)
    boy = route(desk, "disclose_contact_abuse", "punjab", "child", NOON, girl=False)
    assert girl.referrals[0].helpline.for_women_only
    assert "cpwb_1121_punjab" in _names(boy)
    assert not any(item.helpline.for_women_only for item in boy.referrals)


def _names(routing: Routing) -> list[str]:
    return [item.helpline.id for item in routing.referrals]


with TABLES.open(encoding="utf-8") as file:
    RECOMMENDED = [row for row in csv.reader(file, delimiter="\t") if row and not row[0].startswith("#")]


@pytest.mark.parametrize(("region", "who", "intent", "order"), RECOMMENDED)
def test_the_table_keeps_the_recommended_order(
    desk: HelplineDesk, region: str, who: str, intent: str, order: str
) -> None:
    wanted = order.split()
    area = "" if region == "unknown" else region
    named = [name for name in wanted_order(desk.rules.by_intent[intent], area, who) if name in wanted]
    assert named == wanted


def test_the_grid_page_shows_every_situation(desk: HelplineDesk) -> None:
    small = replace(desk, rules=replace(desk.rules, by_intent={"ask_law": desk.rules.by_intent["ask_law"]}))
    page = grid_page(small, MONDAY)
    assert page.count("<tr>") == 1 + len(AREAS) * 2
    assert "Mon 00 to Mon 09" in page
