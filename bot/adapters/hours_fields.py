"""Reads opening hours as staff write them: `always`, `unknown`, or spans by weekday."""

import re
from collections.abc import Mapping
from itertools import pairwise

from bot.adapters.fields import Fields
from bot.core.hours import ALWAYS, CLOSED, DAY, NEVER, NOT_KNOWN, SAME, UNKNOWN, Hours, Span, Week

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
EVERY_DAY = "every day"
HOLIDAY_KINDS = ("public", "eid")
_SPAN = re.compile(r"([0-2]?\d):([0-5]\d)\s*-\s*([0-2]?\d):([0-5]\d)")


def read_hours(fields: Fields, name: str) -> Hours:
    """Return the hours of a field; a field left out means not known."""
    value = fields.values.get(name, "unknown")
    if value in ("", "unknown"):
        return NOT_KNOWN
    if value in ("always", "24/7"):
        return ALWAYS
    if isinstance(value, str):
        mend = "Write always, unknown, or `open:` with days below it, such as `mon-fri: 09:00-17:00`."
        fields.fault(name, 'the hours are "%(value)s".', mend, value=value)
        return NOT_KNOWN
    inner = fields.inner(name)
    inner.only(("open", "perhaps", "holidays", "ramadan"))
    sure = _week(inner, "open")
    perhaps = _week(inner, "perhaps")
    if sure == NEVER and perhaps == NEVER:
        inner.fault("", "these hours have no day on which the line is open.", "Write the days, or write unknown.")
    ramadan = _week(inner, "ramadan") if "ramadan" in inner else None
    return Hours(sure=sure, perhaps=perhaps, holidays=_holidays(inner), ramadan=ramadan)


def _holidays(fields: Fields) -> Mapping[str, str]:
    rules = (SAME, CLOSED, UNKNOWN)
    if isinstance(fields.values.get("holidays", ""), dict):
        inner = fields.inner("holidays")
        inner.only(HOLIDAY_KINDS)
        return {kind: inner.choice(kind, rules, UNKNOWN) for kind in HOLIDAY_KINDS}
    return dict.fromkeys(HOLIDAY_KINDS, fields.choice("holidays", rules, UNKNOWN))


def _week(fields: Fields, name: str) -> Week:
    if name not in fields:
        return NEVER
    inner = fields.inner(name)
    week: dict[int, tuple[Span, ...]] = {}
    for days in inner.values:
        spans = _spans(inner, days)
        for day in _days(inner, days):
            if day in week:
                inner.fault(days, 'the day "%(day)s" is named a second time.', "Name each day once.", day=DAYS[day])
            week[day] = spans
    return tuple(week.get(day, ()) for day in range(7))


def _days(fields: Fields, text: str) -> list[int]:
    if text == EVERY_DAY:
        return list(range(7))
    found: list[int] = []
    for part in text.split(","):
        first, dash, last = (piece.strip() for piece in part.partition("-"))
        last = last if dash else first
        if first not in DAYS or last not in DAYS or DAYS.index(first) > DAYS.index(last):
            mend = f"Write {EVERY_DAY}, or days such as mon-fri or sat, sun, of: {', '.join(DAYS)}."
            fields.fault(text, '"%(text)s" is not a day.', mend, text=text)
            continue
        found += range(DAYS.index(first), DAYS.index(last) + 1)
    return found


def _spans(fields: Fields, name: str) -> tuple[Span, ...]:
    text = fields.text(name)
    if text in ("", "closed"):
        return ()
    spans = [span for part in text.split(",") if (span := _span(fields, name, part.strip()))]
    spans.sort()
    for (_, end), (start, _) in pairwise(spans):
        if start < end:
            fields.fault(name, "two spans of these hours overlap.", "Join them into one, such as 09:00-17:00.")
    return tuple(spans)


def _span(fields: Fields, name: str, text: str) -> Span | None:
    found = _SPAN.fullmatch(text)
    numbers = [int(group) for group in found.groups()] if found else [99, 0, 99, 0]
    start, end = numbers[0] * 60 + numbers[1], numbers[2] * 60 + numbers[3]
    if start >= DAY or end > DAY or start == end:
        mend = "Write from and to as 09:00-17:00; past midnight as 18:00-02:00; a whole day as 00:00-24:00."
        fields.fault(name, 'the hours "%(text)s" are impossible.', mend, text=text)
        return None
    return (start, end if end > start else end + DAY)
