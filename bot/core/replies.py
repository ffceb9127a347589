"""What the bot does in answer, as imperatives. Values only; an adapter carries them out."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Button:
    """A button under a message: what it says and the action it sends back (at most 48 bytes)."""

    label: str
    action: str


@dataclass(frozen=True)
class Say:
    """Send a message. `id` names the utterance (a card, a step or a phrase) for tests and reports."""

    id: str
    text: str
    buttons: tuple[tuple[Button, ...], ...] = ()
    voice: str | None = None
    """Path of an optional voice note that reads the text aloud, relative to the content folder."""


@dataclass(frozen=True)
class DeleteArrived:
    """Delete the message that just arrived, where the channel allows it."""


@dataclass(frozen=True)
class ClearChat:
    """Delete every message of this chat that the channel still lets the bot delete."""

    said: Say = field(default_factory=lambda: Say("", ""))
    """The harmless message to leave behind."""


@dataclass(frozen=True)
class Forget:
    """Delete everything that is stored about this person."""


Reply = Say | DeleteArrived | ClearChat | Forget
