"""Every path through every card by its buttons, in each locale and for each reader: no dead end, nothing missing."""

import re
from collections import deque
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache

import pytest

from bot.adapters.content_release import read_release
from bot.adapters.phrases import Catalogues
from bot.core.arrivals import Pressed
from bot.core.guidebook import Guidebook
from bot.core.intents import ALL, LOCALES
from bot.core.replies import Button, Say
from bot.core.session import Session
from bot.core.turn import spoken, take_turn
from tests.conftest import ROOT

NOW = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)
ARABIC = re.compile("[\u0600-\u06ff]")
LETTERS = re.compile(r"[^\W\d_]")
SCREEN = 700
"""Characters of the longest step of a card, the helplines in it included."""
ENDING = ("lang:", "exit", "forget", "gone", "who:", "region:")
"""Buttons that change who reads, where every reader is walked on its own, or that take messages away."""
BILINGUAL = frozenset({"operator.card"})
"""Shown to whoever answers a call, so it stands in Urdu and English."""
EXPLANATION = 700
"""Characters of the longest answer to "what happens if I call", which a person has asked for."""
WALKED = tuple(intent for intent in ALL if intent != "delete_my_data")
"""Forgetting ends every path; its receipt is tested with the safeguards."""
READERS = ("child", "young", "adult")
OWN_LANGUAGE = "lang:"
"""Buttons that choose a language are written in that language."""


@cache
def guidebook() -> Guidebook:
    """The real content; a test of its own says when it has faults."""
    release = read_release(ROOT / "content", Catalogues(ROOT / "locales"), lambda word: (word,))
    assert release.guidebook is not None, release.faults[0]
    return release.guidebook


@dataclass(frozen=True)
class Seen:
    """One button that was pressed and what it brought."""

    action: str
    says: tuple[Say, ...]
    session: Session


def reader(locale: str, who: str, at_home: bool) -> Session:
    """A person whose language, age and place are known."""
    return Session(
        locale=locale,
        locale_chosen=True,
        who="adult" if who == "adult" else "child",
        who_chosen=True,
        young=who == "young",
        region="sindh",
        harm_at_home=at_home,
    )


@cache
def walk(locale: str, who: str, at_home: bool) -> tuple[Seen, ...]:
    """Press every button that can be reached from the menu and from every intent, each once."""
    start = reader(locale, who, at_home)
    waiting = deque([(start, "menu"), *((start, f"intent:{intent}") for intent in WALKED)])
    pressed: set[tuple[str, str]] = set()
    seen: list[Seen] = []
    while waiting:
        session, action = waiting.popleft()
        key = (action, session.situation if action.startswith(("lines", "calls", "line")) else "")
        if key in pressed or action.startswith(ENDING):
            continue
        pressed.add(key)
        turn = take_turn(session, Pressed(action), None, guidebook(), NOW)
        says = spoken(turn)
        seen.append(Seen(action, says, turn.session))
        waiting.extend((turn.session, button.action) for button in buttons(says))
    return tuple(seen)


def buttons(says: tuple[Say, ...]) -> list[Button]:
    return [button for say in says for row in say.buttons for button in row]


EVERYONE = [(locale, who, at_home) for locale in LOCALES for who in READERS for at_home in (False, True)]
everyone = pytest.mark.parametrize(("locale", "who", "at_home"), EVERYONE)


@everyone
def test_no_button_is_a_dead_end(locale: str, who: str, at_home: bool) -> None:
    for seen in walk(locale, who, at_home):
        assert not any(say.id == "menu.old_button" for say in seen.says), f"{seen.action} is not known"
        assert buttons(seen.says), f"{seen.action} leads nowhere"


@everyone
def test_no_text_is_missing_or_too_long(locale: str, who: str, at_home: bool) -> None:
    for seen in walk(locale, who, at_home):
        for say in seen.says:
            assert say.text.strip(), say.id
            assert "{" not in say.text, say.id
            assert "%(" not in say.text, say.id
            most = EXPLANATION if say.id.startswith("call.") else SCREEN
            assert len(say.text) <= most, (say.id, len(say.text))


@everyone
def test_texts_and_buttons_are_in_the_language(locale: str, who: str, at_home: bool) -> None:
    for seen in walk(locale, who, at_home):
        for say in seen.says:
            assert bool(ARABIC.search(say.text)) == (locale == "ur") or say.id in BILINGUAL, (say.id, say.text)
        for button in buttons(seen.says):
            assert len(button.action.encode()) <= 48, button
            if LETTERS.search(button.label) and not button.action.startswith(OWN_LANGUAGE):
                assert bool(ARABIC.search(button.label)) == (locale == "ur"), button


@pytest.mark.parametrize("locale", LOCALES)
def test_every_card_is_reached_by_somebody(locale: str) -> None:
    reached = {
        say.id.rpartition(".")[0]
        for who in READERS
        for at_home in (False, True)
        for seen in walk(locale, who, at_home)
        for say in seen.says
    }
    # offered only to adults who try to reach a child, by a rule and never by a button
    assert set(guidebook().cards.by_id) - reached == {"stop_offender"}


@pytest.mark.parametrize("who", READERS)
@pytest.mark.parametrize("locale", LOCALES)
def test_nobody_harmed_at_home_is_sent_to_the_parents(locale: str, who: str) -> None:
    cards = guidebook().cards.by_id
    for seen in walk(locale, who, True):
        source = cards.get(seen.session.card)
        hidden = {link.to for link in source.links if link.unless == "harm_at_home"} if source else set()
        open_links = {link.to for link in source.links if not link.unless} if source else set()
        offered = {button.action.removeprefix("card:") for button in buttons(seen.says)}
        assert not (hidden - open_links) & offered, seen.action


@pytest.mark.parametrize("who", READERS)
@pytest.mark.parametrize("locale", LOCALES)
def test_next_leads_through_every_step(locale: str, who: str) -> None:
    walked = {say.id for seen in walk(locale, who, False) for say in seen.says}
    for card in guidebook().cards.by_id.values():
        if f"{card.id}.1" in walked:
            steps = {f"{card.id}.{number + 1}" for number in range(len(card.messages(locale, who)))}
            assert steps <= walked, steps - walked
