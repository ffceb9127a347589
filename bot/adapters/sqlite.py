"""Sessions in SQLite through sqlite-utils: a keyed hash and a few settings per person, for 30 days at most.

What may stand in which column is checked by `bot.adapters.audit`, which knows nothing of this module's code.
"""

import json
import sqlite3
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import sqlite_utils

from bot.adapters.keys import Keyring
from bot.core.session import Session
from bot.errors import CannotStart

KEPT = timedelta(days=30)
DELETABLE = timedelta(hours=48)
"""Telegram lets a bot delete messages for this long, so their ids are of no use afterwards."""
SCHEMA = 2
"""The version of the tables; raise it when a column changes."""
REMEMBERED = 120
"""Answered updates remembered for each chat: more than Telegram hands out at once without a confirmation."""


class DatabaseUnusable(CannotStart):
    """The database cannot be opened or written."""


@dataclass(frozen=True)
class Progress:
    """How far the last answers to a chat got. Updates are named by `Delivery.key`."""

    update: str = ""
    """The update whose answer is not out in full; empty when there is none."""
    sent: int = 0
    """Replies to `update` that are out for certain; the next one was under way and may be out too."""
    answered: tuple[str, ...] = ()
    """Updates answered in full, the newest last: should one of them come again, it is a replay."""


@dataclass(frozen=True)
class Deletable:
    """What is known of a chat's messages."""

    numbers: tuple[int, ...] = ()
    """The messages that can still be deleted, newest first."""
    older: bool = False
    """True when the chat has messages that are too old for the bot to delete."""


class SqliteSessions:
    """The stored sessions. Every method may raise sqlite3.Error: the caller answers the person all the same."""

    def __init__(self, path: Path, keys: Keyring) -> None:
        """Open or make the database. Raises DatabaseUnusable."""
        self._keys = keys
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch(mode=0o600)  # SQLite gives its side files the same mode
            connection = sqlite3.connect(path, timeout=0.25, isolation_level=None, check_same_thread=False)
            self._db = sqlite_utils.Database(connection)
            self._prepare()
        except (OSError, sqlite3.Error) as error:
            raise DatabaseUnusable(
                f"DATABASE_URL: {path} cannot be written ({error}). Check the folder's owner and the disk."
            ) from None

    def _prepare(self) -> None:
        self._db.conn.execute("pragma journal_mode=wal")
        self._db.conn.execute("pragma synchronous=normal")
        self._db.conn.execute("pragma secure_delete=on")
        self._db.conn.execute("pragma temp_store=memory")
        self._drop_other_versions()
        self._db.table("sessions").create(
            {
                "chat": str,
                "state": str,
                "seen": str,
                "since": str,
                "under_way": str,
                "sent": int,
                "answered": str,
            },
            pk="chat",
            if_not_exists=True,
        )
        self._db.table("messages").create(
            {"chat": str, "message_id": int, "sent_at": str}, pk=("chat", "message_id"), if_not_exists=True
        )
        self._db.table("counts").create(
            {"day": str, "topic": str, "region": str, "language": str, "number": int},
            pk=("day", "topic", "region", "language"),
            if_not_exists=True,
        )
        self._db.conn.execute("begin immediate")
        self._db.conn.execute("commit")

    def _drop_other_versions(self) -> None:
        """Begin anew where another version of the bot wrote: sessions only hold where a talk of some days stopped."""
        version = self._db.conn.execute("pragma user_version").fetchone()[0]
        if version != SCHEMA:
            for table in ("sessions", "messages", "confirmed"):
                self._db.conn.execute(f"drop table if exists {table}")
            self._db.conn.execute(f"pragma user_version = {SCHEMA}")

    def load(self, chat_id: int) -> Session:
        """Return the stored session, or a new one. A session under a retired key moves to the key in use."""
        row = self._row(chat_id, "state")
        if row is None and self._take_over(chat_id):
            row = self._row(chat_id, "state")
        return _session(str(row[0])) if row and row[0] else Session()

    def _take_over(self, chat_id: int) -> bool:
        """Rename what is stored under a retired key; say whether there was anything."""
        name = self._keys.of_chat(chat_id)
        for old in self._keys.old_names(chat_id):
            if self._db.conn.execute("update sessions set chat = ? where chat = ?", (name, old)).rowcount:
                self._db.conn.execute("update or ignore messages set chat = ? where chat = ?", (name, old))
                return True
        return False

    def progress(self, chat_id: int) -> Progress:
        """Return how far the last answers to this chat got."""
        row = self._row(chat_id, "under_way, sent, answered")
        if row is None and self._take_over(chat_id):
            row = self._row(chat_id, "under_way, sent, answered")
        if row is None:
            return Progress()
        return Progress(str(row[0]), int(str(row[1])), _keys(str(row[2])))

    def _row(self, chat_id: int, columns: str) -> tuple[object, ...] | None:
        query = f"select {columns} from sessions where chat = ?"
        found: tuple[object, ...] | None = self._db.conn.execute(query, (self._keys.of_chat(chat_id),)).fetchone()
        return found

    def note_sent(self, chat_id: int, update: str, sent: int, messages: Iterable[int] = ()) -> None:
        """Remember that `sent` replies to `update` are out, as these messages, and that the next one is under way."""
        now = _now()
        self._add_messages(chat_id, messages, now)
        self._db.conn.execute(
            "insert into sessions (chat, state, seen, since, under_way, sent, answered)"
            " values (?, '', ?, ?, ?, ?, '[]')"
            " on conflict (chat) do update set under_way = excluded.under_way, sent = excluded.sent",
            (self._keys.of_chat(chat_id), now, now, update, sent),
        )

    def save(self, chat_id: int, session: Session, update: str, messages: Iterable[int] = ()) -> None:
        """Store the session after `update` is answered in full, and the ids of messages that can be deleted."""
        chat, now = self._keys.of_chat(chat_id), _now()
        connection = self._db.conn
        connection.execute("begin immediate")
        try:
            answered = json.dumps([*self.progress(chat_id).answered, update][-REMEMBERED:])
            connection.execute(
                "insert into sessions (chat, state, seen, since, under_way, sent, answered)"
                " values (?, ?, ?, ?, '', 0, ?)"
                " on conflict (chat) do update set state = excluded.state, seen = excluded.seen,"
                " under_way = '', sent = 0, answered = excluded.answered",
                (chat, json.dumps(session.to_dict()), now, now, answered),
            )
            self._add_messages(chat_id, messages, now)
            connection.execute("commit")
        except sqlite3.Error:
            if connection.in_transaction:  # a full disk has ended it already
                connection.execute("rollback")
            raise

    def _add_messages(self, chat_id: int, messages: Iterable[int], now: str) -> None:
        chat = self._keys.of_chat(chat_id)
        self._db.conn.executemany(
            "insert or ignore into messages values (?, ?, ?)", [(chat, number, now) for number in messages]
        )

    def messages(self, chat_id: int) -> Deletable:
        """Return what can still be deleted in this chat, and whether older messages stay."""
        limit = (datetime.now(UTC) - DELETABLE).isoformat()
        rows = self._db.conn.execute(
            "select message_id from messages where chat = ? and sent_at > ? order by message_id desc",
            (self._keys.of_chat(chat_id), limit),
        )
        numbers = tuple(row[0] for row in rows)
        since = self._row(chat_id, "since")
        return Deletable(numbers, since is not None and str(since[0]) <= limit)

    def cleared(self, chat_id: int, left: Collection[int], *, older: bool) -> None:
        """Forget the ids of deleted messages, all but those that are `left`; `older` ones stay known as such."""
        chat = self._keys.of_chat(chat_id)
        marks = ",".join("?" * len(left))
        self._db.conn.execute(f"delete from messages where chat = ? and message_id not in ({marks})", (chat, *left))
        if not older:
            self._db.conn.execute("update sessions set since = ? where chat = ?", (_now(), chat))

    def forget(self, chat_id: int) -> None:
        """Delete everything stored about this chat, under retired keys too, the write-ahead log included."""
        for chat in (self._keys.of_chat(chat_id), *self._keys.old_names(chat_id)):
            self._db.conn.execute("delete from sessions where chat = ?", (chat,))
            self._db.conn.execute("delete from messages where chat = ?", (chat,))
        self._db.conn.execute("pragma wal_checkpoint(truncate)")

    def expire(self) -> int:
        """Delete the sessions last seen over 30 days ago; return how many there were."""
        limit = (datetime.now(UTC) - KEPT).isoformat()
        gone = self._db.conn.execute("delete from sessions where seen < ?", (limit,)).rowcount
        old = (datetime.now(UTC) - DELETABLE).isoformat()
        self._db.conn.execute("delete from messages where sent_at < ?", (old,))
        self._db.conn.execute("update sessions set answered = '[]' where seen < ? and answered != '[]'", (old,))
        self._db.conn.execute("pragma wal_checkpoint(truncate)")
        return gone

    def count(self, day: str, group: str, region: str, language: str) -> None:
        """Count one answer. No person and no time of day goes in."""
        self._db.conn.execute(
            "insert into counts (day, topic, region, language, number) values (?, ?, ?, ?, 1)"
            " on conflict (day, topic, region, language) do update set number = number + 1",
            (day, group, region, language),
        )

    def counts(self) -> dict[str, dict[tuple[str, str, str], int]]:
        """Return the raw counts by day; only `bot.core.counts.tell` makes them fit to be shown."""
        found: dict[str, dict[tuple[str, str, str], int]] = {}
        rows = self._db.conn.execute("select day, topic, region, language, number from counts order by day")
        for day, topic, region, language, number in rows:
            found.setdefault(day, {})[topic, region, language] = number
        return found

    def close(self) -> None:
        """Close the database."""
        self._db.conn.close()


def _session(stored: str) -> Session:
    """A row that cannot be read must not keep a person from being answered."""
    try:
        return Session.from_dict(json.loads(stored))
    except (ValueError, TypeError, AttributeError):
        return Session()


def _keys(stored: str) -> tuple[str, ...]:
    try:
        return tuple(str(key) for key in json.loads(stored))
    except (ValueError, TypeError):
        return ()


def _now() -> str:
    return datetime.now(UTC).isoformat()
