"""The sandbox as one object: the server, its people, and the faults a test asks for."""

import itertools
import socket
import time
from collections.abc import Callable, Collection
from types import TracebackType
from typing import Any, Self

from aiohttp import web

from bot.sandbox.api import LARGEST_BODY, Api, Call
from bot.sandbox.faults import FOREVER, Fault, refusal
from bot.sandbox.groups import Group
from bot.sandbox.page import ChatPage
from bot.sandbox.people import Person
from bot.sandbox.receiving import Receiving
from bot.sandbox.world import Chat, World

Json = dict[str, Any]

SANDBOX_TOKEN = "4000000001:sandbox_on_this_machine"
"""A token of Telegram's form that opens nothing outside."""

_GRACE = 0.2
"""Seconds that calls in hand have when the server stops."""


class Sandbox:
    """A Bot API server on this machine. `async with Sandbox() as box:` runs it on a free port."""

    def __init__(
        self,
        port: int = 0,
        host: str = "127.0.0.1",
        *,
        keep_log: bool = True,
        tokens: Collection[str] | None = None,
        clock: Callable[[], float] = time.time,
    ) -> None:
        """Set up; nothing listens yet. `tokens` are the only ones let in, None lets in any; port 0 takes a free one."""
        self._host, self._port = host, port
        self._ahead = 0.0
        self.world = World(lambda: clock() + self._ahead)
        self.log_of_calls: list[Call] = []
        self.api = Api(
            self.world,
            Receiving(self.world),
            tokens=None if tokens is None else frozenset(tokens),
            log=self.log_of_calls if keep_log else None,
        )
        self.people: dict[int, Person] = {}
        self._numbers = itertools.count(101)
        self._page = ChatPage(self)
        self._runner: web.AppRunner | None = None
        self.address = ""
        """The base URL while it runs, such as http://127.0.0.1:8800, for TELEGRAM_API_URL."""

    async def __aenter__(self) -> Self:
        """Start. Raises OSError when the port cannot be used."""
        app = web.Application(client_max_size=LARGEST_BODY)
        self.api.add_to(app)
        self._page.add_to(app)
        self._runner = web.AppRunner(app, access_log=None, handler_cancellation=True, shutdown_timeout=_GRACE)
        await self._runner.setup()
        try:
            site = web.TCPSite(self._runner, self._host, self._port)
            await site.start()
        except OSError:
            await self._runner.cleanup()
            raise
        self._port = self._runner.addresses[0][1]
        self.address = f"http://{self._host}:{self._port}"
        return self

    async def __aexit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        """Stop, and let every waiting call go."""
        await self.api.receiving.close()
        self.world.updates.end_poll()
        self._page.close()
        if self._runner:
            await self._runner.cleanup()

    # People and groups

    def person(self, number: int = 0, name: str = "", language: str = "en") -> Person:
        """Return the person with this number (0: a new one), who can write to the bot from now on."""
        number = number or next(self._numbers)
        if number not in self.people:
            name = name or str(number)
            user = {"id": number, "is_bot": False, "first_name": name, "language_code": language}
            chat = Chat({"id": number, "type": "private", "first_name": name}, user)
            self.world.chats[number] = chat
            self.people[number] = Person(self.world, chat)
        return self.people[number]

    def group(self, number: int = -1001, title: str = "Group", kind: str = "supergroup") -> Group:
        """Return a new group; `kind` is group, supergroup or channel."""
        self.world.chats[number] = Chat({"id": number, "type": kind, "title": title})
        return Group(self.world, self.world.chats[number])

    def update(self, kind: str, content: Json) -> Json:
        """Send the bot an update of any content; return it."""
        return self.world.updates.add(kind, content)

    def replay(self, update: Json) -> None:
        """Send the bot an update once more, under its old number."""
        self.world.updates.add_again(update)

    def later(self, hours: float) -> None:
        """Move the server's clock on."""
        self._ahead += hours * 3600

    # Faults

    def fail(
        self,
        method: str = "",
        code: int = 500,
        times: int = 1,
        retry_after: int | None = None,
        *,
        description: str | None = None,
        chat_id: int | None = None,
    ) -> Fault:
        """Answer the next calls of a method ("": of any) with an error. Its `used` tells how many it has met."""
        told = refusal(code, description, retry_after)
        return self.api.faults.add(Fault(method.lower(), times, chat_id, refusal=told))

    def hang(self, method: str = "", seconds: float = FOREVER, times: int = 1, chat_id: int | None = None) -> Fault:
        """Let the next calls of a method wait before they are carried out."""
        return self.api.faults.add(Fault(method.lower(), times, chat_id, seconds=seconds))

    def cut(
        self,
        method: str = "",
        times: int = 1,
        *,
        carried_out: bool = True,
        seconds: float = 0,
        chat_id: int | None = None,
    ) -> Fault:
        """Close the connection of the next calls without an answer, after or instead of carrying them out."""
        fault = Fault(method.lower(), times, chat_id, seconds=seconds, cut=True, carried_out=carried_out)
        return self.api.faults.add(fault)

    def only(self, methods: Collection[str] | None) -> None:
        """Be a server that speaks these methods only (all others: 404); None brings all back."""
        self.api.faults.only(methods)

    def mend(self) -> None:
        """End all faults."""
        self.api.faults.clear()

    def calls(self, method: str) -> list[Call]:
        """Return the calls of one method so far."""
        return [call for call in self.log_of_calls if call.method.lower() == method.lower()]


def is_free(host: str, port: int) -> bool:
    """Say whether a port can be listened on."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True
