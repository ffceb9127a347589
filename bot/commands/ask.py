"""`mehfooz ask`: what a new user would be answered, as JSON."""

import argparse
import json
import sys
from datetime import datetime
from typing import Any

from bot.app import Offline, build_offline, now
from bot.commands.moments import moment
from bot.core.arrivals import Said
from bot.core.intents import LOCALES, OUTSIDE, REGIONS
from bot.core.session import Session
from bot.core.turn import spoken, take_turn
from bot.errors import CannotStart
from bot.settings import Settings


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the options."""
    parser.add_argument("text", nargs="?", help="the message")
    parser.add_argument("--batch", action="store_true", help="read JSON objects from standard input, one a line")
    parser.add_argument("--region", choices=[*REGIONS, OUTSIDE])
    parser.add_argument("--who", choices=["child", "adult", "unknown"])
    parser.add_argument("--language", choices=LOCALES)
    parser.add_argument("--at", help="the time in Pakistan, such as 2026-11-22T02:00")


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """Answer one message, or one a line."""
    if arguments.batch == (arguments.text is not None):
        raise CannotStart("ask: give either a TEXT or --batch")
    offline = build_offline(settings)
    if not arguments.batch:
        print(json.dumps(answer(offline, vars(arguments)), ensure_ascii=False, indent=2))
        return 0
    for number, line in enumerate(sys.stdin, start=1):
        if line.strip():
            print(json.dumps(answer(offline, _read(line, number)), ensure_ascii=False), flush=True)
    return 0


def _read(line: str, number: int) -> dict[str, Any]:
    try:
        asked = json.loads(line)
    except ValueError as error:
        raise CannotStart(f"ask: standard input, line {number}: not JSON ({error})") from None
    if not isinstance(asked, dict) or not isinstance(asked.get("text"), str):
        raise CannotStart(f'ask: standard input, line {number}: expected an object with "text"')
    for name, allowed in {
        "region": [*REGIONS, OUTSIDE],
        "who": ["child", "adult", "unknown"],
        "language": LOCALES,
    }.items():
        if asked.get(name) not in (None, *allowed):
            raise CannotStart(f'ask: standard input, line {number}: "{name}" must be one of {", ".join(allowed)}')
    return asked


def answer(offline: Offline, asked: dict[str, Any]) -> dict[str, Any]:
    """Return the understood message and the messages a new user would get."""
    text: str = asked["text"]
    understood = offline.understander.understand(text)
    session = Session(
        locale=asked.get("language") or "",
        locale_chosen=bool(asked.get("language")),
        who=asked["who"] if asked.get("who") in ("child", "adult") else "",
        who_chosen=asked.get("who") in ("child", "adult"),
        region=asked.get("region") or "",
    )
    at: datetime = moment(asked["at"]) if asked.get("at") else now()
    turn = take_turn(session, Said(text), understood, offline.guidebook, at)
    messages = [
        {"text": say.text, "buttons": [[button.label for button in row] for row in say.buttons]} for say in spoken(turn)
    ]
    return {"understood": understood.to_json(), "messages": messages}
