"""The stored sessions as the desk uses them: nothing here raises, and what cannot be stored now is stored later.

The database may be locked or the disk full: people are answered all the same, from memory.
"""

import sqlite3
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import structlog

from bot.adapters.sqlite import Deletable, Progress, SqliteSessions
from bot.core.session import Session

log = structlog.get_logger()

T = TypeVar("T")

REST = 1.0
"""Seconds that a database which failed is left alone, so that its waiting does not hold up everybody."""


@dataclass(frozen=True)
class Unsaved:
    """What could not be stored of a chat."""

    session: Session
    answered: tuple[str, ...]
    messages: tuple[int, ...]


class Storage:
    """Sessions that are always there."""

    def __init__(self, sessions: SqliteSessions, clock: Callable[[], float] = time.monotonic) -> None:
        """Store in `sessions`; `clock` returns seconds that never go back."""
        self._sessions = sessions
        self._clock = clock
        self._rests_until = 0.0
        self._unsaved: dict[int, Unsaved] = {}
        self._to_forget: set[int] = set()

    def load(self, chat_id: int) -> Session:
        """Return the newest session there is."""
        if chat_id in self._unsaved:
            return self._unsaved[chat_id].session
        if chat_id in self._to_forget:
            return Session()
        return self._try("load", lambda: self._sessions.load(chat_id)) or Session()

    def progress(self, chat_id: int) -> Progress:
        """Return how far the answers to a chat got."""
        stored = self._try("progress", lambda: self._sessions.progress(chat_id)) or Progress()
        unsaved = self._unsaved.get(chat_id)
        if unsaved is None:
            return stored
        return Progress(stored.update, stored.sent, (*stored.answered, *unsaved.answered))

    def deletable(self, chat_id: int) -> Deletable | None:
        """Return the messages that can be deleted; None when that is not known now."""
        found = self._try("messages", lambda: self._sessions.messages(chat_id))
        unsaved = self._unsaved.get(chat_id)
        if found is None or unsaved is None:
            return found
        return Deletable((*unsaved.messages[::-1], *found.numbers), found.older)

    def unsaved_messages(self, chat_id: int) -> tuple[int, ...]:
        """Return the messages known in memory only, the newest first."""
        unsaved = self._unsaved.get(chat_id)
        return unsaved.messages[::-1] if unsaved else ()

    def cleared(self, chat_id: int, left: Sequence[int], *, older: bool) -> None:
        """Remember that a chat was cleared, and which messages are left."""
        unsaved = self._unsaved.get(chat_id)
        if unsaved:
            self._unsaved[chat_id] = Unsaved(unsaved.session, unsaved.answered, tuple(left))
        self._try("cleared", lambda: self._sessions.cleared(chat_id, left, older=older))

    def note_sent(self, chat_id: int, key: str, sent: int, messages: Sequence[int]) -> None:
        """Remember that `sent` replies to an update are out and the next is under way."""
        self._try("note_sent", lambda: self._sessions.note_sent(chat_id, key, sent, messages))

    def save(self, chat_id: int, session: Session, key: str, messages: Sequence[int]) -> None:
        """Store a session after an update is answered in full."""
        before = self._unsaved.pop(chat_id, Unsaved(session, (), ()))
        now = Unsaved(session, (*before.answered, key), (*before.messages, *messages))
        if chat_id in self._to_forget and not self.forget(chat_id):
            self._unsaved[chat_id] = now
        else:
            self._save(chat_id, now)

    def _save(self, chat_id: int, unsaved: Unsaved) -> None:
        def save() -> bool:
            for key in unsaved.answered:
                self._sessions.save(chat_id, unsaved.session, key, unsaved.messages)
            return True

        if not self._try("save", save):
            self._unsaved[chat_id] = unsaved

    def forget(self, chat_id: int) -> bool:
        """Delete everything about a chat; say whether it is done. If not, it is done as soon as it can be."""
        self._unsaved.pop(chat_id, None)

        def forget() -> bool:
            self._sessions.forget(chat_id)
            return True

        done = bool(self._try("forget", forget))
        (self._to_forget.discard if done else self._to_forget.add)(chat_id)
        return done

    def count(self, day: str, group: str, region: str, language: str) -> None:
        """Count one answer."""
        self._try("count", lambda: self._sessions.count(day, group, region, language))

    def settle(self) -> None:
        """Do what could not be done before."""
        for chat_id in tuple(self._to_forget):
            self.forget(chat_id)
        for chat_id, unsaved in tuple(self._unsaved.items()):
            del self._unsaved[chat_id]
            self._save(chat_id, unsaved)

    def _try(self, method: str, call: Callable[[], T]) -> T | None:
        if self._clock() < self._rests_until:
            return None
        try:
            return call()
        except sqlite3.Error as error:
            self._rests_until = self._clock() + REST
            log.warning("storage_failed", method=method, error=type(error).__name__)
            return None
