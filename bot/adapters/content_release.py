"""The content in force: read at the start, taken over anew when files change, all or nothing."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from bot.adapters.faults import Fault, in_order
from bot.adapters.phrases import Catalogues
from bot.checks.content import Content, read_content
from bot.checks.rules import BLOCKING, break_rules
from bot.core.cards import Card, Cards
from bot.core.guidebook import Guidebook
from bot.core.ports import Phrases
from bot.errors import CannotStart
from bot.settings import Settings

HashWord = Callable[[str], tuple[str, ...]]
PAKISTAN = timedelta(hours=5)
"""Ahead of UTC, all year round."""


class ContentBroken(CannotStart):
    """The content cannot be used; the message shows the first fault and how many there are."""


@dataclass(frozen=True)
class Release:
    """One reading of the content folder."""

    content: Content
    guidebook: Guidebook | None
    """None when a part is missing that no answer can do without."""
    faults: tuple[Fault, ...]
    """What blocks the release; empty when it may be used."""


def today_in_pakistan() -> date:
    """Return today's date in Pakistan."""
    return (datetime.now(UTC) + PAKISTAN).date()


def read_release(root: Path, phrases: Phrases, hash_word: HashWord) -> Release:
    """Read the whole content folder. Never raises for faulty content."""
    content, faults = read_content(root, today_in_pakistan())
    faults = in_order([*faults, *break_rules(content, BLOCKING)])
    return Release(content, assemble(content, phrases, hash_word), tuple(faults))


def assemble(content: Content, phrases: Phrases, hash_word: HashWord) -> Guidebook | None:
    """Return the content as the core takes it; None when a part cannot be read."""
    words, desk, places, platforms = content.words, content.desk, content.places, content.platforms
    if words is None or desk is None or places is None or not platforms:
        return None
    cards = {name: _pruned(card, content.known) for name, card in content.known.items()}
    return Guidebook(Cards(cards), words, platforms, desk, places.find, content.points, phrases, hash_word)


def _pruned(card: Card, known: Mapping[str, Card]) -> Card:
    """Return the card without links that lead nowhere, for the preview of unfinished content."""
    return replace(card, links=tuple(link for link in card.links if link.to in known))


class ContentKeeper:
    """Holds the last good release and looks for a newer one."""

    def __init__(self, settings: Settings, hash_word: HashWord) -> None:
        """Read the content; raises ContentBroken or PhrasesBroken."""
        self._root = settings.content
        self._phrases = Catalogues(settings.locales)
        self._hash_word = hash_word
        self._seen = signature_of(self._root)
        release = read_release(self._root, self._phrases, hash_word)
        if release.guidebook is None or release.faults:
            raise ContentBroken(_one_line(release.faults))
        self._guidebook = release.guidebook

    def current(self) -> Guidebook:
        """Return the content in force."""
        return self._guidebook

    def reload_if_changed(self) -> list[Fault]:
        """Take over changed content when it is faultless, else keep the old. Returns the faults, once per change."""
        signature = signature_of(self._root)
        if signature == self._seen:
            return []
        self._seen = signature
        release = read_release(self._root, self._phrases, self._hash_word)
        if release.guidebook is not None and not release.faults:
            self._guidebook = release.guidebook
        return list(release.faults)


def _one_line(faults: tuple[Fault, ...]) -> str:
    first = str(faults[0])
    if len(faults) == 1:
        return f"CONTENT_DIR: {first}"
    return f"CONTENT_DIR: {first} There are {len(faults)} faults; `mehfooz content check` shows them all."


def signature_of(root: Path) -> frozenset[tuple[str, int, int]]:
    """Return what changes when any file below a folder changes; reads no file."""
    found: set[tuple[str, int, int]] = set()
    for folder, _, names in os.walk(root):
        for name in names:
            path = os.path.join(folder, name)  # noqa: PTH118 - a thousand files every two seconds: Path is slow
            try:
                state = os.stat(path)  # noqa: PTH116
            except OSError:
                continue  # it went away between two looks
            found.add((path, state.st_mtime_ns, state.st_size))
    return frozenset(found)
