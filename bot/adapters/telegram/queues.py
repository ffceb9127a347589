"""Side by side across chats, in order within a chat."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable

import structlog

from bot.adapters.telegram.inbox import Delivery

log = structlog.get_logger()


class ChatQueues:
    """One short-lived worker for each chat that has something waiting."""

    def __init__(self, answer: Callable[[Delivery], Awaitable[None]]) -> None:
        """Have deliveries answered by `answer`, which must not be given two of one chat at once."""
        self._answer = answer
        self._waiting: dict[int, deque[tuple[Delivery, asyncio.Future[None]]]] = {}
        self._workers: set[asyncio.Task[None]] = set()

    def put(self, delivery: Delivery) -> asyncio.Future[None]:
        """Take a delivery; the future is done once it is answered."""
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        queue = self._waiting.get(delivery.chat_id)
        if queue is not None:
            queue.append((delivery, done))
            return done
        self._waiting[delivery.chat_id] = deque([(delivery, done)])
        worker = asyncio.ensure_future(self._work(delivery.chat_id))
        self._workers.add(worker)
        worker.add_done_callback(self._workers.discard)
        return done

    async def _work(self, chat_id: int) -> None:
        queue = self._waiting[chat_id]
        while queue:
            delivery, done = queue[0]
            try:
                await self._answer(delivery)
            except Exception as error:
                # The message of an error may quote a person's words, so only its kind is written down.
                log.error("answer_failed", error=type(error).__name__, update=delivery.update)
            finally:
                queue.popleft()
                if not done.done():
                    done.set_result(None)
        del self._waiting[chat_id]
