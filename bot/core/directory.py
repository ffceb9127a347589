"""The directory of helplines as the core sees it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from bot.core.hours import NOT_KNOWN, Hours
from bot.core.intents import REGIONS

CONTACT_KINDS = ("phone", "sms", "whatsapp", "email", "url", "app", "visit")
NUMBERS = ("phone", "sms", "whatsapp")
"""Kinds of contact whose value is a telephone number."""
KINDS = (
    "emergency",
    "law_enforcement",
    "child_protection",
    "counselling",
    "legal",
    "takedown",
    "missing_child",
    "women",
)
USES = ("route", "backup", "hold", "superseded")
SHOWN_USES = ("route", "backup")
AUDIENCES = ("child", "adult", "girls_women")
COSTS = ("free", "call", "sms", "unknown")
CONFIDENCES = ("high", "medium", "low")

WIDE = 5
"""A line of this many regions may be named to somebody whose region is not known."""


@dataclass(frozen=True)
class Contact:
    """One way to reach a helpline."""

    kind: str
    value: str
    keys: str = ""
    """What to press after the call is answered, such as 3."""
    note: Mapping[str, str] = field(default_factory=dict)
    """locale -> a few words to show beside it."""
    regions: tuple[str, ...] = ()
    """Where it works; empty means wherever the helpline serves."""
    hours: Hours | None = None
    """Its own hours, where they are other than the helpline's."""
    cost: str = ""
    """Its own cost, where it is other than the helpline's."""


@dataclass(frozen=True)
class Source:
    """Where a fact was found."""

    title: str
    publisher: str
    date: str
    evidence: str
    url: str = ""


@dataclass(frozen=True)
class Office:
    """A place to go to. `covers` is empty when the sources do not say."""

    names: Mapping[str, str]
    """locale -> the city."""
    region: str
    district: str
    """Id of the district it stands in."""
    covers: tuple[str, ...] = ()
    """Ids of districts of the gazetteer."""


@dataclass(frozen=True)
class Helpline:
    """One entry of the directory."""

    id: str
    names: Mapping[str, str]
    operator: str
    kind: str
    use: str
    regions: tuple[str, ...]
    contacts: tuple[Contact, ...]
    hours: Hours = NOT_KNOWN
    languages: tuple[str, ...] = ()
    audience: tuple[str, ...] = AUDIENCES
    topics: tuple[str, ...] = ()
    cost: str = "unknown"
    confidence: str = "low"
    checked_on: date | None = None
    """The day the facts were last checked, by calling or from a source."""
    dialled_on: date | None = None
    """The day somebody last dialled it and it was answered."""
    stop_showing_after: date | None = None
    """None only for entries without a telephone number, which cannot go stale in the same way."""
    fallback: str = ""
    does: Mapping[str, str] = field(default_factory=dict)
    """locale -> what it helps with, in a few words."""
    call: Mapping[str, str] = field(default_factory=dict)
    """locale -> who answers and what happens, only as far as known."""
    tells: Mapping[str, str] = field(default_factory=dict)
    """locale -> whether parents or police are told; empty when nobody knows."""
    offices: tuple[Office, ...] = ()
    sources: tuple[Source, ...] = ()
    contradictions: tuple[str, ...] = ()
    review: str = ""

    def is_shown(self, on: date) -> bool:
        """Say whether it may be shown on this day."""
        return self.use in SHOWN_USES and (self.stop_showing_after is None or on <= self.stop_showing_after)

    def serves(self, region: str) -> bool:
        """Say whether it serves a region; with no region, whether it serves nearly everyone in Pakistan."""
        if region:
            return region in self.regions
        return sum(name in REGIONS for name in self.regions) >= WIDE

    @property
    def has_number(self) -> bool:
        """Say whether it can be reached by telephone."""
        return any(contact.kind in NUMBERS for contact in self.contacts)

    @property
    def for_women_only(self) -> bool:
        """Say whether it is a line for girls and women only."""
        return self.audience == ("girls_women",)

    def contacts_in(self, region: str) -> tuple[Contact, ...]:
        """Return the contacts that work in a region; with no region, those that work everywhere."""
        return tuple(contact for contact in self.contacts if not contact.regions or region in contact.regions)


@dataclass(frozen=True)
class Directory:
    """Every helpline by id, shown or not."""

    helplines: Mapping[str, Helpline]

    def shown(self, on: date) -> Mapping[str, Helpline]:
        """Return the helplines that may be shown on this day."""
        return {name: helpline for name, helpline in self.helplines.items() if helpline.is_shown(on)}

    def live(self, name: str, on: date, region: str) -> Helpline | None:
        """Return the helpline, or the first of its fallbacks, that may be shown on this day and serves the region."""
        seen: set[str] = set()
        while name and name not in seen:
            seen.add(name)
            helpline = self.helplines[name]
            if helpline.is_shown(on) and helpline.serves(region):
                return helpline
            name = helpline.fallback
        return None
