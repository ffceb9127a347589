"""Numbers chosen on cross-validated predictions (`nlu/calibrate.py`): temperature, rejecter, caution, asking back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from understanding.intents import GROUPS


@dataclass(frozen=True)
class Calibration:
    """The defaults serve a first training; `calibration.json` holds the measured ones."""

    temperature: float = 0.3
    """Intent scores are divided by this before they become probabilities."""
    scope: tuple[float, ...] = (3.0, 2.0, 1.0, 0.0, 1.0)
    """The rejecter's weights for its signals (`rejecter.py`), the last one its offset."""
    lift: Mapping[str, float] = field(default_factory=lambda: dict.fromkeys(GROUPS, 1.0))
    """How much the probability of each group is multiplied before the intent is chosen: caution about danger."""
    sure: Mapping[str, float] = field(default_factory=lambda: dict.fromkeys(GROUPS, 0.5))
    """Below this confidence the likeliest intents are offered as buttons, by group of the likeliest."""
    alarm: float = 0.3
    """A disclosure is answered with the emergency numbers as well when emergencies together are at least so likely."""
    who: Mapping[str, float] = field(default_factory=lambda: {"child": 0.35, "adult": 0.25, "unknown": 0.0})
    """Added to the scores of the speaker: a stated age or child should be heard."""

    def to_json(self) -> dict[str, Any]:
        """Plain data."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Calibration:
        """What `to_json` wrote."""
        scope = tuple(data["scope"])
        return cls(
            float(data["temperature"]), scope, dict(data["lift"]), dict(data["sure"]),
            float(data.get("alarm", cls.alarm)), dict(data["who"]),
        )  # fmt: skip

    @classmethod
    def read(cls, path: Path) -> Calibration:
        """The calibration of a JSON file; the defaults when there is none yet."""
        if not path.exists():
            return cls()
        return cls.from_json(json.loads(path.read_text(encoding="utf-8")))
