"""The content in force: read at the start, taken over anew when files change, all or nothing."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from bot.adapters.content_files import CardFiles, load_cards
from bot.adapters.directory_files import load_helplines, load_places
from bot.adapters.faults import Fault, in_order
from bot.adapters.phrases import Catalogues
from bot.adapters.quiz_files import Quiz, load_quiz
from bot.adapters.words_files import load_platforms, load_words
from bot.core.cards import Card, Cards
from bot.core.guidebook import Guidebook
from bot.core.ports import Phrases
from bot.errors import CannotStart
from bot.settings import Settings

HashWord = Callable[[str], str]


class ContentBroken(CannotStart):
    """The content cannot be used; the message shows the first fault and how many there are."""


@dataclass(frozen=True)
class Release:
    """One reading of the content folder."""

    guidebook: Guidebook | None
    """None when there are faults that block a release."""
    cards: tuple[CardFiles, ...]
    quiz: Quiz | None
    faults: tuple[Fault, ...]


def read_release(content: Path, phrases: Phrases, hash_word: HashWord) -> Release:
    """Read the whole content folder. Never raises for faulty content."""
    cards, faults = load_cards(content)
    quiz, more = load_quiz(content)
    words, wrong = load_words(content)
    platforms, strange = load_platforms(content)
    helplines, broken = load_helplines(content)
    places, lost = load_places(content)
    faults = in_order([*faults, *more, *wrong, *strange, *broken, *lost])
    if words is None or helplines is None or places is None or not platforms:
        return Release(None, cards, quiz, tuple(faults))
    by_id = {card.id: card for card in (*(files.card() for files in cards), *(quiz.cards() if quiz else ()))}
    by_id = {name: _pruned(card, by_id) for name, card in by_id.items()}
    guidebook = Guidebook(Cards(by_id), words, platforms, helplines, places.find, phrases, hash_word)
    return Release(guidebook, cards, quiz, tuple(faults))


def _pruned(card: Card, known: Mapping[str, Card]) -> Card:  # INTERIM
    return replace(card, links=tuple(link for link in card.links if link.to in known))


class ContentKeeper:
    """Holds the last good release and looks for a newer one."""

    def __init__(self, settings: Settings, hash_word: HashWord) -> None:
        """Read the content; raises ContentBroken or PhrasesBroken."""
        self._content = settings.content
        self._phrases = Catalogues(settings.locales)
        self._hash_word = hash_word
        self._seen = _signature(self._content)
        release = self._read()
        if release.guidebook is None:  # INTERIM while cards are being written: faults are tolerated at the start
            raise ContentBroken(_one_line(release.faults))
        self._guidebook = release.guidebook

    def current(self) -> Guidebook:
        """Return the content in force."""
        return self._guidebook

    def reload_if_changed(self) -> list[Fault]:
        """Take over changed content when it is faultless, else keep the old. Returns the faults, once per change."""
        signature = _signature(self._content)
        if signature == self._seen:
            return []
        self._seen = signature
        release = self._read()
        if release.guidebook is not None and not release.faults:
            self._guidebook = release.guidebook
        return list(release.faults)

    def _read(self) -> Release:
        return read_release(self._content, self._phrases, self._hash_word)


def _one_line(faults: tuple[Fault, ...]) -> str:
    first = str(faults[0])
    if len(faults) == 1:
        return f"CONTENT_DIR: {first}"
    return f"CONTENT_DIR: {first} There are {len(faults)} faults; `mehfooz content check` shows them all."


def _signature(content: Path) -> frozenset[tuple[str, int, int]]:
    """Return what changes when any file below the folder changes; reads no file."""
    found: set[tuple[str, int, int]] = set()
    for folder, _, names in os.walk(content):
        for name in names:
            path = os.path.join(folder, name)  # noqa: PTH118 - a thousand files every two seconds: Path is slow
            try:
                state = os.stat(path)  # noqa: PTH116
            except OSError:
                continue  # it went away between two looks
            found.add((path, state.st_mtime_ns, state.st_size))
    return frozenset(found)
