"""Reads the talks in talks/*.yaml and plays them through the conversation core with the real content.

A talk is a list of turns. Each turn has one of

    says: {intent: …, text: …, who: child, form: …, alternatives: […], misuse: true, with_file: true}
    presses: an action that a button above offered (with `forged: true` one that no button did)
    commands: a name, or a name and its word
    sends: the kind of a file

and then what must follow: `expect` (names of what is said, in order), `does` (other replies), `state` (of the session),
`offers` and `lacks` (actions of buttons), `shows` and `hides` (parts of texts), `in` (the locale, when it is not the
talk's). A text may be one for all locales, or one for each. `start` holds the session before the first turn, and `at`
the hour of the talk (`noon` or `night`).
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from bot.core.arrivals import Arrival, Commanded, Pressed, Said, SentFile
from bot.core.replies import Reply, Say
from bot.core.session import Session
from bot.core.turn import Turn, spoken, take_turn
from bot.core.understood import Understood
from tests.support.core import ARABIC, NOW, actions, guidebook, meant

TALKS = Path(__file__).parent / "talks"
KEYS = frozenset({"says", "presses", "commands", "sends", "forged", "expect", "does", "state", "offers", "lacks"})
MORE_KEYS = frozenset({"shows", "hides", "in", "again"})
HOURS = {"now": NOW, "noon": NOW.replace(hour=7), "night": NOW.replace(hour=21)}
ROMAN_WORDS = frozenset(["hai", "hain", "nahi", "aap", "karein", "mein", "kya", "ko", "ki", "ke", "ka", "se", "par"])

Step = dict[str, Any]


@dataclass(frozen=True)
class Talk:
    """One conversation."""

    name: str
    turns: tuple[Step, ...]
    start: dict[str, Any]
    """What the session holds before the first turn."""


def read_talks() -> list[Talk]:
    """Return the talks of all files, in order. Raises ValueError naming a turn with an unknown key."""
    talks = []
    for path in sorted(TALKS.glob("*.yaml")):
        for entry in yaml.safe_load(path.read_text("utf-8")):
            for turn in entry["turns"]:
                if unknown := set(turn) - KEYS - MORE_KEYS:
                    raise ValueError(f"{path.name}: {entry['talk']}: unknown key {sorted(unknown)[0]}")
            talks.append(Talk(entry["talk"], tuple(entry["turns"]), entry.get("start", {})))
    return talks


def play(talk: Talk, locale: str) -> None:
    """Play a talk by a person who writes in `locale`. Raises AssertionError that names the turn."""
    start = dict(talk.start)
    now = HOURS[start.pop("at", "now")]
    session, shown = Session(**start), frozenset[str]()
    for number, step in enumerate(talk.turns, 1):
        where = f"{talk.name}, turn {number}, {locale}"
        session = Session.from_dict(json.loads(json.dumps(session.to_dict())))
        if "presses" in step and not step.get("forged"):
            assert step["presses"] in shown, f"{where}: no button {step['presses']}; there were {sorted(shown)}"
        turn = take_turn(session, _arrival(step, locale), _understood(step, locale), guidebook(), now)
        _compare(turn, step, locale, where)
        session, shown = turn.session, frozenset(actions(spoken(turn)))


def _arrival(step: Step, locale: str) -> Arrival:
    if "says" in step:
        return Said(_text(step["says"], locale), bool(step["says"].get("with_file")))
    if "presses" in step:
        return Pressed(step["presses"])
    if "sends" in step:
        return SentFile(step["sends"], bool(step.get("again")))
    name, _, word = step["commands"].partition(" ")
    return Commanded(name, word)


def _text(says: dict[str, Any], locale: str) -> str:
    text = says.get("text", "یہ ایک پیغام ہے" if locale == "ur" else "this is a message")
    return _own(text, locale)


def _own(text: str | dict[str, str], locale: str) -> str:
    return str(text[locale] if isinstance(text, dict) else text)


def _understood(step: Step, locale: str) -> Understood | None:
    if "says" not in step:
        return None
    says = step["says"]
    more = {name: says[name] for name in ("misuse", "names", "alarm") if name in says}
    form, alternatives = says.get("form", locale), tuple(says.get("alternatives", ()))
    return meant(
        says["intent"], _text(says, locale), form, says.get("who", "unknown"), alternatives=alternatives, **more
    )


def _compare(turn: Turn, step: Step, locale: str, where: str) -> None:
    says = spoken(turn)
    told = "\n".join(say.text for say in says)
    assert [say.id for say in says] == step["expect"], where
    assert [_kind(reply) for reply in turn.replies if not isinstance(reply, Say)] == step.get("does", []), where
    state = turn.session.to_dict()
    assert {name: state[name] for name in step.get("state", {})} == step.get("state", {}), where
    offered = set(actions(says))
    assert set(step.get("offers", ())) <= offered, f"{where}: {sorted(offered)}"
    assert not set(step.get("lacks", ())) & offered, f"{where}: {sorted(offered)}"
    assert all(_own(part, locale) in told for part in step.get("shows", ())), f"{where}: {told}"
    assert not any(_own(part, locale) in told for part in step.get("hides", ())), f"{where}: {told}"
    for say in says:
        assert is_in(say.text, step.get("in", locale)), f"{where}: {say.id} is not in {step.get('in', locale)}"


def _kind(reply: Reply) -> str:
    return type(reply).__name__


def is_in(text: str, locale: str) -> bool:
    """Say whether a text is in a locale, by its script and by small words of Roman Urdu."""
    if locale == "ur":
        return bool(ARABIC.search(text))
    roman = len(ROMAN_WORDS & set(text.lower().replace(",", " ").replace(".", " ").split())) >= 1
    return not ARABIC.search(text) and (locale == "ur-Latn") == roman
