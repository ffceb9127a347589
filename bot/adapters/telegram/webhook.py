"""Receiving updates by webhook. Telegram gets its 200 only once the answer is out, so a killed bot loses nothing."""

import asyncio
import hmac
from urllib.parse import urlsplit

from aiohttp import web
from telegram import Bot

from bot.adapters.telegram.inbox import RawUpdate, read_raw
from bot.adapters.telegram.queues import ChatQueues

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
LARGEST_BODY = 1024 * 1024
"""Bytes of one update at the most; Telegram's are far smaller."""


class Webhook:
    """A small server behind the public address."""

    def __init__(self, bot: Bot, queues: ChatQueues, secret: str) -> None:
        """Read updates for `bot`, hand them to `queues`; requests without `secret` are refused."""
        self._bot = bot
        self._queues = queues
        self._secret = secret
        self._in_hand: dict[int, asyncio.Future[None]] = {}

    async def serve(self, url: str, host: str, port: int, stop: asyncio.Event) -> None:
        """Listen at host:port and have Telegram send updates to `url` until `stop` is set."""
        app = web.Application(client_max_size=LARGEST_BODY)
        app.router.add_post(urlsplit(url).path or "/", self._receive)
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        try:
            await web.TCPSite(runner, host, port).start()
            await self._bot.set_webhook(url, secret_token=self._secret, max_connections=100)
            await stop.wait()
        finally:
            await runner.cleanup()

    async def _receive(self, request: web.Request) -> web.Response:
        given = request.headers.get(SECRET_HEADER, "").encode("utf-8", "surrogateescape")
        if not hmac.compare_digest(given, self._secret.encode()):
            return web.Response(status=403)
        try:
            raw = await request.json()
        except ValueError:
            return web.Response(status=400)
        if not isinstance(raw, dict) or not isinstance(raw.get("update_id"), int):
            return web.Response(status=400)
        await self._answered(raw)
        return web.Response()

    async def _answered(self, raw: RawUpdate) -> None:
        number: int = raw["update_id"]
        if number not in self._in_hand:
            delivery = read_raw(raw, self._bot)
            if delivery is None:
                return
            self._in_hand[number] = self._queues.put(delivery)
            self._in_hand[number].add_done_callback(lambda _: self._in_hand.pop(number, None))
        await asyncio.shield(self._in_hand[number])
