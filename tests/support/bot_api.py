"""Fixtures for tests that need a Bot API server on this machine."""

from collections.abc import AsyncIterator, Awaitable, Callable

import pytest
from telegram import Bot, Update
from telegram.request import HTTPXRequest

from bot.sandbox.box import SANDBOX_TOKEN, Sandbox

Answer = Callable[[Bot, Update], Awaitable[None]]


@pytest.fixture
async def box() -> AsyncIterator[Sandbox]:
    """A Bot API server on a free port, empty, with every call in `box.log_of_calls`."""
    async with Sandbox() as running:
        yield running


@pytest.fixture
async def client(box: Sandbox) -> AsyncIterator[Bot]:
    """A python-telegram-bot client of `box`."""
    async with client_of(box) as bot:
        yield bot


def client_of(box: Sandbox, token: str = SANDBOX_TOKEN, read_timeout: float = 5.0) -> Bot:
    """Return a client of a sandbox; use it with `async with`."""
    return Bot(
        token,
        base_url=f"{box.address}/bot",
        request=HTTPXRequest(connection_pool_size=20, read_timeout=read_timeout),
        get_updates_request=HTTPXRequest(read_timeout=read_timeout),
    )


async def answer_all(bot: Bot, answer: Answer) -> None:
    """Poll for ever and confirm each update once `answer` is done with it. A scripted stand-in for a real bot."""
    offset = 0
    while True:
        for update in await bot.get_updates(offset=offset, timeout=10, read_timeout=20):
            await answer(bot, update)
            offset = update.update_id + 1
