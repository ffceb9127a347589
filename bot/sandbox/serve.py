"""The sandbox for people: `mehfooz run --sandbox` starts it beside the bot."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable

from bot.errors import CannotStart
from bot.sandbox.box import SANDBOX_TOKEN, Sandbox, is_free

__all__ = ["SANDBOX_TOKEN", "running_sandbox", "serve"]

PORTS_TRIED = 50


@contextlib.asynccontextmanager
async def running_sandbox(host: str = "127.0.0.1", port: int = 8800) -> AsyncIterator[str]:
    """Run the sandbox and yield its address. A port that is taken gives way to the next free one.

    Raises CannotStart when none can be used.
    """
    async with Sandbox(free_port(host, port), host, keep_log=False) as box:
        for _ in range(2):
            box.person()
        yield box.address


async def serve(host: str = "127.0.0.1", port: int = 8800, say: Callable[[str], None] = print) -> None:
    """Run the sandbox alone until cancelled, and print its address."""
    async with running_sandbox(host, port) as address:
        say(f"Sandbox: open {address}/ in a browser. A bot talks to it with TELEGRAM_API_URL={address}")
        await asyncio.Event().wait()


def free_port(host: str, port: int) -> int:
    """Return the first free port from `port` on; 0 stays 0 (any). Raises CannotStart when there is none."""
    if port == 0:
        return 0
    for candidate in range(port, min(port + PORTS_TRIED, 65536)):
        if is_free(host, candidate):
            return candidate
    raise CannotStart(f"the sandbox found no free port from {port} on; choose another with --port")
