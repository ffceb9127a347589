"""Reads content/routes.yaml, content/reasons.yaml and content/holidays.yaml."""

from collections.abc import Collection, Mapping
from datetime import date, timedelta

from bot.adapters.fields import Fields
from bot.adapters.hours_fields import HOLIDAY_KINDS
from bot.core.directory import Directory
from bot.core.hours import Calendar
from bot.core.intents import ALL as ALL_INTENTS
from bot.core.intents import OUTSIDE, REGIONS
from bot.core.routing import Reason, Rules, Situation

UNKNOWN = "unknown"
AREAS = (*REGIONS, "", OUTSIDE)
"""Where a person may be; the empty text stands for not known."""
LONGEST = 40
"""Days a holiday or a Ramadan may have in the calendar."""


class RouteReader:
    """Reads the routing table against a directory."""

    def __init__(self, fields: Fields, directory: Directory) -> None:
        """Read `fields`; a helpline that is not in `directory` is a fault."""
        self._fields = fields
        self._directory = directory
        self._roles: dict[str, Mapping[str, tuple[str, ...]]] = {}

    def read(self) -> Rules:
        """Return the table with every role replaced by the helplines of each region."""
        self._fields.only(("roles", "situations", "outside_first", "floor"))
        roles = self._fields.inner("roles")
        for name in roles.values:
            self._roles[name] = self._role(roles.inner(name))
        outside = self._list(self._fields, "outside_first", OUTSIDE)
        by_intent: dict[str, Situation] = {}
        for row in self._fields.rows("situations"):
            self._add(row, outside, by_intent)
        for intent in ALL_INTENTS:
            if intent not in by_intent:
                mend = "Add it to the intents of one situation."
                self._fields.fault("situations", 'the intent "%(intent)s" has no helplines.', mend, intent=intent)
        floor = {area: self._list(self._fields, "floor", area) for area in AREAS}
        for name in {name for ids in floor.values() for name in ids}:
            if self._directory.helplines[name].stop_showing_after:
                mend = "Name only entries with `stop_showing_after: never` here."
                self._fields.fault("floor", 'the entry "%(name)s" can expire.', mend, name=name)
        return Rules(by_intent, floor)

    def _role(self, fields: Fields) -> Mapping[str, tuple[str, ...]]:
        fields.only(("all", *REGIONS, UNKNOWN, OUTSIDE))
        return {
            area: self._ids(fields, "all" if (area or UNKNOWN) not in fields.values else area or UNKNOWN)
            for area in AREAS
        }

    def _ids(self, fields: Fields, name: str) -> tuple[str, ...]:
        return fields.words(name, self._names())

    def _names(self) -> Collection[str]:
        return (*self._directory.helplines, *self._roles)

    def _list(self, fields: Fields, name: str, area: str) -> tuple[str, ...]:
        """Return the helplines that a list names for one area and that serve it."""
        found: dict[str, None] = {}
        for word in fields.values.get(name) or []:
            for helpline in self._roles.get(word, {}).get(area, (word,)):
                known = self._directory.helplines.get(helpline)
                if known is not None and known.serves(area):
                    found[helpline] = None
        return tuple(found)

    def _add(self, row: Fields, outside: tuple[str, ...], by_intent: dict[str, Situation]) -> None:
        row.only(("name", "intents", "emergency", "child", "adult", "at_home", "meanwhile"))
        lists = ("child", "adult", "at_home", "meanwhile")
        for name in lists:
            row.words(name, self._names(), needed=name in ("child", "adult"))
        order = {who: {area: self._list(row, who, area) for area in AREAS} for who in ("child", "adult")}
        for who in order:
            order[who][OUTSIDE] = tuple(dict.fromkeys((*outside, *order[who][OUTSIDE])))
            self._refuse_blank(row, who, order[who])
        at_home, meanwhile = ({area: self._list(row, name, area) for area in AREAS} for name in lists[2:])
        emergency = row.choice("emergency", ("yes", "no"), "no") == "yes"
        situation = Situation(row.text("name", needed=True), emergency, order, at_home, meanwhile)
        for intent in row.words("intents", ALL_INTENTS, needed=True):
            if intent in by_intent:
                mend = "Name it in one situation only."
                row.fault("intents", 'the intent "%(intent)s" is named a second time.', mend, intent=intent)
            by_intent[intent] = situation

    def _refuse_blank(self, row: Fields, who: str, order: Mapping[str, tuple[str, ...]]) -> None:
        for area in AREAS:
            if not order[area]:
                mend = "Add a helpline that serves it."
                row.fault(who, 'no helpline is left for "%(area)s".', mend, area=area or UNKNOWN)


REASONS = ("for_women", "everywhere", "mostly", "outside", "unconfirmed")
OTHER_TEXTS = ("ask_place", "until_then")
LOCAL_REASONS = ("for_children", "for_women", "in")


def read_reasons(fields: Fields) -> Mapping[str, Reason]:
    """Return the reasons by id."""
    fields.only((*REASONS, *OTHER_TEXTS, *(f"{name}_region" for name in LOCAL_REASONS), "regions"))
    reasons = {name: Reason(name, fields.texts(name, needed=True)) for name in REASONS}
    names = fields.inner("regions")
    names.only(REGIONS)
    for region in REGIONS:
        region_names = names.texts(region, needed=True)
        for name in LOCAL_REASONS:
            patterns = fields.texts(f"{name}_region", needed=True)
            texts = {
                locale: text.replace("%(region)s", region_names.get(locale, "")) for locale, text in patterns.items()
            }
            reasons[f"{name}.{region}"] = Reason(name, texts)
    return reasons


def read_other_texts(fields: Fields) -> Mapping[str, Mapping[str, str]]:
    """Return the other texts of the file by name: how to say where you are, what to do until a line opens."""
    return {name: fields.texts(name, needed=True) for name in OTHER_TEXTS}


def _filled(patterns: Mapping[str, str], names: Mapping[str, str]) -> Mapping[str, str]:
    return {locale: text.replace("%(region)s", names.get(locale, "")) for locale, text in patterns.items()}


def read_calendar(fields: Fields) -> Calendar:
    """Return the holidays and Ramadan, day by day."""
    fields.only(("holidays", "ramadan"))
    holidays: dict[date, str] = {}
    for row in fields.rows("holidays"):
        row.only(("from", "to", "kind", "name", "note"))
        kind = row.choice("kind", HOLIDAY_KINDS)
        holidays.update(dict.fromkeys(_days(row), kind))
    ramadan = {day for row in fields.rows("ramadan") for day in _days(row)}
    return Calendar(holidays, frozenset(ramadan))


def _days(fields: Fields) -> list[date]:
    first = fields.day("from")
    last = fields.day("to") or first
    if first is None or last is None:
        fields.fault("from", "the first day is missing.", "Write from: and the day, such as 2026-11-22.")
        return []
    count = (last - first).days
    if not 0 <= count < LONGEST:
        fields.fault("to", "the last day is before the first, or much too late.", "Correct the days.")
        return []
    return [first + timedelta(days=number) for number in range(count + 1)]
