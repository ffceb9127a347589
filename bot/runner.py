"""Running the bot: start, poll or listen, reload content, expire sessions, stop."""

import asyncio
import contextlib
import signal
from collections.abc import AsyncIterator, Awaitable, Callable
from functools import partial

import structlog
from telegram import User
from telegram.error import InvalidToken, TelegramError

from bot.adapters.telegram.menu import introduce
from bot.adapters.telegram.outbox import Outbox
from bot.adapters.telegram.polling import Polling
from bot.adapters.telegram.webhook import Webhook
from bot.app import Service
from bot.errors import CannotStart

log = structlog.get_logger()

RELOAD = 2.0
"""Seconds between two looks at the content files."""
SETTLE = 1.5
"""Seconds between two tries to store what could not be stored."""
EXPIRE = 3600.0
"""Seconds between two rounds of deleting old sessions."""


async def run_polling(service: Service, say: Callable[[str], None], stop: asyncio.Event | None = None) -> None:
    """Run by long polling until `stop` is set or the process is told to end. Raises CannotStart."""
    stop = stop or stop_on_signal()
    async with started(service, say):
        await Outbox(service.bot, service.keys).once("deleteWebhook", service.bot.delete_webhook)
        polling = Polling(service.bot, service.queues)
        await _until(stop, polling.run(stop))


async def run_webhook(
    service: Service,
    url: str,
    address: tuple[str, int],
    say: Callable[[str], None],
    stop: asyncio.Event | None = None,
) -> None:
    """Run behind a public address until told to end. Raises CannotStart."""
    if not url.startswith("https://") and not url.startswith("http://127.0.0.1"):
        raise CannotStart("run: --webhook must be a public https address")
    stop = stop or stop_on_signal()
    async with started(service, say):
        webhook = Webhook(service.bot, service.queues, service.keys.webhook_secret())
        try:
            await webhook.serve(url, *address, stop)
        except OSError as error:
            raise CannotStart(f"run: --listen {address[0]}:{address[1]} cannot be used ({error})") from None
        except TelegramError as error:
            raise CannotStart(f"run: the server refuses the webhook ({type(error).__name__})") from None


@contextlib.asynccontextmanager
async def started(service: Service, say: Callable[[str], None]) -> AsyncIterator[None]:
    """Check the token, introduce the bot, keep house in the background; close everything at the end."""
    me = await _who_am_i(service)
    say(f"Mehfooz is running as @{me.username}. Stop it with Ctrl-C.")
    outbox = Outbox(service.bot, service.keys)
    house = [
        asyncio.ensure_future(introduce(service.bot, outbox, service.keeper.current().phrases)),
        asyncio.ensure_future(_every(RELOAD, lambda: _reload(service, outbox))),
        asyncio.ensure_future(_every(EXPIRE, lambda: _expire(service))),
        asyncio.ensure_future(_every(SETTLE, lambda: _settle(service))),
    ]
    try:
        yield
    finally:
        for task in house:
            task.cancel()
        await asyncio.gather(*house, return_exceptions=True)
        await service.bot.shutdown()
        service.storage.settle()
        service.sessions.close()


async def _who_am_i(service: Service) -> User:
    try:
        await service.bot.initialize()
    except TelegramError as error:
        await service.bot.shutdown()
        if isinstance(error, InvalidToken):
            raise CannotStart("TELEGRAM_BOT_TOKEN is refused by the server. Copy it again from @BotFather.") from None
        raise CannotStart(
            f"TELEGRAM_API_URL: the server does not answer ({type(error).__name__}). Check the address and the network."
        ) from None
    return service.bot.bot


def stop_on_signal() -> asyncio.Event:
    """Return an event that is set when the process is told to end."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    return stop


async def _until(stop: asyncio.Event, work: Awaitable[None]) -> None:
    try:
        await work
    except InvalidToken:
        raise CannotStart("TELEGRAM_BOT_TOKEN is refused by the server. Copy it again from @BotFather.") from None
    finally:
        stop.set()


async def _every(seconds: float, work: Callable[[], Awaitable[None]]) -> None:
    while True:
        try:
            await work()
        except Exception as error:
            log.error("housekeeping_failed", error=type(error).__name__)
        await asyncio.sleep(seconds)


async def _settle(service: Service) -> None:
    service.storage.settle()


async def _expire(service: Service) -> None:
    gone = service.sessions.expire()
    if gone:
        log.info("sessions_expired", count=gone)


async def _reload(service: Service, outbox: Outbox) -> None:
    faults = await asyncio.to_thread(service.keeper.reload_if_changed)
    if not faults:
        return
    log.warning("content_faulty", count=len(faults), first=f"{faults[0].path}:{faults[0].line}")
    if service.admin_chat is not None:
        shown = "\n".join(str(fault) for fault in faults[:5])
        text = service.keeper.current().phrases("en", "admin.content_faulty", count=len(faults), faults=shown)
        await outbox.once("sendMessage", partial(service.bot.send_message, service.admin_chat, text[:4000]))
