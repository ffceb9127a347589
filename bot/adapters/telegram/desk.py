"""One update from arrival to answer: load, understand, take the turn, send, store."""

import asyncio
import sqlite3
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TypeVar

import structlog

from bot.adapters.keys import Keyring
from bot.adapters.sqlite import Progress, SqliteSessions
from bot.adapters.telegram.inbox import Delivery
from bot.adapters.telegram.outbox import Outbox
from bot.core.arrivals import Pressed, Said
from bot.core.guidebook import Guidebook
from bot.core.ports import Understanding
from bot.core.replies import ClearChat, DeleteArrived, Forget, Reply, Say
from bot.core.safeguards import cannot_talk_here
from bot.core.session import Session
from bot.core.turn import Turn, help_anyway, take_turn
from bot.core.understood import Understood

log = structlog.get_logger()

T = TypeVar("T")


class Desk:
    """Answers deliveries, one chat at a time each in its own order."""

    def __init__(
        self,
        outbox: Outbox,
        sessions: SqliteSessions,
        keys: Keyring,
        understanding: Understanding,
        guidebook: Callable[[], Guidebook],
        content: Path,
        clock: Callable[[], datetime],
        count: Callable[[Turn], None],
    ) -> None:
        """Work with these; `guidebook` returns the content in force, `count` notes a turn for the statistics."""
        self._outbox = outbox
        self._sessions = sessions
        self._keys = keys
        self._understanding = understanding
        self._guidebook = guidebook
        self._content = content
        self._clock = clock
        self._count = count
        self._unsaved: dict[int, Session] = {}

    async def answer(self, delivery: Delivery) -> None:
        """Answer a delivery in full. Whatever goes wrong inside, the person gets help."""
        if not delivery.private:
            await self._refuse_group(delivery)
            return
        if delivery.callback_id:
            await self._outbox.acknowledge(delivery.callback_id)
        progress = self._progress(delivery.chat_id)
        if delivery.update in progress.answered:
            return  # answered before the last stop; only the confirmation was lost
        already = progress.sent if progress.update == delivery.update else 0
        if already:
            log.info("answer_resumed", update=delivery.update, sent=already)
        turn = await self._turn_or_help(delivery)
        self._count(turn)
        sent = await self._carry_out(delivery, turn, already)
        self._save(delivery, turn, sent)

    async def _refuse_group(self, delivery: Delivery) -> None:
        if isinstance(delivery.arrival, Pressed):
            return
        await self._outbox.say(delivery.chat_id, cannot_talk_here(self._guidebook()))
        await self._outbox.leave(delivery.chat_id)

    async def _turn_or_help(self, delivery: Delivery) -> Turn:
        """A mistake of ours must not leave a person without help: they get the numbers that serve everyone."""
        try:
            return await self._turn(delivery)
        except Exception as error:
            log.error("turn_failed", error=type(error).__name__, update=delivery.update)
            return help_anyway(self._load(delivery.chat_id), self._guidebook(), self._clock())

    async def _turn(self, delivery: Delivery) -> Turn:
        session = self._load(delivery.chat_id)
        arrival = delivery.arrival
        if isinstance(arrival, Pressed) and not self._is_signed(delivery, arrival):
            arrival = Pressed("forged")
        understood = await self._understand(arrival.text) if isinstance(arrival, Said) else None
        return take_turn(session, arrival, understood, self._guidebook(), self._clock())

    def _is_signed(self, delivery: Delivery, arrival: Pressed) -> bool:
        return delivery.signature == self._keys.signature(delivery.chat_id, arrival.action)

    async def _understand(self, text: str) -> Understood | None:
        if not text.strip():
            return None
        if getattr(self._understanding, "remote", False):
            return await asyncio.to_thread(self._understanding.understand, text)
        return self._understanding.understand(text)

    async def _carry_out(self, delivery: Delivery, turn: Turn, already: int) -> list[int]:
        chat_id = delivery.chat_id
        ours = [] if isinstance(delivery.arrival, Pressed) else [delivery.message_id]
        for number, reply in enumerate(turn.replies, start=1):
            if number <= already:
                continue
            ours += await self._do(chat_id, delivery, reply)
            if len(turn.replies) > 1 and number < len(turn.replies):
                self._note_sent(chat_id, delivery.update, number)
        return ours

    async def _do(self, chat_id: int, delivery: Delivery, reply: Reply) -> list[int]:
        if isinstance(reply, Say):
            return await self._say(chat_id, reply)
        if isinstance(reply, DeleteArrived):
            await self._outbox.delete(chat_id, delivery.message_id)
        elif isinstance(reply, ClearChat):
            return await self._clear(chat_id, delivery, reply)
        elif isinstance(reply, Forget):
            self._forget(chat_id)
        return []

    async def _say(self, chat_id: int, say: Say) -> list[int]:
        sent = [await self._outbox.say(chat_id, say)]
        if say.voice:
            sent.append(await self._outbox.voice(chat_id, str(self._content / say.voice)))
        return [number for number in sent if number]

    async def _clear(self, chat_id: int, delivery: Delivery, reply: ClearChat) -> list[int]:
        numbers = dict.fromkeys([delivery.message_id, *self._messages(chat_id)])
        for number in numbers:
            await self._outbox.delete(chat_id, number)
        self._guarded("forget_messages", lambda: self._sessions.forget_messages(chat_id))
        return await self._say(chat_id, reply.said)

    # The database may be locked or the disk full: the person is answered all the same.

    def _load(self, chat_id: int) -> Session:
        if chat_id in self._unsaved:
            return self._unsaved[chat_id]
        return self._guarded("load", lambda: self._sessions.load(chat_id)) or Session()

    def _progress(self, chat_id: int) -> Progress:
        return self._guarded("progress", lambda: self._sessions.progress(chat_id)) or Progress()

    def _messages(self, chat_id: int) -> list[int]:
        return self._guarded("messages", lambda: self._sessions.messages(chat_id)) or []

    def _note_sent(self, chat_id: int, update: int, sent: int) -> None:
        self._guarded("note_sent", lambda: self._sessions.note_sent(chat_id, update, sent))

    def _forget(self, chat_id: int) -> None:
        self._unsaved.pop(chat_id, None)
        self._guarded("forget", lambda: self._sessions.forget(chat_id))

    def _save(self, delivery: Delivery, turn: Turn, sent: list[int]) -> None:
        if any(isinstance(reply, Forget) for reply in turn.replies):
            return
        try:
            self._sessions.save(delivery.chat_id, turn.session, delivery.update, sent)
            self._unsaved.pop(delivery.chat_id, None)
        except sqlite3.Error as error:
            self._unsaved[delivery.chat_id] = turn.session
            log.warning("storage_failed", method="save", error=type(error).__name__)

    def _guarded(self, method: str, call: Callable[[], T]) -> T | None:
        try:
            return call()
        except sqlite3.Error as error:
            log.warning("storage_failed", method=method, error=type(error).__name__)
            return None
