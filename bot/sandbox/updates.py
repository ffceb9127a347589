"""The updates that wait for the bot: numbered, kept until confirmed, fetched by long polling."""

import asyncio
from collections import OrderedDict
from collections.abc import Callable
from itertools import islice
from typing import Any

from bot.sandbox.refusals import STANDARD, Refused

Json = dict[str, Any]

FIRST = 100_000_001
NOT_BY_DEFAULT = frozenset({"chat_member", "message_reaction", "message_reaction_count"})


class Updates:
    """The queue of one bot."""

    def __init__(self) -> None:
        """Begin empty; every kind of update that Telegram sends unasked is kept."""
        self._waiting: OrderedDict[int, Json] = OrderedDict()
        self._next = FIRST
        self._poll: asyncio.Future[None] | None = None
        self._gone: dict[int, list[asyncio.Future[None]]] = {}
        self.allowed: frozenset[str] | None = None
        self.on_new: Callable[[int], None] | None = None
        """Called with the number of each new update while a webhook is set."""

    def __len__(self) -> int:
        """Return how many updates wait."""
        return len(self._waiting)

    def add(self, kind: str, content: Json) -> Json:
        """Queue a new update and return it; one of a kind that the bot does not want is numbered and dropped."""
        update = {"update_id": self._next, kind: content}
        self._next += 1
        if self._wanted(kind):
            self._put(update)
        return update

    def add_again(self, update: Json) -> None:
        """Queue an update that was delivered before, under its old number."""
        self._put(update)
        self._waiting = OrderedDict(sorted(self._waiting.items()))

    def _put(self, update: Json) -> None:
        self._waiting[update["update_id"]] = update
        if self.on_new:
            self.on_new(update["update_id"])
        elif self._poll and not self._poll.done():
            self._poll.set_result(None)

    def _wanted(self, kind: str) -> bool:
        return kind in self.allowed if self.allowed else kind not in NOT_BY_DEFAULT

    def numbers(self) -> list[int]:
        """Return the numbers of the waiting updates, oldest first."""
        return list(self._waiting)

    def get(self, number: int) -> Json | None:
        """Return a waiting update."""
        return self._waiting.get(number)

    def remove(self, number: int) -> None:
        """Forget one update: it was delivered."""
        self._waiting.pop(number, None)
        for waiter in self._gone.pop(number, ()):
            if not waiter.done():
                waiter.set_result(None)

    def clear(self) -> None:
        """Forget all updates."""
        for number in list(self._waiting):
            self.remove(number)

    async def until_gone(self, number: int) -> None:
        """Return once an update is confirmed (polling) or was taken with a 2xx (webhook)."""
        if number in self._waiting:
            waiter: asyncio.Future[None] = asyncio.get_running_loop().create_future()
            self._gone.setdefault(number, []).append(waiter)
            await waiter

    async def fetch(self, offset: int, limit: int, patience: float) -> list[Json]:
        """Confirm what is before `offset`, then wait up to `patience` seconds for news.

        Raises Refused (409) in an older call that still waits when a newer one comes.
        """
        self._confirm(offset)
        self.end_poll(Refused(409, STANDARD[409]))
        if not self._waiting and patience > 0:
            await self._wait(patience)
        return list(islice(self._waiting.values(), limit))

    def _confirm(self, offset: int) -> None:
        if offset < 0:
            offset = self.numbers()[offset:][0] if self._waiting else 0
        while self._waiting:
            oldest = next(iter(self._waiting))
            if oldest >= offset:
                return
            self.remove(oldest)

    async def _wait(self, patience: float) -> None:
        poll: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._poll = poll
        try:
            async with asyncio.timeout(patience):
                await poll
        except TimeoutError:
            return
        finally:
            if self._poll is poll:
                self._poll = None

    def end_poll(self, reason: Refused | None = None) -> None:
        """End a waiting call, with an empty answer or a refusal."""
        if self._poll and not self._poll.done():
            if reason:
                self._poll.set_exception(reason)
            else:
                self._poll.set_result(None)
