"""What the model is compared with: a plain n-gram model, and itself with parts left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.pipeline import make_pipeline, make_union
from sklearn.svm import LinearSVC
from understanding.features import VIEWS, Message, prepare
from understanding.lexicon import Layer, Lexicon
from understanding.solvers import Descent, dropped_softmax, support_vectors, together
from understanding.space import Space
from understanding.training import AT_LEAST, PENALTY, SOFTMAX_SHARE, WEIGHTS, matrix
from understanding.training_files import Example, read_folder

from scoring.figures import FORMS, Row


def plain_ngrams(project: Path, wanted: Sequence[Row]) -> dict[str, float]:
    """First-choice accuracy by form of characters 2-5 and words 1-2 with a linear SVM, trained on the same messages."""
    examples, _ = read_folder(project / "data")
    letters = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True, min_df=2)
    words = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True)
    model = make_pipeline(make_union(letters, words), LinearSVC(C=0.5))
    model.fit([example.text for example in examples], [example.intent for example in examples])
    return shares(wanted, [str(name) for name in model.predict([row.text for row in wanted])])


def shares(wanted: Sequence[Row], named: Sequence[str]) -> dict[str, float]:
    """First-choice accuracy by form."""
    right = [(row.lang, name in row.right) for row, name in zip(wanted, named, strict=True)]
    return {form: float(np.mean([ok for lang, ok in right if form in (lang, "all")])) for form in (*FORMS, "all")}


def ablations(project: Path, wanted: Sequence[Row]) -> list[dict[str, Any]]:
    """The support vectors of the intent head, complete and with one part left out in turn, on every second message."""
    examples = read_folder(project / "data")[0][::2]
    lexicon = Lexicon.read(project / "lexicon")
    bare = replace(lexicon, dictionary=Layer())
    complete = Prepared.of(examples, wanted, lexicon)
    found = [
        {"name": "complete", "shares": shares(wanted, complete.named(WEIGHTS))},
        {"name": "with the softmax added", "shares": shares(wanted, complete.named(WEIGHTS, softmax=True))},
        {
            "name": "without the dictionary",
            "shares": shares(wanted, Prepared.of(examples, wanted, bare).named(WEIGHTS)),
        },
    ]
    for view in VIEWS:
        without = complete.named({**WEIGHTS, view: 0.0})
        found.append({"name": f"without the view: {view}", "shares": shares(wanted, without)})
        print(f"{found[-1]['name']}: {found[-1]['shares']['all']:.3f}", flush=True)
    return found


@dataclass(frozen=True)
class Prepared:
    """Training messages and those that are asked, read once for several trials."""

    answers: Sequence[str]
    messages: Sequence[Message]
    asked: Sequence[Message]

    @classmethod
    def of(cls, examples: Sequence[Example], wanted: Sequence[Row], lexicon: Lexicon) -> Prepared:
        """Read all messages with a lexicon."""
        return cls(
            [example.intent for example in examples],
            [prepare(example.text, lexicon) for example in examples],
            [prepare(row.text, lexicon) for row in wanted],
        )

    def named(self, weights: dict[str, float], *, softmax: bool = False) -> list[str]:
        """What an intent head over these views takes each of the asked messages for."""
        space = Space.learn(self.messages, AT_LEAST, weights)
        rows = matrix(space, self.messages)
        head = support_vectors(rows, self.answers, PENALTY["intent"])
        if softmax:
            head = together(head, dropped_softmax(rows, self.answers, Descent()), SOFTMAX_SHARE)
        scores = matrix(space, self.asked) @ head.weights + head.offsets
        return [head.labels[place] for place in scores.argmax(axis=1)]
