"""Turns a message into named features in several views: words, letters, sounds, lemmas, ideas and shape."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from understanding.lexicon import Lexicon
from understanding.meaning import ENGLISH, URDU, ideas, lemmas, side, sides
from understanding.normalise import normalise, tokens
from understanding.skeleton import skeleton

VIEWS = ("word", "letters", "sound", "sounds", "lemma", "idea", "shape", "tongue")
MOST_TOKENS = 300
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
    features: tuple[tuple[str, ...], ...]
    """One tuple of distinct feature names for each of `VIEWS`."""


def prepare(text: str, lexicon: Lexicon) -> Message:
    """Normalise, cut into words and list the features of every view."""
    words = [_number(token) for token in tokens(normalise(text))[:MOST_TOKENS]]
    return Message(text, tuple(words), tuple(tuple(dict.fromkeys(view)) for view in _views(words, lexicon)))


def _views(words: Sequence[str], lexicon: Lexicon) -> Iterator[Iterator[str]]:
    decided = sides(words, lexicon)
    heard = [skeleton(word) for word in words]
    meant = lemmas(words, decided, lexicon)
    found = ideas(words, decided, lexicon)
    yield _grams(words, skip=0)
    yield (gram for word in words for gram in _letters(word))
    yield _grams(heard, skip=1)
    yield _sounds(heard)
    yield _grams(meant, skip=3)
    yield iter(found)
    yield _shape(words)
    yield _tongue(words, lexicon)


def _number(token: str) -> str:
    """Numbers by kind: what matters is an age, an amount, a helpline; not its digits."""
    if not token.isdecimal():
        return token
    if len(token) <= 2:
        return "#age" if 5 <= int(token) <= 17 else "#small"
    if len(token) == 4 and token.startswith("1"):
        return token  # a helpline's number, or close to one
    return "#hundreds" if len(token) == 3 else "#thousands" if len(token) <= 6 else "#long"


def _grams(items: Sequence[str], skip: int) -> Iterator[str]:
    """Single items, neighbours, and pairs with up to `skip` items between them."""
    yield from items
    padded = ["^", *items, "$"]
    for first, second in pairwise(padded):
        yield f"{first} {second}"
    for gap in range(2, skip + 2):
        for first, second in zip(items, items[gap:], strict=False):
            yield f"{first} .. {second}"


@lru_cache(maxsize=20_000)
def _letters(word: str) -> tuple[str, ...]:
    padded = f"_{word[:24]}_"
    return tuple(padded[at : at + size] for size in (2, 3, 4, 5) for at in range(len(padded) - size + 1))


def _sounds(heard: Sequence[str]) -> Iterator[str]:
    """Runs of sounds across words, so that a missing or an extra space changes little."""
    run = "".join(heard)
    for size in (4, 5):
        for at in range(len(run) - size + 1):
            yield run[at : at + size]


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
