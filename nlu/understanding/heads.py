"""Linear classifiers over the space: one matrix for all of them, each with its own labels."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from understanding.space import FloatArray, IdArray


@dataclass(frozen=True)
class Head:
    """One question asked of every message: its name and labels."""

    name: str
    labels: tuple[str, ...]


@dataclass(frozen=True)
class Heads:
    """All heads; their columns lie side by side, so that one look-up serves them all."""

    heads: tuple[Head, ...]
    weights: NDArray[np.float16]
    bias: FloatArray

    def scores(self, ids: IdArray, values: FloatArray) -> dict[str, FloatArray]:
        """The raw scores of each head for one message."""
        row = values @ self.weights[ids].astype(np.float64) + self.bias
        found: dict[str, FloatArray] = {}
        start = 0
        for head in self.heads:
            found[head.name] = row[start : start + len(head.labels)]
            start += len(head.labels)
        return found

    def labels(self, name: str) -> tuple[str, ...]:
        """The labels of the head of that name."""
        return next(head.labels for head in self.heads if head.name == name)


def softmax(scores: FloatArray) -> FloatArray:
    """Probabilities from scores, along the last axis."""
    lifted = np.exp(scores - scores.max(axis=-1, keepdims=True))
    total: FloatArray = lifted / lifted.sum(axis=-1, keepdims=True)
    return total
