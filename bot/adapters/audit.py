"""Searches what the bot has written for anything that must not be there. Knows the forms, none of the writing code.

Databases are checked cell by cell against a list of what each may hold, logs line by line, and every file byte by byte
for the token, the key and whatever else the caller wants looked for. Findings never quote what was found.
"""

import gzip
import json
import re
import sqlite3
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.adapters.logs import fits
from bot.core.counts import GROUPS, OTHER
from bot.core.intents import ALL, LOCALES, OUTSIDE, REGIONS
from bot.core.session import QUESTIONS

MAGIC = b"SQLite format 3\x00"
HASH = re.compile(r"[0-9a-f]{32}")
KEY = re.compile(r"\d{1,20}\.[0-9a-f]{8}")
CARD = re.compile(r"[a-z][a-z0-9_]{0,47}")
DAY = re.compile(r"\d{4}-\d\d-\d\d")
LONG_NUMBER = re.compile(rb"(?<![\d.:-])\d{7,16}(?![\d.:-])")
"""In a log, what looks like the id of a chat or person."""
OLDEST = timedelta(days=30, hours=2)
"""Sessions older than this should have been deleted; they are deleted every hour."""

Check = Callable[[object], bool]


@dataclass(frozen=True)
class Finding:
    """Something that must not be there."""

    path: Path
    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.path}:{self.where}: {self.what}"


def audit(paths: Iterable[Path], secrets: Mapping[str, str]) -> tuple[int, list[Finding]]:
    """Search files and folders; `secrets` is what to look for by the name it is reported under.

    Returns how many files were searched and what was found. Raises OSError when a path cannot be read.
    """
    files = [file for path in paths for file in sorted(_files(path))]
    found = [finding for file in files for finding in _audit_file(file, secrets)]
    return len(files), found


def _files(path: Path) -> Iterator[Path]:
    if path.is_dir():
        yield from (child for child in path.rglob("*") if child.is_file())
    else:
        yield path


def _audit_file(path: Path, secrets: Mapping[str, str]) -> Iterator[Finding]:
    content = path.read_bytes()
    if content[:2] == b"\x1f\x8b":
        content = gzip.decompress(content)
    yield from _search(path, content, secrets)
    if path.name.endswith(".key") or path.suffix == ".key":
        yield from _key_file(path)
    elif content.startswith(MAGIC):
        yield from _database(path)
    elif not path.name.endswith(("-wal", "-shm", "-journal")):
        yield from _log(path, content)


def _search(path: Path, content: bytes, secrets: Mapping[str, str]) -> Iterator[Finding]:
    lowered = content.lower()
    for name, secret in secrets.items():
        if name == "the key" and path.suffix == ".key":
            continue
        for form in (secret.lower().encode(), secret.lower().encode("utf-16-le"), _escaped(secret)):
            place = lowered.find(form)
            if place >= 0:
                yield Finding(path, f"byte {place}", f"holds {name}")
                break


def _escaped(secret: str) -> bytes:
    return json.dumps(secret.lower()).strip('"').encode()


def _key_file(path: Path) -> Iterator[Finding]:
    if path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        yield Finding(path, "mode", "others may read the key; run: chmod 600 on it")


def _log(path: Path, content: bytes) -> Iterator[Finding]:
    for number, line in enumerate(content.split(b"\n"), start=1):
        if not line.strip():
            continue
        try:
            entry = json.loads(line)
        except ValueError:
            yield Finding(path, str(number), "is not a line of the structured log")
            continue
        if not isinstance(entry, dict):
            yield Finding(path, str(number), "is not a line of the structured log")
            continue
        for name, value in entry.items():
            if not fits(name, value) and value != "withheld":
                yield Finding(path, str(number), "has a field or a value that is not on the list of allowed ones")
        rest = json.dumps({name: value for name, value in entry.items() if name not in ("update", "timestamp")})
        if LONG_NUMBER.search(rest.encode()):
            yield Finding(path, str(number), "has a number that may be somebody's id")


def _database(path: Path) -> Iterator[Finding]:
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
    try:
        rows = connection.execute("select name from sqlite_master where type = 'table'")
        for (table,) in rows.fetchall():
            if table not in TABLES:
                yield Finding(path, "schema", "has a table that the bot does not know")
                continue
            yield from _table(path, connection, table)
    except sqlite3.Error as error:
        yield Finding(path, "database", f"cannot be read ({type(error).__name__})")
    finally:
        connection.close()


def _table(path: Path, connection: sqlite3.Connection, table: str) -> Iterator[Finding]:
    checks = TABLES[table]
    columns = [row[1] for row in connection.execute(f"pragma table_info({table})")]
    if set(columns) != set(checks):
        yield Finding(path, table, "has other columns than the bot knows")
        return
    for number, row in enumerate(connection.execute(f"select {', '.join(columns)} from {table}"), start=1):
        for column, value in zip(columns, row, strict=True):
            if not checks[column](value):
                yield Finding(path, f"{table} row {number}", f"the column {column} holds something else than it should")


def _text(pattern: re.Pattern[str]) -> Check:
    return lambda value: isinstance(value, str) and pattern.fullmatch(value) is not None


def _one_of(*allowed: str) -> Check:
    return lambda value: value in allowed


def _number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _moment(value: object) -> bool:
    try:
        return isinstance(value, str) and datetime.fromisoformat(value).tzinfo is not None
    except ValueError:
        return False


def _recent(value: object) -> bool:
    return _moment(value) and datetime.fromisoformat(str(value)) > datetime.now(UTC) - OLDEST


def _keys(value: object) -> bool:
    try:
        keys = json.loads(str(value))
    except ValueError:
        return False
    return isinstance(keys, list) and all(isinstance(key, str) and KEY.fullmatch(key) for key in keys)


def _flag(value: object) -> bool:
    return isinstance(value, bool)


STATE: Mapping[str, Check] = {
    "locale": _one_of("", *LOCALES),
    "locale_chosen": _flag,
    "who": _one_of("", "child", "adult", "private"),
    "who_chosen": _flag,
    "young": _flag,
    "region": _one_of("", *REGIONS, OUTSIDE, "unsure"),
    "situation": _one_of("", *ALL),
    "harm_at_home": _flag,
    "card": lambda value: value == "" or _text(CARD)(value),
    "step": lambda value: _number(value) and 0 <= int(str(value)) < 100,
    "pending": _one_of("", *QUESTIONS),
    "exit_word": lambda value: value == "" or _text(HASH)(value),
    "told_private": _flag,
}
"""What a stored session may hold, field by field."""


def _state(value: object) -> bool:
    if value == "":
        return True
    try:
        state = json.loads(str(value))
    except ValueError:
        return False
    return isinstance(state, dict) and all(name in STATE and STATE[name](held) for name, held in state.items())


TABLES: Mapping[str, Mapping[str, Check]] = {
    "sessions": {
        "chat": _text(HASH),
        "state": _state,
        "seen": _recent,
        "since": _moment,
        "under_way": lambda value: value == "" or _text(KEY)(value),
        "sent": _number,
        "answered": _keys,
    },
    "messages": {"chat": _text(HASH), "message_id": _number, "sent_at": _recent},
    "counts": {
        "day": _text(DAY),
        "topic": _one_of(*GROUPS, OTHER),
        "region": _one_of("unknown", *REGIONS, OUTSIDE, "unsure"),
        "language": _one_of("unknown", *LOCALES),
        "number": _number,
    },
}
"""Every table and column of the bot, with what may stand there."""
