"""Records in a helpline's file that somebody dialled it, and moves its last day on."""

import re
from datetime import date, timedelta
from pathlib import Path

from bot.adapters.directory_files import FOLDER, load_helplines

THREE_MONTHS = timedelta(days=92)
_ID = re.compile(r"[a-z0-9_]+")


class CheckRefused(Exception):
    """The check cannot be recorded; the message says why."""


def record_check(content: Path, helpline: str, on: date, today: date) -> str:
    """Write `on` as checked_on and dialled_on, and a last day three months later; return what was done.

    A last day that is later already stays. Raises CheckRefused for an unknown helpline, a day in the future, or when
    the directory would no longer be readable; the file is then as it was.
    """
    path = content / FOLDER / f"{helpline}.yaml"
    if not _ID.fullmatch(helpline) or not path.is_file():
        raise CheckRefused(f"there is no helpline {helpline!r}; its id is the name of its file in {content / FOLDER}")
    if on > today:
        raise CheckRefused(f"{on} is in the future; give the day on which it was dialled")
    before = path.read_text(encoding="utf-8")
    last = _last_day(before)
    until = max(last, on + THREE_MONTHS) if last else None
    after = _with(_with(before, "checked_on", on), "dialled_on", on)
    after = _with(after, "stop_showing_after", until) if until else after
    path.write_text(after, encoding="utf-8")
    _, faults = load_helplines(content)
    if faults:
        path.write_text(before, encoding="utf-8")
        raise CheckRefused(f"the directory has faults; mend them first: {faults[0].text()}")
    return f"{helpline}: dialled on {on}" + (f", shown until {until}" if until else "")


def _last_day(text: str) -> date | None:
    found = re.search(r"^stop_showing_after: *(\d{4}-\d{2}-\d{2})", text, re.M)
    return date.fromisoformat(found[1]) if found else None


def _with(text: str, name: str, day: date) -> str:
    return re.sub(rf"^{name}:.*$", f"{name}: {day}", text, count=1, flags=re.M)
