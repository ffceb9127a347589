"""Every answer of the routing table at every hour of a week, and the page that shows it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from html import escape

from bot.core.hours import PAKISTAN
from bot.core.intents import OUTSIDE, REGIONS
from bot.core.routing import AT_ONCE, HelplineDesk, Routing, route

AREAS = (*REGIONS, "", OUTSIDE)
WHO = ("child", "adult")
HOURS_OF_WEEK = 7 * 24


@dataclass(frozen=True)
class Cell:
    """One answer: to whom, where and when."""

    situation: str
    intent: str
    """One intent of the situation; all of them are answered alike."""
    region: str
    who: str
    routing: Routing

    @property
    def first(self) -> tuple[str, ...]:
        """The helplines of the first message, with * on those that are shut."""
        return tuple(
            item.helpline.id + ("*" if item.open is False else "") for item in self.routing.referrals[:AT_ONCE]
        )


def cells(desk: HelplineDesk, monday: date, hours: int = HOURS_OF_WEEK) -> Iterator[Cell]:
    """Yield the answer for each situation, region, person and hour, the hours of one person in their order."""
    intents = {situation.name: intent for intent, situation in desk.rules.by_intent.items()}
    start = datetime(monday.year, monday.month, monday.day, tzinfo=PAKISTAN)
    for name, intent in intents.items():
        for region in AREAS:
            for who in WHO:
                for hour in range(hours):
                    routing = route(desk, intent, region, who, start + timedelta(hours=hour))
                    yield Cell(name, intent, region, who, routing)


def grid_page(desk: HelplineDesk, monday: date) -> str:
    """Return an HTML page: for each situation, region and person, what comes first in which hours of the week."""
    rows: dict[tuple[str, str, str], dict[tuple[str, ...], list[datetime]]] = {}
    for cell in cells(desk, monday):
        times = rows.setdefault((cell.situation, cell.region, cell.who), {})
        times.setdefault(cell.first, []).append(cell.routing.at)
    body = "".join(_row(key, times) for key, times in rows.items())
    style = "body{font:13px system-ui}td,th{border:1px solid #ccd;padding:3px 6px;vertical-align:top;text-align:left}"
    head = "".join(f"<th>{name}</th>" for name in ("situation", "region", "who", "first message (* shut) and hours"))
    return (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>Routing, week of {monday}</title>'
        f"<style>{style} table{{border-collapse:collapse}}</style><h1>Routing, week of {monday}, Pakistan time</h1>"
        f"<table><tr>{head}</tr>{body}</table></html>\n"
    )


def _row(key: tuple[str, str, str], times: dict[tuple[str, ...], list[datetime]]) -> str:
    situation, region, who = key
    answers = "<br>".join(f"<b>{escape(' › '.join(first))}</b> {_spans(hours)}" for first, hours in times.items())
    return f"<tr><td>{situation}</td><td>{region or 'unknown'}</td><td>{who}</td><td>{answers}</td></tr>"


def _spans(hours: list[datetime]) -> str:
    """Return the hours as spans, such as `Mon 00 to Mon 09`; all week is said in one word."""
    if len(hours) == HOURS_OF_WEEK:
        return "all week"
    spans: list[list[datetime]] = []
    for at in hours:
        if spans and at - spans[-1][1] == timedelta(0):
            spans[-1][1] = at + timedelta(hours=1)
        else:
            spans.append([at, at + timedelta(hours=1)])
    return ", ".join(f"{start:%a %H} to {end:%a %H}" for start, end in spans)
