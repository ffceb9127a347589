"""getUpdates, setWebhook, deleteWebhook, getWebhookInfo, and the pushing of updates to a webhook."""

import asyncio
import re
from collections import defaultdict, deque
from typing import Any
from urllib.parse import urlsplit

import aiohttp

from bot.sandbox.params import Params
from bot.sandbox.refusals import bad_request, conflict
from bot.sandbox.world import World

Json = dict[str, Any]

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
LONGEST_POLL = 50.0
"""Seconds a getUpdates call waits at the most."""
PATIENCE = 60.0
"""Seconds the webhook has for its answer."""
PAUSES = (0.2, 0.5, 1.0, 2.0, 5.0)
"""Seconds before a delivery is tried again; the last is repeated."""

_SECRET = re.compile(r"[A-Za-z0-9_-]{0,256}")
_CHAT_OF = ("message", "edited_message", "channel_post", "edited_channel_post", "my_chat_member")


class Receiving:
    """How one bot gets its updates: by polling, or at its webhook."""

    def __init__(self, world: World) -> None:
        """Deliver the updates of this world."""
        self._world = world
        self._info: Json = {}
        self._secret = ""
        self._lanes: dict[int, deque[int]] = defaultdict(deque)
        self._tasks: set[asyncio.Task[None]] = set()
        self._client: aiohttp.ClientSession | None = None

    async def get_updates(self, params: Params) -> list[Json]:
        """Answer a getUpdates call. Raises Refused."""
        if self._info:
            raise conflict("can't use getUpdates method while webhook is active; use deleteWebhook to delete it first")
        self._allow(params)
        limit = min(max(params.integer("limit", 100), 1), 100)
        timeout = min(float(params.integer("timeout")), LONGEST_POLL)
        return await self._world.updates.fetch(params.integer("offset"), limit, timeout)

    async def set_webhook(self, params: Params) -> bool:
        """Push updates to an address from now on; an empty address ends it. Raises Refused."""
        url = params.text("url")
        if not url:
            return await self.delete_webhook(params)
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise bad_request("bad webhook: invalid webhook URL specified")
        if not _SECRET.fullmatch(params.text("secret_token")):
            raise bad_request("secret token contains unallowed characters")
        await self.close()
        self._drop_if_asked(params)
        self._allow(params)
        connections = min(max(params.integer("max_connections", 40), 1), 100)
        self._secret = params.text("secret_token")
        self._info = {"url": url, "max_connections": connections}
        self._client = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(limit=connections), timeout=aiohttp.ClientTimeout(total=PATIENCE)
        )
        self._world.updates.end_poll(conflict("terminated by setWebhook request"))
        self._world.updates.on_new = self._deliver
        for number in self._world.updates.numbers():
            self._deliver(number)
        return True

    async def delete_webhook(self, params: Params) -> bool:
        """Go back to polling."""
        await self.close()
        self._drop_if_asked(params)
        return True

    async def get_webhook_info(self, _params: Params) -> Json:
        """Say where updates go and how many wait."""
        about = {"url": "", "has_custom_certificate": False, "pending_update_count": len(self._world.updates)}
        allowed = self._world.updates.allowed
        return {**about, **self._info, **({"allowed_updates": sorted(allowed)} if allowed else {})}

    async def close(self) -> None:
        """Stop pushing."""
        self._info = {}
        self._world.updates.on_new = None
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._lanes.clear()
        if self._client:
            await self._client.close()
            self._client = None

    def _allow(self, params: Params) -> None:
        given = params.json("allowed_updates")
        if isinstance(given, list):
            self._world.updates.allowed = frozenset(map(str, given)) or None

    def _drop_if_asked(self, params: Params) -> None:
        if params.flag("drop_pending_updates"):
            self._world.updates.clear()

    def _deliver(self, number: int) -> None:
        """Put an update into the lane of its chat: one at a time in each, chats side by side."""
        lane = self._lanes[_lane(self._world.updates.get(number) or {})]
        lane.append(number)
        if len(lane) == 1:
            task = asyncio.ensure_future(self._empty(lane))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _empty(self, lane: deque[int]) -> None:
        while lane:
            tries = 0
            while not await self._push(lane[0]):
                await asyncio.sleep(PAUSES[min(tries, len(PAUSES) - 1)])
                tries += 1
            self._world.updates.remove(lane.popleft())

    async def _push(self, number: int) -> bool:
        update = self._world.updates.get(number)
        if update is None or self._client is None:
            return True
        headers = {SECRET_HEADER: self._secret} if self._secret else {}
        try:
            async with self._client.post(self._info["url"], json=update, headers=headers) as answer:
                if answer.ok:
                    return True
                self._failed(f"Wrong response from the webhook: {answer.status} {answer.reason}")
        except (aiohttp.ClientError, TimeoutError) as error:
            self._failed(f"Connection failed: {type(error).__name__}")
        return False

    def _failed(self, what: str) -> None:
        self._info |= {"last_error_date": self._world.now(), "last_error_message": what}


def _lane(update: Json) -> int:
    for name in _CHAT_OF:
        if name in update:
            return int(update[name]["chat"]["id"])
    return int(update.get("callback_query", {}).get("from", {}).get("id", 0))
