"""The present moment, asked for in one place so that everything else is given the time."""

from datetime import UTC, datetime


def now() -> datetime:
    """Return the present moment, with its time zone."""
    return datetime.now(UTC)
