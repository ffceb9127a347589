# ruff: noqa: ARG003 - Rasa passes these arguments by name
"""Intent, scope, form of the language and speaker, as one Rasa component."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from understanding.calibration import Calibration
from understanding.current import fingerprint, fingerprint_of_code
from understanding.lexicon import Lexicon
from understanding.model import Model
from understanding.parse import rasa_output
from understanding.training_files import Example

from components import PROGRESS

PROJECT = Path(__file__).resolve().parents[1]


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class MessageReader(GraphComponent, IntentClassifier):
    """Trains, saves and asks `understanding.model.Model`."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Where the lexicon and the calibration lie, relative to the project."""
        return {"lexicon": "lexicon", "calibration": "calibration.json"}

    @staticmethod
    def required_packages() -> list[str]:
        """What training needs beyond Rasa's core."""
        return ["scipy", "sklearn"]

    def __init__(self, config: dict[str, Any], storage: ModelStorage, resource: Resource, model: Model | None) -> None:
        self._config = config
        self._storage = storage
        self._resource = resource
        self._model = model

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> MessageReader:
        """A reader that has still to be trained."""
        return cls(config, model_storage, resource, None)

    def train(self, training_data: TrainingData) -> Resource:
        """Trains on the labelled messages and saves."""
        from understanding.training import train

        examples = [_example(message) for message in training_data.intent_examples]
        lexicon = Lexicon.read(PROJECT / self._config["lexicon"])
        calibration = Calibration.read(PROJECT / self._config["calibration"])
        self._model = train(examples, lexicon, calibration, _say, fingerprint(PROJECT, examples))
        with self._storage.write_to(self._resource) as folder:
            for name, content in self._model.to_files().items():
                (folder / name).write_bytes(content)
        return self._resource

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> MessageReader:
        """The saved reader; raises when its files are missing or of another version."""
        with model_storage.read_from(resource) as folder:
            model = Model.from_files({path.name: path.read_bytes() for path in folder.iterdir()})
        return cls(config, model_storage, resource, model)

    def process(self, messages: list[Message]) -> list[Message]:
        """Adds what the model understood to each message."""
        if self._model is None:
            raise RuntimeError("the message reader has not been trained")
        for message in messages:
            for key, value in rasa_output(self._model, message.get(TEXT) or "").items():
                message.set(key, value, add_to_output=True)
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Nothing later in the pipeline learns from this component."""
        return training_data

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str | None:
        """Changes with every helper and lexicon file, so that Rasa never keeps an old result."""
        return fingerprint_of_code(PROJECT)


def _example(message: Message) -> Example:
    metadata = (message.get("metadata") or {}).get(INTENT) or {}
    return Example(
        message.get(TEXT), message.get(INTENT), metadata.get("form", "en"), metadata.get("who", "unknown"), Path(), 0
    )


def _say(line: str) -> None:
    print(f"{PROGRESS}{line}", flush=True)
