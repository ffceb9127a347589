"""The same pipeline on CLINC150, a public set of English intents, beside the published figures. One command.

`python yardstick.py [data_full.json]`: features, solvers and rejecter are those of the product; the lexicon takes part
as it is. The rejecter's few numbers are fitted on predictions for the validation part.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from understanding.features import Message, prepare
from understanding.heads import Head, Heads
from understanding.lexicon import Lexicon
from understanding.rejecter import signals
from understanding.solvers import Descent, dropped_softmax, support_vectors, together
from understanding.space import FloatArray, Space
from understanding.training import AT_LEAST, SOFTMAX_SHARE, WEIGHTS, matrix

PROJECT = Path(__file__).resolve().parent
DEFAULT = PROJECT.parents[1] / "shared" / "benchmarks" / "clinc150" / "data_full.json"
OUTSIDE = "out_of_scope"
REFUSED = 0.05
PUBLISHED = (
    ("Rasa", 91.5, 45.3),
    ("DialogFlow", 91.7, 14.0),
    ("SVM", 91.0, 14.5),
    ("MLP", 93.5, 47.4),
    ("BERT", 96.9, 40.3),
)

Rows = Sequence[Sequence[str]]


class Pipeline:
    """Trained on the in-scope and out-of-scope training messages."""

    def __init__(self, rows: Rows, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        messages = [prepare(text, lexicon) for text, _ in rows]
        answers = [label for _, label in rows]
        self._space = Space.learn(messages, AT_LEAST, WEIGHTS)
        inputs = matrix(self._space, messages)
        scope = support_vectors(inputs, ["out" if label == OUTSIDE else "in" for label in answers], 0.5)
        intent = together(
            support_vectors(inputs, answers, 1.0), dropped_softmax(inputs, answers, Descent()), SOFTMAX_SHARE
        )
        self.labels = intent.labels
        self._heads = Heads.pack(
            (Head("intent", intent.labels), Head("scope", scope.labels)),
            np.hstack([intent.weights, scope.weights]),
            np.concatenate([intent.offsets, scope.offsets]),
        )

    def read(self, rows: Rows) -> tuple[FloatArray, FloatArray]:
        """Intent scores and the rejecter's signals of each message."""
        found = [self._one(prepare(text, self._lexicon)) for text, _ in rows]
        return np.array([scores for scores, _ in found]), np.array([seen for _, seen in found])

    def _one(self, message: Message) -> tuple[FloatArray, tuple[float, ...]]:
        scores = self._heads.scores(*self._space.vector(message))
        outside = self.labels.index(OUTSIDE)
        return scores["intent"], signals(scores["scope"], scores["intent"], outside, message, self._space)


def main() -> None:
    """Train, measure, print."""
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT
    if not path.is_file():
        raise SystemExit(f"{path}: not found; give the path of CLINC150's data_full.json")
    data = {
        name: [(t, OUTSIDE if i == "oos" else i) for t, i in rows]
        for name, rows in json.loads(path.read_text()).items()
    }
    start = time.perf_counter()
    pipeline = Pipeline([*data["train"], *data["oos_train"]], Lexicon.read(PROJECT / "lexicon"))
    trained = time.perf_counter() - start
    print(f"trained on {len(data['train']) + len(data['oos_train'])} messages in {trained:.0f} s", flush=True)
    accuracy, recall, refused = measure(pipeline, data)
    print(f"{'':24}{'in scope':>10}{'out-of-scope recall':>22}")
    print(f"{'this pipeline':24}{accuracy:>10.1f}{recall:>22.1f}   ({refused:.1f} % of in-scope refused)")
    for name, inside, outside in PUBLISHED:
        print(f"{name + ' (published)':24}{inside:>10.1f}{outside:>22.1f}")


def measure(pipeline: Pipeline, data: dict[str, list[tuple[str, str]]]) -> tuple[float, float, float]:
    """In-scope accuracy (nothing refused), out-of-scope recall and refused share at a threshold set on validation."""
    _, inside = pipeline.read(data["val"])
    _, outside = pipeline.read(data["oos_val"])
    truth = [True] * len(inside) + [False] * len(outside)
    rejecter = LogisticRegression(class_weight="balanced", C=10.0).fit(np.vstack([inside, outside]), truth)
    level = np.quantile(rejecter.decision_function(inside), REFUSED * 0.9)
    scores, seen = pipeline.read(data["test"])
    _, strange = pipeline.read(data["oos_test"])
    scores[:, pipeline.labels.index(OUTSIDE)] = -np.inf
    right = [
        pipeline.labels[place] == label for place, (_, label) in zip(scores.argmax(axis=1), data["test"], strict=True)
    ]
    refused = rejecter.decision_function(seen) < level
    caught = rejecter.decision_function(strange) < level
    return 100 * float(np.mean(right)), 100 * float(caught.mean()), 100 * float(refused.mean())


if __name__ == "__main__":
    main()
