"""Opening hours: midnight, weekends, holidays, Ramadan, and machine clocks in any zone."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from bot.core.hours import ALWAYS, NEVER, NOT_KNOWN, PAKISTAN, Calendar, Hours, Week, is_open, opens_at


def week(spans: dict[int, tuple[tuple[int, int], ...]]) -> Week:
    return tuple(spans.get(day, ()) for day in range(7))


OFFICE = Hours(sure=week(dict.fromkeys(range(5), ((9 * 60, 17 * 60),))), holidays={"public": "closed", "eid": "closed"})
NIGHT = Hours(sure=week(dict.fromkeys(range(7), ((18 * 60, 26 * 60),))))
"""From six in the evening until two at night."""


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=PAKISTAN)


@pytest.mark.parametrize(
    ("moment", "answer"),
    [
        ("2026-11-23T08:59", False),
        ("2026-11-23T09:00", True),
        ("2026-11-23T16:59", True),
        ("2026-11-23T17:00", False),
        ("2026-11-22T12:00", False),  # a Sunday
    ],
)
def test_office_hours(moment: str, answer: bool) -> None:
    assert is_open(OFFICE, at(moment)) is answer


@pytest.mark.parametrize(
    ("moment", "answer"),
    [
        ("2026-11-23T17:59", False),
        ("2026-11-23T23:59", True),
        ("2026-11-24T00:00", True),
        ("2026-11-24T01:59", True),
        ("2026-11-24T02:00", False),
    ],
)
def test_hours_past_midnight(moment: str, answer: bool) -> None:
    assert is_open(NIGHT, at(moment)) is answer


def test_the_night_before_a_holiday_runs_past_midnight() -> None:
    closed = Hours(sure=NIGHT.sure, holidays={"eid": "closed"})
    eid = Calendar({date(2026, 11, 24): "eid"})
    assert is_open(closed, at("2026-11-24T01:00"), eid) is True
    assert is_open(closed, at("2026-11-24T19:00"), eid) is False
    assert is_open(closed, at("2026-11-25T01:00"), eid) is False


def test_always_and_unknown() -> None:
    assert is_open(ALWAYS, at("2026-11-22T03:00")) is True
    assert is_open(NOT_KNOWN, at("2026-11-22T03:00")) is None
    assert opens_at(NOT_KNOWN, at("2026-11-22T03:00")) is None
    assert opens_at(ALWAYS, at("2026-11-22T03:00")) is None


def test_reported_hours_are_neither_open_nor_shut() -> None:
    reported = Hours(perhaps=OFFICE.sure)
    assert is_open(reported, at("2026-11-23T10:00")) is None
    assert is_open(reported, at("2026-11-23T20:00")) is False
    assert opens_at(reported, at("2026-11-23T20:00")) == at("2026-11-24T09:00")


def test_a_shut_line_opens_after_the_weekend_and_the_holiday() -> None:
    monday = Calendar({date(2026, 11, 23): "public"})
    assert opens_at(OFFICE, at("2026-11-20T18:00")) == at("2026-11-23T09:00")
    assert opens_at(OFFICE, at("2026-11-20T18:00"), monday) == at("2026-11-24T09:00")


def test_holidays_are_unknown_unless_staff_say_otherwise() -> None:
    holiday = Calendar({date(2026, 11, 23): "public"})
    unsaid = Hours(sure=OFFICE.sure)
    same = Hours(sure=OFFICE.sure, holidays={"public": "same"})
    assert is_open(unsaid, at("2026-11-23T10:00"), holiday) is None
    assert is_open(unsaid, at("2026-11-23T20:00"), holiday) is False
    assert is_open(same, at("2026-11-23T10:00"), holiday) is True
    assert is_open(OFFICE, at("2026-11-23T10:00"), holiday) is False


def test_ramadan_hours_replace_the_usual_ones() -> None:
    shorter = Hours(sure=OFFICE.sure, ramadan=week({0: ((10 * 60, 14 * 60),)}))
    fasting = Calendar(ramadan=frozenset({date(2026, 11, 23)}))
    assert is_open(shorter, at("2026-11-23T09:30"), fasting) is False
    assert is_open(shorter, at("2026-11-23T13:00"), fasting) is True
    assert is_open(shorter, at("2026-11-24T09:30"), fasting) is True


def test_a_line_that_never_opens_again_says_nothing() -> None:
    assert opens_at(Hours(sure=NEVER), at("2026-11-23T10:00")) is None


@pytest.mark.parametrize("offset", [-11, -5, 0, 2, 5, 9, 14])
def test_the_machine_may_stand_in_any_time_zone(offset: int) -> None:
    zone = timezone(timedelta(hours=offset))
    moment = at("2026-11-23T16:30").astimezone(zone)
    assert is_open(OFFICE, moment) is True
    assert is_open(OFFICE, moment + timedelta(minutes=30)) is False
    assert opens_at(OFFICE, moment + timedelta(hours=1)) == at("2026-11-24T09:00")


def test_a_moment_without_a_zone_is_pakistan_time() -> None:
    assert is_open(OFFICE, datetime(2026, 11, 23, 9, 0)) is True
    assert is_open(OFFICE, datetime(2026, 11, 23, 9, 0, tzinfo=UTC)) is True
    assert is_open(OFFICE, datetime(2026, 11, 23, 13, 0, tzinfo=UTC)) is False
