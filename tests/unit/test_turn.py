"""One turn: what is answered whatever happens, and every intent in every locale for every reader."""

from itertools import product

import pytest

from bot.core.arrivals import Arrival, Commanded, Pressed, Said, SentFile, SharedPlace
from bot.core.intents import ALL, EMERGENCY, LOCALES
from bot.core.replies import ClearChat, DeleteArrived, Forget, Say
from bot.core.session import Session
from bot.core.turn import help_anyway, is_vital, spoken, take_turn, too_much
from tests.support.core import ARABIC, NOW, commands, does, guidebook, hears, ids, meant, offered, presses

WHO = ("", "child", "adult", "private")
KNOWN = Session(locale="en", locale_chosen=True, who="child", region="sindh")


@pytest.mark.parametrize(("locale", "who"), product(LOCALES, WHO))
@pytest.mark.parametrize("intent", ALL)
def test_every_intent_is_answered_for_everyone(intent: str, locale: str, who: str) -> None:
    turn = hears(Session(who=who, who_chosen=bool(who)), intent, "پیغام" if locale == "ur" else "message", form=locale)
    says = spoken(turn)
    assert says
    for say in says:
        assert say.id
        assert bool(ARABIC.search(say.text)) == (locale == "ur"), say.id
    assert turn.topic == intent
    assert not says[0].id.startswith("ask.") or intent in ("change_language", "inform_place")
    assert sum(say.id.startswith("ask.") for say in says) <= 1


@pytest.mark.parametrize(("intent", "region"), product(EMERGENCY, ("", "gb", "outside", "unsure")))
def test_an_emergency_holds_a_number_in_its_first_message(intent: str, region: str) -> None:
    first = spoken(hears(Session(region=region), intent))[0]
    assert "\u2066" in first.text


@pytest.mark.parametrize("intent", sorted(set(ALL) - {"delete_my_data", "change_language", "inform_place"}))
def test_the_menu_and_the_numbers_are_near_after_every_answer(intent: str) -> None:
    found = offered(hears(KNOWN, intent))
    assert "menu" in found or "card:menu_harm" in found
    assert "lines" in found or "menu" in found


@pytest.mark.parametrize("command", ["help", "start", "nonsense"])
def test_the_menu_is_one_command_away_in_every_state(command: str) -> None:
    for card in guidebook().cards.by_id:
        assert "card:menu_harm" in offered(commands(KNOWN.with_(card=card, pending="who"), command)), card


def test_a_command_with_an_emergency_in_its_word_is_heard() -> None:
    understood = meant("self_harm", "marna")
    turn = take_turn(Session(), Commanded("help", "marna"), understood, guidebook(), NOW)
    assert ids(turn)[0] == "self_harm.1"


def test_a_command_with_a_harmless_word_stays_a_command() -> None:
    turn = take_turn(Session(), Commanded("help", "me"), meant("menu", "me"), guidebook(), NOW)
    assert ids(turn) == ["menu.text"]
    assert turn.topic == ""


@pytest.mark.parametrize("kind", ["photo", "video", "voice", "location", "contact", "document"])
def test_files_are_deleted_and_state_stays(kind: str) -> None:
    turn = does(KNOWN, SentFile(kind))
    assert turn.replies[0] == DeleteArrived()
    assert turn.session == KNOWN


@pytest.mark.parametrize(
    ("north", "east", "region"),
    [(24.86, 67.01, "sindh"), (31.55, 74.34, "punjab"), (35.92, 74.31, "gb"), (51.5, -0.12, "outside")],
)
def test_a_shared_place_becomes_a_region_and_is_deleted(north: float, east: float, region: str) -> None:
    turn = does(KNOWN.with_(region="", pending="place"), SharedPlace(north, east))
    assert turn.replies[0] == DeleteArrived()
    assert ids(turn) == ["helplines.1"]
    assert turn.session == KNOWN.with_(region=region)


def test_an_unread_caption_still_deletes_its_file() -> None:
    turn = does(KNOWN, Said("   ", with_file=True))
    assert turn.replies[0] == DeleteArrived()
    assert ids(turn) == ["file.refused"]


def test_a_private_detail_is_told_once() -> None:
    first = hears(KNOWN, "disclose_scam", "my number is 0300 1234567")
    assert ids(first)[-1] == "private.not_needed"
    again = hears(first.session, "disclose_scam", "my number is 0300 1234567")
    assert "private.not_needed" not in ids(again)


VITAL: list[tuple[Arrival, str]] = [
    (Said("i want to die"), "self_harm"),
    (Said("bas"), ""),
    (Commanded("exit"), ""),
    (Commanded("forget"), ""),
    (Commanded("stop"), ""),
    (Commanded("helpline"), ""),
    (Pressed("exit"), ""),
    (Pressed("forget"), ""),
    (Pressed("lines:1"), ""),
]
ORDINARY: list[tuple[Arrival, str]] = [
    (Said("hello"), "greet"),
    (Commanded("help"), ""),
    (Pressed("menu"), ""),
    (SentFile("photo"), ""),
]


@pytest.mark.parametrize(("arrival", "intent", "vital"), [(*a, True) for a in VITAL] + [(*a, False) for a in ORDINARY])
def test_what_is_answered_in_a_flood(arrival: Arrival, intent: str, vital: bool) -> None:
    understood = meant(intent) if intent else None
    assert is_vital(Session(), arrival, understood, guidebook()) == vital


def test_ones_own_exit_word_is_vital() -> None:
    assert is_vital(Session(exit_word="mango"), Said(" Mango. "), None, guidebook())
    assert not is_vital(Session(exit_word="mango"), Said("mango juice"), None, guidebook())


def test_a_flood_is_told_once_and_its_files_still_go() -> None:
    assert ids(too_much(KNOWN, Said("x"), guidebook(), tell=True)) == ["flood.slow_down"]
    assert too_much(KNOWN, Said("x"), guidebook(), tell=False).replies == ()
    assert too_much(KNOWN, SentFile("photo"), guidebook(), tell=False).replies == (DeleteArrived(),)
    assert too_much(KNOWN, Said("x", with_file=True), guidebook(), tell=False).replies == (DeleteArrived(),)


def test_when_an_answer_cannot_be_made_the_numbers_come() -> None:
    turn = help_anyway(KNOWN.with_(card="gone", step=3, pending="who", situation="gone"), guidebook(), NOW)
    assert ids(turn) == ["helplines.1"]
    assert (turn.session.card, turn.session.pending, turn.session.situation) == ("", "", "")


def test_what_is_read_after_leaving_and_forgetting() -> None:
    left, forgotten = presses(KNOWN, "exit"), presses(KNOWN, "forget")
    assert isinstance(left.replies[0], ClearChat)
    assert ids(left) == ["leave.harmless"]
    assert isinstance(forgotten.replies[0], Forget)
    assert ids(forgotten) == ["forget.receipt"]
    assert isinstance(left.replies[0].refused, Say)
    assert left.replies[0].refused.text.startswith(spoken(left)[0].text)
