"""From probabilities to what the bot acts on: two decisions, in scope or not, and which intent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field

import numpy as np

from understanding.intents import GROUPS, OUT_OF_SCOPE, group
from understanding.space import FloatArray

OFFERED = 4


@dataclass(frozen=True)
class Thresholds:
    """Chosen on cross-validated predictions when the model is trained."""

    lift: Mapping[str, float] = field(default_factory=lambda: dict.fromkeys(GROUPS, 1.0))
    """How much the probability of each group is multiplied before the intent is chosen: caution about danger."""
    scope: float = 0.5
    """A message below this probability of being in scope is refused, unless it may be an emergency or a disclosure."""
    sure: float = 0.5
    """Below this confidence the likeliest intents are offered as buttons."""

    def to_json(self) -> dict[str, object]:
        """Plain data."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, object]) -> Thresholds:
        """The thresholds `to_json` wrote."""
        return cls(**data)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Decision:
    """The intent, how probable, whether sure enough to act, and all intents by probability."""

    intent: str
    confidence: float
    in_scope: float
    sure: bool
    ranking: tuple[tuple[str, float], ...]

    @property
    def alternatives(self) -> tuple[str, ...]:
        """What to offer as buttons: nothing when sure."""
        return () if self.sure else tuple(name for name, _ in self.ranking[:OFFERED])


def decide(labels: Sequence[str], chances: FloatArray, in_scope: float, thresholds: Thresholds) -> Decision:
    """Blend the two models, lift the groups, rank."""
    lifted = blend(labels, chances, in_scope, thresholds)
    order = sorted(range(len(labels)), key=lambda place: (-lifted[place], labels[place]))
    ranking = tuple((labels[place], float(lifted[place])) for place in order)
    intent, confidence = ranking[0]
    return Decision(intent, confidence, in_scope, confidence >= thresholds.sure, ranking)


def blend(labels: Sequence[str], chances: FloatArray, in_scope: float, thresholds: Thresholds) -> FloatArray:
    """One distribution over all intents from the intent model, the rejecter and the lift of each group."""
    outside = np.array([label == OUT_OF_SCOPE for label in labels])
    lift = np.array([thresholds.lift[group(label)] for label in labels])
    inside = np.where(outside, 0.0, chances)
    total = inside.sum()
    mixed = np.where(outside, 1.0 - in_scope, in_scope * inside / total if total else 0.0)
    lifted: FloatArray = mixed * lift
    return lifted / lifted.sum()
