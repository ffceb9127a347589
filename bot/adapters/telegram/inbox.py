"""Telegram updates as arrivals. The only place that knows what an update looks like."""

from dataclasses import dataclass
from typing import Any

import structlog
from telegram import Bot, Message, Update
from telegram.constants import ChatType

from bot.core.arrivals import Arrival, Commanded, Pressed, Said, SentFile

log = structlog.get_logger()

RawUpdate = dict[str, Any]
"""An update as the Bot API sends it."""

SIGNATURE_LENGTH = 8


@dataclass(frozen=True)
class Delivery:
    """One update: where it came from, and what arrived."""

    update: int
    chat_id: int
    arrival: Arrival
    message_id: int = 0
    """The message that arrived, or the one whose button was pressed."""
    callback_id: str = ""
    signature: str = ""
    """The signature that came with a button, still to be checked."""
    private: bool = True
    """False in groups and channels, where the bot does not talk."""


FILE_KINDS = (
    "photo",
    "video",
    "voice",
    "video_note",
    "audio",
    "animation",
    "document",
    "sticker",
    "contact",
    "location",
    "venue",
    "poll",
    "dice",
    "story",
)


def read_raw(raw: RawUpdate, bot: Bot) -> Delivery | None:
    """Return what an update brings. One that python-telegram-bot cannot read is salvaged: its words still count."""
    try:
        return read_update(Update.de_json(raw, bot))
    except (TypeError, ValueError, KeyError, AttributeError) as error:
        log.warning("update_unreadable", update=raw["update_id"], error=type(error).__name__)
        return _salvage(raw)


def _salvage(raw: RawUpdate) -> Delivery | None:
    message = raw.get("message") or raw.get("edited_message")
    chat = message.get("chat") if isinstance(message, dict) else None
    if not isinstance(message, dict) or not isinstance(chat, dict) or not isinstance(chat.get("id"), int):
        return None
    text = message.get("text") or message.get("caption")
    arrival = _read_text(text) if isinstance(text, str) else SentFile("other")
    number = message.get("message_id")
    return Delivery(
        raw["update_id"],
        chat["id"],
        arrival,
        number if isinstance(number, int) else 0,
        private=chat.get("type", "private") == "private",
    )


def read_update(update: Update) -> Delivery | None:
    """Return what an update brings, or None for one that needs no answer (a member joined, a poll changed)."""
    query = update.callback_query
    if query is not None:
        if query.message is None or not query.data:
            return None
        action, signature = query.data[:-SIGNATURE_LENGTH], query.data[-SIGNATURE_LENGTH:]
        return Delivery(
            update.update_id,
            query.message.chat.id,
            Pressed(action),
            query.message.message_id,
            query.id,
            signature,
            query.message.chat.type == ChatType.PRIVATE,
        )
    message = update.message or update.edited_message or update.channel_post or update.edited_channel_post
    if message is None:
        return None
    arrival = _read_message(message)
    if arrival is None:
        return None
    private = message.chat.type == ChatType.PRIVATE
    return Delivery(update.update_id, message.chat.id, arrival, message.message_id, private=private)


def _read_message(message: Message) -> Arrival | None:
    kind = next((name for name in FILE_KINDS if getattr(message, name, None)), "")
    if kind:
        return Said(message.caption, with_file=True) if message.caption else SentFile(kind)
    if message.text is None:
        return SentFile("other") if _is_from_person(message) else None
    return _read_text(message.text)


def _is_from_person(message: Message) -> bool:
    """Tell messages a person made of kinds yet unknown from service messages (somebody joined, a pin …)."""
    service = (
        "new_chat_members",
        "left_chat_member",
        "pinned_message",
        "group_chat_created",
        "migrate_to_chat_id",
    )
    return message.chat.type == ChatType.PRIVATE and not any(getattr(message, name, None) for name in service)


def _read_text(text: str) -> Arrival:
    if text.startswith("/"):
        name = text[1:].split(maxsplit=1)[0].split("@")[0].lower() if text[1:].strip() else ""
        rest = text[1:].split(maxsplit=1)[1:]
        if name.isascii() and name.isalnum() and not rest:
            return Commanded(name)
        return Said(text.lstrip("/").strip())  # words after a slash are still words
    return Said(text)
