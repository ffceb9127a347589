"""Fits the linear heads: a one-against-the-rest support vector machine, and a softmax trained with dropout.

They err differently; their weights are added, so that the pair costs no more to ask than either alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.svm import LinearSVC

from understanding.heads import softmax

Matrix = NDArray[np.float32]


@dataclass(frozen=True)
class Fitted:
    """Labels, weights (features x labels) and offsets."""

    labels: tuple[str, ...]
    weights: Matrix
    offsets: Matrix


def support_vectors(rows: csr_matrix, answers: Sequence[str], penalty: float) -> Fitted:
    """Squared hinge, each label against the rest, rare labels as weighty as frequent ones."""
    machine = LinearSVC(C=penalty, class_weight="balanced", tol=0.1, random_state=1)
    machine.fit(rows, np.array(answers))
    weights, offsets = machine.coef_, machine.intercept_
    if len(machine.classes_) == 2:
        weights, offsets = np.vstack([-weights, weights]), np.concatenate([-offsets, offsets])
    labels = tuple(str(label) for label in machine.classes_)
    return Fitted(labels, np.ascontiguousarray(weights.T, dtype=np.float32), offsets.astype(np.float32))


@dataclass(frozen=True)
class Descent:
    """Settings of the softmax: lazy Adam over mini-batches."""

    epochs: int = 5
    batch: int = 64
    rate: float = 5e-3
    dropout: float = 0.4
    smoothing: float = 0.1


def dropped_softmax(rows: csr_matrix, answers: Sequence[str], settings: Descent) -> Fitted:
    """Softmax regression that sees each message with features missing, so that no single one carries a label."""
    labels, wanted = np.unique(np.array(answers), return_inverse=True)
    worth = np.sqrt(len(wanted) / np.bincount(wanted) / len(labels)).astype(np.float32)
    learner = _Learner(rows.shape[1], len(labels))
    rows = rows.astype(np.float32)
    random = np.random.default_rng(1)
    for epoch in range(settings.epochs):
        rate = settings.rate * (1.0 - 0.8 * epoch / settings.epochs)
        order = random.permutation(len(wanted))
        for start in range(0, len(order), settings.batch):
            chosen = order[start : start + settings.batch]
            learner.learn(
                _drop(rows[chosen], settings.dropout, random), wanted[chosen], worth, rate, settings.smoothing
            )
    return Fitted(tuple(str(label) for label in labels), learner.weights, learner.offsets)


def _drop(rows: csr_matrix, share: float, random: np.random.Generator) -> csr_matrix:
    rows.data *= (random.random(len(rows.data)) > share) / (1.0 - share)
    return rows


class _Learner:
    """Weights and their running moments; only the rows of features in the batch are touched."""

    def __init__(self, features: int, labels: int) -> None:
        self.weights: Matrix = np.zeros((features, labels), np.float32)
        self.offsets: Matrix = np.zeros(labels, np.float32)
        self._mean = np.zeros_like(self.weights)
        self._square = np.zeros_like(self.weights)
        self._steps = 0

    def learn(self, rows: csr_matrix, wanted: NDArray[np.intp], worth: Matrix, rate: float, smoothing: float) -> None:
        """One step of Adam on a batch."""
        self._steps += 1
        columns, inside = np.unique(rows.indices, return_inverse=True)
        small = csr_matrix((rows.data, inside.astype(np.int32), rows.indptr), shape=(len(wanted), len(columns)))
        error = softmax(small @ self.weights[columns] + self.offsets)
        error -= smoothing / len(self.offsets)
        error[np.arange(len(wanted)), wanted] -= 1.0 - smoothing
        error = (error * (worth[wanted][:, None] / len(wanted))).astype(np.float32)
        slope = small.T @ error
        mean = self._mean[columns] = 0.9 * self._mean[columns] + 0.1 * slope
        square = self._square[columns] = 0.999 * self._square[columns] + 0.001 * slope * slope
        mean = mean / (1.0 - 0.9**self._steps)
        square = square / (1.0 - 0.999**self._steps)
        self.weights[columns] -= rate * mean / (np.sqrt(square) + 1e-7)
        self.offsets -= rate * 4.0 * error.sum(axis=0)


def together(first: Fitted, second: Fitted, share: float) -> Fitted:
    """The sum of two heads over the same labels; `share` weighs the second."""
    return Fitted(first.labels, first.weights + share * second.weights, first.offsets + share * second.offsets)
