"""The real content, read once, and short ways to take turns with the conversation core alone."""

import re
from datetime import UTC, datetime
from functools import cache
from typing import Any

from bot.adapters.content_release import read_release
from bot.adapters.phrases import Catalogues
from bot.core.arrivals import Arrival, Commanded, Pressed, Said
from bot.core.guidebook import Guidebook
from bot.core.intents import urgency_of
from bot.core.replies import Say
from bot.core.session import Session
from bot.core.turn import Turn, spoken, take_turn
from bot.core.understood import Understood
from tests.conftest import ROOT

NOW = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)
"""A Tuesday, 11 in the morning in Pakistan."""
ARABIC = re.compile("[\u0600-\u06ff]")


@cache
def guidebook() -> Guidebook:
    """The content and the interface strings of this project; a word stands for its own hash."""
    release = read_release(ROOT / "content", Catalogues(ROOT / "locales"), lambda word: (word,))
    assert release.guidebook is not None, release.faults[0]
    return release.guidebook


def meant(intent: str, text: str = "zz zz", form: str = "en", who: str = "unknown", **more: Any) -> Understood:
    """A message whose meaning is given instead of guessed."""
    urgency: Any = urgency_of(intent)
    return Understood(text, intent, 0.99, urgency, form, who, **more)


def hears(session: Session, intent: str, text: str = "zz zz", **more: Any) -> Turn:
    """The turn after a message that means `intent`."""
    return take_turn(session, Said(text), meant(intent, text, **more), guidebook(), NOW)


def does(session: Session, arrival: Arrival) -> Turn:
    """The turn after something that needs no understanding."""
    return take_turn(session, arrival, None, guidebook(), NOW)


def presses(session: Session, action: str) -> Turn:
    """The turn after a button."""
    return does(session, Pressed(action))


def commands(session: Session, name: str, word: str = "") -> Turn:
    """The turn after a command."""
    return does(session, Commanded(name, word))


def ids(turn: Turn) -> list[str]:
    """The names of what was said."""
    return [say.id for say in spoken(turn)]


def actions(says: tuple[Say, ...]) -> list[str]:
    """What the buttons below these messages do."""
    return [button.action for say in says for row in say.buttons for button in row]


def offered(turn: Turn) -> list[str]:
    """What the buttons of a turn do."""
    return actions(spoken(turn))
