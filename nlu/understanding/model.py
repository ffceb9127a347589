"""The trained understanding as one value: what it holds, how it reads a message, how it is saved and loaded."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from understanding import VERSION
from understanding.calibration import Calibration
from understanding.current import fingerprint_of_reading
from understanding.decision import Decision, decide
from understanding.errors import ModelUnfit
from understanding.features import Message, prepare
from understanding.heads import Head, Heads, softmax
from understanding.intents import OUT_OF_SCOPE
from understanding.lexicon import Lexicon
from understanding.rejecter import in_scope, signals
from understanding.space import Space
from understanding.speaker import form, speaker

FILES = ("model.json", "lexicon.json", "weights.npz")


@dataclass(frozen=True)
class Reading:
    """What the model makes of one message."""

    decision: Decision
    language: str
    who: str


@dataclass(frozen=True)
class Model:
    """Lexicon, space, heads and calibration, trained together."""

    lexicon: Lexicon
    space: Space
    heads: Heads
    calibration: Calibration = field(default_factory=Calibration)
    fingerprint: str = ""

    def prepare(self, text: str) -> Message:
        """The features of a text."""
        return prepare(text, self.lexicon)

    def read(self, text: str) -> Reading:
        """Intent, form of the language and speaker."""
        message = self.prepare(text)
        scores = self.heads.scores(*self.space.vector(message))
        labels = self.heads.labels("intent")
        found = signals(scores["scope"], scores["intent"], labels.index(OUT_OF_SCOPE), message, self.space)
        chances = softmax(scores["intent"] / self.calibration.temperature)
        return Reading(
            decide(labels, chances, in_scope(found, self.calibration.scope), self.calibration),
            form(message.words, self.heads.labels("form"), scores["form"]),
            speaker(message.words, self.heads.labels("who"), scores["who"], self.calibration.who),
        )

    def to_files(self) -> dict[str, bytes]:
        """The saved form: plain data only."""
        about = {
            "version": VERSION,
            "fingerprint": self.fingerprint,
            "reading": fingerprint_of_reading(),
            "heads": [[head.name, list(head.labels)] for head in self.heads.heads],
            "calibration": self.calibration.to_json(),
        }
        arrays = io.BytesIO()
        np.savez_compressed(
            arrays,
            weights=self.heads.weights,
            scale=self.heads.scale,
            bias=self.heads.bias,
            keys=self.space.keys,
            rarity=self.space.rarity,
            weight_of_view=self.space.weight_of_view,
        )
        return {
            "model.json": _json(about),
            "lexicon.json": _json(self.lexicon.to_json()),
            "weights.npz": arrays.getvalue(),
        }

    @classmethod
    def from_files(cls, files: Mapping[str, bytes]) -> Model:
        """The model that `to_files` wrote; `ModelUnfit` when it is of another version or does not hold together."""
        missing = [name for name in FILES if name not in files]
        if missing:
            raise ModelUnfit(f"the model lacks {', '.join(missing)}")
        about = json.loads(files["model.json"])
        if about.get("version") != VERSION:
            raise ModelUnfit(f"the model is of version {about.get('version')}, this code reads version {VERSION}")
        if about.get("reading") != fingerprint_of_reading():
            raise ModelUnfit("the model was trained by another version of this code: train it again")
        with np.load(io.BytesIO(files["weights.npz"]), allow_pickle=False) as arrays:
            space = Space(arrays["keys"], arrays["rarity"], arrays["weight_of_view"])
            heads = Heads(
                tuple(Head(name, tuple(labels)) for name, labels in about["heads"]),
                arrays["weights"],
                arrays["scale"],
                arrays["bias"],
            )
        columns = sum(len(head.labels) for head in heads.heads)
        if heads.weights.shape != (space.size, columns) or space.size != len(space.rarity):
            raise ModelUnfit("the vocabulary and the weights of the model do not belong together")
        lexicon = Lexicon.from_json(json.loads(files["lexicon.json"]))
        return cls(lexicon, space, heads, Calibration.from_json(about["calibration"]), about["fingerprint"])


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
