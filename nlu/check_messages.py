"""Checks every training message by file and line: form, labels, duplicates. Exit code 1 when something is wrong."""

from __future__ import annotations

import sys
from pathlib import Path

import yaml
from understanding.duplicates import find_duplicates
from understanding.training_files import Fault, check_labels, read_folder

PROJECT = Path(__file__).resolve().parent


def faults(project: Path) -> list[Fault]:
    """What must be mended before training: form and labels."""
    examples, found = read_folder(project / "data")
    intents = yaml.safe_load((project / "domain.yml").read_text(encoding="utf-8"))["intents"]
    return [*found, *check_labels(examples, intents)]


def duplicates(project: Path) -> list[Fault]:
    """Messages that say the same thing twice: to be mended, but training can go on."""
    return find_duplicates(read_folder(project / "data")[0])


def main() -> int:
    """Prints the faults."""
    found = [*faults(PROJECT), *duplicates(PROJECT)]
    for fault in found:
        print(fault)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
