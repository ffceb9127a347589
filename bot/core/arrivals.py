"""What can arrive from a person, in the past tense. Values only; they carry no id and no name."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Said:
    """The person wrote something: a message, an edited message or the caption of a file."""

    text: str
    with_file: bool = False
    """True when the words came as the caption of a picture or another file."""
    again: bool = False
    """True when the person was told already what happens to that file (an album, a changed caption)."""


@dataclass(frozen=True)
class Commanded:
    """The person sent a command such as /help; `name` has no slash and is lower case."""

    name: str
    word: str = ""
    """The one word behind the name, for commands that take one."""


@dataclass(frozen=True)
class Pressed:
    """The person pressed a button; `action` is what `replies.Button` carried."""

    action: str


@dataclass(frozen=True)
class SentFile:
    """The person sent something that is not text; `kind` is photo, video, voice, sticker, location …"""

    kind: str
    again: bool = False
    """True for a further picture of an album, or one changed afterwards: it is deleted without another word."""


@dataclass(frozen=True)
class SharedPlace:
    """The person shared a place on the map, in degrees north and east. It is used once and never kept."""

    north: float
    east: float


Arrival = SharedPlace | Said | Commanded | Pressed | SentFile
