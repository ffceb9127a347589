"""Whether a message is in scope at all: a decision of its own, since a confident intent says nothing about that."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from understanding.features import Message
from understanding.space import FloatArray, Space

SIGNALS = ("scope head", "best intent against out_of_scope", "best intent", "share of known words")


def signals(scope: FloatArray, intents: FloatArray, outside: int, message: Message, space: Space) -> tuple[float, ...]:
    """What speaks for and against a message being in scope; `scope` holds the scores of (in, out)."""
    best = float(np.delete(intents, outside).max())
    return float(scope[0]), best - float(intents[outside]), best, space.known_share(message)


def in_scope(found: Sequence[float], weights: Sequence[float]) -> float:
    """The probability of being in scope."""
    total = sum(value * weight for value, weight in zip(found, weights, strict=False)) + weights[-1]
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))
