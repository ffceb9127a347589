"""Finds the apps and devices a message names, in every spelling and script staff have listed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import yaml

from understanding.normalise import fold_in_place, normalise


@dataclass(frozen=True)
class Mention:
    """One platform named in a text."""

    value: str
    start: int
    end: int


@dataclass(frozen=True)
class Platforms:
    """The gazetteer: platform -> spellings."""

    spellings: Mapping[str, list[str]] = field(default_factory=dict)

    @classmethod
    def read(cls, path: Path) -> Platforms:
        """The gazetteer of a YAML file, `platform: spelling, spelling`."""
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
        return cls({name: [part.strip() for part in str(line).split(",")] for name, line in data.items()})

    def to_json(self) -> dict[str, list[str]]:
        """Plain data, for the saved model."""
        return {name: list(listed) for name, listed in self.spellings.items()}

    @cached_property
    def _pattern(self) -> tuple[re.Pattern[str], dict[str, str]]:
        values = {normalise(s): name for name, listed in self.spellings.items() for s in [name, *listed] if len(s) > 1}
        longest = sorted(values, key=len, reverse=True)
        joined = "|".join(re.escape(spelling).replace(r"\ ", r"\s*") for spelling in longest)
        return re.compile(rf"(?<![^\W_])(?:{joined})(?![^\W_])"), {s.replace(" ", ""): v for s, v in values.items()}

    def find(self, text: str) -> list[Mention]:
        """Each platform once, in the order of the text."""
        if not self.spellings:
            return []
        pattern, values = self._pattern
        found: dict[str, Mention] = {}
        for match in pattern.finditer(fold_in_place(text)):
            value = values[re.sub(r"\s", "", match[0])]
            found.setdefault(value, Mention(value, match.start(), match.end()))
        return list(found.values())
