"""Reads the text files of a card: a head, sections for each audience, and steps divided by lines of `---`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from bot.adapters.content_forms import PageForm
from bot.adapters.faults import Fault
from bot.adapters.form_faults import fill_in, nearest
from bot.adapters.marked_yaml import Loc, parse_yaml
from bot.adapters.staff_files import read_text, same_letters
from bot.core.cards import AUDIENCES

RULE = "---"
_HEADING = re.compile(r"^#+\s*(.*?)\s*$")


@dataclass(frozen=True)
class Passage:
    """A piece of text as it stands in a file: one step, or a button."""

    text: str
    path: str
    line: int
    column: int = 1
    loc: Loc = ()
    """The keys that lead to it in a YAML file."""

    def fault(self, offset: int, what: str, mend: str, **values: object) -> Fault:
        """Return a fault at a character of the text, counted from 0."""
        before = self.text[:offset]
        line = self.line + before.count("\n")
        column = len(before) - before.rfind("\n") if "\n" in before else self.column + offset
        return Fault(self.path, line, column, what, mend, values)


@dataclass(frozen=True)
class Page:
    """A card in one language."""

    path: str
    button: Passage
    written: date
    written_at: tuple[int, int]
    sections: Mapping[str, tuple[Passage, ...]]
    """audience -> steps."""
    headings: Mapping[str, int]
    """audience -> line of its heading."""

    def passages(self) -> tuple[Passage, ...]:
        """Return every text of the page that people see: the button and all steps."""
        return (self.button, *(step for steps in self.sections.values() for step in steps))


def read_page(path: Path, name: str) -> tuple[Page | None, list[Fault]]:
    """Read a text file. Returns None with the faults when it cannot be used. Never raises."""
    text, faults = read_text(path, name)
    if text is None:
        return None, faults
    lines = [line.rstrip(" ") for line in same_letters(text).split("\n")]
    if lines[0] != RULE or RULE not in lines[1:]:
        mend = "Begin with a line `---`, then `button:` and `written:`, then a line `---`."
        return None, [*faults, Fault(name, 1, 1, "the head of the file is missing.", mend)]
    end = lines.index(RULE, 1)
    marked, more = parse_yaml("\n".join(lines[1:end]), name, 2)
    form, wrong = fill_in(PageForm, marked) if marked else (None, [])
    body = _Body(name, end + 2)
    for line in lines[end + 1 :]:
        body.take(line)
    sections, broken = body.finish()
    faults = [*faults, *more, *wrong, *broken]
    if form is None or marked is None or broken:
        return None, faults
    button = Passage(form.button.strip(), name, *marked.at(("button",)))
    return Page(name, button, form.written, marked.at(("written",)), sections, body.headings), faults


@dataclass(frozen=True)
class _Step:
    """The lines of a step, and the line above them: a heading or a rule."""

    above: int
    lines: list[str] = field(default_factory=list)


class _Body:
    """Collects the sections of a page line by line."""

    def __init__(self, name: str, first_line: int) -> None:
        self.headings: dict[str, int] = {}
        self._name = name
        self._line = first_line
        self._sections: dict[str, list[_Step]] = {}
        self._steps: list[_Step] | None = None
        self._faults: list[Fault] = []

    def take(self, line: str) -> None:
        """Take over the next line."""
        heading = _HEADING.match(line) if line.startswith("#") else None
        if heading:
            self._begin(heading[1])
        elif line == RULE:
            if self._steps is None:
                self._add(1, "a line `---` stands before the first heading.", "Delete the line.")
            else:
                self._steps.append(_Step(self._line))
        elif self._steps is not None:
            self._steps[-1].lines.append(line)
        elif line.strip():
            self._add(1, "this text stands under no heading.", "Put a line `## child` or `## adult` above it.")
            self._steps = [_Step(self._line)]
        self._line += 1

    def _begin(self, name: str) -> None:
        self._steps = [_Step(self._line)]
        if name not in AUDIENCES:
            like = nearest(name.lower(), AUDIENCES) or "child"
            mend = 'Use `## child`, `## young` or `## adult`. Did you mean "%(like)s"?'
            self._add(1, 'there is no section "%(name)s".', mend, name=name[:40], like=like)
        elif name in self._sections:
            self._add(1, 'the section "%(name)s" stands here a second time.', "Join the two sections.", name=name)
        else:
            self._sections[name] = self._steps
            self.headings[name] = self._line

    def finish(self) -> tuple[dict[str, tuple[Passage, ...]], list[Fault]]:
        """Return the sections with their steps, and the faults."""
        if not self._sections and not self._faults:
            self._add(1, "there is no text for anybody.", "Add a line `## child` or `## adult` and the text below it.")
        sections = {name: self._passages(name, steps) for name, steps in self._sections.items()}
        return sections, self._faults

    def _passages(self, name: str, steps: list["_Step"]) -> tuple[Passage, ...]:
        return tuple(passage for step in steps if (passage := self._passage(name, step)))

    def _passage(self, name: str, step: "_Step") -> Passage | None:
        filled = [number for number, line in enumerate(step.lines) if line.strip()]
        if not filled:
            what = 'a step of the section "%(name)s" is empty.'
            mend = "Write its text, or delete the line `---` that divides it off."
            self._faults.append(Fault(self._name, step.above, 1, what, mend, {"name": name}))
            return None
        text = "\n".join(step.lines[filled[0] : filled[-1] + 1])
        return Passage(text, self._name, step.above + 1 + filled[0])

    def _add(self, column: int, what: str, mend: str, **values: object) -> None:
        self._faults.append(Fault(self._name, self._line, column, what, mend, values))
