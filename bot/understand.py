"""Joins what the model reads, what the safety net sees and the places a text names into one `Understood`."""

import logging
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any, Protocol, runtime_checkable

from understanding.intents import urgency
from understanding.parse import Parse

from bot.core.disguise import pieces, undisguise
from bot.core.safety_net import Alarm, Heard, SafetyNet, heard
from bot.core.understood import Entity, Understood, Urgency

log = logging.getLogger(__name__)

Places = Callable[[str], Iterable[tuple[str, str, bool]]]
"""The places a text names, as (region, name, whether the name is all the text says)."""

_RANK: dict[str, int] = {"normal": 0, "high": 1, "emergency": 2}


REST = 5.0
"""Seconds that a server which failed is not asked again."""


class ReaderRests(Exception):
    """The server failed a moment ago and is not asked."""


@runtime_checkable
class Explainer(Protocol):
    """A reader that can also say why."""

    def explain(self, text: str) -> dict[str, Any]:
        """Which features decided."""
        ...


class Reader(Protocol):
    """The model, in-process or behind a Rasa server."""

    def parse(self, text: str) -> Parse:
        """What the model says of a text; may raise."""
        ...


class Understander:
    """Never raises: when the model fails, the safety net and the menu remain."""

    def __init__(
        self,
        reader: Reader,
        net: SafetyNet,
        places: Places = lambda _: (),
        *,
        remote: bool = False,
        offender: SafetyNet | None = None,
        private: SafetyNet | None = None,
    ) -> None:
        """Read with `reader`; `remote` says that it waits for a network, so that callers use a thread.

        `offender` and `private` are the rules about those who ask how to get at a child, and those who tell a name.
        """
        self.remote = remote
        self._reader = reader
        self._net = net
        self._places = places
        self._offender = offender
        self._private = private
        self._rests_until = 0.0

    def understand(self, text: str) -> Understood:
        """What the bot should act on for this text."""
        if not text.strip():
            return Understood(text, "out_of_scope", 1.0, "normal", "en", "unknown")
        plain = undisguise(text)
        said = [heard(piece) for piece in pieces(plain)]
        understood = raise_alarm(self._read(text, plain), _look(self._net, said))
        return replace(
            understood,
            misuse=_look(self._offender, said) is not None,
            names=_look(self._private, said) is not None,
        )

    def explain(self, text: str) -> dict[str, Any]:
        """Which rule and which features of the model decided; the model's part is None when it cannot say."""
        plain = undisguise(text)
        alarm = _look(self._net, [heard(piece) for piece in pieces(plain)])
        reader = self._reader
        return {
            "rule": None if alarm is None else {"intent": alarm.intent, "phrase": alarm.phrase, "sure": alarm.sure},
            "model": reader.explain(plain) if isinstance(reader, Explainer) and text.strip() else None,
        }

    def _read(self, text: str, plain: str) -> Understood:
        places, only_a_place = self._named_places(plain)
        try:
            parse = self._parse(plain)
        except Exception as fault:  # help never depends on the model
            log.error("the model failed (%s): only the safety net reads this message", type(fault).__name__)
            return Understood(text, "menu", 0.0, "normal", _script(text), "unknown", places)
        if only_a_place and _urgency(parse.intent) != "emergency" and not parse.alarm:  # by ear a cry may be a town
            return Understood(text, "inform_place", 1.0, "normal", parse.language, parse.who, places)
        return Understood(
            text=text,
            intent=parse.intent,
            confidence=parse.confidence,
            urgency="emergency" if parse.alarm else _urgency(parse.intent),
            language=parse.language,
            who=parse.who,
            entities=(*(Entity("platform", value) for value in parse.platforms), *places),
            alternatives=parse.alternatives,
            alarm=parse.alarm,
        )

    def _parse(self, text: str) -> Parse:
        """A server that does not answer is left alone for a while: nobody in danger waits for it in vain again."""
        if time.monotonic() < self._rests_until:
            raise ReaderRests
        try:
            return self._reader.parse(text)
        except Exception:
            if self.remote:
                self._rests_until = time.monotonic() + REST
            raise

    def _named_places(self, text: str) -> tuple[tuple[Entity, ...], bool]:
        try:
            found = list(self._places(text))
        except Exception as fault:  # a place is a convenience; help goes on without it
            log.error("the places could not be read (%s)", type(fault).__name__)
            return (), False
        named = tuple(Entity("place", region, name) for region, name, _ in found if region)
        return named, any(whole for _, _, whole in found)


def _look(net: SafetyNet | None, said: Iterable[Heard]) -> Alarm | None:
    """What a net sees in the pieces of a text; the certain alarms first."""
    if net is None:
        return None
    alarms = [alarm for piece in said if (alarm := net.look_at(piece))]
    return min(alarms, key=lambda alarm: not alarm.sure, default=None)


def raise_alarm(understood: Understood, alarm: Alarm | None) -> Understood:
    """The safety net may raise the urgency of what the model read, never lower it."""
    if alarm is None or _RANK[understood.urgency] >= _RANK[_urgency(alarm.intent)]:
        return understood
    if understood.urgency == "high":  # a disclosure is answered as such, and with the emergency numbers
        return replace(understood, urgency=_urgency(alarm.intent), alarm=alarm.intent)
    others = tuple(name for name in understood.alternatives or (understood.intent,) if name != alarm.intent)
    return replace(
        understood,
        intent=alarm.intent,
        urgency=_urgency(alarm.intent),
        alternatives=() if alarm.sure else (alarm.intent, *others)[:4],
    )


def _urgency(intent: str) -> Urgency:
    return urgency(intent)


def _script(text: str) -> str:
    """A guess at the form from the letters alone, for when there is no model."""
    arabic = sum("\u0600" <= letter <= "\u06ff" for letter in text)
    return "ur" if arabic * 2 > sum(letter.isalpha() for letter in text) else "ur-Latn"
