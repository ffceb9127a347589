"""Says which features decided, in words staff can read."""

from __future__ import annotations

from typing import Any

import numpy as np

from understanding.features import names
from understanding.model import Model

TOP = 8


def explain(text: str, model: Model) -> dict[str, Any]:
    """For the first intents: the features that spoke most for them against the runner-up, and the rejecter's view."""
    message = model.prepare(text)
    ids, values = model.space.vector(message)
    decision = model.read(text).decision
    labels = model.heads.labels("intent")
    told = names(text, model.lexicon)
    named = [told[int(key)] for key in model.space.keys[ids]]
    weights = model.heads.weights_of(ids) * values[:, None]
    first, second = (labels.index(name) for name, _ in decision.ranking[:2])

    def strongest(share: np.ndarray[Any, np.dtype[np.float64]]) -> list[dict[str, Any]]:
        order = np.argsort(-share)[:TOP]
        return [
            {"view": named[at][0], "feature": named[at][1], "weight": round(float(share[at]), 3)}
            for at in order
            if share[at] > 0
        ]

    return {
        "read_as": list(message.words),
        "ideas": [name for view, name in named if view == "idea"],
        "ranking": [{"intent": name, "chance": round(chance, 3)} for name, chance in decision.ranking[:4]],
        "in_scope": round(decision.in_scope, 3),
        "sure": decision.sure,
        "for": strongest(weights[:, first]),
        "rather_than": {"intent": labels[second], "because_of": strongest(weights[:, first] - weights[:, second])},
    }
