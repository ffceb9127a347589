"""Times given on the command line."""

from datetime import datetime, timedelta, timezone

from bot.errors import CannotStart

PAKISTAN = timezone(timedelta(hours=5))


def moment(text: str) -> datetime:
    """Return the time a text such as 2026-11-22T02:00 names, in Pakistan time unless it has an offset."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        raise CannotStart(f"--at: {text!r} is not a time such as 2026-11-22T02:00") from None
    return found if found.tzinfo else found.replace(tzinfo=PAKISTAN)
