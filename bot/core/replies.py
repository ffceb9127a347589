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
    """Delete every message of this chat that the channel still lets the bot delete, then say one thing."""

    said: Say = field(default_factory=lambda: Say("", ""))
    """What to leave behind when nothing else is left, as far as is known."""
    refused: Say | None = None
    """What to say instead when a message could not be deleted, or nobody knows which there are."""
    older: Say | None = None
    """What to say instead when messages stay that are too old to be deleted."""


@dataclass(frozen=True)
class Forget:
    """Delete everything that is stored about this person, then give the receipt."""

    receipt: Say
    failed: Say
    """What to say instead when the storage does not answer; it is then done later."""


Reply = Say | DeleteArrived | ClearChat | Forget
