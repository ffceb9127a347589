"""The scorecard as a picture: shares against targets, and calibration."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import matplotlib

matplotlib.use("Agg")

from matplotlib import pyplot

from scoring.figures import FORMS, Measure, Row

COLOURS = {"en": "#31688e", "ur": "#35b779", "ur-Latn": "#fde725", "mixed": "#440154"}


def draw(
    figures: Mapping[str, Mapping[str, tuple[float, int]]], targets: Sequence[Measure], wanted: Sequence[Row],
    heard: Sequence[Mapping[str, Any]], path: Path,
) -> None:  # fmt: skip
    """Writes the picture."""
    figure, (left, right) = pyplot.subplots(1, 2, figsize=(13, 6), gridspec_kw={"width_ratios": [3, 1.4]})
    for place, measure in enumerate(targets):
        for at, form in enumerate(FORMS):
            left.barh(place + (at - 1.5) * 0.2, figures[measure.name][form][0], 0.18, color=COLOURS[form])
        left.plot([measure.target] * 2, [place - 0.45, place + 0.45], color="black", linewidth=1.5)
    left.set_yticks(range(len(targets)), [f"{m.name} {'≤' if m.at_most else '≥'} {m.target}" for m in targets])
    left.invert_yaxis()
    left.set_xlim(0, 1)
    left.set_title("Share by form; black line: target")
    left.legend([pyplot.Rectangle((0, 0), 1, 1, color=COLOURS[f]) for f in FORMS], FORMS, loc="center right")
    _reliability(right, wanted, heard)
    figure.tight_layout()
    figure.savefig(path, dpi=80, metadata={"Software": None})


def _reliability(axes: Any, wanted: Sequence[Row], heard: Sequence[Mapping[str, Any]]) -> None:
    points = []
    for step in range(10):
        inside = [
            s["intent"] in r.right
            for r, s in zip(wanted, heard, strict=True)
            if step <= s["confidence"] * 10 < step + 1 + (step == 9)
        ]
        if len(inside) >= 10:
            points.append((step / 10 + 0.05, sum(inside) / len(inside)))
    axes.plot([0, 1], [0, 1], color="grey", linestyle="--")
    axes.plot([x for x, _ in points], [y for _, y in points], marker="o")
    axes.set_xlabel("confidence")
    axes.set_ylabel("right")
    axes.set_title("Calibration")
