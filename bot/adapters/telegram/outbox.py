"""Sending to Telegram: what is tried again, what is dropped, and how a message is dressed."""

import asyncio
import re
from collections.abc import Awaitable, Callable
from typing import TypeVar

import structlog
from telegram import (
    Bot,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    MessageEntity,
)
from telegram.error import (
    BadRequest,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)

from bot.adapters.keys import Keyring
from bot.core.replies import Say

log = structlog.get_logger()

_NUMBER = re.compile(r"\u2066([+\d][\d -]*\d|\d)\u2069")
_LONGEST_WAIT = 60.0
"""Seconds between two tries at the most."""

T = TypeVar("T")


class Outbox:
    """Sends messages to a chat, patiently. It never gives up on a message that Telegram may still take."""

    def __init__(self, bot: Bot, keys: Keyring) -> None:
        """Send through `bot`; sign buttons with `keys`."""
        self._bot = bot
        self._keys = keys
        self._missing: set[str] = set()

    async def say(self, chat_id: int, say: Say) -> int | None:
        """Send a message and return its id, or None when this chat cannot be written to any more."""
        message = await self._patiently(
            "sendMessage",
            lambda: self._bot.send_message(
                chat_id,
                say.text,
                entities=phone_entities(say.text),
                reply_markup=self._keyboard(chat_id, say),
                disable_notification=True,
                protect_content=False,
                link_preview_options=LinkPreviewOptions(is_disabled=True),
            ),
        )
        return message.message_id if message else None

    def _keyboard(self, chat_id: int, say: Say) -> InlineKeyboardMarkup | None:
        if not say.buttons:
            return None
        return InlineKeyboardMarkup(
            [
                [
                    InlineKeyboardButton(
                        button.label,
                        callback_data=button.action + self._keys.signature(chat_id, button.action),
                    )
                    for button in row
                ]
                for row in say.buttons
            ]
        )

    async def voice(self, chat_id: int, path: str) -> int | None:
        """Send a voice note from a file; a server that cannot is asked only once."""
        message = await self.once("sendVoice", lambda: self._bot.send_voice(chat_id, path, disable_notification=True))
        return message.message_id if message else None

    async def acknowledge(self, callback_id: str) -> None:
        """Tell Telegram that a button press arrived, so that the button stops spinning."""
        await self.once("answerCallbackQuery", lambda: self._bot.answer_callback_query(callback_id))

    async def delete(self, chat_id: int, message_id: int) -> bool:
        """Delete a message; say whether it worked."""
        return bool(await self.once("deleteMessage", lambda: self._bot.delete_message(chat_id, message_id)))

    async def leave(self, chat_id: int) -> None:
        """Leave a group or channel."""
        await self.once("leaveChat", lambda: self._bot.leave_chat(chat_id))

    async def once(self, method: str, call: Callable[[], Awaitable[T]]) -> T | None:
        """Make a call that may fail: one retry when told to wait; a method that is missing is logged once."""
        for _ in range(2):
            try:
                return await call()
            except RetryAfter as wait:
                await asyncio.sleep(min(seconds_of(wait), _LONGEST_WAIT))
            except TelegramError as error:
                self._log_once(method, error)
                return None
        return None

    def _log_once(self, method: str, error: TelegramError) -> None:
        kind = type(error).__name__
        if f"{method}:{kind}" not in self._missing:
            self._missing.add(f"{method}:{kind}")
            log.warning("call_failed", method=method, error=kind)

    async def _patiently(self, method: str, call: Callable[[], Awaitable[T]]) -> T | None:
        pause = 0.5
        while True:
            try:
                return await call()
            except RetryAfter as wait:
                await asyncio.sleep(min(seconds_of(wait), _LONGEST_WAIT))
            except (Forbidden, BadRequest) as error:
                self._log_once(method, error)
                return None
            except (InvalidToken, Conflict):
                raise
            except NetworkError as error:
                self._log_once(method, error)
                await asyncio.sleep(pause)
                pause = min(pause * 2, _LONGEST_WAIT)
            except TelegramError as error:
                self._log_once(method, error)
                return None


def seconds_of(wait: RetryAfter) -> float:
    """Return how long Telegram asks to wait, in seconds."""
    value = wait._retry_after
    return float(value.total_seconds())


def phone_entities(text: str) -> list[MessageEntity]:
    """Mark short numbers so that a tap copies them; Telegram itself links numbers of full length.

    Numbers stand between U+2066 and U+2069, which keep them left to right. Offsets count UTF-16 units.
    """
    entities = []
    for found in _NUMBER.finditer(text):
        number = found.group(1)
        if sum(letter.isdigit() for letter in number) < 7:
            offset = len(text[: found.start(1)].encode("utf-16-le")) // 2
            entities.append(MessageEntity(MessageEntity.CODE, offset, len(number)))
    return entities
