"""Emergency rules that run on every message beside the model. Knows phrases, negation, joking and quoting; no model.

The words are content (`content/safety/`). A phrase is a row of slots: `want/wish to die/dead` matches one word of each
slot in that order; `...` between two slots lets up to four other words stand there. Urdu phrases match by sound.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from understanding.normalise import normalise, tokens
from understanding.skeleton import skeleton

WIDE_GAP = 4
BEFORE, AFTER = 3, 2
"""How many words around a phrase a negation reaches."""
SHORTEST_SOUND = 4
"""Shorter skeletons stand for too many words: such words are matched as they are written."""


@dataclass(frozen=True)
class Alarm:
    """An emergency the rules saw. `sure` is False when the person should be asked."""

    intent: str
    phrase: str
    sure: bool


@dataclass(frozen=True)
class Slot:
    """The words that fit at one place of a phrase, and how many other words may stand before it."""

    words: frozenset[str]
    sounds: frozenset[str]
    gap: int

    def fits(self, word: str, sound: str) -> bool:
        """Whether a word of a message fits here."""
        return word in self.words or sound in self.sounds


@dataclass(frozen=True)
class Phrase:
    """One phrase of the rules."""

    intent: str
    text: str
    sure: bool
    slots: tuple[Slot, ...]

    @classmethod
    def read(cls, intent: str, text: str, by_sound: bool, sure: bool) -> "Phrase":
        """A phrase as staff write it."""
        slots: list[Slot] = []
        gap = 0
        for part in text.split():
            if part == "...":
                gap = WIDE_GAP
                continue
            words = [word for choice in part.split("/") for word in tokens(normalise(choice))]
            heard = (skeleton(word) for word in words) if by_sound else ()
            slots.append(Slot(frozenset(words), frozenset(s for s in heard if len(s) >= SHORTEST_SOUND), gap))
            gap = 0
        return cls(intent, text, sure, tuple(slots))

    def match(self, words: Sequence[str], sounds: Sequence[str], start: int) -> tuple[int, ...] | None:
        """The places of the message's words that fill the slots, the first at `start`; None when they do not."""
        places = [start]
        for slot in self.slots[1:]:
            first = places[-1] + 1
            reach = range(first, min(first + slot.gap + 1, len(words)))
            place = next((at for at in reach if slot.fits(words[at], sounds[at])), None)
            if place is None:
                return None
            places.append(place)
        return tuple(places)


Heard = tuple[Sequence[str], Sequence[str]]
"""The words of a text, and their sounds."""


def heard(text: str) -> Heard:
    """What a net looks at."""
    words = tokens(normalise(text))
    return words, [skeleton(word) for word in words]


class SafetyNet:
    """All phrases, and the words that quieten them."""

    def __init__(self, phrases: Iterable[Phrase], negations: Iterable[str], quiet: Iterable[str]) -> None:
        self._by_word: dict[str, list[Phrase]] = {}
        self._by_sound: dict[str, list[Phrase]] = {}
        for phrase in phrases:
            for word in phrase.slots[0].words:
                self._by_word.setdefault(word, []).append(phrase)
            for sound in phrase.slots[0].sounds:
                self._by_sound.setdefault(sound, []).append(phrase)
        self._negations = frozenset(normalise(word) for word in negations)
        self._quiet = frozenset(normalise(word) for word in quiet)

    def look(self, text: str) -> Alarm | None:
        """The first emergency the rules see in a text, the certain ones first."""
        return self.look_at(heard(text))

    def look_at(self, said: Heard) -> Alarm | None:
        """The same for a text that several nets look at."""
        words, sounds = said
        if not self._quiet.isdisjoint(words):
            return None
        alarms = [
            Alarm(phrase.intent, phrase.text, phrase.sure)
            for phrase, places in self._matches(words, sounds)
            if not self._negated(words, places)
        ]
        return min(alarms, key=lambda alarm: not alarm.sure, default=None)

    def _matches(self, words: Sequence[str], sounds: Sequence[str]) -> Iterator[tuple[Phrase, tuple[int, ...]]]:
        for start, (word, sound) in enumerate(zip(words, sounds, strict=True)):
            begun = dict.fromkeys([*self._by_word.get(word, ()), *self._by_sound.get(sound, ())])
            for phrase in begun:
                places = phrase.match(words, sounds, start)
                if places is not None:
                    yield phrase, places

    def _negated(self, words: Sequence[str], places: Sequence[int]) -> bool:
        around = range(max(0, places[0] - BEFORE), min(len(words), places[-1] + AFTER + 1))
        return any(words[at] in self._negations for at in around if at not in places)


def build(
    rules: Mapping[str, Mapping[str, Sequence[str]]], negations: Iterable[str], quiet: Iterable[str]
) -> SafetyNet:
    """A net from intent -> {"en": phrases, "ur": phrases, "ask_en": ..., "ask_ur": ...}; `ask_` ones are not sure."""
    phrases = [
        Phrase.read(intent, text, kind.endswith("ur"), not kind.startswith("ask_"))
        for intent, kinds in rules.items()
        for kind, texts in kinds.items()
        for text in texts
    ]
    return SafetyNet(phrases, negations, quiet)
