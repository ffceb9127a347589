"""What the model is compared with: a plain n-gram model, and itself with parts left out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.pipeline import make_pipeline, make_union
from sklearn.svm import LinearSVC
from understanding.features import VIEWS, prepare
from understanding.lexicon import Layer, Lexicon
from understanding.solvers import Descent, dropped_softmax, support_vectors, together
from understanding.space import Space
from understanding.training import AT_LEAST, SOFTMAX_SHARE, WEIGHTS, matrix
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
    """The intent head alone, complete and with one part left out in turn."""
    examples, _ = read_folder(project / "data")
    lexicon = Lexicon.read(project / "lexicon")
    trials: list[tuple[str, Callable[[], list[str]]]] = [
        ("intent head, complete", lambda: named(examples, wanted, lexicon, WEIGHTS)),
        ("without the softmax", lambda: named(examples, wanted, lexicon, WEIGHTS, softmax=False)),
        ("without the dictionary", lambda: named(examples, wanted, replace(lexicon, dictionary=Layer()), WEIGHTS)),
    ]
    trials += [
        (f"without the view: {view}", lambda view=view: named(examples, wanted, lexicon, {**WEIGHTS, view: 0.0}))
        for view in VIEWS
    ]
    found = []
    for name, trial in trials:
        found.append({"name": name, "shares": shares(wanted, trial())})
        print(f"{name}: {found[-1]['shares']['all']:.3f}", flush=True)
    return found


def named(
    examples: Sequence[Example],
    wanted: Sequence[Row],
    lexicon: Lexicon,
    weights: dict[str, float],
    softmax: bool = True,
) -> list[str]:
    """What the intent head, trained on `examples`, takes each of `wanted` for."""
    messages = [prepare(example.text, lexicon) for example in examples]
    space = Space.learn(messages, AT_LEAST, weights)
    rows = matrix(space, messages)
    answers = [example.intent for example in examples]
    head = support_vectors(rows, answers, 1.0)
    if softmax:
        head = together(head, dropped_softmax(rows, answers, Descent()), SOFTMAX_SHARE)
    scores = matrix(space, [prepare(row.text, lexicon) for row in wanted]) @ head.weights + head.offsets
    return [head.labels[place] for place in scores.argmax(axis=1)]
