"""Reads the trained understanding out of a Rasa model archive, without Rasa."""

from __future__ import annotations

import json
import tarfile
from pathlib import Path

from understanding.errors import ModelMissing, ModelUnfit
from understanding.model import FILES, Model
from understanding.platforms import Platforms

PLATFORMS = "platforms.json"
TRAIN = "make setup trains one"


def read_archive(path: Path) -> tuple[Model, Platforms]:
    """The model and the platform names of a `.tar.gz` that `rasa train nlu` wrote."""
    files = read_files(path)
    model = Model.from_files(files)
    if PLATFORMS not in files:
        raise ModelUnfit(f"the model at {path} lacks {PLATFORMS}: {TRAIN}")
    return model, Platforms(json.loads(files[PLATFORMS]))


def read_files(path: Path) -> dict[str, bytes]:
    """The files that the message reader and the platform reader saved, by name."""
    if not path.is_file():
        raise ModelMissing(f"there is no model at {path}: {TRAIN}")
    try:
        with tarfile.open(path, "r:gz") as tar:
            found = {}
            for member in tar:
                name = member.name.rpartition("/")[2]
                if name in (*FILES, PLATFORMS) and (file := tar.extractfile(member)):
                    found[name] = file.read()
    except (tarfile.TarError, EOFError, OSError) as fault:
        raise ModelUnfit(f"the model at {path} is damaged ({fault}): {TRAIN}") from fault
    return found
