"""`mehfooz stats`: numbers without people, as text, as a page, or as a table for Datasette."""

import argparse
import html
import sqlite3
from datetime import datetime
from pathlib import Path

import sqlite_utils

from bot.adapters.counting import PAKISTAN
from bot.adapters.keys import read_keyring
from bot.adapters.sqlite import SqliteSessions
from bot.clock import now
from bot.core.counts import Told, shown_days, tell
from bot.errors import CannotStart
from bot.settings import Settings

HIDDEN = "under 10"


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the options."""
    parser.add_argument("--days", type=int, default=30, help="how many of the last days to show; today is never shown")
    parser.add_argument("--html", type=Path, metavar="FILE", help="write a page instead")
    parser.add_argument("--table", type=Path, metavar="FILE", help="write a SQLite table instead, for Datasette")


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """Print or write the numbers."""
    rows = read_rows(settings, arguments.days, now())
    try:
        if arguments.html:
            arguments.html.write_text(page(rows), encoding="utf-8")
        if arguments.table:
            write_table(rows, arguments.table)
    except (OSError, sqlite3.Error) as error:
        raise CannotStart(f"stats: cannot be written ({error})") from None
    if not arguments.html and not arguments.table:
        print(as_text(rows))
    return 0


def read_rows(settings: Settings, days: int, moment: datetime) -> list[Told]:
    """Return what may be shown of the last days that are over, in Pakistan."""
    if not settings.database.is_file():
        return []
    keys = read_keyring(settings.key_file)
    sessions = SqliteSessions(settings.database, keys)
    counts = sessions.counts()
    sessions.close()
    offset = moment.utcoffset()
    today = (moment - offset + PAKISTAN if offset is not None else moment).date().isoformat()
    chosen = shown_days(counts, today)[-days:] if days > 0 else []
    return [told for day in chosen for told in tell(day, counts[day], keys.share)]


def as_text(rows: list[Told]) -> str:
    """Return the numbers as lines of a terminal."""
    if not rows:
        return "No day that is over has any numbers yet."
    lines = [f"{'day':<11}{'topic':<20}{'region':<13}{'language':<10}count"]
    lines += [f"{row.day:<11}{row.group:<20}{row.region:<13}{row.language:<10}{number(row)}" for row in rows]
    return "\n".join([*lines, "", EXPLAINED])


EXPLAINED = (
    "Answers, not people. Numbers under 10 are not shown. ~ marks sums that were blurred by a few, so that no hidden "
    "number can be found by subtraction. Today is not shown."
)


def number(row: Told) -> str:
    """Return a number as it is shown."""
    if row.count is None:
        return HIDDEN
    return f"~{row.count}" if row.blurred else str(row.count)


def page(rows: list[Told]) -> str:
    """Return the numbers as a page that needs nothing from outside."""
    head = "".join(f"<th>{name}</th>" for name in ("day", "topic", "region", "language", "count"))
    body = "\n".join(
        "<tr>" + "".join(f"<td>{html.escape(text)}</td>" for text in _cells(row)) + "</tr>" for row in rows
    )
    return (
        '<!doctype html>\n<html lang="en"><meta charset="utf-8"><title>Numbers without people</title>\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        "<style>body{font:16px system-ui,sans-serif;margin:2rem auto;max-width:50rem;padding:0 1rem}"
        "table{border-collapse:collapse;width:100%}td,th{text-align:left;padding:.3rem .6rem;"
        "border-bottom:1px solid #ccc}td:last-child{text-align:right}</style>\n"
        f"<h1>Numbers without people</h1>\n<p>{html.escape(EXPLAINED)}</p>\n"
        f"<table><thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody></table></html>\n"
    )


def _cells(row: Told) -> tuple[str, ...]:
    return (row.day, row.group, row.region, row.language, number(row))


def write_table(rows: list[Told], path: Path) -> None:
    """Write the numbers as the table `answers` of a SQLite file, which Datasette shows. Raises sqlite3.Error."""
    database = sqlite_utils.Database(path)
    table = database.table("answers")
    columns = {"day": str, "topic": str, "region": str, "language": str, "count": int, "blurred": int}
    table.create(columns, pk=("day", "topic", "region", "language"), replace=True)
    table.insert_all(
        {
            "day": row.day,
            "topic": row.group,
            "region": row.region,
            "language": row.language,
            "count": row.count,
            "blurred": int(row.blurred),
        }
        for row in rows
    )
    database.close()
