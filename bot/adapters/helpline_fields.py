"""Reads one helpline of content/helplines/."""

import re
from datetime import date

from bot.adapters.fields import Fields
from bot.adapters.hours_fields import read_hours
from bot.core.directory import (
    AUDIENCES,
    CONFIDENCES,
    CONTACT_KINDS,
    COSTS,
    KINDS,
    NUMBERS,
    SHOWN_USES,
    USES,
    Contact,
    Helpline,
    Office,
    Source,
)
from bot.core.intents import OUTSIDE, REGIONS

ALL = "all"
NEVER = "never"
EVIDENCE = ("official", "credible", "press", "unofficial_listing", "memory")
FIELDS = (
    *("id", "name", "operator", "kind", "use", "regions", "contacts", "hours", "languages", "audience", "topics"),
    *("cost", "confidence", "checked_on", "dialled_on", "stop_showing_after", "fallback", "does", "call", "tells"),
    *("offices", "sources", "contradictions", "unverified", "review"),
)

_NUMBER = re.compile(r"\d{2,5}|0800-\d{5}|03\d{2}-\d{7}|0\d{1,3}-\d{3}-\d{3}-\d{3}|0(?!3|800)\d{1,4}-\d{6,8}")
"""Short codes, toll-free, mobile, corporate and landline numbers of Pakistan, with their hyphens."""
_ADDRESS = re.compile(r"https?://[a-z0-9.-]+\.[a-z]{2,}(/\S*)?")
_MAIL = re.compile(r"[a-z0-9._-]+@[a-z0-9.-]+\.[a-z]{2,}")
_KEYS = re.compile(r"[0-9*#]([0-9*#, ]{0,8}[0-9*#])?")


def read_helpline(fields: Fields, name: str) -> Helpline:
    """Return the helpline of a file called `<name>.yaml`; what is wrong in it is among the faults of `fields`."""
    fields.only(FIELDS)
    use = fields.choice("use", USES)
    shown = use in SHOWN_USES
    if fields.text("id") != name:
        fields.fault("id", 'the id is "%(id)s".', "It must be the name of the file.", id=fields.text("id"))
    contacts = tuple(_contact(row) for row in fields.rows("contacts"))
    helpline = Helpline(
        id=name,
        names=fields.texts("name", needed=True),
        operator=fields.text("operator", needed=True),
        kind=fields.choice("kind", KINDS),
        use=use,
        regions=_regions(fields, "regions", needed=True),
        contacts=contacts,
        hours=read_hours(fields, "hours"),
        languages=fields.words("languages"),
        audience=fields.words("audience", AUDIENCES, needed=True),
        topics=fields.words("topics"),
        cost=fields.choice("cost", COSTS, "unknown"),
        confidence=fields.choice("confidence", CONFIDENCES),
        checked_on=fields.day("checked_on"),
        dialled_on=fields.day("dialled_on"),
        stop_showing_after=_last_day(fields, contacts),
        fallback=fields.text("fallback", needed=shown and fields.text("stop_showing_after") != NEVER),
        does=fields.texts("does", needed=shown),
        call=fields.texts("call", needed=shown),
        tells=fields.texts("tells"),
        offices=tuple(_office(row) for row in fields.rows("offices")),
        sources=tuple(_source(row) for row in fields.rows("sources")),
        contradictions=fields.words("contradictions"),
        review=fields.text("review"),
    )
    _check(fields, helpline)
    return helpline


def _regions(fields: Fields, name: str, *, needed: bool = False) -> tuple[str, ...]:
    regions = fields.words(name, (ALL, *REGIONS, OUTSIDE), needed=needed)
    return tuple(dict.fromkeys(r for region in regions for r in (REGIONS if region == ALL else (region,))))


def _last_day(fields: Fields, contacts: tuple[Contact, ...]) -> date | None:
    if fields.text("stop_showing_after") != NEVER:
        return fields.day("stop_showing_after")
    if any(contact.kind in NUMBERS for contact in contacts):
        what = "a telephone number cannot be shown for ever."
        fields.fault("stop_showing_after", what, "Write the last day on which it may be shown.")
    return None


def _contact(fields: Fields) -> Contact:
    fields.only(("kind", "value", "keys", "note", "regions", "hours", "cost"))
    kind = fields.choice("kind", CONTACT_KINDS)
    value = fields.text("value", needed=True)
    rules = {"url": _ADDRESS, "email": _MAIL, **dict.fromkeys(NUMBERS, _NUMBER)}
    if value and kind in rules and not rules[kind].fullmatch(value):
        examples = {"url": "https://example.org", "email": "help@example.org"}
        mend = f"Write it like {examples.get(kind, '1121, 0800-12345 or 0300-1234567')}, without spaces."
        fields.fault("value", '"%(value)s" is not a right %(kind)s.', mend, value=value, kind=kind)
    keys = fields.text("keys")
    if keys and not _KEYS.fullmatch(keys):
        fields.fault("keys", '"%(keys)s" cannot be pressed.', "Write the digits to press, such as 3.", keys=keys)
    hours = read_hours(fields, "hours") if "hours" in fields else None
    cost = fields.choice("cost", COSTS, "unknown") if "cost" in fields else ""
    return Contact(kind, value, keys, fields.texts("note"), _regions(fields, "regions"), hours, cost)


def _source(fields: Fields) -> Source:
    fields.only(("title", "publisher", "date", "url", "evidence"))
    return Source(
        fields.text("title", needed=True),
        fields.text("publisher"),
        fields.text("date"),
        fields.choice("evidence", EVIDENCE),
        fields.text("url"),
    )


def _office(fields: Fields) -> Office:
    fields.only(("name", "region", "district", "covers"))
    names = fields.texts("name", needed=True)
    return Office(names, fields.choice("region", REGIONS), fields.text("district", needed=True), fields.words("covers"))


def _check(fields: Fields, helpline: Helpline) -> None:
    if not helpline.sources:
        fields.fault("sources", "there is no source.", "Write where each number was found: title, publisher, date.")
    shown = helpline.use in SHOWN_USES
    if shown and not fields.text("stop_showing_after"):
        mend = "Write stop_showing_after: and the last day on which it may be shown."
        fields.fault("stop_showing_after", "the last day is missing.", mend)
    if shown and helpline.confidence != "high" and not helpline.review:
        mend = "Write in review: what has to be looked at."
        fields.fault("review", "a helpline below high confidence needs a review note.", mend)
    last, checked = helpline.stop_showing_after, helpline.checked_on
    if last and checked and last < checked:
        mend = "Write a day after checked_on."
        fields.fault("stop_showing_after", "the last day lies before the day it was checked.", mend)
    for contact in fields.rows("contacts"):
        if not set(_regions(contact, "regions")) <= set(helpline.regions):
            mend = "Take out that region, or add it to the regions of the helpline."
            contact.fault("regions", "this contact names a region that the helpline does not serve.", mend)
