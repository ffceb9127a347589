"""Sending to Telegram: what is tried again, what is dropped, and how a message is dressed."""

import asyncio
import json
import re
from collections.abc import Awaitable, Callable, Iterable
from typing import Any, TypeVar

import structlog
from telegram import Bot
from telegram.error import (
    BadRequest,
    Conflict,
    EndPointNotFound,
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
NO_PREVIEW = json.dumps({"is_disabled": True})
DELETES_AT_ONCE = 8
DELETE_TRIES = 3
LONGEST_DELETE_WAIT = 5.0
"""Seconds: whoever leaves fast is told the truth rather than kept waiting."""

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
        try:
            message = await self._patiently("sendMessage", lambda: self._send(chat_id, say, bare=False))
        except BadRequest:
            # Whatever is wrong with buttons or marks, the words must reach the person.
            message = await self._patiently("sendMessage", lambda: self._send(chat_id, say, bare=True), last=True)
        return message

    async def plainly(self, chat_id: int, say: Say) -> int:
        """Send a message without trying again; return its id. Raises TelegramError."""
        return await self._send(chat_id, say, bare=True)

    async def _send(self, chat_id: int, say: Say, *, bare: bool) -> int:
        """Write the call as the Bot API reads it: the library's values for it cost as much as sending."""
        values: dict[str, Any] = {
            "chat_id": chat_id,
            "text": say.text,
            "disable_notification": True,
            "link_preview_options": NO_PREVIEW,
        }
        if not bare and (numbers := phone_entities(say.text)):
            values["entities"] = json.dumps(numbers)
        if not bare and say.buttons:
            values["reply_markup"] = json.dumps(self._keyboard(chat_id, say), ensure_ascii=False)
        sent = await self._bot.do_api_request("sendMessage", api_kwargs=values)
        return int(sent["message_id"])

    def _keyboard(self, chat_id: int, say: Say) -> dict[str, Any]:
        return {
            "inline_keyboard": [
                [
                    {
                        "text": button.label,
                        "callback_data": button.action + self._keys.signature(chat_id, button.action),
                    }
                    for button in row
                ]
                for row in say.buttons
            ]
        }

    async def voice(self, chat_id: int, path: str) -> int | None:
        """Send a voice note from a file; a server that cannot is asked only once."""
        message = await self.once("sendVoice", lambda: self._bot.send_voice(chat_id, path, disable_notification=True))
        return message.message_id if message else None

    async def acknowledge(self, callback_id: str) -> None:
        """Tell Telegram that a button press arrived, so that the button stops spinning."""
        await self.once("answerCallbackQuery", lambda: self._bot.answer_callback_query(callback_id))

    async def delete(self, chat_id: int, message_id: int) -> bool:
        """Delete a message; say whether it is gone."""
        for _ in range(DELETE_TRIES):
            try:
                return await self._bot.delete_message(chat_id, message_id)
            except BadRequest as error:
                if "not found" in error.message.lower():
                    return True
                self._log_once("deleteMessage", error)
                return False
            except RetryAfter as wait:
                if seconds_of(wait) > LONGEST_DELETE_WAIT:
                    return False
                await asyncio.sleep(seconds_of(wait))
            except NetworkError as error:
                self._log_once("deleteMessage", error)
                await asyncio.sleep(0.3)
            except TelegramError as error:
                self._log_once("deleteMessage", error)
                return False
        return False

    async def delete_all(self, chat_id: int, message_ids: Iterable[int]) -> list[int]:
        """Delete messages, the first ones first and several at a time; return those that are still there.

        One by one, though Telegram has a method for many: that one does not say which messages it left.
        """
        gate = asyncio.Semaphore(DELETES_AT_ONCE)

        async def delete(message_id: int) -> bool:
            async with gate:
                return await self.delete(chat_id, message_id)

        numbers = list(message_ids)
        gone = await asyncio.gather(*(delete(number) for number in numbers))
        return [number for number, is_gone in zip(numbers, gone, strict=True) if not is_gone]

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

    async def _patiently(self, method: str, call: Callable[[], Awaitable[T]], *, last: bool = False) -> T | None:
        """Try until it works or cannot. Raises BadRequest unless this is the `last` way of saying it."""
        pause = 0.5
        while True:
            try:
                return await call()
            except RetryAfter as wait:
                await asyncio.sleep(min(seconds_of(wait), _LONGEST_WAIT))
            except Forbidden as error:
                self._log_once(method, error)
                return None
            except BadRequest as error:
                self._log_once(method, error)
                if last or "chat not found" in error.message.lower():
                    return None
                raise
            except (InvalidToken, EndPointNotFound, Conflict):
                raise
            except NetworkError as error:
                # The message may have arrived and only Telegram's word for it be lost: then it comes twice.
                log.warning("send_tried_again", method=method, error=type(error).__name__)
                await asyncio.sleep(pause)
                pause = min(pause * 2, _LONGEST_WAIT)
            except TelegramError as error:
                self._log_once(method, error)
                return None


def seconds_of(wait: RetryAfter) -> float:
    """Return how long Telegram asks to wait, in seconds."""
    value = wait._retry_after
    return float(value.total_seconds())


def phone_entities(text: str) -> list[dict[str, Any]]:
    """Mark short numbers so that a tap copies them; Telegram itself links numbers of full length.

    Numbers stand between U+2066 and U+2069, which keep them left to right. Offsets count UTF-16 units.
    """
    entities = []
    for found in _NUMBER.finditer(text):
        number = found.group(1)
        if sum(letter.isdigit() for letter in number) < 7:
            offset = len(text[: found.start(1)].encode("utf-16-le")) // 2
            entities.append({"type": "code", "offset": offset, "length": len(number)})
    return entities
