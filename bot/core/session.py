"""What is remembered of a person between two messages. Nothing else is."""

from dataclasses import asdict, dataclass, replace
from typing import Any, Self

QUESTIONS = ("who", "place", "office")
"""What a person may have been asked last; `office` waits for a town, to name the nearest one."""


@dataclass(frozen=True)
class Session:
    """One person's state. Empty strings mean "not known"."""

    locale: str = ""
    """`en`, `ur` or `ur-Latn`; follows the message until the person chooses one."""
    locale_chosen: bool = False
    who: str = ""
    """`child`, `adult`, `private` (rather not say: treated as a child) or not known."""
    who_chosen: bool = False
    """True when the person said it by a button: what a message shows then no longer changes it."""
    young: bool = False
    """True when the person said that they are under 13."""
    region: str = ""
    """A region id, `outside`, or `unsure` when the person does not want or know to say."""
    situation: str = ""
    """The intent last answered, for which helplines are looked up."""
    harm_at_home: bool = False
    """True when the harm may come from the family: "tell your parents" is then not offered."""
    card: str = ""
    step: int = 0
    """The card and step shown last, so that a flow goes on where it stopped."""
    pending: str = ""
    """The question put to the person, one of `QUESTIONS`, or none."""
    exit_word: str = ""
    """The keyed hash of a leave-fast word of the person's own choice, or none."""
    told_private: bool = False
    """True when the person was told that names and numbers are not needed: it is not said again."""

    def with_(self, **changes: Any) -> Self:
        """Return a copy with these fields changed."""
        return replace(self, **changes)

    def to_dict(self) -> dict[str, Any]:
        """Return plain values for storage."""
        return asdict(self)

    @classmethod
    def from_dict(cls, values: dict[str, Any]) -> Self:
        """Build a session from stored values; unknown keys are ignored, missing ones take their default."""
        known = {name: values[name] for name in cls.__dataclass_fields__ if name in values}
        return cls(**known)
