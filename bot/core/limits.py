"""How much one person may write at once. Values and rules only; the clock is handed in as seconds.

Telegram lets a bot send about one message a second to a chat, so a flood can never be answered in full. The limit is
far above what a frightened person types, and it never decides alone: an emergency, leaving fast and deleting one's data
are answered however many messages came before (`bot.core.turn.is_vital`).
"""

from dataclasses import dataclass

BURST = 150.0
"""Messages that are answered whatever their pace."""
PER_SECOND = 1.0
"""Messages a second that are answered after that."""
CALM = BURST / 3
"""Once so many are free again, the next flood is a new one and is told so once more."""


@dataclass(frozen=True)
class Pace:
    """How fast one person writes."""

    free: float = BURST
    """Messages that may still be answered at once."""
    at: float = 0.0
    """The second of the last message."""
    told: bool = False
    """True when the person was asked to slow down in this flood."""


@dataclass(frozen=True)
class Verdict:
    """What a message means for the pace of its writer."""

    pace: Pace
    over: bool
    """True when the message is more than can be answered."""
    tell: bool = False
    """True for the first such message: the person is asked to slow down."""


def weigh(pace: Pace, now: float) -> Verdict:
    """Judge one more message at `now`, in seconds of a clock that never goes back."""
    free = min(BURST, pace.free + max(0.0, now - pace.at) * PER_SECOND)
    told = pace.told and free < CALM
    if free >= 1:
        return Verdict(Pace(free - 1, now, told), over=False)
    return Verdict(Pace(free, now, True), over=True, tell=not told)
