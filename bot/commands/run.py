"""`mehfooz run`: the bot, by long polling or by webhook; without a token, in the sandbox."""

import argparse
import asyncio
import dataclasses

from bot.adapters.logs import set_up_logs
from bot.app import Service, build_service
from bot.errors import CannotStart
from bot.runner import run_polling, run_webhook
from bot.sandbox.serve import SANDBOX_TOKEN, running_sandbox
from bot.settings import Settings


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the options."""
    parser.add_argument("--sandbox", action="store_true", help="run in the sandbox even when there is a token")
    parser.add_argument("--webhook", metavar="URL", help="receive updates at this public address instead of polling")
    parser.add_argument("--listen", default="127.0.0.1:8443", metavar="HOST:PORT", help="where --webhook listens")
    parser.add_argument("--port", type=int, default=8800, help="the sandbox's port; the next free one is taken")


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """Run until told to stop."""
    set_up_logs()
    if arguments.webhook and arguments.sandbox:
        raise CannotStart("run: --webhook and --sandbox do not go together; leave one out")
    if arguments.sandbox or not (settings.token or arguments.webhook):
        asyncio.run(_in_sandbox(settings, arguments.port))
    elif arguments.webhook:
        asyncio.run(run_webhook(build_service(settings), arguments.webhook, _address(arguments.listen), _say))
    else:
        asyncio.run(run_polling(build_service(settings), _say))
    return 0


async def _in_sandbox(settings: Settings, port: int) -> None:
    service_settings = dataclasses.replace(settings, token=SANDBOX_TOKEN)
    async with running_sandbox("127.0.0.1", port) as address:
        service: Service = build_service(dataclasses.replace(service_settings, api_url=address))
        _say(f"Sandbox: open {address}/ in a browser and write as a person would.")
        await run_polling(service, _say)


def _address(text: str) -> tuple[str, int]:
    host, _, port = text.rpartition(":")
    if not host or not port.isdecimal() or not 0 < int(port) < 65536:
        raise CannotStart("run: --listen must be HOST:PORT, such as 127.0.0.1:8443")
    return host, int(port)


def _say(line: str) -> None:
    print(line, flush=True)
