"""Long polling that confirms an update to Telegram only once its answer is out.

python-telegram-bot's own updater confirms first and answers later, so a killed bot loses messages. Here the next
offset is the first update that is not answered yet. While one is slow, Telegram hands out the same updates again;
those in hand are skipped.
"""

import asyncio
import time
from collections.abc import Coroutine
from dataclasses import dataclass
from typing import Any

import structlog
from telegram import Bot
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from bot.adapters.telegram.inbox import RawUpdate, read_raw
from bot.adapters.telegram.outbox import seconds_of
from bot.adapters.telegram.queues import ChatQueues

log = structlog.get_logger()

BATCH = 100
"""Updates in one call: the most that Telegram gives."""
LONG_POLL = 30
"""Seconds a call waits for news."""
ALLOWED = (
    "message",
    "edited_message",
    "channel_post",
    "edited_channel_post",
    "callback_query",
)


SLOW = 3.0
"""Seconds that the oldest unanswered update may keep the window full."""


@dataclass(frozen=True)
class Waiting:
    """An update that is being answered."""

    chat: int
    since: float
    """When it was taken, in seconds of the monotonic clock."""
    answer: asyncio.Future[None]
    """Done once the answer is out."""


class Polling:
    """Fetches updates, has them answered side by side, and confirms those that are answered."""

    def __init__(self, bot: Bot, queues: ChatQueues) -> None:
        """Fetch with `bot`, hand to `queues`."""
        self._bot = bot
        self._queues = queues
        self._waiting: dict[int, Waiting] = {}
        self._answered: set[int] = set()
        self._offset = 0
        self._progress = asyncio.Event()

    async def run(self, stop: asyncio.Event) -> None:
        """Poll until `stop` is set, then finish what is in hand and confirm it."""
        stopped = asyncio.ensure_future(stop.wait())
        try:
            while not stop.is_set():
                await self._once(stopped)
        finally:
            stopped.cancel()
            await self._finish()

    async def _once(self, stopped: asyncio.Future[Any]) -> None:
        self._progress.clear()
        updates = await self._interruptible(self._fetch(0 if self._waiting else LONG_POLL), stopped)
        if updates is None:
            return
        fresh = [raw for raw in updates if self._is_new(raw["update_id"])]
        for raw in fresh:
            self._take(raw)
        if self._waiting and not fresh:
            await self._wait_for_progress(stopped, full=len(updates) >= BATCH)

    async def _fetch(self, wait: int) -> list[RawUpdate]:
        offset = self._first_unanswered()
        asked = {"offset": offset or None, "limit": BATCH, "timeout": wait, "allowed_updates": list(ALLOWED)}
        try:
            # Bot.get_updates reads a whole batch at once, and one update that it cannot read would lose all of them.
            found = await self._bot.do_api_request("getUpdates", api_kwargs=asked, read_timeout=wait + 10)
        except (InvalidToken, Conflict):
            raise
        except RetryAfter as pause:
            await asyncio.sleep(seconds_of(pause))
            return []
        except TelegramError as error:
            log.warning("call_failed", method="getUpdates", error=type(error).__name__)
            await asyncio.sleep(1)
            return []
        self._confirmed_before(offset)
        return [raw for raw in found if isinstance(raw, dict) and isinstance(raw.get("update_id"), int)]

    def _first_unanswered(self) -> int:
        if self._waiting:
            return min(self._waiting)
        return max(self._answered, default=self._offset - 1) + 1

    def _confirmed_before(self, offset: int) -> None:
        if offset > self._offset:
            self._offset = offset
            self._answered = {number for number in self._answered if number >= offset}

    def _is_new(self, number: int) -> bool:
        return number not in self._waiting and number not in self._answered

    def _take(self, raw: RawUpdate) -> None:
        number: int = raw["update_id"]
        delivery = read_raw(raw, self._bot)
        if delivery is None:
            self._answered.add(number)
            return
        future = self._queues.put(delivery)
        self._waiting[number] = Waiting(delivery.chat_id, time.monotonic(), future)
        future.add_done_callback(lambda _: self._done(number))

    def _done(self, number: int) -> None:
        self._waiting.pop(number, None)
        self._answered.add(number)
        self._progress.set()

    async def _wait_for_progress(self, stopped: asyncio.Future[Any], *, full: bool) -> None:
        """Wait until an answer is out, but look for new updates in between."""
        if full:
            self._let_go_of_slowest()
        waiting = asyncio.ensure_future(self._progress.wait())
        await asyncio.wait({waiting, stopped}, timeout=0.05 if full else 0.25, return_when=asyncio.FIRST_COMPLETED)
        waiting.cancel()

    def _let_go_of_slowest(self) -> None:
        """Confirm updates that are still being answered when they fill the whole window.

        Telegram shows at most 100 unconfirmed updates, so one chat that floods or cannot be answered would otherwise
        hold up everyone. The answers go on in memory; only a kill at this moment would lose them, for this chat.
        """
        oldest = min(self._waiting)
        if time.monotonic() - self._waiting[oldest].since < SLOW:
            return
        chat = self._waiting[oldest].chat
        same = sorted(number for number, waiting in self._waiting.items() if waiting.chat == chat)
        for number in same if len(same) > BATCH // 2 else [oldest]:
            del self._waiting[number]
            self._answered.add(number)
        log.warning("confirmed_early", update=oldest, count=len(same))

    async def _interruptible(
        self, fetch: Coroutine[Any, Any, list[RawUpdate]], stopped: asyncio.Future[Any]
    ) -> list[RawUpdate] | None:
        task = asyncio.ensure_future(fetch)
        await asyncio.wait({task, stopped}, return_when=asyncio.FIRST_COMPLETED)
        if not task.done():
            task.cancel()
            return None
        return task.result()

    async def _finish(self) -> None:
        if self._waiting:
            await asyncio.wait({waiting.answer for waiting in self._waiting.values()}, timeout=10)
        try:
            offset = self._first_unanswered()
            await self._bot.do_api_request(
                "getUpdates", api_kwargs={"offset": offset or None, "limit": 1, "timeout": 0}
            )
            self._confirmed_before(offset)
        except TelegramError as error:
            log.warning("call_failed", method="getUpdates", error=type(error).__name__)
