"""Turns a message into features in several views: words, letters, sounds, lemmas, ideas and shape."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from understanding.keys import NEAR, NEXT, Keys, codes, distinct, keys, of_view, pairs, runs
from understanding.lexicon import Lexicon
from understanding.meaning import ENGLISH, URDU, ideas, lemmas, side, sides
from understanding.normalise import normalise, tokens
from understanding.skeleton import skeleton

VIEWS = ("word", "letters", "sound", "sounds", "lemma", "idea", "shape", "tongue")
MOST_TOKENS = 300
LETTERS, SOUNDS = (2, 3, 4, 5), (4, 5)
"""How long the runs of letters within a word and of sounds across words are."""
NOTHING = keys(())
_START, _END = keys("^"), keys("$")
_EACH_VIEW = np.arange(len(VIEWS), dtype=np.uint64)
_ENGLISH_GRAMMAR = """
the a an and but or if i my you your she her his him it its they them their we our this that these those what how when
where who why which should would could can cant will wont shall must do does did dont didnt doesnt am are was were been
have has had of for from with about at on by not no into after before because while just only
"""
_URDU_GRAMMAR = """
ka ki ke k ko se ne ny hai he hy h hain hen hn hun hoon tha thi thay ho hua hui mein mai main mera meri mere mujhe
mujhy mjhe muje wo woh ye yeh uska uski uske iska kya kia kyun kyu kaise kese kab kahan kon kaun koi kuch kch aur bhi b
nahi nhi nai ni na phir magar lekin jab agar sath raha rahi rahe rha rhi rhe kar kr karna krna kiya gaya gya gayi gai
diya dia di ab to tou par pe pr sab hum ap aap tum wala wali
"""
ENGLISH_GRAMMAR = frozenset(_ENGLISH_GRAMMAR.split())
URDU_GRAMMAR = frozenset(_URDU_GRAMMAR.split())
"""The small words of grammar: who mixes takes them from both languages, who borrows takes nouns only."""


@dataclass(frozen=True)
class Message:
    """A message as the models see it."""

    text: str
    words: tuple[str, ...]
    keys: Keys
    """The distinct features of all views, ascending."""
    word_keys: Keys
    """The feature of each single word, in order."""


@dataclass(frozen=True)
class _Items:
    """What the views are made of."""

    words: Sequence[str]
    heard: Sequence[str]
    meant: Sequence[str]
    ideas: Sequence[str]
    shape: Sequence[str]
    tongue: Sequence[str]


def prepare(text: str, lexicon: Lexicon) -> Message:
    """Normalise, cut into words and compute the features of every view."""
    items = _items(text, lexicon)
    singles = keys(items.words)
    found = (
        _grams(singles, skip=0),
        np.concatenate([_letters(word) for word in items.words] or [NOTHING]),
        _grams(keys(items.heard), skip=1),
        _sounds("".join(items.heard)),
        _grams(keys(items.meant), skip=3),
        keys(items.ideas),
        keys(items.shape),
        keys(items.tongue),
    )
    view = np.repeat(_EACH_VIEW, [len(one) for one in found])
    marked = of_view(np.concatenate(found), view)
    return Message(text, tuple(items.words), distinct(marked), marked[: len(singles)])


def names(text: str, lexicon: Lexicon) -> dict[int, tuple[str, str]]:
    """For people: key -> (view, name) of the features of one message."""
    items = _items(text, lexicon)
    found: tuple[Iterable[tuple[int, str]], ...] = (
        _named(_grams(keys(items.words), skip=0), _gram_names(items.words, skip=0)),
        (pair for word in items.words for pair in _named(_letters(word), _run_names(_padded(word), LETTERS))),
        _named(_grams(keys(items.heard), skip=1), _gram_names(items.heard, skip=1)),
        _named(_sounds("".join(items.heard)), _run_names("".join(items.heard), SOUNDS)),
        _named(_grams(keys(items.meant), skip=3), _gram_names(items.meant, skip=3)),
        _named(keys(items.ideas), items.ideas),
        _named(keys(items.shape), items.shape),
        _named(keys(items.tongue), items.tongue),
    )
    return {
        int(of_view(np.array([number], dtype=np.uint64), _EACH_VIEW[view])[0]): (VIEWS[view], name)
        for view, pairs_ in enumerate(found)
        for number, name in pairs_
    }


def _items(text: str, lexicon: Lexicon) -> _Items:
    words = [_number(token) for token in tokens(normalise(text))[:MOST_TOKENS]]
    decided = sides(words, lexicon)
    return _Items(
        words,
        [skeleton(word) for word in words],
        lemmas(words, decided, lexicon),
        ideas(words, decided, lexicon),
        list(_shape(words)),
        list(_tongue(words, lexicon)),
    )


def _named(found: Keys, said: Sequence[str]) -> Iterator[tuple[int, str]]:
    return zip((int(number) for number in found), said, strict=True)


def _number(token: str) -> str:
    """Numbers by kind: what matters is an age, an amount, a helpline; not its digits."""
    if not token.isdecimal():
        return token
    if len(token) <= 2:
        return "#age" if 5 <= int(token) <= 17 else "#small"
    if len(token) == 4 and token.startswith("1"):
        return token  # a helpline's number, or close to one
    return "#hundreds" if len(token) == 3 else "#thousands" if len(token) <= 6 else "#long"


def _grams(items: Keys, skip: int) -> Keys:
    """Single items, neighbours, and pairs with up to `skip` items between them."""
    padded = np.concatenate((_START, items, _END))
    first, second, how = _places(len(items), skip)
    return np.concatenate((items, pairs(padded[first], padded[second], how)))


@lru_cache(maxsize=1_000)
def _places(count: int, skip: int) -> tuple[NDArray[np.intp], NDArray[np.intp], Keys]:
    """Which items of so many, between a start and an end, stand in pairs, and how."""
    side_by_side = [(at, at + 1, NEXT) for at in range(count + 1)]
    apart = [(at, at + gap, NEAR) for gap in range(2, skip + 2) for at in range(1, count - gap + 1)]
    first, second, how = zip(*side_by_side, *apart, strict=True)
    return np.array(first), np.array(second), np.array(how, dtype=np.uint64)


def _gram_names(items: Sequence[str], skip: int) -> list[str]:
    found = [*items, *(f"{first} {second}" for first, second in pairwise(["^", *items, "$"]))]
    for gap in range(2, skip + 2):
        found += [f"{first} .. {second}" for first, second in zip(items, items[gap:], strict=False)]
    return found


@lru_cache(maxsize=8_000)
def _letters(word: str) -> Keys:
    letters = codes(_padded(word))
    return np.concatenate([runs(letters, size) for size in LETTERS])


def _padded(word: str) -> str:
    return f"_{word[:24]}_"


def _sounds(run: str) -> Keys:
    """Runs of sounds across words, so that a missing or an extra space changes little."""
    heard = codes(run)
    return np.concatenate([runs(heard, size) for size in SOUNDS])


def _run_names(text: str, sizes: Sequence[int]) -> list[str]:
    return [text[at : at + size] for size in sizes for at in range(len(text) - size + 1)]


def _shape(words: Sequence[str]) -> Iterator[str]:
    size = len(words)
    yield "length " + next((str(top) for top in (1, 2, 3, 5, 8, 12, 20, 40) if size <= top), "long")
    yield "asks" if "?" in words else "no question mark"
    if "!" in words:
        yield "exclaims"


def _grammar(latin: Sequence[str]) -> Iterator[str]:
    english = [word in ENGLISH_GRAMMAR for word in latin]
    urdu = sum(word in URDU_GRAMMAR for word in latin)
    side_by_side = sum(one and other for one, other in pairwise(english))
    yield f"grammar english {min(sum(english), 4)} urdu {min(urdu, 4)}"
    yield f"english grammar in a row {min(side_by_side, 3)} urdu {min(urdu, 1)}"


def _tongue(words: Sequence[str], lexicon: Lexicon) -> Iterator[str]:
    """How much of the message is plainly English, plainly Urdu, and in which letters."""
    latin = [word for word in words if word.isascii() and word.isalpha()]
    arabic = sum("\u0600" <= word[0] <= "\u06ff" for word in words)
    alone = [side(word, lexicon.dictionary) for word in latin]
    english, urdu = alone.count(ENGLISH), alone.count(URDU)
    run = longest = 0
    for one in alone:
        run = 0 if one == URDU else run + (one == ENGLISH)
        longest = max(longest, run)
    yield from _grammar(latin)
    yield f"english {min(english, 5)} urdu {min(urdu, 5)}"
    yield f"latin {min(len(latin), 4)} arabic {min(arabic, 4)}"
    yield f"english run {min(longest, 6)} urdu {min(urdu, 3)}"
    if english + urdu:
        yield f"english share {round(8 * english / (english + urdu))}"
