"""Reads the training files (Rasa YAML, one per form and intent) and names each fault by file and line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

FORMS = ("en", "ur", "ur-Latn", "mixed")
WHO = ("child", "adult", "unknown")

_INTENT = re.compile(r"- intent: *(\S+) *$")
_WHO = re.compile(r" +metadata: *\{ *who: *(\S+?) *\} *$")
_HEADER = re.compile(r"version: *[\"']?3\.\d[\"']? *$|nlu: *$| +examples: *\|-? *$|\s*#.*$|\s*$")
_EXAMPLE = re.compile(r" +- ?(.*)$")
_MARK = re.compile(r"\[([^\[\]]+)\](?:\((\w+)\)|\{[^{}]*\"entity\": *\"(\w+)\"[^{}]*\})")


@dataclass(frozen=True)
class Example:
    """One labelled message and where it stands."""

    text: str
    intent: str
    form: str
    who: str
    path: Path
    line: int


@dataclass(frozen=True)
class Fault:
    """Something a person must mend."""

    path: Path
    line: int
    problem: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.problem}"


def read_folder(folder: Path) -> tuple[list[Example], list[Fault]]:
    """All examples below `folder`, and every fault of form."""
    return read_files(sorted(folder.rglob("*.yml")))


def read_files(paths: Iterable[Path]) -> tuple[list[Example], list[Fault]]:
    """The examples and faults of these files."""
    examples: list[Example] = []
    faults: list[Fault] = []
    for path in paths:
        for found in _read_file(path):
            (examples if isinstance(found, Example) else faults).append(found)  # type: ignore[arg-type]
    return examples, faults


def _read_file(path: Path) -> Iterator[Example | Fault]:
    form, intent, who = path.parent.name, "", "unknown"
    if form not in FORMS:
        yield Fault(path, 1, f'the folder "{form}" is not a form; it must be one of: {", ".join(FORMS)}')
        return
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        if match := _INTENT.match(line):
            intent, who = match[1], "unknown"
        elif match := _WHO.match(line):
            who = match[1]
            if who not in WHO:
                yield Fault(path, number, f'"who" is "{who}"; it must be one of: {", ".join(WHO)}')
        elif _HEADER.match(line):
            continue
        elif match := _EXAMPLE.match(line):
            yield _example(match[1].strip(), intent, form, who, path, number)
        else:
            yield Fault(path, number, "this line is neither a message (four spaces, a dash, a space) nor a heading")


def _example(marked: str, intent: str, form: str, who: str, path: Path, number: int) -> Example | Fault:
    if not intent:
        return Fault(path, number, 'a message stands before the first "- intent:" line')
    text = strip_marks(marked)
    if not text:
        return Fault(path, number, "the message is empty")
    if "[" in text or "]" in text:
        return Fault(path, number, 'a mark is not closed; write [insta](platform), or leave out "[" and "]"')
    for match in _MARK.finditer(marked):
        if (match[2] or match[3]) not in {"platform", "place"}:
            return Fault(path, number, f'"{match[2] or match[3]}" is not an entity; use platform or place')
    return Example(text, intent, form, who, path, number)


def strip_marks(text: str) -> str:
    """`he is on [insta](platform)` -> `he is on insta`."""
    return _MARK.sub(lambda match: match[1], text)


def check_labels(examples: Iterable[Example], intents: Iterable[str]) -> list[Fault]:
    """Intents that the domain does not know, and files named for another intent than the one inside."""
    known = set(intents)
    faults = []
    for example in examples:
        if example.intent not in known:
            faults.append(Fault(example.path, example.line, f'the intent "{example.intent}" is not in domain.yml'))
        elif example.intent != example.path.stem:
            faults.append(Fault(example.path, example.line, f'"{example.intent}" stands in the file of another intent'))
    return faults
