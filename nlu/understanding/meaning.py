"""Reads each word of a message as a lemma: a dictionary name, an English stem or the sound of an Urdu word."""

from __future__ import annotations

from collections.abc import Sequence

from understanding.lexicon import LONGEST_PHRASE, Layer, Lexicon
from understanding.skeleton import fold, skeleton
from understanding.stem import stem

ENGLISH, URDU, EITHER = 1, -1, 0
_WINDOW = 3


def sides(words: Sequence[str], lexicon: Lexicon) -> list[int]:
    """For each word, whether it is read as English or as Urdu; words of both are decided by their neighbours."""
    alone = [side(word, lexicon.dictionary) for word in words]
    total = sum(alone)
    decided = []
    for place, one in enumerate(alone):
        if one == EITHER:
            near = sum(
                alone[other] / abs(other - place)
                for other in range(max(0, place - _WINDOW), min(len(alone), place + _WINDOW + 1))
                if other != place
            )
            one = ENGLISH if (near or total) > 0 else URDU
        decided.append(one)
    return decided


def lemmas(words: Sequence[str], decided: Sequence[int], lexicon: Lexicon) -> list[str]:
    """One lemma for each word; phrases of the dictionary become one lemma."""
    found: list[str] = []
    place = 0
    while place < len(words):
        name, length = _longest(words, decided, place, lexicon.dictionary)
        found.append(name)
        place += length
    return found


def ideas(words: Sequence[str], decided: Sequence[int], lexicon: Lexicon) -> list[str]:
    """The ideas of the field that the message touches, in order, each once."""
    found: dict[str, None] = {}
    for place in range(len(words)):
        for length in range(1, _reach(words, place, lexicon.ideas) + 1):
            part = slice(place, place + length)
            for name in _names(words[part], decided[part], lexicon.ideas):
                found[name] = None
    return list(found)


def side(word: str, layer: Layer) -> int:
    """Whether a word by itself is English, Urdu or possibly either."""
    if not word.isascii():
        return URDU
    english = stem(word) in layer.english
    urdu = word in layer.urdu
    if not english and not urdu:
        return URDU if fold(word) in layer.folded or skeleton(word) in layer.sounds else EITHER
    if english == urdu:
        return EITHER
    return ENGLISH if english else URDU


def _longest(words: Sequence[str], decided: Sequence[int], place: int, layer: Layer) -> tuple[str, int]:
    for length in range(_reach(words, place, layer), 0, -1):
        part = slice(place, place + length)
        names = _names(words[part], decided[part], layer)
        if names:
            return names[0], length
    word = words[place]
    if word.isascii() and decided[place] == ENGLISH:
        return stem(word), 1
    return "~" + skeleton(word), 1


def _reach(words: Sequence[str], place: int, layer: Layer) -> int:
    """No entry that begins here is longer: most words begin none, which spares looking up every run of words."""
    return min(LONGEST_PHRASE, len(words) - place, layer.reach(words[place]))


def _names(words: Sequence[str], decided: Sequence[int], layer: Layer) -> tuple[str, ...]:
    urdu = layer.urdu.get(" ".join(words))
    if decided[0] == ENGLISH or not urdu:
        english = layer.english.get(" ".join(stem(word) for word in words))
        if english:
            return english
    if urdu:
        return urdu
    if ENGLISH in decided:
        return ()
    if len(words) == 1 and words[0].isascii() and (folded := layer.folded.get(fold(words[0]))):
        return folded
    return layer.sounds.get(" ".join(skeleton(word) for word in words), ())
