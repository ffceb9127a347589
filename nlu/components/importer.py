# ruff: noqa: ARG002 - Rasa passes these arguments by name
"""Training messages from `data/<form>/<intent>.yml`, each told the form of its folder."""

from __future__ import annotations

from pathlib import Path

from rasa.shared.importers.rasa import RasaFileImporter
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from understanding.training_files import read_files


class FormImporter(RasaFileImporter):
    """Reads the files itself: a second instead of a minute, and the folder becomes a label."""

    def __init__(
        self,
        config_file: str | None = None,
        domain_path: str | None = None,
        training_data_paths: list[str] | str | None = None,
    ) -> None:
        super().__init__(config_file, domain_path, [])
        paths = [training_data_paths] if isinstance(training_data_paths, str) else training_data_paths or []
        self._paths = [Path(path) for path in paths]

    def get_nlu_data(self, language: str | None = "en") -> TrainingData:
        """Every labelled message below the training paths."""
        files = [file for path in self._paths for file in ([path] if path.is_file() else sorted(path.rglob("*.yml")))]
        examples, faults = read_files(files)
        if faults:
            raise ValueError("\n".join(str(fault) for fault in faults))
        return TrainingData([Message.build(e.text, e.intent, [], {"who": e.who, "form": e.form}) for e in examples])
