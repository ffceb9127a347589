"""Which helplines fit an intent, a region, a person and an hour: best first, each with its reasons."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from bot.core.directory import Directory, Helpline
from bot.core.hours import Calendar, is_open, opens_at, pakistan_time
from bot.core.intents import OUTSIDE, REGIONS

AT_ONCE = 3
"""Helplines a first message shows: something open must be among them."""


@dataclass(frozen=True)
class Situation:
    """What content/routes.yaml says about one situation, with the roles replaced by helplines of each region."""

    name: str
    emergency: bool
    order: Mapping[str, Mapping[str, tuple[str, ...]]]
    """child or adult -> region ("" where it is not known) -> helpline ids, best first."""
    at_home: Mapping[str, tuple[str, ...]]
    """region -> helplines that come first when the harm comes from home."""
    meanwhile: Mapping[str, tuple[str, ...]]
    """region -> helplines to offer while everything better is shut."""


@dataclass(frozen=True)
class Rules:
    """The routing table."""

    by_intent: Mapping[str, Situation]
    floor: Mapping[str, tuple[str, ...]]
    """region -> entries without a date, for the day when everything else has expired."""


@dataclass(frozen=True)
class Reason:
    """Why a helpline is named, in every locale."""

    id: str
    texts: Mapping[str, str]


@dataclass(frozen=True)
class HelplineDesk:
    """The helpline content in force: the directory, the routing table, the reasons and the calendar."""

    directory: Directory
    rules: Rules
    reasons: Mapping[str, Reason]
    """id of a reason, or of one for a region such as `for_children.sindh` -> its text."""
    calendar: Calendar
    ask_place: Mapping[str, str]
    """locale -> how to say where you are."""
    until_then: Mapping[str, str]
    """locale -> what to do until a shut line opens, one thing a line."""


@dataclass(frozen=True)
class Referral:
    """One helpline for this person at this hour."""

    helpline: Helpline
    """With only those contacts that work in the person's region."""
    open: bool | None
    opens_at: datetime | None
    """In Pakistan time; None when it is open or nobody knows."""
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class Routing:
    """The answer: the complete list of helplines, best first."""

    region: str
    at: datetime
    """In Pakistan time."""
    emergency: bool
    referrals: tuple[Referral, ...]


def route(
    desk: HelplineDesk,
    intent: str,
    region: str | None,
    who: str,
    now: datetime,
    *,
    at_home: bool = False,
    girl: bool | None = None,
) -> Routing:
    """Return the helplines for an intent. Never empty.

    `region` is one of REGIONS, `outside`, or empty when not known; `who` is child, adult or unknown (told as a child).
    `at_home`: the harm comes from the family. `girl`: None when not known, False leaves out the lines for women.
    Raises KeyError for an unknown intent.
    """
    area = region if region in (*REGIONS, OUTSIDE) else ""
    at = pakistan_time(now)
    situation = desk.rules.by_intent[intent]
    wanted = wanted_order(situation, area, who, at_home=at_home)
    chosen = live_helplines(desk, wanted, area, at)
    chosen = [helpline for helpline in chosen if girl is not False or not helpline.for_women_only]
    found = [referral(desk, helpline, area, at) for helpline in chosen]
    if situation.emergency:
        found.sort(key=lambda item: item.open is False)
    else:
        spare = [referral(desk, h, area, at) for h in live_helplines(desk, situation.meanwhile[area], area, at)]
        found = by_hour(_surer_first(_women_first(found) if girl else found), spare)
    found = found or [referral(desk, desk.directory.helplines[name], area, at) for name in desk.rules.floor[area]]
    return Routing(area, at, situation.emergency, tuple(found))


def wanted_order(situation: Situation, region: str, who: str, *, at_home: bool = False) -> tuple[str, ...]:
    """Return the ids that the table names for this person, whatever the hour."""
    ids = situation.order["adult" if who == "adult" else "child"][region]
    first = situation.at_home[region] if at_home else ()
    return tuple(dict.fromkeys((*first, *ids)))


def live_helplines(desk: HelplineDesk, ids: tuple[str, ...], region: str, at: datetime) -> list[Helpline]:
    """Return the helplines of these ids that may be shown here today; an expired one gives way to its fallback."""
    found: dict[str, Helpline] = {}
    for name in ids:
        helpline = desk.directory.live(name, at.date(), region)
        if helpline is not None:
            found.setdefault(helpline.id, helpline)
    return list(found.values())


def referral(desk: HelplineDesk, helpline: Helpline, region: str, at: datetime) -> Referral:
    """Return the helpline as this person should see it now. Its hours are those of the first way to reach it."""
    contacts = helpline.contacts_in(region)
    hours = contacts[0].hours if contacts and contacts[0].hours else helpline.hours
    open_now = is_open(hours, at, desk.calendar)
    opening = opens_at(hours, at, desk.calendar) if open_now is False else None
    shown = helpline if len(contacts) == len(helpline.contacts) else replace(helpline, contacts=contacts)
    return Referral(shown, open_now, opening, _reasons(desk, helpline, region))


def _reasons(desk: HelplineDesk, helpline: Helpline, region: str) -> tuple[Reason, ...]:
    found = []
    everywhere = all(name in helpline.regions for name in REGIONS)
    if helpline.for_women_only:
        found.append(desk.reasons["for_women" if everywhere else f"for_women.{region}"])
    elif region == OUTSIDE or everywhere:
        found.append(desk.reasons["outside" if region == OUTSIDE else "everywhere"])
    elif region:
        found.append(desk.reasons[f"{'for_children' if helpline.kind == 'child_protection' else 'in'}.{region}"])
    else:
        found.append(desk.reasons["mostly"])
    if helpline.does:
        found.append(Reason("does", helpline.does))
    if helpline.confidence != "high":
        found.append(desk.reasons["unconfirmed"])
    return tuple(found)


def _women_first(found: list[Referral]) -> list[Referral]:
    return sorted(found, key=lambda item: not item.helpline.for_women_only)


def _surer_first(found: list[Referral]) -> list[Referral]:
    """Put a number below high confidence behind the surer lines of its kind that answer now."""
    ordered = list(found)
    for item in found:
        if item.helpline.confidence == "high":
            continue
        better = [other for other in ordered if _is_surer(other, item)]
        last = max((ordered.index(other) for other in better), default=-1)
        if last > ordered.index(item):
            ordered.remove(item)
            ordered.insert(last, item)
    return ordered


def _is_surer(other: Referral, item: Referral) -> bool:
    return (
        other.helpline.kind == item.helpline.kind
        and other.helpline.confidence == "high"
        and other.helpline.use == "route"
        and other.open is True
    )


def by_hour(found: list[Referral], spare: list[Referral]) -> list[Referral]:
    """Put shut lines behind the others, the best of them in the first message still, and something open with it.

    `spare` are the lines to fall back on when none of `found` is open.
    """
    answering = [item for item in found if item.open is not False]
    shut = [item for item in found if item.open is False]
    if not any(item.open for item in answering):
        named = {item.helpline.id for item in answering}
        answering += [item for item in spare if item.open and item.helpline.id not in named][:1]
    room = AT_ONCE - 1 if shut and _was_first(found, shut[0]) else AT_ONCE
    answering = _open_within(answering, room)
    return [*answering[:room], *shut[:1], *answering[room:], *shut[1:]] if room < AT_ONCE else [*answering, *shut]


def _was_first(found: list[Referral], shut: Referral) -> bool:
    return found.index(shut) < AT_ONCE


def _open_within(items: list[Referral], room: int) -> list[Referral]:
    """Return the items with the first open one moved up to the last of the first `room` places, if it is later."""
    at = next((place for place, item in enumerate(items) if item.open), 0)
    if at < room:
        return items
    rest = [*items[:at], *items[at + 1 :]]
    return [*rest[: room - 1], items[at], *rest[room - 1 :]]
