"""From probabilities to what the bot acts on: in scope or not, which intent, and whether to ask back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from understanding.calibration import Calibration
from understanding.intents import EMERGENCIES, OUT_OF_SCOPE, group
from understanding.space import FloatArray

OFFERED = 4


@dataclass(frozen=True)
class Decision:
    """The intent, how probable, whether sure enough to act, and all intents by probability."""

    intent: str
    confidence: float
    in_scope: float
    sure: bool
    ranking: tuple[tuple[str, float], ...]
    alarm: str = ""
    """The likeliest emergency, when a disclosure may well be one; empty otherwise."""


def decide(labels: Sequence[str], chances: FloatArray, in_scope: float, calibration: Calibration) -> Decision:
    """Blend the two models, lift the groups, rank."""
    lifted = blend(labels, chances, in_scope, calibration)
    order = sorted(range(len(labels)), key=lambda place: (-lifted[place], labels[place]))
    ranking = tuple((labels[place], float(lifted[place])) for place in order)
    intent, confidence = ranking[0]
    sure = confidence >= calibration.sure[group(intent)]
    return Decision(intent, confidence, in_scope, sure, ranking, _alarm(ranking, calibration.alarm))


def _alarm(ranking: Sequence[tuple[str, float]], level: float) -> str:
    """A missed emergency costs much, its numbers under a disclosure cost little; harmless messages get none."""
    emergencies = [(chance, name) for name, chance in ranking if name in EMERGENCIES]
    if group(ranking[0][0]) != "disclosure" or sum(chance for chance, _ in emergencies) < level:
        return ""
    return max(emergencies)[1]


def blend(labels: Sequence[str], chances: FloatArray, in_scope: float, calibration: Calibration) -> FloatArray:
    """One distribution over all intents from the intent model, the rejecter and the lift of each group."""
    outside = np.array([label == OUT_OF_SCOPE for label in labels])
    lift = np.array([calibration.lift[group(label)] for label in labels])
    inside = np.where(outside, 0.0, chances)
    mixed = np.where(outside, 1.0 - in_scope, in_scope * inside / max(float(inside.sum()), 1e-12))
    lifted: FloatArray = mixed * lift
    total: FloatArray = lifted / lifted.sum()
    return total
