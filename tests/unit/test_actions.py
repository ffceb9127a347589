"""Buttons and commands, also those that were never made."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.actions import COMMANDS
from bot.core.intents import ALL
from bot.core.session import Session
from bot.core.turn import spoken
from tests.support.core import actions, commands, guidebook, ids, offered, presses

KNOWN = Session(locale="en", locale_chosen=True, who="child", region="sindh", situation="disclose_sextortion")
NAMES = ("card", "intent", "who", "region", "lang", "lines", "calls", "line", "menu", "place", "language")


@settings(deadline=None)  # the first example reads the content
@given(st.sampled_from(NAMES), st.text(max_size=40))
def test_any_forged_button_is_answered_with_buttons(name: str, value: str) -> None:
    for action in (f"{name}:{value}", value, f"{value}:{name}"):
        if action.partition(":")[0] not in ("exit", "forget"):
            assert offered(presses(KNOWN, action)), action


@pytest.mark.parametrize("action", ["card:", "intent:", "who:", "region:", "lang:", "line:", ":", "card:x:1:2", "Menu"])
def test_a_broken_button_changes_nothing_but_the_open_question(action: str) -> None:
    turn = presses(KNOWN.with_(pending="who"), action)
    assert ids(turn) == ["menu.old_button"]
    assert turn.session == KNOWN


@pytest.mark.parametrize("digits", ["١", "²", "1²", "٩٩"])
def test_digits_of_other_scripts_break_nothing(digits: str) -> None:
    for action in (f"lines:{digits}", f"calls:{digits}", f"card:selfcheck_1:{digits}"):
        assert ids(presses(KNOWN, action)), action


@pytest.mark.parametrize("intent", ALL)
def test_every_meaning_offered_as_a_button_is_answered(intent: str) -> None:
    assert ids(presses(KNOWN, f"intent:{intent}")) != ["menu.old_button"]


def test_a_page_of_numbers_that_does_not_exist_is_the_first() -> None:
    assert spoken(presses(KNOWN, "lines:99"))[0].text.count("\u2066") == spoken(presses(KNOWN, "lines"))[0].text.count(
        "\u2066"
    )


def test_every_call_can_be_read_about_and_leads_back() -> None:
    for action in offered(presses(KNOWN, "calls:0")):
        if action.startswith("line:"):
            turn = presses(KNOWN, action)
            assert set(ids(turn)) == {f"call.{action.removeprefix('line:')}"}
            assert {"lines", "exit"} <= set(actions(spoken(turn)[-1:]))


def test_a_line_of_another_region_is_not_shown() -> None:
    foreign = set(guidebook().helplines.directory.helplines) - {
        action.removeprefix("line:")
        for page in range(9)
        for action in offered(presses(KNOWN, f"calls:{page}"))
        if action.startswith("line:")
    }
    assert foreign
    assert all(ids(presses(KNOWN, f"line:{name}")) == ["menu.old_button"] for name in foreign)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_says_something(name: str) -> None:
    assert ids(commands(KNOWN, name))


def test_stopping_has_a_receipt_of_its_own() -> None:
    assert ids(commands(KNOWN, "stop")) == ["stop.receipt"]
    assert ids(commands(KNOWN, "forget")) == ["forget.receipt"]


def test_an_exit_word_can_be_set_and_dropped() -> None:
    chosen = commands(KNOWN, "exitword", "Mango").session
    assert chosen.exit_word == "mango"
    assert commands(chosen, "exitword").session.exit_word == ""


def test_the_menu_ends_a_flow() -> None:
    after = presses(KNOWN.with_(card="selfcheck_1", step=1, pending="who"), "menu").session
    assert (after.card, after.step, after.pending) == ("", 0, "")
    assert after.situation == "disclose_sextortion"
