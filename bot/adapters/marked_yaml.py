"""YAML in which every value is text and keeps its line and column."""

import itertools
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from bot.adapters.faults import Fault
from bot.adapters.staff_files import read_text

Loc = tuple[str | int, ...]
"""The way to a value: keys and positions in lists."""

_FAST: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
"""Guesses no types: every value is text to us."""
_PLAIN_TAGS = frozenset(f"tag:yaml.org,2002:{name}" for name in ("str", "map", "seq"))


@dataclass(frozen=True)
class Marked:
    """What a YAML text holds: dicts, lists and text only, and where each part stands."""

    name: str
    value: Any
    marks: Mapping[Loc, tuple[int, int]]

    def at(self, loc: Loc) -> tuple[int, int]:
        """Return line and column, both from 1, of a value; of what holds it when it is not there."""
        while loc and loc not in self.marks:
            loc = loc[:-1]
        return self.marks.get(loc, (1, 1))

    def fault(self, loc: Loc, what: str, mend: str, **values: object) -> Fault:
        """Return a fault at a value."""
        return Fault(self.name, *self.at(loc), what, mend, values)


def read_yaml(path: Path, name: str) -> tuple[Marked | None, list[Fault]]:
    """Read a YAML file. Returns None with the faults when it cannot be used. Never raises."""
    text, faults = read_text(path, name)
    if text is None:
        return None, faults
    marked, more = parse_yaml(text, name)
    return marked, [*faults, *more]


def parse_yaml(text: str, name: str, first_line: int = 1) -> tuple[Marked | None, list[Fault]]:
    """Read YAML text that begins at line `first_line` of the file called `name`."""
    try:
        node = yaml.compose(text, Loader=_FAST)
    except yaml.YAMLError:
        return None, [_explain(text, name, first_line)]
    except RecursionError:
        return None, [Fault(name, first_line, 1, "too many brackets stand inside each other.", _RESTORE)]
    if node is None:
        return None, [Fault(name, first_line, 1, "there is nothing but comments.", _RESTORE)]
    reading = _Reading(name, first_line)
    value = reading.value_of(node, ())
    return (None if reading.faults else Marked(name, value, reading.marks)), reading.faults


DEEPEST = 50
"""Brackets inside each other; a content file needs three."""
_RESTORE = "Write its content, or restore it from the last release."


class _Reading:
    """Turns nodes into values while it notes where each stands."""

    def __init__(self, name: str, first_line: int) -> None:
        self.marks: dict[Loc, tuple[int, int]] = {}
        self.faults: list[Fault] = []
        self._name = name
        self._first = first_line
        self._seen: set[int] = set()

    def value_of(self, node: yaml.Node, loc: Loc) -> Any:
        """Return the node's value and note its place."""
        self.marks[loc] = self._place(node)
        if id(node) in self._seen:
            self._add(
                node, "a * repeats something written elsewhere.", "Write it out in full instead of using & and *."
            )
            return ""
        self._seen.add(id(node))
        if node.tag not in _PLAIN_TAGS:
            self._add(node, 'a word with "!" stands before the value.', "Delete it, or put the value in quotes.")
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, loc)
        if isinstance(node, yaml.SequenceNode):
            return [self.value_of(item, (*loc, number)) for number, item in enumerate(node.value)]
        plain = isinstance(node, yaml.ScalarNode) and node.style is None
        return "" if plain and node.value in ("~", "null") else node.value

    def _mapping(self, node: yaml.MappingNode, loc: Loc) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key, item in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self._add(key, "a key must be a single word.", "Write it as `name: value`.")
            elif key.value in found:
                what = 'the key "%(key)s" stands here a second time.'
                self._add(key, what, "Delete one of the two.", key=key.value)
            else:
                found[key.value] = self.value_of(item, (*loc, key.value))
                self.marks[(*loc, key.value, "")] = self._place(key)
        return found

    def _place(self, node: yaml.Node) -> tuple[int, int]:
        return node.start_mark.line + self._first, node.start_mark.column + 1

    def _add(self, node: yaml.Node, what: str, mend: str, **values: object) -> None:
        self.faults.append(Fault(self._name, *self._place(node), what, mend, values))


def _explain(text: str, name: str, first_line: int) -> Fault:
    """Say in plain words why a text is not YAML; the slow reader gives the better places."""
    if _depth(text) > DEEPEST:
        return Fault(name, first_line, 1, "too many brackets stand inside each other.", _RESTORE)
    problem, line, column = "", 0, 0
    try:
        yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        problem = f"{error.context or ''} {error.problem or ''}"
        mark = _mark_of(error, problem)
        line, column = (mark.line, mark.column) if mark else (0, 0)
    except (yaml.YAMLError, RecursionError):
        problem = ""
    lines = text.split("\n")
    there = lines[line][column : column + 1] if line < len(lines) else ""
    what, mend = _plain_words(problem, there)
    return Fault(name, line + first_line, column + 1, what, mend)


def _depth(text: str) -> int:
    """Return how deep brackets stand inside each other at most."""
    steps = (1 if letter in "[{" else -1 for letter in text if letter in "[{]}")
    return max(itertools.accumulate(steps), default=0)


def _mark_of(error: yaml.MarkedYAMLError, problem: str) -> yaml.Mark | None:
    """Return where staff should look: where a bracket or quotation mark opens, when the fault shows only later."""
    opening, met = error.context_mark, error.problem_mark
    opened = "quoted scalar" in problem or "flow sequence" in problem or "flow mapping" in problem
    if opened and opening and met and (met.line != opening.line or "quoted scalar" in problem):
        return opening
    return met or opening


def _plain_words(problem: str, there: str) -> tuple[str, str]:
    if there == "\t":
        return "there is a tab.", "Use spaces instead."
    if "quoted scalar" in problem:
        return "a quotation mark is opened and never closed.", "Close it at the end of the value."
    if "mapping values are not allowed" in problem:
        return "a colon is not expected here.", "Put the whole value in quotes, or mend the indent of this line."
    if "flow sequence" in problem or "flow mapping" in problem:
        return (
            "a bracket [ or { is not closed, a comma is missing, or quotation marks stand twice.",
            "Close the bracket on the same line; put one pair of quotation marks around a text.",
        )
    if "single document" in problem:
        return "a line `---` divides the file in two.", "Delete that line."
    if "cannot start any token" in problem:
        return "a value cannot begin with this character.", "Put the whole value in quotes."
    return (
        "the form is broken here: a key without a colon, or a wrong indent.",
        "Write `name: value`, with the same indent as the lines around it.",
    )
