"""Tells whether a trained model belongs to this code and these messages: `python -m understanding.current MODEL`."""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from understanding.training_files import Example, read_folder

HERE = Path(__file__).resolve().parent
_READING = (
    "normalise",
    "skeleton",
    "stem",
    "lexicon",
    "meaning",
    "keys",
    "features",
    "space",
    "heads",
    "rejecter",
    "decision",
    "speaker",
    "platforms",
)


@lru_cache(maxsize=1)
def fingerprint_of_reading() -> str:
    """Changes with every module that decides which features a text has; a model fits one such fingerprint only."""
    return _digest(HERE / f"{name}.py" for name in _READING if (HERE / f"{name}.py").exists())


def fingerprint_of_code(project: Path) -> str:
    """Changes with every module, lexicon file and setting that shapes the model."""
    folders = (("understanding", "*.py"), ("components", "*.py"), ("lexicon", "*.yml"))
    paths = [path for folder, pattern in folders for path in sorted((project / folder).glob(pattern))]
    return _digest(
        [*paths, *(path for path in (project / "config.yml", project / "calibration.json") if path.exists())]
    )


def fingerprint(project: Path, examples: Iterable[Example]) -> str:
    """Changes with the code and with every training message and label."""
    rows = sorted((e.form, e.intent, e.who, e.text) for e in examples)
    return hashlib.sha256((fingerprint_of_code(project) + json.dumps(rows)).encode()).hexdigest()


def is_current(project: Path, archive: Path) -> bool:
    """Whether the archive was trained from exactly this code and these messages."""
    from understanding.archive import read_files
    from understanding.errors import ModelMissing, ModelUnfit

    try:
        about = json.loads(read_files(archive)["model.json"])
    except (ModelMissing, ModelUnfit, KeyError, ValueError):
        return False
    examples, _ = read_folder(project / "data")
    return bool(about.get("fingerprint") == fingerprint(project, examples))


def _digest(paths: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.name.encode() + b"\0" + path.read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()


if __name__ == "__main__":
    sys.exit(0 if is_current(HERE.parent, Path(sys.argv[1])) else 1)
