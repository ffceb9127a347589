"""`mehfooz chat`: talk to the bot in this terminal; a number presses that button."""

import argparse
import sys
from dataclasses import dataclass, field

from bot.clock import now
from bot.core.arrivals import Arrival, Commanded, Pressed, Said
from bot.core.replies import Button, Say
from bot.core.session import Session
from bot.core.turn import spoken, take_turn
from bot.offline import Offline, build_offline
from bot.settings import Settings


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the options."""
    parser.add_argument("--ids", action="store_true", help="also show the id of each message and intent")


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """Answer each line of standard input until it ends."""
    talk = Terminal(build_offline(settings), arguments.ids)
    print("Write as a person would. A number presses that button; Ctrl-D ends.")
    for line in sys.stdin:
        print(talk.hear(line.rstrip("\n")), flush=True)
    return 0


@dataclass
class Terminal:
    """One person's talk in a terminal."""

    offline: Offline
    show_ids: bool
    session: Session = field(default_factory=Session)
    buttons: list[Button] = field(default_factory=list)

    def hear(self, line: str) -> str:
        """Return what the bot answers to a line, as text."""
        arrival = self._arrival(line)
        understood = self.offline.understander.understand(arrival.text) if isinstance(arrival, Said) else None
        # What a person reads in a terminal goes through storage's form, as it would between two real turns.
        self.session = Session.from_dict(self.session.to_dict())
        turn = take_turn(self.session, arrival, understood, self.offline.guidebook, now())
        self.session = turn.session
        self.buttons = []
        shown = [self._show(said) for said in spoken(turn)]
        head = [f"[{turn.topic}]"] if self.show_ids and turn.topic else []
        return "\n\n".join([*head, *shown]) + "\n"

    def _arrival(self, line: str) -> Arrival:
        if line.isdecimal() and 0 < int(line) <= len(self.buttons):
            return Pressed(self.buttons[int(line) - 1].action)
        if line.startswith("/") and line[1:].isalnum():
            return Commanded(line[1:].lower())
        return Said(line)

    def _show(self, say: Say) -> str:
        lines = [f"({say.id})" if self.show_ids else "", say.text]
        for row in say.buttons:
            labels = []
            for button in row:
                self.buttons.append(button)
                labels.append(f"[{len(self.buttons)} {button.label}]")
            lines.append("  " + "  ".join(labels))
        return "\n".join(line for line in lines if line)
