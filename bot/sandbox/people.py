"""The people of the sandbox: what a person can do in a chat, and what they see."""

import asyncio
from collections import deque
from typing import Any

from bot.sandbox.attachments import attachment
from bot.sandbox.shown import Shown, show
from bot.sandbox.text import clean, with_found
from bot.sandbox.world import BOT, Chat, World

Json = dict[str, Any]

PATIENCE = 10.0
"""Seconds to wait for an answer unless told otherwise."""


class NoAnswer(AssertionError):
    """The bot did not answer in time; the message says what was last done and what the chat shows."""


class Person:
    """A person with a private chat with the bot."""

    def __init__(self, world: World, chat: Chat) -> None:
        """Act in this chat."""
        self._world = world
        self.chat = chat
        self.user: Json = chat.user or {}
        self.updates: list[Json] = []
        """Every update this person's doings have made, for replays."""
        self._gone: dict[int, Json] = {}
        self.notices: list[str] = []
        """What the bot's answers to button presses said, also the empty ones."""
        self._unread: deque[int] = deque()
        self._news = asyncio.Event()
        chat.watchers.add(self._watch)

    @property
    def id(self) -> int:
        """The person's number, which is that of their chat too."""
        return self.chat.id

    # What the person sees.

    @property
    def messages(self) -> list[Shown]:
        """Everything in the chat, oldest first."""
        return [self._show(message) for message in self.chat.messages.values()]

    @property
    def last(self) -> Shown:
        """The bot's newest message. Raises NoAnswer when there is none."""
        for message in reversed(self.messages):
            if message.by_bot:
                return message
        raise NoAnswer("the bot has said nothing yet")

    async def answer(self, within: float = PATIENCE) -> Shown:
        """Return the bot's next message since the person's last deed. Raises NoAnswer after `within` seconds."""
        try:
            async with asyncio.timeout(within):
                while not self._unread:
                    self._news.clear()
                    await self._news.wait()
        except TimeoutError:
            raise NoAnswer(f"no answer within {within:g} s{self._situation()}") from None
        number = self._unread.popleft()
        return self._show(self.chat.messages.get(number) or self._gone[number])

    async def answers(self, within: float = PATIENCE, at_least: int = 1) -> list[Shown]:
        """Return all of the bot's messages once it has confirmed the person's last deed.

        Raises NoAnswer after `within` seconds, or when fewer than `at_least` messages came by then.
        """
        try:
            async with asyncio.timeout(within):
                await self.until_confirmed()
                while len(self._unread) < at_least:
                    self._news.clear()
                    await self._news.wait()
        except TimeoutError:
            raise NoAnswer(f"{len(self._unread)} answers within {within:g} s{self._situation()}") from None
        return [await self.answer(within) for _ in range(len(self._unread))]

    async def until_confirmed(self) -> None:
        """Return once the bot has confirmed everything this person did."""
        for update in self.updates:
            await self._world.updates.until_gone(update["update_id"])

    # What the person does. Each makes one update, at once.

    def says(self, text: str, **extra: Any) -> Shown:
        """Write a message."""
        text, _ = clean(text, [])
        return self._sends({"text": text, "entities": with_found(text, []) or None, **extra})

    def sends_file(self, kind: str, caption: str = "", **extra: Any) -> Shown:
        """Send a photo, video, voice, sticker … (see attachments.py), perhaps with a caption."""
        return self._sends({**attachment(kind), "caption": caption or None, **extra})

    def sends_album(self, kinds: list[str], caption: str = "") -> list[Shown]:
        """Send several files as an album; the caption is on the first."""
        group = {"media_group_id": str(self._world.now())}
        return [self.sends_file(kind, "" if place else caption, **group) for place, kind in enumerate(kinds)]

    def forwards(self, text: str = "", kind: str = "", of: str = "Somebody") -> Shown:
        """Forward somebody's text, or a file of this kind."""
        origin = {"type": "hidden_user", "sender_user_name": of, "date": self._world.now()}
        return self.sends_file(kind, text, forward_origin=origin) if kind else self.says(text, forward_origin=origin)

    def replies(self, text: str, to: Shown) -> Shown:
        """Answer a message of the chat with a text."""
        return self.says(text, reply_to_message=to.raw)

    def edits(self, message: Shown, text: str) -> Shown:
        """Change the text (or caption) of one of their own messages."""
        text, _ = clean(text, [])
        content = (
            {"text": text, "entities": with_found(text, []) or None} if message.kind == "text" else {"caption": text}
        )
        changed = self._world.change(self.chat, message.raw, {**content, "edit_date": self._world.now()})
        self._did("edited_message", changed)
        return self._show(changed)

    def deletes(self, message: Shown) -> None:
        """Take a message out of the chat; the bot is not told."""
        self._world.remove(self.chat, message.id)

    def presses(self, wanted: str, on: Shown | None = None) -> str:
        """Press the button with this label or data, the newest unless `on` is given; return the press's id.

        Raises NoAnswer when no message shows such a button.
        """
        for message in [on] if on else reversed(self.messages):
            button = message.button(wanted)
            if button:
                return self.presses_data(button.data, message)
        raise NoAnswer(f"no button {wanted!r}{self._situation()}")

    def presses_data(self, data: str, on: Shown) -> str:
        """Send any callback data, as a forged button would; return the press's id."""
        here = on.raw if on.id in self.chat.messages else {"chat": self.chat.about, "message_id": on.id, "date": 0}
        press = self._world.press_id(self.chat)
        self._did(
            "callback_query",
            {"id": press, "from": self.user, "message": here, "chat_instance": str(self.id), "data": data},
        )
        return press

    def blocks_bot(self) -> None:
        """Block the bot: it cannot write any more, and is told."""
        self.chat.blocked = True
        self._member("member", "kicked")

    def unblocks_bot(self) -> None:
        """Let the bot write again."""
        self.chat.blocked = False
        self._member("kicked", "member")

    def _member(self, old: str, new: str) -> None:
        was = {"status": old, "user": BOT, **({"until_date": 0} if old == "kicked" else {})}
        is_now = {"status": new, "user": BOT, **({"until_date": 0} if new == "kicked" else {})}
        change = {"chat": self.chat.about, "from": self.user, "date": self._world.now()}
        self._did("my_chat_member", {**change, "old_chat_member": was, "new_chat_member": is_now})

    def _sends(self, content: Json) -> Shown:
        self.chat.started = True
        content = {name: value for name, value in content.items() if value is not None}
        message = self._world.post(self.chat, self.user, content)
        self._did("message", message)
        return self._show(message)

    def _did(self, kind: str, content: Json) -> None:
        self._unread.clear()
        self._gone.clear()
        self.updates.append(self._world.updates.add(kind, content))

    def _watch(self, event: Json) -> None:
        if event["event"] == "acknowledged":
            self.notices.append(event["text"])
        message = event.get("message", {})
        if message.get("from", {}).get("id") == BOT["id"] and "edit_date" not in message:
            self._unread.append(message["message_id"])
            self._gone[message["message_id"]] = message
            self._news.set()

    def _show(self, message: Json) -> Shown:
        return show(message, message["message_id"] in self._world.silent)

    def _situation(self) -> str:
        shown = "\n".join(
            f"  {'bot' if one.by_bot else 'person'}: {one.text[:300]} {one.labels}" for one in self.messages[-4:]
        )
        return f"; the chat ends with\n{shown}"
