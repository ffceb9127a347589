"""`/forget`, leaving and an emergency from every step of every flow, for every reader in every language."""

import dataclasses
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from bot.core import answers
from bot.core.arrivals import Arrival, Commanded, Pressed, Said
from bot.core.cards import Card
from bot.core.guidebook import Guidebook
from bot.core.replies import ClearChat, Forget, Say
from bot.core.session import Session
from bot.core.turn import spoken, take_turn
from bot.core.understood import Understood
from bot.settings import Settings
from tests.safeguarding.conftest import _keeper

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
LOCALES = ("en", "ur", "ur-Latn")
READERS = (("child", False), ("child", True), ("adult", False), ("private", False))
DANGER = Understood("i want to die", "self_harm", 1.0, "emergency", "en", "unknown")
NOTHING = Understood("bas", "out_of_scope", 1.0, "normal", "ur-Latn", "unknown")


@pytest.fixture
def guidebook(settings: Settings) -> Guidebook:
    """The real content."""
    return _keeper(settings, lambda word: (f"hash of {word}",)).current()


def steps(guidebook: Guidebook) -> Iterator[tuple[Session, Card]]:
    """Every step of every card, as a person stands there."""
    for card in guidebook.cards.by_id.values():
        for locale in LOCALES:
            for who, young in READERS:
                start = Session(locale=locale, who=who, young=young, region="sindh", exit_word="hash of mango")
                audience = "adult" if who == "adult" else "young" if young else "child"
                for step in range(len(card.messages(locale, audience))):
                    yield answers.show_card(start, card, step, guidebook, NOW)[0], card


def test_forgetting_works_from_every_step(guidebook: Guidebook) -> None:
    walked = 0
    for session, card in steps(guidebook):
        for arrival in (Commanded("forget"), Commanded("stop"), Pressed("forget")):
            turn = take_turn(session, arrival, None, guidebook, NOW)
            assert any(isinstance(reply, Forget) for reply in turn.replies), (card.id, arrival)
            assert turn.session == Session(locale=session.locale)
            walked += 1
    assert walked > 3000


def test_leaving_works_from_every_step(guidebook: Guidebook) -> None:
    ways: tuple[tuple[Arrival, Understood | None], ...] = (
        (Commanded("exit"), None),
        (Pressed("exit"), None),
        (Said("bas"), NOTHING),
        (Said("بس"), NOTHING),
        (Said("Mango"), NOTHING),
    )
    for session, card in steps(guidebook):
        for arrival, understood in ways:
            turn = take_turn(session, arrival, understood, guidebook, NOW)
            assert isinstance(turn.replies[0], ClearChat), (card.id, arrival)
            kept = Session(locale=session.locale, exit_word=session.exit_word)
            assert turn.session == kept


def test_an_emergency_is_met_from_every_step_and_every_open_question(guidebook: Guidebook) -> None:
    for session, card in steps(guidebook):
        for pending in ("", "who", "place"):
            turn = take_turn(
                dataclasses.replace(session, pending=pending), Said("i want to die"), DANGER, guidebook, NOW
            )
            assert "\u20661122\u2069" in spoken(turn)[0].text or "\u206615\u2069" in spoken(turn)[0].text, card.id
            assert turn.session.situation == "self_harm"


def test_every_step_of_a_sensitive_card_has_the_button_to_leave(guidebook: Guidebook) -> None:
    for session, card in steps(guidebook):
        if card.sensitive:
            said = answers.show_card(session, card, session.step, guidebook, NOW)[1][0]
            assert isinstance(said, Say)
            assert any(button.action == "exit" for row in said.buttons for button in row), card.id


def test_what_is_left_behind_is_harmless_and_true_in_every_language(guidebook: Guidebook) -> None:
    for locale in LOCALES:
        turn = take_turn(Session(locale=locale), Commanded("exit"), None, guidebook, NOW)
        cleared = turn.replies[0]
        assert isinstance(cleared, ClearChat)
        assert cleared.refused is not None
        assert cleared.older is not None
        for say in (cleared.said, cleared.refused, cleared.older):
            assert say.buttons == ()
            assert not any(word in say.text.lower() for word in ("mehfooz", "help", "safe", "abuse", "مدد", "madad"))
        assert "Clear history" in cleared.refused.text
