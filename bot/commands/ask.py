"""`mehfooz ask`: what a new user would be answered, as JSON."""

import argparse
import json
import sys
from datetime import datetime
from typing import Any

from bot.clock import now
from bot.commands.batches import PEOPLE, PLACES, read_batch
from bot.commands.moments import moment
from bot.core.arrivals import Said
from bot.core.intents import LOCALES
from bot.core.session import Session
from bot.core.turn import spoken, take_turn
from bot.errors import CannotStart
from bot.offline import Offline, build_offline
from bot.settings import Settings


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the options."""
    parser.add_argument("text", nargs="?", help="the message")
    parser.add_argument("--batch", action="store_true", help="read JSON objects from standard input, one a line")
    parser.add_argument("--region", choices=PLACES)
    parser.add_argument("--who", choices=PEOPLE)
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
    allowed = {"region": PLACES, "who": PEOPLE, "language": LOCALES}
    for asked in read_batch(sys.stdin, "ask", "text", allowed):
        print(json.dumps(answer(offline, asked), ensure_ascii=False), flush=True)
    return 0


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
