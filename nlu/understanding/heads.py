"""Linear classifiers over the space: one matrix for all of them, each with its own labels."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from understanding.space import FloatArray, IdArray

STEPS = 127
"""The largest number of a byte with a sign."""


@dataclass(frozen=True)
class Head:
    """One question asked of every message: its name and labels."""

    name: str
    labels: tuple[str, ...]


@dataclass(frozen=True)
class Heads:
    """All heads; their columns lie side by side, so that one look-up serves them all."""

    heads: tuple[Head, ...]
    weights: NDArray[np.int8]
    """Features x labels, each row to be multiplied by its scale: a quarter of the memory of single precision."""
    scale: NDArray[np.float32]
    """What a row of the weights is multiplied by."""
    bias: FloatArray

    @classmethod
    def pack(cls, heads: tuple[Head, ...], weights: NDArray[np.float32], bias: FloatArray) -> Heads:
        """From exact weights: each row is rounded to 255 steps of its own largest weight."""
        scale = np.maximum(np.abs(weights).max(axis=1), 1e-12) / STEPS
        rounded = np.round(weights / scale[:, None]).astype(np.int8)
        return cls(heads, rounded, scale.astype(np.float32), bias.astype(np.float64))

    def weights_of(self, ids: IdArray) -> FloatArray:
        """The weights of these features."""
        return self.weights[ids].astype(np.float64) * self.scale[ids].astype(np.float64)[:, None]

    def scores(self, ids: IdArray, values: FloatArray) -> dict[str, FloatArray]:
        """The raw scores of each head for one message."""
        row = (values * self.scale[ids]) @ self.weights[ids].astype(np.float64) + self.bias
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
