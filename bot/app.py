"""The composition root: settings in, a working application out. The one place that names every adapter."""

import warnings
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from telegram import Bot
from telegram.warnings import PTBUserWarning

from bot.adapters.content_release import ContentKeeper
from bot.adapters.counting import Counting
from bot.adapters.keys import Keyring, read_keyring
from bot.adapters.sqlite import SqliteSessions
from bot.adapters.telegram.desk import Desk
from bot.adapters.telegram.outbox import Outbox
from bot.adapters.telegram.queues import ChatQueues
from bot.adapters.telegram.storage import Storage
from bot.adapters.telegram.transport import AiohttpRequest
from bot.adapters.understanding import make_understander
from bot.clock import now
from bot.settings import Settings, SettingsWrong

CONNECTIONS = 256
"""Calls to the Bot API side by side: enough that one slow chat leaves room for the others."""


def make_bot(settings: Settings) -> Bot:
    """Return a client of the Bot API at the address of the settings."""
    # Two methods are asked for raw, on purpose: polling.py and outbox.py say why.
    warnings.filterwarnings("ignore", message="Please use 'Bot\\.", category=PTBUserWarning)
    return Bot(
        settings.token,
        base_url=f"{settings.api_url}/bot",
        base_file_url=f"{settings.api_url}/file/bot",
        request=AiohttpRequest(CONNECTIONS),
        get_updates_request=AiohttpRequest(2),
    )


@dataclass(frozen=True)
class Service:
    """The bot, assembled and not yet running."""

    bot: Bot
    desk: Desk
    queues: ChatQueues
    sessions: SqliteSessions
    storage: Storage
    keeper: ContentKeeper
    keys: Keyring
    admin_chat: int | None


def build_service(settings: Settings, clock: Callable[[], datetime] = now) -> Service:
    """Assemble everything; nothing is contacted yet. Raises the adapters' errors, each a clear line."""
    if not settings.token:
        raise SettingsWrong("TELEGRAM_BOT_TOKEN is not set. Get a token from @BotFather, or use `make run` alone.")
    keys = read_keyring(settings.key_file)
    # The model first: what its loading needs for a moment is free again when the content is read.
    understander = make_understander(settings, lambda: keeper.current())
    keeper = ContentKeeper(settings, keys.of_word)
    sessions = SqliteSessions(settings.database, keys)
    bot = make_bot(settings)
    outbox = Outbox(bot, keys)
    storage = Storage(sessions)
    count = Counting(storage, clock).count
    desk = Desk(outbox, storage, keys, understander, keeper.current, settings.content, clock, count)
    return Service(bot, desk, ChatQueues(desk.answer), sessions, storage, keeper, keys, settings.admin_chat)
