"""Joins what the model reads, what the safety net sees and the places a text names into one `Understood`."""

import logging
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Protocol

from understanding.intents import urgency
from understanding.parse import Parse

from bot.core.safety_net import Alarm, SafetyNet
from bot.core.understood import Entity, Understood, Urgency

log = logging.getLogger(__name__)

Places = Callable[[str], Iterable[tuple[str, str]]]
"""The places a text names, as (region, name)."""

_RANK: dict[str, int] = {"normal": 0, "high": 1, "emergency": 2}


class Reader(Protocol):
    """The model, in-process or behind a Rasa server."""

    def parse(self, text: str) -> Parse:
        """What the model says of a text; may raise."""
        ...


class Understander:
    """Never raises: when the model fails, the safety net and the menu remain."""

    def __init__(self, reader: Reader, net: SafetyNet, places: Places = lambda _: (), *, remote: bool = False) -> None:
        """Read with `reader`; `remote` says that it waits for a network, so that callers use a thread."""
        self.remote = remote
        self._reader = reader
        self._net = net
        self._places = places

    def understand(self, text: str) -> Understood:
        """What the bot should act on for this text."""
        if not text.strip():
            return Understood(text, "out_of_scope", 1.0, "normal", "en", "unknown")
        alarm = self._net.look(text)
        return raise_alarm(self._read(text), alarm)

    def _read(self, text: str) -> Understood:
        places = self._named_places(text)
        try:
            parse = self._reader.parse(text)
        except Exception as fault:  # help never depends on the model
            log.error("the model failed (%s): only the safety net reads this message", type(fault).__name__)
            return Understood(text, "menu", 0.0, "normal", _script(text), "unknown", places)
        return Understood(
            text=text,
            intent=parse.intent,
            confidence=parse.confidence,
            urgency=_urgency(parse.intent),
            language=parse.language,
            who=parse.who,
            entities=(*(Entity("platform", value) for value in parse.platforms), *places),
            alternatives=parse.alternatives,
        )

    def _named_places(self, text: str) -> tuple[Entity, ...]:
        try:
            return tuple(Entity("place", region, name) for region, name in self._places(text))
        except Exception as fault:  # a place is a convenience; help goes on without it
            log.error("the places could not be read (%s)", type(fault).__name__)
            return ()


def raise_alarm(understood: Understood, alarm: Alarm | None) -> Understood:
    """The safety net may raise the urgency of what the model read, never lower it."""
    if alarm is None or _RANK[understood.urgency] >= _RANK[_urgency(alarm.intent)]:
        return understood
    others = tuple(name for name in understood.alternatives or (understood.intent,) if name != alarm.intent)
    return replace(
        understood,
        intent=alarm.intent,
        urgency=_urgency(alarm.intent),
        alternatives=() if alarm.sure else (alarm.intent, *others)[:4],
    )


def _urgency(intent: str) -> Urgency:
    return urgency(intent)


def _script(text: str) -> str:
    """A guess at the form from the letters alone, for when there is no model."""
    arabic = sum("\u0600" <= letter <= "\u06ff" for letter in text)
    return "ur" if arabic * 2 > sum(letter.isalpha() for letter in text) else "ur-Latn"
