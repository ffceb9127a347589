"""The command list and the bot's description, set in every language once at start."""

from functools import partial

from telegram import Bot, BotCommand

from bot.adapters.telegram.outbox import Outbox
from bot.core.actions import COMMANDS
from bot.core.ports import Phrases

TELEGRAM_LANGUAGES = {"en": "en", "ur": "ur", None: "ur-Latn"}
"""Telegram's language code of a person's app -> our locale; None is for all other languages."""


async def introduce(bot: Bot, outbox: Outbox, phrases: Phrases) -> None:
    """Set commands and descriptions; a server that cannot is asked once and left alone."""
    for code, locale in TELEGRAM_LANGUAGES.items():
        commands = [BotCommand(name, phrases(locale, f"command.{name}")) for name in COMMANDS]
        about = phrases(locale, "bot.description")
        short = phrases(locale, "bot.short_description")
        await outbox.once("setMyCommands", partial(bot.set_my_commands, commands, language_code=code))
        await outbox.once("setMyDescription", partial(bot.set_my_description, about, language_code=code))
        await outbox.once("setMyShortDescription", partial(bot.set_my_short_description, short, language_code=code))
