"""Counts answers by day in Pakistan, group of intents, region and language. Sees no person."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Protocol

from bot.core.counts import group_of
from bot.core.turn import Turn

PAKISTAN = timedelta(hours=5)
"""Ahead of UTC, all year round."""
UNKNOWN = "unknown"


class Counter(Protocol):
    """Where counts are kept."""

    def count(self, day: str, group: str, region: str, language: str) -> None:
        """Count one answer."""
        ...


class Counting:
    """Turns answered turns into counts."""

    def __init__(self, counter: Counter, clock: Callable[[], datetime]) -> None:
        """Count into `counter`; `clock` returns the moment with its time zone."""
        self._counter = counter
        self._clock = clock

    def count(self, turn: Turn) -> None:
        """Count one turn in which a person's words were answered."""
        moment = self._clock()
        offset = moment.utcoffset() or timedelta()
        day = (moment - offset + PAKISTAN).date().isoformat()
        session = turn.session
        self._counter.count(day, group_of(turn.topic), session.region or UNKNOWN, session.locale or UNKNOWN)
