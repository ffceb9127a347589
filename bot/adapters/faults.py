"""A fault in a file that staff keep: where it is, what is wrong and what to do."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

Translate = Callable[[str], str]
"""Turns an English sentence into the reader's language; returns it unchanged when there is no other."""

_URDU = re.compile("[\u0600-\u06ff]")


@dataclass(frozen=True)
class Fault:
    """One fault. `what` and `mend` are English sentences; `%(name)s` in them stands for a value.

    The sentences are also the keys of the staff catalogue, so variable parts belong into `values`.
    """

    path: str
    """The file, relative to the folder that was checked."""
    line: int
    """From 1."""
    column: int
    """From 1."""
    what: str
    mend: str
    values: Mapping[str, object] = field(default_factory=dict)

    def text(self, translate: Translate = str) -> str:
        """Return `file:line:column: what is wrong and what to do` in the language of `translate`."""
        said = " ".join(translate(part) for part in (self.what, self.mend) if part)
        values = _isolated(self.values) if _URDU.search(said) else self.values
        return f"{self.path}:{self.line}:{self.column}: {said % values if values else said}"

    def __str__(self) -> str:
        return self.text()


def _isolated(values: Mapping[str, object]) -> dict[str, str]:
    """Return the values so marked that Urdu around them does not reorder what is in them."""
    return {name: f"\u2068{value}\u2069" for name, value in values.items()}


def in_order(faults: list[Fault]) -> list[Fault]:
    """Return the faults by file, line and column, each once."""
    once = {str(fault): fault for fault in faults}
    return sorted(once.values(), key=lambda fault: (str(fault.path), fault.line, fault.column))
