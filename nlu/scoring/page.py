"""The scorecard as Markdown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from understanding.intents import group

from scoring.figures import FORMS, TARGETS, Row, met

Table = Mapping[str, Mapping[str, tuple[float, int]]]


def page(
    wanted: Sequence[Row], heard: Sequence[Mapping[str, Any]], figures: Table, rival: Mapping[str, float],
    parts: Sequence[Mapping[str, Any]], stock: Mapping[str, Any],
    trained: Sequence[bool], day: date,
) -> str:  # fmt: skip
    """The whole page."""
    return "\n".join(
        [
            "# Scorecard: how well messages are understood",
            "",
            f"Written by `make scorecard` on {day}. {len(wanted)} messages of `nlu/evaluation/`, never trained on,",
            "asked through `mehfooz understand`: model, safety net and places together. They were written without",
            "sight of the training messages or of this program, and nobody who worked on features, lexicon, rules or",
            "messages looked at them before this page was made; only totals of the table were seen for earlier models.",
            "Temperature, lifts and thresholds were chosen on other messages (`nlu/data/apart/`, `nlu/calibrate.py`),",
            "with limits stricter than the targets, since alarms were too many in those totals. Whoever improves the",
            "model with this page in hand should have a new set written first: it names missed messages. Emergencies",
            "count as recognised by their urgency: the intent itself, or a disclosure that is answered with the",
            "emergency numbers as well.",
            "",
            *_targets(figures),
            "",
            *_coincidence(wanted, heard, trained),
            "",
            "![The same figures as a picture](scorecard.png)",
            "",
            "## Against a plain model",
            "",
            "Right intent, first choice, same messages, same run: TF-IDF of characters 2-5 and words 1-2, linear SVM.",
            "",
            "| | " + " | ".join((*FORMS, "all")) + " |",
            "|---|" + "---|" * 5,
            "| plain n-grams | " + " | ".join(f"{rival[form]:.3f}" for form in (*FORMS, "all")) + " |",
            "| this model | " + " | ".join(f"{figures[TARGETS[0].name][f][0]:.3f}" for f in (*FORMS, "all")) + " |",
            "",
            *_stock(stock),
            *_parts(parts),
            *_missed(wanted, heard),
            *_calibration(wanted, heard),
            *_confusion(wanted, heard),
            *_intents(wanted, heard),
            "",
        ]
    )


def _targets(figures: Table) -> list[str]:
    lines = ["| | target | " + " | ".join((*FORMS, "all")) + " |", "|---|---|" + "---|" * 5]
    for measure in TARGETS:
        cells = []
        for form in (*FORMS, "all"):
            share, number = figures[measure.name][form]
            cells.append("" if not number else f"{share:.3f}" if met(measure, share) else f"**{share:.3f}**")
        sign = "≤" if measure.at_most else "≥"
        lines.append(f"| {measure.name} | {sign} {measure.target:.2f} | " + " | ".join(cells) + " |")
    shares = [figures[TARGETS[0].name][form][0] for form in FORMS]
    return [
        *lines,
        f"| best form minus worst form | ≤ 0.05 | | | | | {max(shares) - min(shares):.3f} |",
        "",
        "Bold: not reached.",
    ]


def _coincidence(wanted: Sequence[Row], heard: Sequence[Mapping[str, Any]], trained: Sequence[bool]) -> list[str]:
    fresh = [(row, said) for row, said, known in zip(wanted, heard, trained, strict=True) if not known]
    right = sum(said["intent"] in row.right for row, said in fresh) / len(fresh)
    count = len(wanted) - len(fresh)
    return [
        f'{count} of the messages ("yes", "salam", "thanks") were written the same by the authors of the training',
        f"messages; without them the first choice is right in {right:.3f}.",
    ]


def _stock(stock: Mapping[str, Any]) -> list[str]:
    if not stock:
        return []
    lines = [
        "## Against stock Rasa",
        "",
        f"Rasa's default pipeline (DIET, `nlu/stock.yml`) is slow, so both were trained on the same sample of "
        f"{stock['messages']} messages",
        f"on {stock['date']} and asked about {stock['asked']} messages of the evaluation set (`scorecard.py --stock`). "
        "Intent heads alone.",
        "",
        "| | " + " | ".join((*FORMS, "all")) + " | training, s |",
        "|---|" + "---|" * 6,
    ]
    lines += [f"| {row['name']} | {_cells(row['shares'])} | {row['seconds']} |" for row in stock["rows"]]
    return [*lines, ""]


def _cells(found: Mapping[str, float]) -> str:
    return " | ".join(f"{found[form]:.3f}" for form in (*FORMS, "all"))


def _parts(parts: Sequence[Mapping[str, Any]]) -> list[str]:
    if not parts:
        return []
    lines = [
        "## What each part brings",
        "",
        "Right intent, first choice, with one part left out: support vectors alone, trained on every second message",
        "(`scorecard.py --ablation`).",
        "",
    ]
    lines += ["| | " + " | ".join((*FORMS, "all")) + " |", "|---|" + "---|" * 5]
    for part in parts:
        lines.append(f"| {part['name']} | {_cells(part['shares'])} |")
    return [*lines, ""]


def _missed(wanted: Sequence[Row], heard: Sequence[Mapping[str, Any]]) -> list[str]:
    lines = ["## Missed emergencies", ""]
    for row, said in zip(wanted, heard, strict=True):
        if group(row.intent) == "emergency" and said["urgency"] != "emergency":
            offered = " (offered as a button)" if any(name in row.right for name in said["alternatives"]) else ""
            lines.append(f"- {row.lang}, {row.intent} → {said['intent']}{offered}: {row.text}")
    return [*lines, ""]


def _calibration(wanted: Sequence[Row], heard: Sequence[Mapping[str, Any]]) -> list[str]:
    lines = ["## Calibration", "", "| confidence | messages | right |", "|---|---|---|"]
    for low in (0.0, 0.2, 0.4, 0.6, 0.8, 0.9, 0.95):
        high = {0.0: 0.2, 0.2: 0.4, 0.4: 0.6, 0.6: 0.8, 0.8: 0.9, 0.9: 0.95, 0.95: 1.01}[low]
        inside = [(r, s) for r, s in zip(wanted, heard, strict=True) if low <= s["confidence"] < high]
        if inside:
            right = sum(s["intent"] in r.right for r, s in inside) / len(inside)
            lines.append(f"| {low:.2f} to {min(high, 1.0):.2f} | {len(inside)} | {right:.3f} |")
    return [*lines, ""]


def _confusion(wanted: Sequence[Row], heard: Sequence[Mapping[str, Any]]) -> list[str]:
    wrong = Counter(
        (row.intent, said["intent"]) for row, said in zip(wanted, heard, strict=True) if said["intent"] not in row.right
    )
    lines = ["## What is taken for what", "", "| meant | taken for | times |", "|---|---|---|"]
    lines += [f"| `{meant}` | `{taken}` | {times} |" for (meant, taken), times in wrong.most_common(30)]
    return [*lines, ""]


def _intents(wanted: Sequence[Row], heard: Sequence[Mapping[str, Any]]) -> list[str]:
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for row, said in zip(wanted, heard, strict=True):
        total[row.intent] += 1
        right[row.intent] += said["intent"] in row.right
    lines = ["## Each intent", "", "| intent | messages | right, first choice |", "|---|---|---|"]
    ordered = sorted(total, key=lambda name: right[name] / total[name])
    return [*lines, *(f"| `{name}` | {total[name]} | {right[name] / total[name]:.3f} |" for name in ordered)]
