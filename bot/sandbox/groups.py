"""Groups and channels of the sandbox."""

from typing import Any

from bot.sandbox.people import Person
from bot.sandbox.shown import Shown, show
from bot.sandbox.text import clean, with_found
from bot.sandbox.world import BOT, Chat, World

Json = dict[str, Any]


class Group:
    """A group, supergroup or channel that the bot was added to."""

    def __init__(self, world: World, chat: Chat) -> None:
        """Act in this chat."""
        self._world = world
        self.chat = chat

    @property
    def messages(self) -> list[Shown]:
        """Everything in the chat, oldest first."""
        return [show(message, message["message_id"] in self._world.silent) for message in self.chat.messages.values()]

    @property
    def bot_is_member(self) -> bool:
        """Whether the bot is (still) in."""
        return self.chat.member

    def is_joined(self, by: Person) -> Json:
        """Let a person add the bot, which is told twice as by Telegram; return the service message's update."""
        self.chat.member, self.chat.left = True, False
        change = {"chat": self.chat.about, "from": by.user, "date": self._world.now()}
        was, is_now = {"status": "left", "user": BOT}, {"status": "member", "user": BOT}
        self._world.updates.add("my_chat_member", {**change, "old_chat_member": was, "new_chat_member": is_now})
        message = self._world.post(self.chat, by.user, {"new_chat_members": [BOT]})
        return self._world.updates.add("message", message)

    def says(self, text: str, by: Person) -> Json:
        """Let a person write in the group; return the update."""
        return self._world.updates.add("message", self._world.post(self.chat, by.user, _content(text)))

    def posts(self, text: str) -> Json:
        """Post in the channel's own name; return the update."""
        return self._world.updates.add("channel_post", self._world.post(self.chat, None, _content(text)))

    def presses_data(self, data: str, on: Shown, by: Person) -> str:
        """Let a person send callback data from a message of the group; return the press's id."""
        press = self._world.press_id(self.chat)
        query = {"id": press, "from": by.user, "message": on.raw, "chat_instance": str(self.chat.id), "data": data}
        self._world.updates.add("callback_query", query)
        return press


def _content(text: str) -> Json:
    text, _ = clean(text, [])
    found = with_found(text, [])
    return {"text": text, **({"entities": found} if found else {})}
