"""What the core needs from outside, as protocols. Adapters and tests hand in the real thing."""

from typing import Protocol

from bot.core.session import Session
from bot.core.understood import Understood


class Phrases(Protocol):
    """Interface strings (buttons, questions, notices) in every locale."""

    def __call__(self, locale: str, name: str, **values: object) -> str:
        """Return the string called `name` in this locale with `%(key)s` filled in; KeyError if unknown."""
        ...


class Understanding(Protocol):
    """Says what a free text means. Never raises: with no model it falls back on the safety rules."""

    def understand(self, text: str) -> Understood:
        """Return what the bot should act on for this text."""
        ...


class Sessions(Protocol):
    """Where sessions are kept, under a keyed hash of the chat."""

    def load(self, chat_id: int) -> Session:
        """Return the stored session, or a new one."""
        ...

    def save(self, chat_id: int, session: Session) -> None:
        """Store the session."""
        ...

    def forget(self, chat_id: int) -> None:
        """Delete everything stored about this chat."""
        ...
