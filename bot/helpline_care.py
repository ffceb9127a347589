"""What staff ask of the directory: which helplines to dial again, and why an answer is as it is."""

from datetime import date, datetime, timedelta

from bot.core.directory import SHOWN_USES, Helpline
from bot.core.routing import HelplineDesk, Referral, Routing, live_helplines, route, wanted_order

SOON = timedelta(days=30)
"""How long before its last day a helpline is due to be dialled again."""
CHECK_EVERY = timedelta(days=92)


def explain_route(
    desk: HelplineDesk, intent: str, region: str, who: str, at: datetime, *, at_home: bool = False
) -> list[str]:
    """Return lines that say how the answer came about: the table, what was left out or replaced, what moved."""
    routing = route(desk, intent, region, who, at, at_home=at_home)
    situation = desk.rules.by_intent[intent]
    wanted = wanted_order(situation, routing.region, who, at_home=at_home)
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
