"""Looks names up: spelled as listed, spelled by ear, or with one letter wrong."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.core.intents import OUTSIDE
from bot.core.place_folding import folded, key_of, skeleton, words_of

SHORTEST_FUZZY = 5
"""Letters a folded Roman name needs before a wrong letter in it is forgiven; Urdu writes fewer vowels."""
SHORTEST_FUZZY_URDU = 4
LONGEST_KEY = 20
"""Letters up to which a likeness is looked for."""
JOINED, JOINED_URDU = 8, 6
"""Letters of a name that may be written in two words although it is listed in one."""
START = 3
"""Letters by which the first word of a long name is recognised."""
SHORTEST_SURE = 6
"""Letters that make a name recognisable by its sound alone."""
LONG = 9
"""Letters that make a name recognisable with a wrong letter in it."""
SURE_SKELETON = 5
"""Consonants that make a name recognisable without its vowels."""
NAMES = 2
"""The first spellings of an entry are its names, Roman and Urdu; longer aliases (Bagh AJK) are never ordinary words."""
NISBA = ("i", "ی")
"""Endings that make a person's name of a place: Multani, ملتانی."""


@dataclass(frozen=True)
class Entry:
    """One place of the gazetteer."""

    id: str
    name: str
    region: str
    """Empty when the name alone says nothing about the region."""
    spellings: tuple[str, ...]
    weak: tuple[str, ...] = ()
    """Spellings that are also ordinary words."""
    district: str = ""
    other_regions: tuple[str, ...] = ()
    usual: bool = False
    """The bare name means `region`, although others share it."""
    common_word: bool = False


@dataclass(frozen=True)
class Hit:
    """A spelling that was found. `trust`: 3 as listed, 2 by ear, 1 with a letter wrong, 0 also an ordinary word."""

    entry: Entry
    trust: int
    clear: bool = False
    """The spelling says more than the bare name that others share: Mirpur Azad Kashmir."""


class PlaceIndex:
    """Every spelling of every place."""

    def __init__(self, entries: Iterable[Entry], ordinary: Iterable[str]) -> None:
        """Index the entries; `ordinary` are words that no forgiving search may take for a place."""
        self._exact: dict[str, Hit] = {}
        self._splits: set[tuple[str, ...]] = set()
        self._by_ear: dict[str, list[Entry]] = defaultdict(list)
        self._bare: dict[str, list[Entry]] = defaultdict(list)
        self._near: dict[str, set[str]] = defaultdict(set)
        self._longest: dict[str, int] = defaultdict(int)
        self._ordinary = frozenset(key_of(word) for word in ordinary)
        for entry in entries:
            self._add(entry)

    def _add(self, entry: Entry) -> None:
        names = tuple(key_of(spelling) for spelling in entry.spellings[:NAMES])
        weak_keys = {key_of(spelling) for spelling in entry.weak}
        for number, spelling in enumerate(entry.spellings):
            key = key_of(spelling)
            weak = key in weak_keys or (entry.common_word and (number < NAMES or " " not in spelling))
            self._add_exact(spelling, Hit(entry, 0 if weak else 3, key.startswith(names) and key not in names))
            if not entry.common_word and entry.region != OUTSIDE:
                self._add_fuzzy(spelling, entry)
        for spelling in entry.weak:
            self._add_exact(spelling, Hit(entry, 0))

    def _add_exact(self, spelling: str, hit: Hit) -> None:
        key = key_of(spelling)
        known = self._exact.get(key)
        if known is None or known.trust < hit.trust:
            self._exact[key] = hit
        words = tuple(words_of(spelling))
        self._splits.add(words)
        start = words[0][:START]
        self._longest[start] = max(self._longest[start], len(words), 2 if len(key) >= JOINED_URDU else 1)

    def _add_fuzzy(self, spelling: str, entry: Entry) -> None:
        fold = folded(key_of(spelling))
        if entry not in self._by_ear[fold]:
            self._by_ear[fold].append(entry)
        if _is_short(fold) or _abbreviated(spelling):
            return
        self._near[fold].add(fold)
        for shorter in _without_one(fold):
            self._near[shorter].add(fold)
        bones = skeleton(fold)
        if fold.isascii() and len(bones) >= SURE_SKELETON - 1 and entry not in self._bare[bones]:
            self._bare[bones].append(entry)

    def longest_from(self, word: str) -> int:
        """Return how many words a name that begins with this word may have; 0 when no name begins like it."""
        return self._longest.get(word[:START], 0)

    def is_ordinary(self, word: str) -> bool:
        """Say whether a word is never a place by likeness."""
        return word in self._ordinary

    def exact(self, words: tuple[str, ...]) -> Hit | None:
        """Return the place spelled exactly so; words joined by accident ("kal at") are not."""
        key = "".join(words)
        hit = self._exact.get(key)
        if hit is None or len(words) == 1 or words in self._splits:
            return hit
        if not self._ordinary.isdisjoint(words):
            return None
        letters = all(len(word) == 1 for word in words[:-1])
        return hit if (letters and len(key) > 3) or len(key) >= (JOINED if key.isascii() else JOINED_URDU) else None

    def forgiving(self, key: str) -> Hit | None:
        """Return the place that the key sounds like or is one letter from, if only one region comes into question."""
        if not 4 <= len(key) <= LONGEST_KEY or key in self._ordinary or self._is_nisba(key):
            return None
        fold = folded(key)
        if fold in self._by_ear:
            return _agreed(self._by_ear[fold], 2 if len(fold) >= SHORTEST_SURE else 1)
        if _is_short(fold):
            return None
        close = [entry for name in self._one_wrong(fold) for entry in self._by_ear[name]]
        if close:
            return _agreed(close, 2 if len(fold) >= LONG else 1)
        bones = skeleton(fold)
        if fold.isascii() and len(bones) >= SURE_SKELETON - 1 and bones in self._bare:
            return _agreed(self._bare[bones], 2 if len(bones) > SURE_SKELETON else 1)
        return None

    def by_ear(self, key: str) -> Hit | None:
        """Return the place that the key sounds like, its letters all there."""
        return _agreed(self._by_ear.get(folded(key), []), 2)

    def _is_nisba(self, key: str) -> bool:
        """Say whether the key is a listed name with the ending of a person's name."""
        return key.endswith(NISBA) and not key[:-1].endswith(NISBA) and key[:-1] in self._exact

    def _one_wrong(self, fold: str) -> Iterator[str]:
        """Yield listed names that differ in one letter: missing, added, changed, or two swapped."""
        near = self._near
        found: set[str] = near.get(fold, set()).copy()
        for at in range(len(fold)):
            shorter = fold[:at] + fold[at + 1 :]
            if shorter in near:
                found |= near[shorter]
        for name in found:
            if name[0] == fold[0] and _differs_by_one(name, fold):
                yield name


def _abbreviated(spelling: str) -> bool:
    """Say whether a spelling is made of initials, so that likeness to it means nothing: D.I. Khan."""
    return any(len(word) <= 2 for word in words_of(spelling))


def _is_short(fold: str) -> bool:
    return len(fold) < (SHORTEST_FUZZY if fold.isascii() else SHORTEST_FUZZY_URDU)


def _agreed(entries: list[Entry], trust: int) -> Hit | None:
    regions = {(entry.region, entry.other_regions) for entry in entries}
    return Hit(entries[0], trust) if len(regions) == 1 else None


def _without_one(word: str) -> set[str]:
    return {word[:at] + word[at + 1 :] for at in range(len(word))}


def _differs_by_one(one: str, other: str) -> bool:
    """Say whether two words of nearly the same length differ by one edit or by two neighbouring letters swapped."""
    if abs(len(one) - len(other)) > 1:
        return False
    start = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), None)
    if start is None:
        return True
    if len(one) != len(other):
        longer, shorter = (one, other) if len(one) > len(other) else (other, one)
        return longer[start + 1 :] == shorter[start:]
    swapped = one[start : start + 2] == other[start : start + 2][::-1] and one[start + 2 :] == other[start + 2 :]
    return one[start + 1 :] == other[start + 1 :] or swapped
