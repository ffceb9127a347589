# ruff: noqa: ARG002, ARG003 - Rasa passes these arguments by name
"""Platform names as entities, as a Rasa component over the gazetteer."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from understanding.archive import PLATFORMS
from understanding.current import fingerprint_of_code
from understanding.platforms import Platforms

PROJECT = Path(__file__).resolve().parents[1]


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class PlatformReader(GraphComponent, EntityExtractorMixin):
    """Saves the gazetteer into the model and looks names up in it."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Where the gazetteer lies, relative to the project."""
        return {"platforms": "lexicon/platforms.yml"}

    def __init__(self, config: dict[str, Any], storage: ModelStorage, resource: Resource, platforms: Platforms) -> None:
        self._config = config
        self._storage = storage
        self._resource = resource
        self._platforms = platforms

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> PlatformReader:
        """A reader with an empty gazetteer."""
        return cls(config, model_storage, resource, Platforms())

    def train(self, training_data: TrainingData) -> Resource:
        """Reads the gazetteer and saves it."""
        self._platforms = Platforms.read(PROJECT / self._config["platforms"])
        with self._storage.write_to(self._resource) as folder:
            content = json.dumps(self._platforms.to_json(), ensure_ascii=False)
            (folder / PLATFORMS).write_text(content, encoding="utf-8")
        return self._resource

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> PlatformReader:
        """The saved reader; raises when its file is missing."""
        with model_storage.read_from(resource) as folder:
            spellings = json.loads((folder / PLATFORMS).read_text(encoding="utf-8"))
        return cls(config, model_storage, resource, Platforms(spellings))

    def process(self, messages: list[Message]) -> list[Message]:
        """Adds the platforms each message names."""
        for message in messages:
            found = [
                {"entity": "platform", "value": mention.value, "start": mention.start, "end": mention.end}
                for mention in self._platforms.find(message.get(TEXT) or "")
            ]
            entities = message.get(ENTITIES, []) + self.add_extractor_name(found)
            message.set(ENTITIES, entities, add_to_output=True)
        return messages

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str | None:
        """Changes with every helper and lexicon file."""
        return fingerprint_of_code(PROJECT)
