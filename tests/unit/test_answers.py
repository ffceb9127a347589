"""What is asked, and whether its answer changes what is said."""

from dataclasses import replace

import pytest

from bot.core.answers import SMALL_TALK
from bot.core.intents import ALL, DISCLOSURE, EMERGENCY, LOCALES, QUESTION, REGIONS
from bot.core.routing import route
from bot.core.screens import locale_of
from bot.core.session import Session
from bot.core.turn import spoken
from bot.core.understood import Entity
from tests.support.core import NOW, guidebook, hears, ids, meant, offered, presses

ANSWERED = tuple(intent for intent in ALL if intent not in ("delete_my_data", "change_language", "inform_place"))
EN = Session(locale="en", locale_chosen=True)


def helplines_of(situation: str, region: str, who: str) -> list[str]:
    routing = route(guidebook().helplines, situation, region, who, NOW)
    return [referral.helpline.id for referral in routing.referrals]


@pytest.mark.parametrize("intent", ANSWERED)
def test_who_is_asked_only_where_it_changes_what_is_said(intent: str) -> None:
    turn = hears(EN, intent)
    if turn.session.pending != "who":
        return
    card = guidebook().cards.by_id[turn.session.card]
    situation = turn.session.situation
    lines_differ = bool(situation) and helplines_of(situation, "", "child") != helplines_of(situation, "", "adult")
    links_differ = card.links_for("child", False, "only") != card.links_for("adult", False, "only")
    assert card.differs_by_audience("en") or lines_differ or links_differ


@pytest.mark.parametrize("intent", [name for name in ANSWERED if name in EMERGENCY + DISCLOSURE + QUESTION])
def test_where_is_asked_only_where_it_changes_the_numbers(intent: str) -> None:
    turn = hears(EN.with_(who="child"), intent)
    situation = turn.session.situation
    differ = bool(situation) and len({tuple(helplines_of(situation, region, "child")) for region in REGIONS}) > 1
    assert (turn.session.pending == "place") == differ


@pytest.mark.parametrize("intent", ANSWERED)
def test_nothing_is_asked_twice(intent: str) -> None:
    known = EN.with_(who="private", who_chosen=True, region="unsure")
    assert not [name for name in ids(hears(known, intent)) if name.startswith("ask.")]


@pytest.mark.parametrize("intent", ANSWERED)
def test_questions_come_last_and_one_at_a_time(intent: str) -> None:
    said = ids(hears(EN, intent))
    asked = [name for name in said if name.startswith("ask.")]
    assert len(asked) <= 1
    assert asked in ([], said[-1:])


@pytest.mark.parametrize("intent", sorted(SMALL_TALK))
def test_small_talk_leaves_everything_where_it_was(intent: str) -> None:
    middle = EN.with_(card="disclose_sextortion", step=3, pending="who", situation="disclose_sextortion")
    assert hears(middle, intent).session == middle


@pytest.mark.parametrize("locale", LOCALES)
def test_each_answer_follows_the_form_of_the_message(locale: str) -> None:
    text = "پیغام" if locale == "ur" else "message"
    turn = hears(Session(locale="en"), "greet", text, form=locale)
    assert locale_of(turn.session) == locale


def test_a_platform_gets_its_own_settings() -> None:
    entities = (Entity("place", "sindh", "Karachi"), Entity("platform", "tiktok"))
    assert ids(hears(EN, "ask_privacy_settings", entities=entities)) == ["privacy_tiktok.1"]


def test_a_general_answer_offers_the_platforms() -> None:
    assert {"card:privacy_whatsapp", "card:privacy_tiktok"} <= set(offered(hears(EN, "ask_privacy_settings")))


@pytest.mark.parametrize(
    ("before", "pressed", "wiped"),
    [
        ("child", "adult", True),
        ("private", "adult", True),
        ("adult", "child", True),
        ("adult", "young", True),
        ("adult", "private", True),
        ("child", "young", False),
        ("child", "private", False),
        ("private", "child", False),
        ("", "adult", False),
        ("adult", "adult", False),
    ],
)
def test_only_another_person_wipes_the_state(before: str, pressed: str, wiped: bool) -> None:
    session = EN.with_(who=before, region="sindh", situation="disclose_scam", card="disclose_scam", harm_at_home=True)
    turn = presses(session, f"who:{pressed}")
    assert (ids(turn) == ["who.changed"]) == wiped
    assert turn.session.harm_at_home != wiped
    assert turn.session.region == "sindh"
    assert turn.session.who == {"young": "child"}.get(pressed, pressed)
    assert (turn.session.card == "") == wiped


def test_another_person_keeps_only_what_belongs_to_the_phone() -> None:
    full = Session("en", True, "child", True, True, "kp", "self_harm", True, "self_harm", 2, "place", "word", True)
    after = presses(full, "who:adult").session
    assert after == Session("en", True, "adult", True, False, "kp", exit_word="word")


@pytest.mark.parametrize("grave", EMERGENCY)
def test_an_emergency_among_the_meanings_brings_its_numbers(grave: str) -> None:
    turn = hears(EN, "greet", alternatives=("greet", grave))
    assert ids(turn) == ["ask.meaning", "helplines.1"]
    assert turn.session.situation == grave


def test_an_alarm_adds_its_numbers_and_an_emergency_needs_none() -> None:
    assert ids(hears(EN, "greet", alarm="self_harm"))[0] == "alarm.self_harm"
    assert not [name for name in ids(hears(EN, "danger_now", alarm="self_harm")) if name.startswith("alarm.")]


def test_a_sure_meaning_is_never_asked_back() -> None:
    assert replace(meant("ask_law"), alternatives=()) == meant("ask_law")
    assert "ask.meaning" not in ids(hears(EN, "ask_law"))


def test_the_first_words_are_no_question() -> None:
    for intent in ANSWERED:
        assert not spoken(hears(EN, intent))[0].id.startswith("ask."), intent
