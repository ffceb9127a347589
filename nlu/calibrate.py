"""Chooses the calibration and writes `calibration.json`: temperature, rejecter, caution, when to ask back.

Run after larger changes to the messages or the features: `.venv/bin/python calibrate.py` (about two minutes). A model
is trained without the messages of `data/apart/`, which other people wrote, and asked about them. The evaluation set
plays no part. The final model learns from `data/apart/` as well.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from understanding.calibration import Calibration
from understanding.decision import blend
from understanding.features import prepare
from understanding.heads import softmax
from understanding.intents import GROUPS, OUT_OF_SCOPE, group
from understanding.lexicon import Lexicon
from understanding.rejecter import in_scope, signals
from understanding.speaker import speaker
from understanding.training import train
from understanding.training_files import Example, read_folder

PROJECT = Path(__file__).resolve().parent
APART = "apart"
UNSURE_IN_SCOPE = 0.18
HARMLESS_AS_EMERGENCY = 0.010
HARMLESS_AS_DISCLOSURE = 0.03
IN_SCOPE_REFUSED = 0.02
# Limits for the messages apart: about half of what is allowed at last, since the rules of the safety net add alarms of
# their own, and since strangers' messages were always harder than these.
DISCLOSURES_HEARD = 0.975
"""Enough: lifting disclosures further only takes from the questions."""
DISCLOSURES_ALARMED = 0.10
"""A disclosure that gets the emergency numbers as well costs little, a missed emergency much."""
LEAST_ALARM = 0.05
UNKNOWN_AS_ADULT = 0.08
"""Who did not say is treated as a child; taken for an adult they would read the wrong words."""

CAUTION = (1.0, 1.3, 1.6, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0)
LIFTS = (0.05, 0.07, 0.1, 0.14, 0.2, 0.3, 0.5, 0.7, *CAUTION)

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Outside:
    """Predictions for messages that the predicting model had not seen."""

    examples: Sequence[Example]
    labels: tuple[str, ...]
    intents: Floats
    signals: Floats
    who_labels: tuple[str, ...]
    who: Floats
    words: Sequence[Sequence[str]]

    @property
    def wanted(self) -> NDArray[np.intp]:
        """The number of the right intent of each message."""
        return np.array([self.labels.index(example.intent) for example in self.examples])


def ask_apart(examples: Sequence[Example], lexicon: Lexicon) -> Outside:
    """Scores for the messages written apart, from a model trained without them."""
    apart = [example for example in examples if example.path.parent.parent.name == APART]
    rest = [example for example in examples if example.path.parent.parent.name != APART]
    model = train(rest, lexicon, Calibration(), lambda line: print(line, flush=True))
    labels = model.heads.labels("intent")
    messages = [prepare(example.text, lexicon) for example in apart]
    scores = [model.heads.scores(*model.space.vector(message)) for message in messages]
    outside = labels.index(OUT_OF_SCOPE)
    return Outside(
        apart,
        labels,
        np.array([found["intent"] for found in scores]),
        np.array(
            [
                signals(found["scope"], found["intent"], outside, message, model.space)
                for found, message in zip(scores, messages, strict=True)
            ]
        ),
        model.heads.labels("who"),
        np.array([found["who"] for found in scores]),
        [message.words for message in messages],
    )


def temperature(seen: Outside) -> float:
    """The one under which the right intents are likeliest."""
    wanted = seen.wanted
    weights = 1.0 / np.bincount(wanted)[wanted]

    def loss(candidate: float) -> float:
        chances = softmax(seen.intents / candidate)[np.arange(len(wanted)), wanted]
        return float(-(weights * np.log(chances + 1e-12)).sum())

    return float(min(np.arange(0.1, 1.5, 0.02), key=loss))


def scope_weights(seen: Outside) -> tuple[float, ...]:
    """Logistic regression of being in scope on the rejecter's signals."""
    inside = [example.intent != OUT_OF_SCOPE for example in seen.examples]
    fitted = LogisticRegression(class_weight="balanced", C=10.0).fit(seen.signals, inside)
    return (*(float(value) for value in fitted.coef_[0]), float(fitted.intercept_[0]))


def blended(seen: Outside, calibration: Calibration) -> Floats:
    """The final distribution of each message."""
    chances = softmax(seen.intents / calibration.temperature)
    scope = [in_scope(found, calibration.scope) for found in seen.signals]
    return np.array([blend(seen.labels, row, inside, calibration) for row, inside in zip(chances, scope, strict=True)])


def lifts(seen: Outside, calibration: Calibration) -> dict[str, float]:
    """As much refusal as in-scope messages permit, disclosures heard often enough, and then as much caution about
    emergencies as the allowed false alarms permit.
    """
    groups = np.array([group(label) for label in seen.labels])
    base = blended(seen, calibration)
    truth = groups[seen.wanted]
    weights = 1.0 / np.bincount(seen.wanted)[seen.wanted]
    harmless = np.isin(truth, ("question", "conversation", "out_of_scope"))

    def share(lift: dict[str, float], among: NDArray[np.bool_], *taken_for: str) -> float:
        lifted = base * np.array([lift[name] for name in groups])
        taken = np.isin(groups[lifted.argmax(axis=1)], taken_for)
        return float((weights * (taken & among)).sum() / (weights * among).sum())

    best = dict.fromkeys(GROUPS, 1.0)
    for lift in LIFTS:
        if share({**best, "out_of_scope": lift}, truth != "out_of_scope", "out_of_scope") <= IN_SCOPE_REFUSED:
            best["out_of_scope"] = lift
    for lift in CAUTION:
        lifted = {**best, "disclosure": lift}
        if share(lifted, harmless, "disclosure") > HARMLESS_AS_DISCLOSURE:
            break
        best = lifted
        if share(best, truth == "disclosure", "disclosure", "emergency") >= DISCLOSURES_HEARD:
            break
    for lift in CAUTION:
        if share({**best, "emergency": lift}, harmless, "emergency") <= HARMLESS_AS_EMERGENCY:
            best["emergency"] = lift
    return best


def sure_levels(seen: Outside, calibration: Calibration) -> dict[str, float]:
    """Confidence below which to ask back: emergencies act early, a refusal must be surer than an answer."""
    final = blended(seen, calibration)
    first = final.argmax(axis=1)
    top = final.max(axis=1)
    refused = np.array([label == OUT_OF_SCOPE for label in seen.labels])[first]
    urgent = np.array([group(label) == "emergency" for label in seen.labels])[first]
    inside = np.array([example.intent != OUT_OF_SCOPE for example in seen.examples])
    weights = (1.0 / np.bincount(seen.wanted)[seen.wanted])[inside]

    def unsure(level: float) -> float:
        needed = np.where(refused, min(0.95, level + 0.2), np.where(urgent, level * 0.6, level))[inside]
        return float((weights * (top[inside] < needed)).sum() / weights.sum())

    level = float(max(candidate for candidate in np.arange(0.2, 0.95, 0.01) if unsure(candidate) <= UNSURE_IN_SCOPE))
    usual = dict.fromkeys(GROUPS, round(level, 3))
    return {**usual, "emergency": round(level * 0.6, 3), "out_of_scope": round(min(0.95, level + 0.2), 3)}


def alarm_level(seen: Outside, calibration: Calibration) -> float:
    """The lowest chance of an emergency under a disclosure that gives at most so many disclosures the alarm."""
    final = blended(seen, calibration)
    kinds = np.array([group(label) for label in seen.labels])
    truth, taken = kinds[seen.wanted], kinds[final.argmax(axis=1)]
    urgent = final[:, kinds == "emergency"].sum(axis=1)
    disclosures = (truth == "disclosure") & (taken == "disclosure")
    level = max(LEAST_ALARM, float(np.quantile(urgent[disclosures], 1.0 - DISCLOSURES_ALARMED)))
    missed = truth == "emergency"
    heard = (taken == "emergency") | ((taken == "disclosure") & (urgent >= level))
    print(f"emergencies heard: {(taken == 'emergency')[missed].mean():.3f}, with the alarm: {heard[missed].mean():.3f}")
    for name in ("question", "conversation", "out_of_scope"):
        print(f"{name} with an alarm: {heard[truth == name].mean():.3f}")
    return round(level, 3)


def who_lift(seen: Outside) -> dict[str, float]:
    """The lifts under which most children and adults are heard, while few who did not say are taken for adults."""
    truth = np.array([example.who for example in seen.examples])
    best, most = {"child": 0.0, "adult": 0.0, "unknown": 0.0}, -1.0
    for child, adult in product(np.arange(0.0, 1.5, 0.1), repeat=2):
        lift = {"child": round(float(child), 2), "adult": round(float(adult), 2), "unknown": 0.0}
        heard = np.array(
            [speaker(words, seen.who_labels, row, lift) for words, row in zip(seen.words, seen.who, strict=True)]
        )
        right = float((heard == truth)[truth != "unknown"].mean())
        if right > most and float((heard == "adult")[truth == "unknown"].mean()) <= UNKNOWN_AS_ADULT:
            best, most = lift, right
    return best


def report(seen: Outside, calibration: Calibration) -> None:
    """What the chosen numbers do on the messages apart."""
    final = blended(seen, calibration)
    right = final.argmax(axis=1) == seen.wanted
    balanced = np.mean([right[seen.wanted == number].mean() for number in range(len(seen.labels))])
    print(f"right intent, balanced over intents: {balanced:.3f}")
    truth = np.array([example.who for example in seen.examples])
    heard = np.array(
        [speaker(words, seen.who_labels, row, calibration.who) for words, row in zip(seen.words, seen.who, strict=True)]
    )
    print({name: round(float((heard[truth == name] == name).mean()), 3) for name in seen.who_labels})


def main() -> None:
    """Train without the messages apart, choose, write."""
    examples, faults = read_folder(PROJECT / "data")
    if faults:
        raise SystemExit("\n".join(str(fault) for fault in faults))
    seen = ask_apart(examples, Lexicon.read(PROJECT / "lexicon"))
    found = Calibration(temperature(seen), scope_weights(seen), who=who_lift(seen))
    found = replace(found, lift=lifts(seen, found))
    found = replace(found, sure=sure_levels(seen, found), alarm=alarm_level(seen, found))
    report(seen, found)
    (PROJECT / "calibration.json").write_text(json.dumps(found.to_json(), indent=2) + "\n", encoding="utf-8")
    print(json.dumps(found.to_json(), indent=2))


if __name__ == "__main__":
    main()
