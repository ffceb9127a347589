"""What stands behind `mehfooz route` and `mehfooz helplines`: parsed values in, values or text out."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from bot.core.directory import SHOWN_USES, Contact, Helpline
from bot.core.hours import pakistan_time
from bot.core.ports import Phrases
from bot.core.referral_text import why_text
from bot.core.routing import HelplineDesk, Referral, Routing, live_helplines, route, wanted_order

SOON = timedelta(days=30)
"""How long before its last day a helpline is due to be dialled again."""
CHECK_EVERY = timedelta(days=92)


@dataclass(frozen=True)
class Query:
    """One question to `mehfooz route`, already checked."""

    intent: str
    region: str = ""
    who: str = "child"
    language: str = "en"
    at_home: bool = False


def answer_route(desk: HelplineDesk, phrases: Phrases, query: Query, at: datetime) -> dict[str, Any]:
    """Return the object that `mehfooz route` prints."""
    routing = route(desk, query.intent, query.region, query.who, at, at_home=query.at_home)
    answer: dict[str, Any] = {
        "region": routing.region or None,
        "at": routing.at.isoformat(timespec="minutes"),
        "emergency": routing.emergency,
        "helplines": [_referral(referral, phrases, query.language, routing.at) for referral in routing.referrals],
    }
    if not routing.region:
        answer["ask_place"] = desk.ask_place[query.language]
    return answer


def _referral(referral: Referral, phrases: Phrases, locale: str, at: datetime) -> dict[str, Any]:
    helpline = referral.helpline
    opening = referral.opens_at
    return {
        "id": helpline.id,
        "name": helpline.names[locale],
        "contacts": [_contact(contact, locale) for contact in helpline.contacts],
        "open": referral.open,
        "opens_at": opening.isoformat(timespec="minutes") if opening else None,
        "why": why_text(referral, locale, lambda name, **values: phrases(locale, name, **values), at),
    }


def _contact(contact: Contact, locale: str) -> dict[str, str]:
    found = {"kind": contact.kind, "value": contact.value, "keys": contact.keys, "note": contact.note.get(locale, "")}
    return {name: value for name, value in found.items() if value or name in ("kind", "value")}


def explain_route(desk: HelplineDesk, query: Query, at: datetime) -> list[str]:
    """Return lines that say how the answer came about: the table, what was left out or replaced, what moved."""
    routing = route(desk, query.intent, query.region, query.who, at, at_home=query.at_home)
    situation = desk.rules.by_intent[query.intent]
    wanted = wanted_order(situation, routing.region, query.who, at_home=query.at_home)
    hour = "emergency lines first at any hour" if situation.emergency else "the hour may change the order"
    lines = [f"situation: {situation.name} ({hour})", f"table: {', '.join(wanted)}"]
    lines += [_fate(desk, name, routing) for name in wanted if not _is_shown(desk, name, routing)]
    live = [helpline.id for helpline in live_helplines(desk, wanted, routing.region, routing.at)]
    for place, referral in enumerate(routing.referrals, start=1):
        lines.append(_placed(place, referral, live))
    return lines


def _is_shown(desk: HelplineDesk, name: str, routing: Routing) -> bool:
    return desk.directory.helplines[name].is_shown(routing.at.date())


def _fate(desk: HelplineDesk, name: str, routing: Routing) -> str:
    helpline = desk.directory.helplines[name]
    stand_in = desk.directory.live(name, routing.at.date(), routing.region)
    why = f"last day {helpline.stop_showing_after}" if helpline.use in SHOWN_USES else f"use is {helpline.use}"
    return f"not shown: {name} ({why}); {f'{stand_in.id} stands in' if stand_in else 'nothing stands in'}"


def _placed(place: int, referral: Referral, live: list[str]) -> str:
    state = {True: "open", False: f"shut, opens {referral.opens_at}", None: "hours not known"}[referral.open]
    name = referral.helpline.id
    if name not in live:
        moved = "added, because everything better is shut"
    else:
        moved = "as in the table" if live.index(name) + 1 == place else f"{live.index(name) + 1} in the table"
    return f"{place}. {name}: {state}; {referral.helpline.confidence} confidence; {moved}"


def due_helplines(desk: HelplineDesk, today: date) -> list[str]:
    """Return a line for each shown helpline that staff must dial, the most urgent first; empty when none is due."""
    found = []
    for helpline in desk.directory.helplines.values():
        reason = _why_due(helpline, today)
        if reason:
            numbers = ", ".join(dict.fromkeys(contact.value for contact in helpline.contacts if contact.kind != "app"))
            last = helpline.stop_showing_after or date.max
            found.append((last, helpline.id, f"{helpline.id}: {reason}. {numbers or 'go there'}"))
    return [line for _, _, line in sorted(found)]


def _why_due(helpline: Helpline, today: date) -> str:
    last = helpline.stop_showing_after
    if helpline.use not in SHOWN_USES:
        return ""
    if last and last < today:
        return f"no longer shown since {last}"
    if helpline.dialled_on is None and helpline.has_number:
        return f"nobody has dialled it yet, shown until {last}"
    if last and last - today <= SOON:
        return f"shown until {last}"
    if helpline.checked_on and today - helpline.checked_on >= CHECK_EVERY:
        return f"last checked on {helpline.checked_on}"
    return ""


def read_query(asked: Mapping[str, Any]) -> Query:
    """Return the query of a JSON object or of parsed arguments; the caller has checked the names in it."""
    return Query(
        intent=asked["intent"],
        region=asked.get("region") or "",
        who=asked.get("who") or "unknown",
        language=asked.get("language") or "en",
        at_home=bool(asked.get("at_home")),
    )


def shown_at(desk: HelplineDesk, at: datetime) -> list[Helpline]:
    """Return every helpline that may be shown at a moment, by kind and id."""
    return sorted(desk.directory.shown(pakistan_time(at).date()).values(), key=lambda line: (line.kind, line.id))
