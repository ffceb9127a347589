"""Numbers without people: what may be told of how often the bot was asked. Knows no storage and no person.

A count is kept by day, group of intents, region and language, never by person. Before anybody sees a number, cells
under ten are hidden, and a sum that hides a cell is blurred, so that no cell can be found by subtraction. The noise of
a cell is always the same, so asking again does not average it away; and only days that are over are told, so nobody
can watch a number grow by one.
"""

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from bot.core.intents import ALL

SMALLEST = 10
"""Counts under this are not told."""
SCALE = 3.0
"""How far a blurred number is off: the mean distance of its two-sided exponential noise."""
TOTAL = "all"
"""Stands for every group, region or language in a sum."""

GROUPS: Mapping[str, tuple[str, ...]] = {
    "danger": ("danger_now", "self_harm", "missing_child"),
    "images": (
        "disclose_sextortion",
        "disclose_image_leak",
        "disclose_deepfake",
        "ask_sextortion",
        "ask_deepfake",
        "ask_sharing_photos",
    ),
    "strangers": ("disclose_grooming", "ask_grooming", "ask_online_friend", "ask_gaming_safety"),
    "harm_in_person": ("disclose_contact_abuse",),
    "bullying": ("disclose_bullying", "ask_bullying"),
    "shocking_content": ("disclose_unwanted_content",),
    "accounts_and_money": ("disclose_account_takeover", "disclose_scam", "ask_scams"),
    "settings": ("ask_privacy_settings", "ask_parental_controls", "ask_screen_time"),
    "talking": ("ask_talk_to_child", "ask_tell_adult", "ask_emotional_support", "talk_to_human"),
    "reporting": ("ask_reporting", "ask_law", "ask_helpline"),
}
OTHER = "other"
"""Greetings, thanks, the menu and everything that is not the bot's subject."""

_GROUP_OF = {intent: group for group, intents in GROUPS.items() for intent in intents}

Cell = tuple[str, str, str]
"""Group, region and language; each may be `all`."""
Share = Callable[[str], float]
"""A number from 0 to 1 that is fixed for a text and that nobody outside can foretell."""


@dataclass(frozen=True)
class Told:
    """One number as it may be shown."""

    day: str
    group: str
    region: str
    language: str
    count: int | None
    """None when the number is too small to be told."""
    blurred: bool = False
    """True when noise was added."""


def group_of(intent: str) -> str:
    """Return the group an intent is counted in."""
    return _GROUP_OF.get(intent, OTHER) if intent in ALL else OTHER


def tell(day: str, counts: Mapping[Cell, int], share: Share) -> list[Told]:
    """Return what may be shown of one day: each cell, and the sums by group, region, language and over all."""
    told = [_cell(day, cell, number) for cell, number in sorted(counts.items())]
    sums: dict[Cell, int] = defaultdict(int)
    for (group, region, language), number in counts.items():
        for cell in {
            (group, TOTAL, TOTAL),
            (TOTAL, region, TOTAL),
            (TOTAL, TOTAL, language),
            (TOTAL, TOTAL, TOTAL),
        }:
            sums[cell] += number
    hides = any(number < SMALLEST for number in counts.values())
    return [*told, *(_sum(day, cell, number, share, hides) for cell, number in sorted(sums.items()))]


def _cell(day: str, cell: Cell, number: int) -> Told:
    return Told(day, *cell, number if number >= SMALLEST else None)


def _sum(day: str, cell: Cell, number: int, share: Share, hides: bool) -> Told:
    """A sum is blurred as soon as any cell of the day is hidden: the difference of two sums could show it."""
    if number < SMALLEST:
        return Told(day, *cell, None)
    if not hides:
        return Told(day, *cell, number)
    return Told(day, *cell, max(SMALLEST, number + noise(share(":".join((day, *cell))))), blurred=True)


def noise(share: float) -> int:
    """Return whole-numbered two-sided exponential noise for a share of 0 to 1."""
    side = 1 if share >= 0.5 else -1
    rest = min(max(2 * abs(share - 0.5), 0.0), 1 - 1e-9)
    return side * round(-SCALE * math.log(1 - rest))


def shown_days(days: Iterable[str], today: str) -> list[str]:
    """Return the days that are over, oldest first. Days are written as 2026-11-22."""
    return sorted(day for day in days if day < today)
