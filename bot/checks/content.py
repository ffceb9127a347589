"""What the rules look at: the whole content folder, read once."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from bot.adapters.card_pages import Passage
from bot.adapters.content_files import CardFiles, card_names, load_cards
from bot.adapters.content_forms import ReviewedForm, SourceForm
from bot.adapters.directory_files import load_helplines
from bot.adapters.faults import Fault
from bot.adapters.marked_yaml import Marked
from bot.adapters.place_files import load_places, load_points
from bot.adapters.quiz_files import Quiz, load_quiz
from bot.adapters.words_files import load_platforms, load_sources, load_words
from bot.checks.word_lists import WordLists, load_word_lists
from bot.core.cards import Card
from bot.core.location import Point
from bot.core.places import PlaceFinder
from bot.core.routing import HelplineDesk
from bot.core.words import Words


@dataclass(frozen=True)
class Content:
    """The readable part of a content folder; None stands for a part with faults."""

    cards: tuple[CardFiles, ...]
    today: date
    quiz: Quiz | None = None
    sources: Mapping[str, SourceForm] = field(default_factory=dict)
    lists: WordLists | None = None
    desk: HelplineDesk | None = None
    places: PlaceFinder | None = None
    points: tuple[Point, ...] = ()
    words: Words | None = None
    platforms: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    root: Path = Path()
    faulty: frozenset[str] = frozenset()
    """Cards that are there and cannot be read: their own faults say so, links to them are not dead."""

    @cached_property
    def known(self) -> Mapping[str, Card]:
        """Every card that a link can lead to, those of the quiz included."""
        quiz = self.quiz.cards() if self.quiz else ()
        return {card.id: card for card in (*(files.card() for files in self.cards), *quiz)}

    def passages(self) -> Iterable[tuple[str, Passage]]:
        """Return every text of cards and quiz that people see, with its locale."""
        for files in self.cards:
            yield from files.passages()
        if self.quiz:
            yield from self.quiz.passages()

    def reviewed(self) -> Iterable[tuple[ReviewedForm, Marked]]:
        """Return everything that says what its facts rest on: cards and groups of the quiz."""
        yield from ((files.form, files.marked) for files in self.cards)
        if self.quiz:
            yield from self.quiz.groups.values()


PartT = TypeVar("PartT")
Rule = Callable[[Content], Iterable[Fault]]


def read_content(root: Path, today: date) -> tuple[Content, list[Fault]]:
    """Read a content folder; returns what is readable and every fault of form. Never raises."""
    faults: list[Fault] = []
    cards = _keep(load_cards(root), faults)
    content = Content(
        cards,
        today,
        quiz=_keep(load_quiz(root), faults),
        sources=_keep(load_sources(root), faults),
        lists=_keep(load_word_lists(root), faults),
        desk=_keep(load_helplines(root), faults),
        places=_keep(load_places(root), faults),
        points=_keep(load_points(root), []),  # faults of the shared gazetteer are counted once, with the places
        words=_keep(load_words(root), faults),
        platforms=_keep(load_platforms(root), faults),
        root=root,
        faulty=card_names(root) - {files.id for files in cards},
    )
    return content, faults


def _keep(loaded: tuple[PartT, list[Fault]], faults: list[Fault]) -> PartT:
    """Return the part and put its faults to the others."""
    part, found = loaded
    faults += found
    return part
