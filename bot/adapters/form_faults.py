"""Turns what pydantic finds wrong with a form into faults that a careful non-programmer can act on."""

import difflib
from collections.abc import Iterable
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from bot.adapters.faults import Fault
from bot.adapters.marked_yaml import Loc, Marked

Schema = dict[str, Any]
FormT = TypeVar("FormT", bound=BaseModel)


def fill_in(form: type[FormT], marked: Marked) -> tuple[FormT | None, list[Fault]]:
    """Return the filled-in form, or None and a fault for everything that does not fit it."""
    try:
        return form.model_validate(marked.value), []
    except ValidationError as error:
        return None, [_fault(form, marked, found) for found in error.errors()]


def nearest(word: str, known: Iterable[str]) -> str:
    """Return the known word that is most like this one, or nothing."""
    return next(iter(difflib.get_close_matches(word, list(known), 1, 0.6)), "")


def _fault(form: type[BaseModel], marked: Marked, found: ErrorDetails) -> Fault:
    loc: Loc = found["loc"]
    kind = found["type"]
    given = found["input"]
    context = found.get("ctx", {})
    if kind == "missing":
        return marked.fault(
            loc[:-1], 'the key "%(key)s" is missing.', "Add it; look at another card for its form.", key=loc[-1]
        )
    if kind == "extra_forbidden":
        return _unknown_key(form, marked, loc)
    if kind in ("not_allowed", "literal_error"):
        return _not_allowed(marked, loc, str(given), context)
    what, mend = _SENTENCES.get(kind, _OTHER)
    return marked.fault(loc, what, mend, given=_short(given), key=loc[-1] if loc else "")


def _unknown_key(form: type[BaseModel], marked: Marked, loc: Loc) -> Fault:
    key = str(loc[-1])
    known = _keys(form, loc[:-1])
    like = nearest(key, known)
    at = (*loc, "") if (*loc, "") in marked.marks else loc
    if like:
        return marked.fault(at, 'there is no key "%(key)s" here.', 'Did you mean "%(like)s"?', key=key, like=like)
    mend = "Delete it, or use one of: %(known)s."
    return marked.fault(at, 'there is no key "%(key)s" here.', mend, key=key, known=", ".join(known))


def _not_allowed(marked: Marked, loc: Loc, given: str, context: dict[str, object]) -> Fault:
    allowed = context.get("allowed")
    names = [str(name) for name in allowed] if isinstance(allowed, tuple) else _literals(str(context.get("expected")))
    like = nearest(given, names)
    if like:
        return marked.fault(loc, '"%(given)s" is not known here.', 'Did you mean "%(like)s"?', given=given, like=like)
    shown = ", ".join(names[:12]) + (" …" if len(names) > 12 else "")
    return marked.fault(loc, '"%(given)s" is not known here.', "Use one of: %(known)s.", given=given, known=shown)


def _literals(expected: str) -> list[str]:
    return [part.strip(" '") for part in expected.replace(" or ", ",").split(",")]


def _keys(form: type[BaseModel], loc: Loc) -> list[str]:
    """Return the keys that the form knows at a place inside it."""
    schema: Schema = form.model_json_schema(by_alias=True)
    part = _resolve(schema, schema)
    for step in loc:
        inner: Schema = part.get("items", {}) if isinstance(step, int) else part.get("properties", {}).get(step, {})
        part = _resolve(inner, schema)
    return list(part.get("properties", {}))


def _resolve(part: Schema, schema: Schema) -> Schema:
    """Follow a reference to the definition of the form it names."""
    choices: list[Schema] = [part, *part.get("anyOf", [])]
    name = next((str(choice["$ref"]).rpartition("/")[2] for choice in choices if "$ref" in choice), "")
    found: Schema = schema["$defs"][name] if name else part
    return found


def _short(given: object) -> str:
    text = given if isinstance(given, str) else "…"
    return text if len(text) <= 40 else f"{text[:40]}…"


_OTHER = ('the value "%(given)s" does not fit here.', "Look at another card for the form of this key.")
_DAY = ('"%(given)s" is not a day.', "Write year-month-day, such as 2026-11-22.")
_LIST = ("a list is expected here.", "Write each entry on its own line after `- `, or all in brackets: [one, two].")
_KEYS = ("keys with values are expected here.", "Write `name: value`, one a line with the same indent.")
_TEXT = ("a text is expected here.", "Write one value; put it in quotes when it holds a colon or a bracket.")
_YES = ('"%(given)s" is neither true nor false.', "Write true or false.")
_EMPTY = ("a value is missing here.", "Write one.")
_NONE = ("the list is empty.", "Add at least one entry.")
_SENTENCES = {
    "date_from_datetime_parsing": _DAY,
    "date_from_datetime_inexact": _DAY,
    "date_parsing": _DAY,
    "date_type": _DAY,
    "tuple_type": _LIST,
    "list_type": _LIST,
    "model_type": _KEYS,
    "model_attributes_type": _KEYS,
    "dict_type": _KEYS,
    "string_type": _TEXT,
    "bool_parsing": _YES,
    "bool_type": _YES,
    "string_too_short": _EMPTY,
    "too_short": _NONE,
    "string_pattern_mismatch": (
        '"%(given)s" cannot be an id.',
        "Use small English letters, digits and _, at most 38, beginning with a letter.",
    ),
}
