"""Trains every head from labelled messages; this module and `solvers` alone need SciPy and scikit-learn."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np
from scipy.sparse import csr_matrix

from understanding.calibration import Calibration
from understanding.features import Message, prepare
from understanding.heads import Head, Heads
from understanding.intents import OUT_OF_SCOPE
from understanding.lexicon import Lexicon
from understanding.model import Model
from understanding.solvers import Descent, Fitted, dropped_softmax, support_vectors, together
from understanding.space import Space
from understanding.training_files import Example

WEIGHTS = {
    "word": 1.0,
    "letters": 1.0,
    "sound": 1.0,
    "sounds": 0.7,
    "lemma": 1.5,
    "idea": 0.3,
    "shape": 0.3,
    "tongue": 0.4,
}
"""How much each view counts; chosen by ablation (docs/scorecard.md)."""
AT_LEAST = {
    "word": 3,
    "letters": 3,
    "sound": 4,
    "sounds": 6,
    "lemma": 4,
    "idea": 2,
    "shape": 2,
    "tongue": 2,
}
"""A feature of a view is kept when this many training messages hold it; rarer ones only cost time and memory."""
SOFTMAX_SHARE = 0.3
PENALTY = {"intent": 1.0, "scope": 0.5, "form": 1.0, "who": 0.3}

Say = Callable[[str], None]


def matrix(space: Space, messages: Sequence[Message]) -> csr_matrix:
    """The messages as rows."""
    ids, values, starts = [], [], [0]
    for message in messages:
        found, value = space.vector(message)
        ids.append(found)
        values.append(value)
        starts.append(starts[-1] + len(found))
    return csr_matrix(
        (np.concatenate(values), np.concatenate(ids), np.array(starts)), shape=(len(messages), space.size)
    )


def train(
    examples: Sequence[Example], lexicon: Lexicon, calibration: Calibration, say: Say, fingerprint: str = ""
) -> Model:
    """A model of these examples."""
    say(f"reading {len(examples)} messages")
    return train_prepared(
        examples, [prepare(e.text, lexicon) for e in examples], lexicon, calibration, say, fingerprint
    )


def train_prepared(
    examples: Sequence[Example],
    messages: Sequence[Message],
    lexicon: Lexicon,
    calibration: Calibration,
    say: Say,
    fingerprint: str = "",
    weights: dict[str, float] = WEIGHTS,
) -> Model:
    """The same, from messages whose features are known."""
    space = Space.learn(messages, AT_LEAST, weights)
    rows = matrix(space, messages)
    say(f"training on {rows.shape[1]} features")
    heads = _fit_all(rows, _questions(examples), say)
    together_ = Heads.pack(
        tuple(Head(name, fitted.labels) for name, fitted in heads.items()),
        np.hstack([fitted.weights for fitted in heads.values()]),
        np.concatenate([fitted.offsets for fitted in heads.values()]),
    )
    return Model(lexicon, space, together_, calibration, fingerprint)


def _questions(examples: Sequence[Example]) -> dict[str, list[str]]:
    return {
        "intent": [example.intent for example in examples],
        "scope": ["out" if example.intent == OUT_OF_SCOPE else "in" for example in examples],
        "form": [example.form for example in examples],
        "who": [example.who for example in examples],
    }


def _fit_all(rows: csr_matrix, questions: dict[str, list[str]], say: Say) -> dict[str, Fitted]:
    """Both solvers at once: one holds a core each."""
    with ThreadPoolExecutor(max_workers=2) as pool:
        soft = pool.submit(dropped_softmax, rows, questions["intent"], Descent())
        found = {name: support_vectors(rows, answers, PENALTY[name]) for name, answers in questions.items()}
        say("support vectors done")
        found["intent"] = together(found["intent"], soft.result(), SOFTMAX_SHARE)
    say("softmax done")
    return found
