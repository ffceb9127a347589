"""The words of the field and their ideas, in every form of the language; files that staff can extend.

`dictionary.yml` joins an English word to the Urdu words for it; `ideas.yml` joins words to the ideas of this field
(threat, money, secrecy). Urdu words are matched as written, in either script, and by sound when long enough.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from sys import intern

import yaml

from understanding.normalise import normalise, tokens
from understanding.skeleton import fold, skeleton
from understanding.stem import stem

LONGEST_PHRASE = 4
SHORTEST_SOUND = 3
"""Shorter skeletons stand for too many words to be matched by sound."""

TABLES = ("english", "urdu", "sounds", "folded")
Table = dict[str, tuple[str, ...]]


@dataclass(frozen=True)
class Layer:
    """One lexicon file as look-up tables: words (phrases joined by spaces) -> names of entries."""

    english: Table = field(default_factory=dict)
    urdu: Table = field(default_factory=dict)
    sounds: Table = field(default_factory=dict)
    folded: Table = field(default_factory=dict)

    @classmethod
    def build(cls, entries: Mapping[str, Mapping[str, list[str]]]) -> Layer:
        """From name -> {"en": words, "ur": words in either script}."""
        layer = cls()
        for name, forms in entries.items():
            for text in forms.get("en", ()):
                _add(layer.english, " ".join(stem(word) for word in _words(text)), name)
            for text in forms.get("ur", ()):
                words = _words(text)
                _add(layer.urdu, " ".join(words), name)
                if len(words) == 1 and words[0].isascii():
                    _add(layer.folded, fold(words[0]), name)
                sound = " ".join(skeleton(word) for word in words)
                if len(sound.replace(" ", "")) >= SHORTEST_SOUND:
                    _add(layer.sounds, sound, name)
        return layer

    @cached_property
    def begins(self) -> tuple[dict[str, int], dict[str, int], dict[str, int]]:
        """For English, Urdu and sounds: first word of the entries -> words of the longest entry that begins so."""
        return _longest_by_first(self.english), _longest_by_first(self.urdu), _longest_by_first(self.sounds)

    def reach(self, word: str) -> int:
        """How many words an entry can have at most that begins with this word; at least 1."""
        english, urdu, sounds = self.begins
        return max(1, english.get(stem(word), 0), urdu.get(word, 0), sounds.get(skeleton(word), 0))

    def to_json(self) -> dict[str, dict[str, list[str]]]:
        """Plain data, for the saved model."""
        tables = {table: getattr(self, table) for table in TABLES}
        return {key: {words: list(names) for words, names in table.items()} for key, table in tables.items()}

    @classmethod
    def from_json(cls, data: Mapping[str, Mapping[str, list[str]]]) -> Layer:
        """The layer that `to_json` wrote. Words of one entry share its names, which spares memory."""
        shared: dict[tuple[str, ...], tuple[str, ...]] = {}

        def one(names: list[str]) -> tuple[str, ...]:
            return shared.setdefault(tuple(names), tuple(map(intern, names)))

        return cls(*({words: one(names) for words, names in data[key].items()} for key in TABLES))


@dataclass(frozen=True)
class Lexicon:
    """Both layers."""

    dictionary: Layer = field(default_factory=Layer)
    ideas: Layer = field(default_factory=Layer)

    @classmethod
    def read(cls, folder: Path) -> Lexicon:
        """The lexicon of a folder that holds `dictionary.yml` and `ideas.yml`."""
        return cls(
            Layer.build(_dictionary_entries(_load(folder / "dictionary.yml"))),
            Layer.build(_idea_entries(_load(folder / "ideas.yml"))),
        )

    def to_json(self) -> dict[str, object]:
        """Plain data, for the saved model."""
        return {"dictionary": self.dictionary.to_json(), "ideas": self.ideas.to_json()}

    @classmethod
    def from_json(cls, data: Mapping[str, Mapping[str, Mapping[str, list[str]]]]) -> Lexicon:
        """The lexicon that `to_json` wrote."""
        return cls(Layer.from_json(data["dictionary"]), Layer.from_json(data["ideas"]))


def _longest_by_first(table: Table) -> dict[str, int]:
    found: dict[str, int] = {}
    for words in table:
        first, length = words.split(" ", 1)[0], words.count(" ") + 1
        found[first] = max(found.get(first, 0), length)
    return found


def _load(path: Path) -> dict[str, object]:
    if not path.exists():
        return {}
    return yaml.safe_load(path.read_text(encoding="utf-8")) or {}


def _dictionary_entries(data: Mapping[str, object]) -> dict[str, dict[str, list[str]]]:
    """`tell, inform: batana, بتانا`: named by the first English word."""
    entries: dict[str, dict[str, list[str]]] = {}
    for key, value in data.items():
        english = _list(key)
        entry = entries.setdefault(stem(english[0]), {"en": [], "ur": []})
        entry["en"].extend(english)
        entry["ur"].extend(_list(value))
    return entries


def _idea_entries(data: Mapping[str, object]) -> dict[str, dict[str, list[str]]]:
    entries = {}
    for name, forms in data.items():
        if not isinstance(forms, Mapping):
            raise ValueError(f'ideas.yml: "{name}" must hold "en:" and "ur:" lists of words')
        entries[name] = {form: _list(words) for form, words in forms.items()}
    return entries


def _list(value: object) -> list[str]:
    return [part.strip() for part in str(value or "").replace("،", ",").split(",") if part.strip()]


def _words(text: str) -> list[str]:
    return tokens(normalise(text))


def _add(table: Table, words: str, name: str) -> None:
    if words and name not in table.get(words, ()):
        table[words] = (*table.get(words, ()), name)
