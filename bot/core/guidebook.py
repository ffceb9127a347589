"""Everything reviewed that an answer is made of, handed to the core as one value."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bot.core.cards import Cards
from bot.core.location import Point
from bot.core.places import Place
from bot.core.ports import Phrases
from bot.core.routing import HelplineDesk
from bot.core.words import Words


@dataclass(frozen=True)
class Guidebook:
    """The content in force. A new release of the content is a new Guidebook."""

    cards: Cards
    words: Words
    platforms: Mapping[str, Mapping[str, str]]
    """platform id -> locale -> name on a button."""
    helplines: HelplineDesk
    find_places: Callable[..., tuple[Place, ...]]
    """`find_places(text, asked=False)`; `asked` when the person was just asked where they are."""
    points: tuple[Point, ...]
    """Known towns, to turn a shared place into a region."""
    phrases: Phrases
    hash_word: Callable[[str], tuple[str, ...]]
    """Keyed hashes of a word, so that a person's own exit word is never stored as text: the one to store first, then
    those under keys that were in use before."""
