"""Telegram updates as arrivals. The only place that knows what an update looks like."""

import zlib
from dataclasses import dataclass
from typing import Any

import structlog
from telegram import Bot, CallbackQuery, Message, Update
from telegram.constants import ChatType

from bot.core.actions import COMMANDS, EXIT_WORD
from bot.core.arrivals import Arrival, Commanded, Pressed, Said, SentFile, SharedPlace

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
    album: str = ""
    """The album that a file belongs to, or none."""
    stamp: int = 0
    """The second of the message or its last change: together with the number it tells updates apart, should a server
    begin to count anew."""

    @property
    def key(self) -> str:
        """A short name of this one update, to know it again."""
        stamp = f"{self.message_id}:{self.stamp}:{self.callback_id}"
        return f"{self.update}.{zlib.crc32(stamp.encode()):08x}"


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
    except Exception as error:  # whatever is wrong with one update, the others must be read
        log.warning("update_unreadable", update=raw["update_id"], error=type(error).__name__)
        return _salvage(raw)


MESSAGES = ("message", "edited_message", "channel_post", "edited_channel_post")
"""The kinds of updates that hold a message."""


def _salvage(raw: RawUpdate) -> Delivery | None:
    message = next((raw[kind] for kind in MESSAGES if isinstance(raw.get(kind), dict)), None)
    chat = message.get("chat") if isinstance(message, dict) else None
    if not isinstance(message, dict) or not isinstance(chat, dict) or not isinstance(chat.get("id"), int):
        return None
    text = message.get("text") or message.get("caption")
    arrival = _read_text(text) if isinstance(text, str) else SentFile("other")
    number, date = message.get("message_id"), message.get("edit_date") or message.get("date")
    return Delivery(
        raw["update_id"],
        chat["id"],
        arrival,
        number if isinstance(number, int) else 0,
        private=chat.get("type", "private") == "private",
        stamp=date if isinstance(date, int) else 0,
    )


def read_update(update: Update) -> Delivery | None:
    """Return what an update brings, or None for one that needs no answer (a member joined, a poll changed)."""
    query = update.callback_query
    if query is not None:
        return _read_press(update.update_id, query)
    message = update.message or update.edited_message or update.channel_post or update.edited_channel_post
    if message is None:
        return None
    private = message.chat.type == ChatType.PRIVATE
    changed = update.edited_message is not None
    arrival = _read_message(message, changed=changed) if private else Said("")
    if arrival is None:
        return None
    return Delivery(
        update.update_id,
        message.chat.id,
        arrival,
        message.message_id,
        private=private,
        album=message.media_group_id or "",
        stamp=int((message.edit_date or message.date).timestamp()),
    )


def _read_press(update: int, query: CallbackQuery) -> Delivery | None:
    if query.message is None or not query.data:
        return None
    chat = query.message.chat
    private = chat.type == ChatType.PRIVATE
    if private and query.from_user.id != chat.id:
        log.warning("press_of_another_chat", update=update)
        return None
    action, signature = query.data[:-SIGNATURE_LENGTH], query.data[-SIGNATURE_LENGTH:]
    return Delivery(update, chat.id, Pressed(action), query.message.message_id, query.id, signature, private)


def _read_message(message: Message, *, changed: bool) -> Arrival | None:
    kind = next((name for name in FILE_KINDS if getattr(message, name, None)), "")
    place = message.location
    if kind == "location" and place is not None and not place.live_period and not changed:
        return SharedPlace(place.latitude, place.longitude)
    if kind:
        # A live location is "changed" every few seconds: what was refused once is not refused aloud again.
        return Said(message.caption, True, changed) if message.caption else SentFile(kind, changed)
    if message.text is None:
        return SentFile("other", changed) if _is_from_person(message) else None
    return _read_text(message.text)


def _is_from_person(message: Message) -> bool:
    """Tell messages a person made of kinds yet unknown from service messages (somebody joined, a pin …)."""
    service = (
        "new_chat_members",
        "left_chat_member",
        "pinned_message",
        "group_chat_created",
        "migrate_to_chat_id",
        "message_auto_delete_timer_changed",
        "chat_background_set",
        "write_access_allowed",
        "users_shared",
        "chat_shared",
        "connected_website",
        "proximity_alert_triggered",
    )
    return message.chat.type == ChatType.PRIVATE and not any(getattr(message, name, None) for name in service)


def _read_text(text: str) -> Arrival:
    """Only the bot's own commands are commands. Whatever else follows a slash is words, and words may be danger."""
    if not text.startswith("/"):
        return Said(text)
    words = text[1:].split()
    name = words[0].partition("@")[0].lower() if words else ""
    if name in COMMANDS and len(words) == 1:
        return Commanded(name)
    if name == EXIT_WORD and len(words) == 2:
        return Commanded(name, words[1])
    return Said(text.lstrip("/").strip())
