"""Reads the fields of a staff file one by one, collecting every fault with its place."""

import contextlib
import difflib
import re
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import Any

from bot.adapters.faults import Fault
from bot.adapters.marked_yaml import Loc, Marked
from bot.core.intents import LOCALES

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class Fields:
    """One mapping of a YAML file. Reading a field that is wrong notes a fault and returns an empty value."""

    def __init__(self, marked: Marked, loc: Loc, faults: list[Fault]) -> None:
        """Read the mapping at `loc`; faults are added to `faults`."""
        self.marked = marked
        self.loc = loc
        self.faults = faults
        found: Any = marked.value
        for step in loc:
            found = found[step]
        if not isinstance(found, dict):
            self._add(loc, "this must be `name: value` lines.", "Write each value after its name and a colon.")
            found = {}
        self.values: Mapping[str, Any] = found

    def __contains__(self, name: str) -> bool:
        """Say whether the field is written and not empty."""
        return self.values.get(name) not in (None, "", [], {})

    def place(self, name: str) -> Loc:
        """Return where a field stands."""
        return (*self.loc, name)

    def fault(self, name: str, what: str, mend: str, /, **values: object) -> None:
        """Note a fault at a field."""
        self._add(self.place(name) if name else self.loc, what, mend, **values)

    def _add(self, loc: Loc, what: str, mend: str, /, **values: object) -> None:
        self.faults.append(self.marked.fault(loc, what, mend, **values))

    def only(self, names: Collection[str]) -> None:
        """Note a fault for every field that is not one of these."""
        for name in self.values:
            if name not in names:
                mend = f"Delete it{_meant(name, names)}."
                self._add((*self.loc, name, ""), 'there is no field called "%(name)s".', mend, name=name)

    def text(self, name: str, *, needed: bool = False) -> str:
        """Return a line of text, empty when it is not there."""
        value = self.values.get(name, "")
        if isinstance(value, str):
            if needed and not value.strip():
                self.fault(name, 'the field "%(name)s" is missing or empty.', "Write it.", name=name)
            return value.strip()
        self.fault(name, '"%(name)s" must be one line of text.', "Write it on one line.", name=name)
        return ""

    def choice(self, name: str, allowed: Collection[str], default: str = "") -> str:
        """Return a text that must be one of `allowed`."""
        value = self.text(name, needed=not default) or default
        if value and value not in allowed:
            self.fault(
                name,
                '"%(name)s" is "%(value)s".',
                f"It must be one of: {', '.join(allowed)}{_meant(value, allowed)}.",
                name=name,
                value=value,
            )
            return default
        return value

    def words(self, name: str, allowed: Collection[str] | None = None, *, needed: bool = False) -> tuple[str, ...]:
        """Return a list of texts, each one of `allowed` when that is given."""
        value = self.values.get(name) or []
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            self.fault(name, '"%(name)s" must be a list.', "Write it in brackets: [first, second].", name=name)
            return ()
        if needed and not value:
            self.fault(name, 'the list "%(name)s" is missing or empty.', "Write at least one.", name=name)
        for number, item in enumerate(value):
            if allowed is not None and item not in allowed:
                mend = f"It must be one of: {', '.join(allowed)}{_meant(item, allowed)}."
                self._add((*self.place(name), number), '"%(name)s" has "%(value)s".', mend, name=name, value=item)
        return tuple(item for item in value if allowed is None or item in allowed)

    def texts(self, name: str, *, needed: bool = False) -> Mapping[str, str]:
        """Return one text per locale; all of them or none."""
        if name not in self:
            if needed:
                mend = f"Write it in {', '.join(LOCALES)}."
                self.fault(name, 'the text "%(name)s" is missing.', mend, name=name)
            return {}
        inner = self.inner(name)
        inner.only(LOCALES)
        return {locale: inner.text(locale, needed=True) for locale in LOCALES}

    def day(self, name: str) -> date | None:
        """Return a date written as 2026-11-22, None when it is not there."""
        value = self.text(name)
        with contextlib.suppress(ValueError):
            if _DAY.fullmatch(value):
                return date.fromisoformat(value)
        if value:
            what = '"%(name)s" is "%(value)s", which is not a date.'
            self.fault(name, what, "Write year, month and day, such as 2026-11-22.", name=name, value=value)
        return None

    def inner(self, name: str) -> "Fields":
        """Return the mapping that a field holds."""
        if name in self.values:
            return Fields(self.marked, self.place(name), self.faults)
        return Fields(Marked(self.marked.name, {}, {}), (), [])

    def rows(self, name: str) -> Iterator["Fields"]:
        """Yield the mappings of a list."""
        value = self.values.get(name) or []
        if not isinstance(value, list):
            self.fault(name, '"%(name)s" must be a list.', "Begin each of its parts with a dash.", name=name)
            return
        for number in range(len(value)):
            yield Fields(self.marked, (*self.place(name), number), self.faults)


def _meant(word: str, allowed: Collection[str]) -> str:
    close = difflib.get_close_matches(word, list(allowed), 1)
    return f". Did you mean {close[0]}" if close else ""
