"""What the rules look at: the whole content folder, read once."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path

from bot.adapters.card_pages import Passage
from bot.adapters.content_files import CardFiles, load_cards
from bot.adapters.content_forms import SourceForm
from bot.adapters.directory_files import load_helplines, load_places
from bot.adapters.faults import Fault
from bot.adapters.quiz_files import Quiz, load_quiz
from bot.adapters.words_files import load_platforms, load_sources, load_words
from bot.checks.word_lists import WordLists, load_word_lists
from bot.core.cards import Card
from bot.core.routing import HelplineDesk


@dataclass(frozen=True)
class Content:
    """The readable part of a content folder."""

    cards: tuple[CardFiles, ...]
    today: date
    quiz: Quiz | None = None
    sources: Mapping[str, SourceForm] = field(default_factory=dict)
    lists: WordLists | None = None
    desk: HelplineDesk | None = None
    root: Path = Path()

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


Rule = Callable[[Content], Iterable[Fault]]


def read_content(root: Path, today: date) -> tuple[Content, list[Fault]]:
    """Read a content folder; returns what is readable and every fault of form. Never raises."""
    cards, faults = load_cards(root)
    quiz, more = load_quiz(root)
    sources, unsourced = load_sources(root)
    lists, wordless = load_word_lists(root)
    desk, unhelpful = load_helplines(root)
    for other in (more, unsourced, wordless, unhelpful, load_words(root)[1], load_platforms(root)[1]):
        faults += other
    faults += load_places(root)[1]
    return Content(cards, today, quiz, sources, lists, desk, root), faults
