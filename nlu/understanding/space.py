"""The vector space of known features: their numbers and weights, fixed when the model is trained."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from understanding.features import VIEWS, Message

FloatArray = NDArray[np.float64]
IdArray = NDArray[np.int64]


@dataclass(frozen=True)
class Space:
    """Every known feature has a number; a message becomes the numbers it holds and their weights."""

    numbers: tuple[dict[str, int], ...]
    """For each view, feature name -> number."""
    rarity: FloatArray
    """Inverse document frequency of each feature."""
    view_of: IdArray
    """The view of each feature."""
    weight_of_view: FloatArray

    @classmethod
    def learn(cls, messages: Iterable[Message], at_least: Mapping[str, int], weights: Mapping[str, float]) -> Space:
        """Keeps the features seen in at least as many messages as `at_least` says of their view, of weighted views."""
        seen = [Counter[str]() for _ in VIEWS]
        total = 0
        for message in messages:
            total += 1
            for counter, view in zip(seen, message.features, strict=True):
                counter.update(view)
        numbers: list[dict[str, int]] = []
        counts: list[int] = []
        view_of: list[int] = []
        for place, view_name in enumerate(VIEWS):
            used = weights[view_name] > 0
            kept = sorted(name for name, count in seen[place].items() if used and count >= at_least[view_name])
            numbers.append({name: len(counts) + number for number, name in enumerate(kept)})
            counts.extend(seen[place][name] for name in kept)
            view_of.extend([place] * len(kept))
        rarity = np.log((1.0 + total) / (1.0 + np.array(counts, dtype=np.float64))) + 1.0
        return cls(
            tuple(numbers),
            rarity.astype(np.float32).astype(np.float64),
            np.array(view_of, dtype=np.int64),
            np.array([weights[view] for view in VIEWS], dtype=np.float64),
        )

    @property
    def size(self) -> int:
        """How many features are known."""
        return len(self.rarity)

    def vector(self, message: Message) -> tuple[IdArray, FloatArray]:
        """The numbers of the known features of a message, ascending, and their values; each view has its length."""
        ids = [
            number
            for known, view in zip(self.numbers, message.features, strict=True)
            for number in map(known.get, view)
            if number is not None
        ]
        found = np.sort(np.array(ids, dtype=np.int64))
        values = self.rarity[found]
        views = self.view_of[found]
        lengths = np.sqrt(np.bincount(views, weights=values * values, minlength=len(VIEWS)))
        lengths[lengths == 0.0] = 1.0
        return found, values * (self.weight_of_view / lengths)[views]

    def names(self) -> list[tuple[str, str]]:
        """(view, feature name) by number."""
        return [(view, name) for view, known in zip(VIEWS, self.numbers, strict=True) for name in known]
