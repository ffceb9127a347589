"""The vector space of known features: their keys and weights, fixed when the model is trained."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from understanding.features import VIEWS, Message
from understanding.keys import Keys, views

FloatArray = NDArray[np.float64]
IdArray = NDArray[np.int64]


@dataclass(frozen=True)
class Space:
    """Every known feature has a number; a message becomes the numbers it holds and their weights."""

    keys: Keys
    """The known features, ascending: the number of a feature is its place."""
    rarity: NDArray[np.float32]
    """Inverse document frequency of each feature."""
    weight_of_view: FloatArray

    @classmethod
    def learn(cls, messages: Iterable[Message], at_least: Mapping[str, int], weights: Mapping[str, float]) -> Space:
        """Keeps the features seen in at least as many messages as `at_least` says of their view, of weighted views."""
        listed = [message.keys for message in messages]
        known, counts = np.unique(np.concatenate(listed), return_counts=True)
        needed = np.array([at_least[view] if weights[view] > 0 else len(listed) + 1 for view in VIEWS])
        kept = counts >= needed[views(known)]
        rarity = np.log((1.0 + len(listed)) / (1.0 + counts[kept])) + 1.0
        return cls(known[kept], rarity.astype(np.float32), np.array([weights[view] for view in VIEWS]))

    @property
    def size(self) -> int:
        """How many features are known."""
        return len(self.keys)

    def find(self, keys: Keys) -> tuple[IdArray, NDArray[np.bool_]]:
        """For each key its number, which means something only where the second array says that it is known."""
        places = np.searchsorted(self.keys, keys)
        places[places == len(self.keys)] = 0
        return places, self.keys[places] == keys

    def vector(self, message: Message) -> tuple[IdArray, FloatArray]:
        """The numbers of the known features of a message, ascending, and their values; each view has its length."""
        places, known = self.find(message.keys)
        found = places[known]
        values = self.rarity[found].astype(np.float64)
        of_view = views(self.keys[found])
        lengths = np.sqrt(np.bincount(of_view, weights=values * values, minlength=len(VIEWS)))
        lengths[lengths == 0.0] = 1.0
        return found, values * (self.weight_of_view / lengths)[of_view]

    def known_share(self, message: Message) -> float:
        """The share of the words of a message that were seen in training."""
        return float(self.find(message.word_keys)[1].sum()) / max(1, len(message.word_keys))
