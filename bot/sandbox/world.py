"""What the server knows: chats, messages, button presses, files. In memory only, gone when it stops."""

import itertools
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from bot.sandbox.refusals import bad_request, forbidden
from bot.sandbox.updates import Updates

Json = dict[str, Any]
Watcher = Callable[[Json], None]

BOT_ID = 4_000_000_001
BOT: Json = {
    "id": BOT_ID,
    "is_bot": True,
    "first_name": "Mehfooz",
    "username": "mehfooz_sandbox_bot",
}
KEPT_PRESSES = 10_000
"""Button presses that can still be answered; older ones are as good as expired."""


@dataclass
class Chat:
    """One chat with the bot: private, group, supergroup or channel."""

    about: Json
    """The Bot API's Chat object."""
    user: Json | None = None
    """The Bot API's User object of the person, in a private chat."""
    messages: dict[int, Json] = field(default_factory=dict)
    started: bool = False
    """In a private chat: the person has written, so the bot may answer."""
    blocked: bool = False
    member: bool = True
    """In a group or channel: the bot has been added and has not left."""
    left: bool = False
    watchers: set[Watcher] = field(default_factory=set)

    @property
    def id(self) -> int:
        """The chat's number; that of a person's private chat is the person's own."""
        return int(self.about["id"])

    @property
    def private(self) -> bool:
        """Whether this is the chat of one person with the bot."""
        return bool(self.about["type"] == "private")

    def tell(self, event: Json) -> None:
        """Tell everyone who watches this chat what happened in it."""
        for watcher in tuple(self.watchers):
            watcher(event)


@dataclass(frozen=True)
class StoredFile:
    """A file the bot sent."""

    content: bytes
    mime: str


class World:
    """Everything one bot's Bot API server keeps."""

    def __init__(self, clock: Callable[[], float] = time.time) -> None:
        """Begin empty. `clock` returns seconds since 1970."""
        self.clock = clock
        self.updates = Updates()
        self.chats: dict[int, Chat] = {}
        self.presses: dict[str, int] = {}
        """Button presses not yet answered: callback id -> chat."""
        self.files: dict[str, StoredFile] = {}
        self.about_bot: dict[str, Any] = {}
        """What setMyCommands and the like have set: "commands:ur" -> list, "description:" -> text."""
        self.silent: set[int] = set()
        """Messages that were sent without a sound (disable_notification)."""
        self._message_ids = itertools.count(1)
        self._press_ids = itertools.count(1)

    def now(self) -> int:
        """Return the time in whole seconds since 1970."""
        return int(self.clock())

    def chat(self, number: int) -> Chat:
        """Return a chat the bot knows. Raises Refused for one it does not."""
        found = self.chats.get(number)
        if found is None:
            raise bad_request("chat not found")
        return found

    def open_chat(self, number: int) -> Chat:
        """Return a chat the bot may write to. Raises Refused as Telegram words it."""
        chat = self.chat(number)
        kind = "channel" if chat.about["type"] == "channel" else f"{chat.about['type']} chat"
        if chat.blocked:
            raise forbidden("bot was blocked by the user")
        if chat.private and not chat.started:
            raise forbidden("bot can't initiate conversation with a user")
        if chat.left:
            raise forbidden(f"bot is not a member of the {kind}")
        if not chat.member:
            raise forbidden(f"bot was kicked from the {kind}")
        return chat

    def post(self, chat: Chat, sender: Json | None, content: Json) -> Json:
        """Add a message to a chat, show it to the watchers, and return it."""
        message: Json = {"message_id": next(self._message_ids), "date": self.now(), "chat": chat.about, **content}
        if sender:
            message["from"] = sender
        else:
            message["sender_chat"] = chat.about
        chat.messages[message["message_id"]] = message
        if chat.watchers:
            chat.tell({"event": "message", "message": message})
        return message

    def change(self, chat: Chat, message: Json, content: Json) -> Json:
        """Edit a message in place of the old one; a value of None takes a part away."""
        changed = {name: value for name, value in {**message, **content}.items() if value is not None}
        chat.messages[changed["message_id"]] = changed
        chat.tell({"event": "message", "message": changed})
        return changed

    def remove(self, chat: Chat, message_id: int) -> None:
        """Take a message out of a chat for everyone."""
        if chat.messages.pop(message_id, None):
            chat.tell({"event": "deleted", "id": message_id})

    def tell_about_bot(self, name: str, value: Any) -> None:
        """Keep what the bot says of itself, and let the pages know."""
        self.about_bot[name] = value
        for chat in self.chats.values():
            chat.tell({"event": "about"})

    def press_id(self, chat: Chat) -> str:
        """Return the id of a new button press."""
        number = str(7_000_000_000_000_000_000 + next(self._press_ids))
        self.presses[number] = chat.id
        if len(self.presses) > KEPT_PRESSES:
            del self.presses[next(iter(self.presses))]
        return number

    def store(self, content: bytes, mime: str) -> str:
        """Keep a file and return its id."""
        number = f"file{len(self.files) + 1}"
        self.files[number] = StoredFile(content, mime)
        return number
