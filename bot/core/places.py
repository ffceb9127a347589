"""Finds the places that a message names, in every script and spelling, and the helpline region of each."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.core.intents import OUTSIDE
from bot.core.place_cues import Cues
from bot.core.place_folding import BARRIERS, words_of
from bot.core.place_index import Entry, Hit, PlaceIndex

LETTERS_ALONE = 4
"""Letters of a name that is also an ordinary word, to count when it is the whole message."""
SURE = 3
"""The trust of a spelling that is listed."""
SHORT = 5
"""Letters up to which a misspelt name needs more than a postposition beside it."""
MOST_WORDS = 600
"""Words of a message that are looked at; a message of Telegram has fewer unless it is made of single letters."""

_SECTOR = re.compile(r"(?<![\w-])([d-i])-?\s?([4-9]|1[0-9])(?:[/-][1-4])?(?!\w)")
_SECTOR_SURE = re.compile(r"(?<![\w-])[d-i]-(?:[4-9]|1[0-57-9])(?:[/-][1-4])?(?![\w-])")
"""With the hyphen a sector of Islamabad; F-16 alone is an aeroplane."""


@dataclass(frozen=True)
class Place:
    """A place that a message names."""

    name: str
    region: str
    """One of REGIONS, `outside`, or empty when the name alone does not say."""
    regions_possible: tuple[str, ...] = ()
    """More than one when the person has to be asked."""
    district: str = ""
    """Id of the district in the gazetteer, for the nearest office."""
    whole: bool = False
    """True when the name is all that the message says."""


@dataclass(frozen=True)
class _Found:
    start: int
    end: int
    entry: Entry
    weak: bool
    """Also an ordinary word, and nothing beside it says that a place is meant."""
    clear: bool
    """The spelling leaves no doubt which of several places it is."""


class PlaceFinder:
    """The gazetteer, ready to search."""

    def __init__(self, entries: Iterable[Entry], ordinary: Iterable[str], cues: Cues, endings: Iterable[str]) -> None:
        """Index `entries`; `ordinary` words are never places by likeness, `endings` are written onto names."""
        self._entries: Mapping[str, Entry] = {entry.id: entry for entry in entries}
        self._index = PlaceIndex(self._entries.values(), (*ordinary, *cues.plain))
        self._cues = cues
        self._endings = tuple(sorted(endings, key=len, reverse=True))
        self._capital = next((entry for entry in self._entries.values() if entry.id == "islamabad"), None)

    def find(self, text: str, *, asked: bool = False) -> tuple[Place, ...]:
        """Return the places of a message in their order, each once. Never raises.

        `asked`: the person was just asked where they are, so a name that is also an ordinary word counts.
        """
        words = words_of(text)[:MOST_WORDS]
        found = self._scan(words, asked)
        kept = [hit for at, hit in enumerate(found) if not hit.weak or self._beside(found, at, words)]
        places = [_place(hit.entry, hit.clear, whole=hit.end - hit.start == len(words)) for hit in kept]
        if self._capital is not None and not places and self._names_sector(text, words):
            places.append(_place(self._capital, True))
        return _settled(places)

    def district_of(self, name: str) -> str:
        """Return the district of the first place in a text, empty when none is named."""
        return next((place.district for place in self.find(name, asked=True) if place.district), "")

    def _scan(self, words: Sequence[str], asked: bool) -> list[_Found]:
        found: list[_Found] = []
        looked_up: dict[str, Hit | None] = {}
        at = 0
        while at < len(words):
            hit, length = self._longest(words, at, looked_up)
            if hit is None or words[at] in BARRIERS:
                at += 1
                continue
            weak = self._needs_cue(hit, words, at, at + length) and not asked
            if hit.entry.region != OUTSIDE or asked or self._speaker_abroad(words, at, at + length):
                found.append(_Found(at, at + length, hit.entry, weak, hit.clear))
            at += length
        return found

    def _longest(self, words: Sequence[str], at: int, looked_up: dict[str, Hit | None]) -> tuple[Hit | None, int]:
        """Return the longest name that begins at a word, and its number of words.

        `looked_up` remembers likenesses within one message, so that repeated words cost nothing.
        """
        first = words[at]
        likely = self._index.longest_from(first)
        forgive = likely > 1 and not self._index.is_ordinary(first) and not self._is_listed(first)
        for length in range(min(max(likely, 1), len(words) - at), 0, -1):
            window = tuple(words[at : at + length])
            if length > 1 and not BARRIERS.isdisjoint(window):
                continue
            hit = self._index.exact(window)
            if hit is None and (forgive or length == 1):
                key = "".join(window)
                if key not in looked_up:
                    looked_up[key] = self._forgiving_name(window) if length > 1 else self._forgiving_word(first)
                hit = looked_up[key]
            if hit is not None:
                return hit, length
        return None, 1

    def _is_listed(self, word: str) -> bool:
        """Say whether a word is a name by itself and nothing else."""
        hit = self._index.exact((word,))
        return hit is not None and hit.trust == SURE

    def _forgiving_name(self, window: tuple[str, ...]) -> Hit | None:
        """Return a name of several words with a slip in it; names of one word inside it come first."""
        key = "".join(window)
        if min(map(len, window)) < 2:
            initials = len(window) > 2 and len(window[0]) == len(window[1]) == 1
            return self._index.by_ear(key) if initials and len(key) > SHORT else None
        if len(key) < (9 if key.isascii() else 6) or (key.isascii() and self._index.is_ordinary(window[-1])):
            return None
        if any(map(self._is_listed, window)):
            return None
        hit = self._index.forgiving(key)
        if hit is None or (hit.trust == 1 and key.isascii()):
            return None
        return hit if len(window) <= len(hit.entry.name.split()) + 1 else None

    def _forgiving_word(self, word: str) -> Hit | None:
        return self._index.forgiving(word) or self._without_ending(word)

    def _without_ending(self, word: str) -> Hit | None:
        """Return the place in a word with a postposition written onto it, such as karachise."""
        if not word.endswith(self._endings):
            return None
        for ending in self._endings:
            stem = word.removesuffix(ending)
            if stem != word and len(stem) >= 4:
                hit = self._index.exact((stem,))
                if hit is not None and hit.trust == SURE:
                    return hit
        return None

    def _needs_cue(self, hit: Hit, words: Sequence[str], start: int, end: int) -> bool:
        before, after = words[start - 1] if start else "", words[end] if end < len(words) else ""
        if after in self._cues.verb_after or words[start] in (before, after):
            return True
        if hit.trust >= 2:
            return False
        if self._cues.strong(words, start, end):
            return False
        if hit.trust == 1:
            likely = len(words[start]) > SHORT and self._cues.slight(words, start, end)
            return not (likely or self._cues.alone(words, start, end))
        if len(words) == end - start:
            return hit.entry.common_word and len(words[start]) < LETTERS_ALONE
        named = words[start:end] == words_of(hit.entry.name) and len(words[start]) >= LETTERS_ALONE
        return not (named and self._cues.alone(words, start, end))

    def _speaker_abroad(self, words: Sequence[str], start: int, end: int) -> bool:
        if self._cues.alone(words, start, end):
            return True
        return self._cues.strong(words, start, end) and self._cues.of_speaker(words, start, end)

    def _beside(self, found: Sequence[_Found], at: int, words: Sequence[str]) -> bool:
        """Say whether a surer name beside a doubtful one settles it: Bagh, Azad Kashmir; Hub se Karachi."""
        weak = found[at]
        before, after = found[at - 1] if at else None, found[at + 1] if at + 1 < len(found) else None
        if after and not after.weak and after.start == weak.end + 1 and words[weak.end] in self._cues.from_words:
            return True
        return any(
            other is not None and not other.weak and other.entry.region == weak.entry.region and gap <= 1
            for other, gap in (
                (before, weak.start - before.end if before else 0),
                (after, after.start - weak.end if after else 0),
            )
        )

    def _names_sector(self, text: str, words: Sequence[str]) -> bool:
        lower = text.lower()
        if _SECTOR_SURE.search(lower):
            return True
        found = _SECTOR.search(lower)
        if found is None:
            return False
        pieces = words_of(found[0])
        at = next((n for n in range(len(words)) if list(words[n : n + len(pieces)]) == pieces), None)
        return at is not None and self._cues.strong(words, at, at + len(pieces))


def _place(entry: Entry, clear: bool, *, whole: bool = False) -> Place:
    shared = bool(entry.other_regions) and not entry.usual and not clear
    possible = tuple(region for region in (entry.region, *entry.other_regions) if region) if shared else ()
    return Place(entry.name, entry.region, possible, entry.district, whole)


def _settled(places: Sequence[Place]) -> tuple[Place, ...]:
    """Return each place once; another place settles a shared name, abroad gives way to Pakistan."""
    sure = {place.region for place in places if not place.regions_possible and place.region != OUTSIDE}
    found: dict[str, Place] = {}
    for place in places:
        if place.region == OUTSIDE and sure:
            continue
        if sure & set(place.regions_possible):
            continue
        found.setdefault(place.name, place)
    return tuple(found.values())
