"""`mehfooz doctor`: says whether settings, token, model, database and content are in order."""

import argparse
import asyncio
from collections.abc import Callable

from telegram.error import TelegramError

from bot.adapters.content_release import ContentKeeper
from bot.adapters.keys import read_keyring
from bot.adapters.sqlite import SqliteSessions
from bot.adapters.understanding import make_understander
from bot.app import make_bot
from bot.errors import CannotStart
from bot.settings import Settings


def configure(_parser: argparse.ArgumentParser) -> None:
    """Add no options: the settings say it all."""


def run(_arguments: argparse.Namespace, settings: Settings) -> int:
    """Check each part and print a line for it; 1 when any is not in order."""
    checks: dict[str, Callable[[Settings], str]] = {
        "settings": lambda _: "read",
        "content": _content,
        "model": _model,
        "database": _database,
        "token": _token,
    }
    faulty = False
    for name, check in checks.items():
        try:
            print(f"ok      {name}: {check(settings)}", flush=True)
        except CannotStart as error:
            faulty = True
            print(f"faulty  {name}: {error}", flush=True)
    return 1 if faulty else 0


def _content(settings: Settings) -> str:
    guidebook = ContentKeeper(settings, lambda word: (word,)).current()
    return f"{len(guidebook.cards.by_id)} cards"


def _model(settings: Settings) -> str:
    understood = make_understander(settings, ContentKeeper(settings, lambda word: (word,)).current).understand("hello")
    return f"reads ({understood.intent})"


def _database(settings: Settings) -> str:
    SqliteSessions(settings.database, read_keyring(settings.key_file)).close()
    return "can be written"


def _token(settings: Settings) -> str:
    if not settings.token:
        return "not set; `mehfooz run` starts the sandbox"
    return asyncio.run(_ask_server(settings))


async def _ask_server(settings: Settings) -> str:
    bot = make_bot(settings)
    try:
        await bot.initialize()
        return f"@{bot.username}"
    except TelegramError as error:
        raise CannotStart(
            f"TELEGRAM_BOT_TOKEN or TELEGRAM_API_URL: the server refuses or does not answer ({type(error).__name__})"
        ) from None
    finally:
        await bot.shutdown()
