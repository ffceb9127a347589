"""One update from arrival to answer: load, understand, take the turn, send, store."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import structlog

from bot.adapters.keys import Keyring
from bot.adapters.telegram.inbox import Delivery
from bot.adapters.telegram.outbox import Outbox
from bot.adapters.telegram.recent import Recent
from bot.adapters.telegram.storage import Storage
from bot.core.arrivals import Commanded, Pressed, Said, SentFile
from bot.core.guidebook import Guidebook
from bot.core.limits import Pace, weigh
from bot.core.ports import Understanding
from bot.core.replies import ClearChat, DeleteArrived, Forget, Reply, Say
from bot.core.safeguards import cannot_talk_here
from bot.core.turn import Turn, help_anyway, is_vital, take_turn, too_much
from bot.core.understood import Understood

log = structlog.get_logger()

REFUSE_AGAIN = 600.0
"""Seconds after which a group that the bot could not leave is refused once more."""


class Desk:
    """Answers deliveries, one chat at a time each in its own order."""

    def __init__(
        self,
        outbox: Outbox,
        storage: Storage,
        keys: Keyring,
        understanding: Understanding,
        guidebook: Callable[[], Guidebook],
        content: Path,
        clock: Callable[[], datetime],
        count: Callable[[Turn], None],
    ) -> None:
        """Work with these; `guidebook` returns the content in force, `count` notes a turn for the statistics."""
        self._outbox = outbox
        self._storage = storage
        self._keys = keys
        self._understanding = understanding
        self._guidebook = guidebook
        self._content = content
        self._clock = clock
        self._count = count
        self._paces: Recent[Pace] = Recent()
        self._albums: Recent[str] = Recent()
        self._refused: Recent[float] = Recent()

    async def answer(self, delivery: Delivery) -> None:
        """Answer a delivery in full. Whatever goes wrong inside, the person gets help."""
        if not delivery.private:
            await self._refuse_group(delivery)
            return
        pressed = asyncio.ensure_future(self._acknowledge(delivery))
        try:
            await self._answer_person(delivery)
        finally:
            await pressed

    async def _acknowledge(self, delivery: Delivery) -> None:
        """Stop the button's spinning; done beside the answer, which must not wait for it."""
        if delivery.callback_id:
            await self._outbox.acknowledge(delivery.callback_id)

    async def _answer_person(self, delivery: Delivery) -> None:
        progress = self._storage.progress(delivery.chat_id)
        if delivery.key in progress.answered:
            log.info("answered_before", update=delivery.update)
            return
        already = 0
        if progress.update == delivery.key:
            already = progress.sent
            log.warning("answer_resumed", update=delivery.update, sent=already)  # reply `sent` + 1 may come twice
        turn = await self._turn_or_help(self._in_album(delivery))
        sent = await self._carry_out(delivery, turn, already)
        self._finish(delivery, turn, sent)

    def _in_album(self, delivery: Delivery) -> Delivery:
        """Mark all but the first file of an album: the person is told once."""
        arrival = delivery.arrival
        if not delivery.album or not isinstance(arrival, SentFile | Said):
            return delivery
        again = self._albums.get(delivery.chat_id, "") == delivery.album
        self._albums.put(delivery.chat_id, delivery.album)
        return replace(delivery, arrival=replace(arrival, again=True)) if again else delivery

    async def _refuse_group(self, delivery: Delivery) -> None:
        """Say once that the bot talks to single persons only, and go."""
        now = time.monotonic()
        if isinstance(delivery.arrival, Pressed) or now - self._refused.get(delivery.chat_id, -1e9) < REFUSE_AGAIN:
            return
        self._refused.put(delivery.chat_id, now)
        said = cannot_talk_here(self._guidebook())
        await self._outbox.once("sendMessage", lambda: self._outbox.plainly(delivery.chat_id, said))
        await self._outbox.leave(delivery.chat_id)

    async def _turn_or_help(self, delivery: Delivery) -> Turn:
        """A mistake of ours must not leave a person without help: they get the numbers that serve everyone."""
        try:
            return await self._turn(delivery)
        except Exception as error:
            log.error("turn_failed", error=type(error).__name__, update=delivery.update)
            return help_anyway(self._storage.load(delivery.chat_id), self._guidebook(), self._clock())

    async def _turn(self, delivery: Delivery) -> Turn:
        session, guidebook, arrival = self._storage.load(delivery.chat_id), self._guidebook(), delivery.arrival
        if isinstance(arrival, Pressed) and not self._is_signed(delivery, arrival):
            arrival = Pressed("forged")
        understood = await self._understand(_words(arrival))
        verdict = weigh(self._paces.get(delivery.chat_id, Pace()), time.monotonic())
        self._paces.put(delivery.chat_id, verdict.pace)
        if verdict.over and not is_vital(session, arrival, understood, guidebook):
            return too_much(session, arrival, guidebook, tell=verdict.tell)
        return take_turn(session, arrival, understood, guidebook, self._clock())

    def _is_signed(self, delivery: Delivery, arrival: Pressed) -> bool:
        return self._keys.is_signature(delivery.signature, delivery.chat_id, arrival.action)

    async def _understand(self, text: str) -> Understood | None:
        if not text.strip():
            return None
        if getattr(self._understanding, "remote", False):
            return await asyncio.to_thread(self._understanding.understand, text)
        return self._understanding.understand(text)

    async def _carry_out(self, delivery: Delivery, turn: Turn, already: int) -> list[int]:
        """Send and do what is left to do; return the messages that can be deleted later."""
        chat_id = delivery.chat_id
        ours = [] if isinstance(delivery.arrival, Pressed) else [delivery.message_id]
        for number, reply in enumerate(turn.replies):
            if number < already:
                continue
            self._storage.note_sent(chat_id, delivery.key, number, ours)
            ours += await self._do(delivery, reply)
        return ours

    async def _do(self, delivery: Delivery, reply: Reply) -> list[int]:
        chat_id = delivery.chat_id
        if isinstance(reply, Say):
            return await self._say(chat_id, reply)
        if isinstance(reply, DeleteArrived):
            await self._outbox.delete(chat_id, delivery.message_id)
        elif isinstance(reply, ClearChat):
            return await self._clear(delivery, reply)
        elif isinstance(reply, Forget):
            done = self._storage.forget(chat_id)
            return await self._say(chat_id, reply.receipt if done else reply.failed)
        return []

    async def _say(self, chat_id: int, say: Say) -> list[int]:
        sent = [await self._outbox.say(chat_id, say)]
        if say.voice:
            sent.append(await self._outbox.voice(chat_id, str(self._content / say.voice)))
        return [number for number in sent if number]

    async def _clear(self, delivery: Delivery, reply: ClearChat) -> list[int]:
        """Delete what can be deleted, then say the truth about the rest."""
        chat_id = delivery.chat_id
        known = self._storage.deletable(chat_id)
        numbers = known.numbers if known else self._storage.unsaved_messages(chat_id)
        left = await self._outbox.delete_all(chat_id, dict.fromkeys([delivery.message_id, *numbers]))
        older = known is not None and known.older
        self._storage.cleared(chat_id, left, older=older)
        said = reply.said
        if older and reply.older:
            said = reply.older
        elif (left or known is None) and reply.refused:
            said = reply.refused
        return await self._say(chat_id, said)

    def _finish(self, delivery: Delivery, turn: Turn, sent: list[int]) -> None:
        if any(isinstance(reply, Forget) for reply in turn.replies):
            return  # nothing may be stored again
        self._storage.save(delivery.chat_id, turn.session, delivery.key, sent)
        if turn.topic:
            self._count(turn)


def _words(arrival: object) -> str:
    """Return the words of an arrival that may mean something."""
    if isinstance(arrival, Said):
        return arrival.text
    return arrival.word if isinstance(arrival, Commanded) else ""
