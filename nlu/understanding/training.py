"""Trains the heads from labelled messages; the only module here that needs SciPy and scikit-learn."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.svm import LinearSVC

from understanding.decision import Thresholds
from understanding.features import VIEWS, Message, prepare
from understanding.heads import Head, Heads
from understanding.intents import OUT_OF_SCOPE
from understanding.lexicon import Lexicon
from understanding.model import Model
from understanding.space import FloatArray, Space
from understanding.training_files import Example

AT_LEAST = {"word": 1, "letters": 2, "sound": 1, "sounds": 2, "lemma": 1, "idea": 1, "shape": 1}
WEIGHTS = {"word": 1.0, "letters": 1.0, "sound": 1.0, "sounds": 0.7, "lemma": 1.0, "idea": 0.7, "shape": 0.3}


def matrix(space: Space, messages: Sequence[Message]) -> csr_matrix:
    """The messages as rows."""
    ids, values, starts = [], [], [0]
    for message in messages:
        found, value = space.vector(message)
        ids.append(found)
        values.append(value)
        starts.append(starts[-1] + len(found))
    return csr_matrix((np.concatenate(values), np.concatenate(ids), np.array(starts)), shape=(len(messages), space.size))


def train(examples: Sequence[Example], lexicon: Lexicon, say: Callable[[str], None], fingerprint: str = "") -> Model:
    """A model of these examples."""
    say(f"reading {len(examples)} messages")
    messages = [prepare(example.text, lexicon) for example in examples]
    space = Space.learn(messages, AT_LEAST, WEIGHTS)
    rows = matrix(space, messages)
    questions = {
        "intent": [example.intent for example in examples],
        "scope": ["out" if example.intent == OUT_OF_SCOPE else "in" for example in examples],
        "form": [example.form for example in examples],
        "who": [example.who for example in examples],
    }
    heads, weights, bias = [], [], []
    for name, answers in questions.items():
        say(f"training {name}: {rows.shape[0]} messages, {rows.shape[1]} features")
        labels, weight, offset = fit(rows, answers)
        heads.append(Head(name, labels, 0.3))
        weights.append(weight)
        bias.append(offset)
    together = Heads(tuple(heads), np.hstack(weights).astype(np.float16), np.concatenate(bias))
    return Model(lexicon, space, together, Thresholds(), fingerprint)


def fit(rows: csr_matrix, answers: Sequence[str]) -> tuple[tuple[str, ...], FloatArray, FloatArray]:
    """Labels, weights (features x labels) and offsets of one head."""
    classifier = LinearSVC(C=0.5, random_state=1).fit(rows, np.array(answers))
    weights, offsets = classifier.coef_, classifier.intercept_
    if len(classifier.classes_) == 2:
        weights, offsets = np.vstack([-weights, weights]), np.concatenate([-offsets, offsets])
    return tuple(str(label) for label in classifier.classes_), weights.T, offsets
