"""One message as the model reads it: the same value in-process and from a Rasa server."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from understanding.decision import OFFERED
from understanding.model import Model
from understanding.platforms import Platforms


@dataclass(frozen=True)
class Parse:
    """Intent, scope, language form, speaker and platforms of one text."""

    text: str
    intent: str
    confidence: float
    ranking: tuple[tuple[str, float], ...]
    in_scope: float
    sure: bool
    language: str
    who: str
    platforms: tuple[str, ...]
    alarm: str = ""
    """The emergency that a disclosure may well be; empty when there is none."""

    @property
    def alternatives(self) -> tuple[str, ...]:
        """What to offer as buttons: nothing when sure, else the likeliest intents, best first."""
        return () if self.sure else tuple(name for name, _ in self.ranking[:OFFERED])

    @classmethod
    def from_rasa(cls, answer: Mapping[str, Any]) -> Parse:
        """From the JSON of `POST /model/parse`."""
        platforms = [str(entity["value"]) for entity in answer["entities"] if entity["entity"] == "platform"]
        return cls(
            str(answer["text"]),
            str(answer["intent"]["name"]),
            float(answer["intent"]["confidence"]),
            tuple((str(entry["name"]), float(entry["confidence"])) for entry in answer["intent_ranking"]),
            float(answer["in_scope"]),
            bool(answer["sure"]),
            str(answer["language"]),
            str(answer["who"]),
            tuple(dict.fromkeys(platforms)),
            str(answer["alarm"]),
        )


def parse(text: str, model: Model, platforms: Platforms) -> Parse:
    """Everything the model says of a text."""
    reading = model.read(text)
    return Parse(
        text,
        reading.decision.intent,
        reading.decision.confidence,
        reading.decision.ranking,
        reading.decision.in_scope,
        reading.decision.sure,
        reading.language,
        reading.who,
        tuple(dict.fromkeys(mention.value for mention in platforms.find(text))),
        reading.decision.alarm,
    )


def rasa_output(model: Model, text: str) -> dict[str, Any]:
    """What the Rasa component adds to a message; platforms are another component's."""
    reading = model.read(text)
    decision = reading.decision
    ranking = [{"name": name, "confidence": confidence} for name, confidence in decision.ranking]
    return {
        "intent": ranking[0],
        "intent_ranking": ranking,
        "in_scope": decision.in_scope,
        "sure": decision.sure,
        "alarm": decision.alarm,
        "language": reading.language,
        "who": reading.who,
    }
