"""The real bot, assembled as in production, against a sandbox."""

import asyncio
import contextlib
import dataclasses
from collections.abc import AsyncIterator, Callable
from datetime import datetime

from bot.app import Service, build_service
from bot.clock import now
from bot.runner import run_polling
from bot.sandbox.box import SANDBOX_TOKEN, Sandbox
from bot.settings import Settings


def settings_for(settings: Settings, box: Sandbox) -> Settings:
    """Point the settings at a sandbox."""
    return dataclasses.replace(settings, token=SANDBOX_TOKEN, api_url=box.address)


@contextlib.asynccontextmanager
async def running_bot(settings: Settings, box: Sandbox, clock: Callable[[], datetime] = now) -> AsyncIterator[Service]:
    """Run the bot by long polling until the block ends."""
    service = build_service(settings_for(settings, box), clock)
    stop = asyncio.Event()
    task = asyncio.ensure_future(run_polling(service, lambda _: None, stop))
    try:
        yield service
    finally:
        stop.set()
        await asyncio.wait_for(task, 20)
