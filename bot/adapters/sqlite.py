"""Sessions in SQLite through sqlite-utils: a keyed hash and a few settings per person, for 30 days at most."""

import json
import sqlite3
from collections.abc import Iterable
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


class DatabaseUnusable(CannotStart):
    """The database cannot be opened or written."""


@dataclass(frozen=True)
class Progress:
    """How far the answer to an update got before the bot was stopped."""

    update: int = 0
    sent: int = 0
    """Messages already sent for `update`, whose answer is not out in full."""
    answered: tuple[int, ...] = ()
    """Updates answered in full that Telegram may still deliver again."""


class SqliteSessions:
    """The stored sessions. Every method may raise sqlite3.Error: the caller answers the person all the same."""

    def __init__(self, path: Path, keys: Keyring) -> None:
        """Open or make the database. Raises DatabaseUnusable."""
        self._keys = keys
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
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
        self._db.table("sessions").create(
            {"chat": str, "state": str, "seen": str, "update_id": int, "sent": int, "answered": str},
            pk="chat",
            if_not_exists=True,
        )
        self._db.table("confirmed").create({"id": int, "update_id": int}, pk="id", if_not_exists=True)
        self._db.table("messages").create(
            {"chat": str, "message_id": int, "sent_at": str}, pk=("chat", "message_id"), if_not_exists=True
        )
        self._db.conn.execute("begin immediate")
        self._db.conn.execute("commit")
        row = self._db.conn.execute("select update_id from confirmed").fetchone()
        self._confirmed: int = row[0] if row else 0

    def confirm(self, update: int) -> None:
        """Remember that Telegram was told that all updates up to `update` are answered: they cannot come again."""
        self._confirmed = update
        self._db.conn.execute("insert or replace into confirmed (id, update_id) values (1, ?)", (update,))

    def load(self, chat_id: int) -> Session:
        """Return the stored session, or a new one."""
        row = self._row(chat_id, "state")
        return Session.from_dict(json.loads(str(row[0]))) if row and row[0] else Session()

    def progress(self, chat_id: int) -> Progress:
        """Return how far the last answers to this chat got."""
        row = self._row(chat_id, "update_id, sent, answered")
        if row is None:
            return Progress()
        answered = tuple(number for number in json.loads(str(row[2])) if number > self._confirmed)
        update, sent = int(str(row[0])), int(str(row[1]))
        return Progress(update, sent if update > self._confirmed else 0, answered)

    def _row(self, chat_id: int, columns: str) -> tuple[object, ...] | None:
        query = f"select {columns} from sessions where chat = ?"
        found: tuple[object, ...] | None = self._db.conn.execute(query, (self._keys.of_chat(chat_id),)).fetchone()
        return found

    def note_sent(self, chat_id: int, update: int, sent: int) -> None:
        """Remember that `sent` messages of the answer to `update` are out, though not yet all."""
        self._db.conn.execute(
            "insert into sessions (chat, state, seen, update_id, sent, answered) values (?, '', ?, ?, ?, '[]')"
            " on conflict (chat) do update set update_id = excluded.update_id, sent = excluded.sent",
            (self._keys.of_chat(chat_id), _now(), update, sent),
        )

    def save(self, chat_id: int, session: Session, update: int, messages: Iterable[int] = ()) -> None:
        """Store the session after `update` is answered in full, and the ids of messages that can be deleted."""
        chat, now = self._keys.of_chat(chat_id), _now()
        connection = self._db.conn
        connection.execute("begin immediate")
        try:
            answered = json.dumps([*self.progress(chat_id).answered, update])
            connection.execute(
                "insert or replace into sessions (chat, state, seen, update_id, sent, answered)"
                " values (?, ?, ?, ?, 0, ?)",
                (chat, json.dumps(session.to_dict()), now, update, answered),
            )
            connection.executemany(
                "insert or ignore into messages values (?, ?, ?)",
                [(chat, number, now) for number in messages],
            )
            connection.execute("commit")
        except sqlite3.Error:
            connection.execute("rollback")
            raise

    def messages(self, chat_id: int) -> list[int]:
        """Return the ids of the messages of this chat that can still be deleted, newest first."""
        since = (datetime.now(UTC) - DELETABLE).isoformat()
        rows = self._db.conn.execute(
            "select message_id from messages where chat = ? and sent_at > ? order by message_id desc",
            (self._keys.of_chat(chat_id), since),
        )
        return [row[0] for row in rows]

    def forget_messages(self, chat_id: int) -> None:
        """Drop the message ids of this chat."""
        self._db.conn.execute("delete from messages where chat = ?", (self._keys.of_chat(chat_id),))

    def forget(self, chat_id: int) -> None:
        """Delete everything stored about this chat, the write-ahead log included."""
        chat = self._keys.of_chat(chat_id)
        self._db.conn.execute("delete from sessions where chat = ?", (chat,))
        self._db.conn.execute("delete from messages where chat = ?", (chat,))
        self._db.conn.execute("pragma wal_checkpoint(truncate)")

    def expire(self) -> int:
        """Delete the sessions last seen over 30 days ago; return how many there were."""
        limit = (datetime.now(UTC) - KEPT).isoformat()
        gone = self._db.conn.execute("delete from sessions where seen < ?", (limit,)).rowcount
        old = (datetime.now(UTC) - DELETABLE).isoformat()
        self._db.conn.execute("delete from messages where sent_at < ?", (old,))
        self._db.conn.execute("pragma wal_checkpoint(truncate)")
        return gone

    def close(self) -> None:
        """Close the database."""
        self._db.conn.close()


def _now() -> str:
    return datetime.now(UTC).isoformat()
