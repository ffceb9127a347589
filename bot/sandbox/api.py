"""The HTTP side of the Bot API: /bot<token>/<method> in, Telegram's JSON out."""

import asyncio
import json
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from bot.sandbox.faults import Fault, Faults
from bot.sandbox.methods import METHODS
from bot.sandbox.params import Params, read_params
from bot.sandbox.receiving import Receiving
from bot.sandbox.refusals import UNKNOWN_METHOD, Refused
from bot.sandbox.world import World

LARGEST_BODY = 50 * 1024 * 1024
"""Bytes; Telegram's limit for uploads."""


@dataclass(frozen=True)
class Call:
    """A call the bot made, for tests to look at."""

    method: str
    """As the bot wrote it."""
    values: dict[str, Any]
    code: int
    """The HTTP status it was answered with; 0 when the connection was cut."""
    at: float
    """Seconds since 1970 when it was answered."""


@dataclass
class Api:
    """One bot's Bot API."""

    world: World
    receiving: Receiving
    faults: Faults = field(default_factory=Faults)
    tokens: frozenset[str] | None = None
    """The tokens that are let in; None for any that has a token's form."""
    log: list[Call] | None = None
    """Where calls are noted, None to keep none."""

    def add_to(self, app: web.Application) -> None:
        """Serve it as a part of a web application."""
        app.router.add_route("*", "/bot{token}/{method}", self.answer)
        app.router.add_route("*", "/file/bot{token}/{path:.*}", self.refuse_file)

    async def answer(self, request: web.Request) -> web.StreamResponse:
        """Answer one call."""
        method = request.match_info["method"]
        params = Params()
        try:
            params = await read_params(request)
            self._check_token(request.match_info["token"])
            fault = self.faults.meet(method.lower(), params.text("chat_id"))
            if fault:
                await self._before(fault, method, params)
            result = await self.call(method, params)
        except ConnectionAbortedError:
            return self._cut(request, method, params)
        except Refused as refused:
            self._note(method, params, refused.code)
            return _answer(refused.to_json(), refused.code)
        self._note(method, params, 200)
        return _answer({"ok": True, "result": result}, 200)

    async def call(self, method: str, params: Params) -> Any:
        """Carry out a method. Raises Refused."""
        receiving = {
            "getupdates": self.receiving.get_updates,
            "setwebhook": self.receiving.set_webhook,
            "deletewebhook": self.receiving.delete_webhook,
            "getwebhookinfo": self.receiving.get_webhook_info,
        }.get(method.lower())
        if receiving:
            return await receiving(params)
        found = METHODS.get(method.lower())
        if found is None:
            raise Refused(*UNKNOWN_METHOD)
        return found(self.world, params)

    async def refuse_file(self, request: web.Request) -> web.StreamResponse:
        """Refuse to hand out a file, and note that the bot asked for one."""
        self._note("file", Params({"path": request.match_info["path"]}), 404)
        return _answer(Refused(404, "Not Found").to_json(), 404)

    async def _before(self, fault: Fault, method: str, params: Params) -> None:
        """Do what a fault asks for; returns when the call goes on as if nothing were."""
        if fault.refusal:
            raise fault.refusal
        if fault.cut and fault.carried_out:
            await self.call(method, params)
        if fault.seconds:
            await asyncio.sleep(fault.seconds)
        if fault.cut:
            raise ConnectionAbortedError

    def _cut(self, request: web.Request, method: str, params: Params) -> web.StreamResponse:
        self._note(method, params, 0)
        if request.transport:
            request.transport.abort()
        return web.Response()

    def _check_token(self, token: str) -> None:
        number, colon, secret = token.partition(":")
        if not number.isdecimal() or not colon or not secret:
            raise Refused(404, "Not Found")
        if self.tokens is not None and token not in self.tokens:
            raise Refused(401, "Unauthorized")

    def _note(self, method: str, params: Params, code: int) -> None:
        if self.log is not None:
            self.log.append(Call(method, params.values, code, self.world.clock()))


def _answer(body: dict[str, Any], code: int) -> web.Response:
    return web.Response(body=json.dumps(body).encode(), content_type="application/json", status=code)
