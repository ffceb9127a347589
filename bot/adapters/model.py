"""Understands messages in-process, with the trained archive of the Rasa project in `nlu/`."""

from pathlib import Path
from typing import Any

from understanding.archive import read_archive
from understanding.explain import explain
from understanding.parse import Parse, parse


class ModelReader:
    """Reads messages with one trained archive; `ModelMissing` or `ModelUnfit` when there is no usable one."""

    def __init__(self, archive: Path) -> None:
        self._model, self._platforms = read_archive(archive)

    def parse(self, text: str) -> Parse:
        """What the model says of a text; it never leaves the process."""
        return parse(text, self._model, self._platforms)

    def explain(self, text: str) -> dict[str, Any]:
        """Which features decided, for staff and engineers."""
        return explain(text, self._model)
