"""Opening hours by weekday, with holidays and Ramadan as staff set them. Pakistan is UTC+5 all year."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone

PAKISTAN = timezone(timedelta(hours=5))
DAY = 24 * 60
LOOK_AHEAD = 15
"""Days to search for the next opening: longer than any run of holidays."""

SAME = "same"
CLOSED = "closed"
UNKNOWN = "unknown"

Span = tuple[int, int]
"""Minutes since midnight from, to. `to` is greater than 1440 when the line closes after midnight."""
Week = tuple[tuple[Span, ...], ...]
"""The spans of seven days, Monday first."""

NEVER: Week = ((),) * 7


@dataclass(frozen=True)
class Hours:
    """When a line answers. `sure` is well sourced, `perhaps` is reported and not confirmed."""

    known: bool = True
    always: bool = False
    sure: Week = NEVER
    perhaps: Week = NEVER
    holidays: Mapping[str, str] = field(default_factory=dict)
    """Kind of holiday -> same, closed or unknown; a kind left out is unknown."""
    ramadan: Week | None = None
    """The sure hours during Ramadan, where they are other than usual."""


ALWAYS = Hours(always=True)
NOT_KNOWN = Hours(known=False)


@dataclass(frozen=True)
class Calendar:
    """Public holidays and Ramadan, day by day."""

    holidays: Mapping[date, str] = field(default_factory=dict)
    """Day -> kind of holiday, such as `eid` or `public`."""
    ramadan: frozenset[date] = frozenset()


NO_HOLIDAYS = Calendar()


def pakistan_time(at: datetime) -> datetime:
    """Return the moment in Pakistan time; a moment without a zone is taken to be Pakistan time already."""
    return at.astimezone(PAKISTAN) if at.tzinfo else at.replace(tzinfo=PAKISTAN)


def is_open(hours: Hours, at: datetime, calendar: Calendar = NO_HOLIDAYS) -> bool | None:
    """Say whether the line is open: True, False, or None when that is not known."""
    if not hours.known:
        return None
    if hours.always:
        return True
    local = pakistan_time(at)
    minute = local.hour * 60 + local.minute
    today, yesterday = local.date(), local.date() - timedelta(days=1)
    perhaps = False
    for day, since in ((today, minute), (yesterday, minute + DAY)):
        sure, maybe = _spans(hours, day, calendar)
        if _within(sure, since):
            return True
        perhaps = perhaps or _within(maybe, since)
    return None if perhaps else False


def opens_at(hours: Hours, at: datetime, calendar: Calendar = NO_HOLIDAYS) -> datetime | None:
    """Return when a closed line opens next, in Pakistan time; None when it is open or nobody knows."""
    if is_open(hours, at, calendar) is not False:
        return None
    local = pakistan_time(at)
    return _next_start(hours, local, calendar, 0) or _next_start(hours, local, calendar, 1)


def _next_start(hours: Hours, local: datetime, calendar: Calendar, which: int) -> datetime | None:
    """Return the next start among the sure (0) or the reported (1) spans."""
    midnight = local.replace(hour=0, minute=0, second=0, microsecond=0)
    for ahead in range(LOOK_AHEAD):
        day = midnight + timedelta(days=ahead)
        starts = sorted(start for start, _ in _spans(hours, day.date(), calendar)[which])
        for start in starts:
            opening = day + timedelta(minutes=start)
            if opening > local:
                return opening
    return None


def _within(spans: tuple[Span, ...], minute: int) -> bool:
    return any(start <= minute < end for start, end in spans)


def _spans(hours: Hours, day: date, calendar: Calendar) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Return the sure and the reported spans that begin on this day."""
    weekday = day.weekday()
    sure, perhaps = hours.sure[weekday], hours.perhaps[weekday]
    if hours.ramadan is not None and day in calendar.ramadan:
        sure, perhaps = hours.ramadan[weekday], ()
    kind = calendar.holidays.get(day)
    rule = SAME if kind is None else hours.holidays.get(kind, UNKNOWN)
    if rule == CLOSED:
        return (), ()
    return ((), (*sure, *perhaps)) if rule == UNKNOWN else (sure, perhaps)
