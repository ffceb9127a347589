"""`mehfooz route`: the helplines for a situation, as JSON."""

import argparse
import json
import sys
from functools import partial
from typing import Any

from bot.adapters.directory_files import load_helplines
from bot.adapters.phrases import Catalogues
from bot.clock import now
from bot.commands.batches import PEOPLE, PLACES, read_batch
from bot.commands.moments import moment
from bot.core.directory import Contact
from bot.core.intents import ALL, LOCALES
from bot.core.referral_text import why_text
from bot.core.routing import HelplineDesk, Referral, route
from bot.errors import CannotStart
from bot.helpline_care import explain_route
from bot.settings import Settings


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the options."""
    parser.add_argument("--intent", choices=ALL)
    parser.add_argument("--batch", action="store_true", help="read JSON objects from standard input, one a line")
    parser.add_argument("--region", choices=PLACES)
    parser.add_argument("--who", choices=PEOPLE)
    parser.add_argument("--at", help="the time in Pakistan, such as 2026-11-22T02:00; now when left out")
    parser.add_argument("--language", choices=LOCALES, default="en")
    parser.add_argument(
        "--explain",
        action="store_true",
        help="also show how the order came about and the sources",
    )


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """Route one situation, or one a line."""
    if arguments.batch == (arguments.intent is not None):
        raise CannotStart("route: give either --intent or --batch")
    desk, faults = load_helplines(settings.content)
    if desk is None:
        raise CannotStart(f"CONTENT_DIR: {faults[0]}")
    phrases = Catalogues(settings.locales)
    if not arguments.batch:
        print(json.dumps(routed(desk, phrases, vars(arguments)), ensure_ascii=False, indent=2))
        return 0
    allowed = {"intent": ALL, "region": PLACES, "who": PEOPLE, "language": LOCALES}
    for asked in read_batch(sys.stdin, "route", "intent", allowed):
        print(json.dumps(routed(desk, phrases, asked), ensure_ascii=False), flush=True)
    return 0


def routed(desk: HelplineDesk, phrases: Catalogues, asked: dict[str, Any]) -> dict[str, Any]:
    """Return what the contract promises for one situation."""
    at = moment(asked["at"]) if asked.get("at") else now()
    language = asked.get("language") or "en"
    region = asked.get("region") or ""
    routing = route(desk, asked["intent"], region, asked.get("who") or "unknown", at)
    answer: dict[str, Any] = {
        "region": region or None,
        "at": routing.at.isoformat(),
        "emergency": routing.emergency,
        "helplines": [
            _line(referral, language, phrases, routing.at, explain=bool(asked.get("explain")))
            for referral in routing.referrals
        ],
    }
    if asked.get("explain"):
        answer["explain"] = explain_route(desk, asked["intent"], region, asked.get("who") or "unknown", at)
    if not region:
        answer["ask_place"] = desk.ask_place[language]
    return answer


def _line(referral: Referral, language: str, phrases: Catalogues, at: Any, *, explain: bool) -> dict[str, Any]:
    helpline = referral.helpline
    line: dict[str, Any] = {
        "id": helpline.id,
        "name": helpline.names[language],
        "contacts": [_contact(contact) for contact in helpline.contacts],
        "open": referral.open,
        "opens_at": referral.opens_at.isoformat() if referral.opens_at else None,
        "why": why_text(referral, language, partial(phrases, language), at),
    }
    if explain:
        line["explain"] = {
            "confidence": helpline.confidence,
            "use": helpline.use,
            "checked_on": str(helpline.checked_on),
            "stop_showing_after": str(helpline.stop_showing_after) if helpline.stop_showing_after else None,
            "reasons": [reason.id for reason in referral.reasons],
            "sources": [source.title for source in helpline.sources],
        }
    return line


def _contact(contact: Contact) -> dict[str, str]:
    found = {"kind": contact.kind, "value": contact.value}
    return {**found, "keys": contact.keys} if contact.keys else found
