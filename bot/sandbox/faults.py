"""Faults that a test asks for: errors, waiting, cut connections, a server that speaks only some methods."""

from collections.abc import Collection
from dataclasses import dataclass

from bot.sandbox.refusals import STANDARD, UNKNOWN_METHOD, Refused

FOREVER = 10**9


@dataclass
class Fault:
    """What happens to the next calls of a method. `method` is in lower case, "" stands for every method."""

    method: str
    times: int
    chat_id: int | None = None
    refusal: Refused | None = None
    seconds: float = 0.0
    """How long the call hangs before anything else happens."""
    cut: bool = False
    """Close the connection instead of answering."""
    carried_out: bool = True
    """With `cut`: the call is done before its answer is lost (and before the waiting)."""
    used: int = 0

    def matches(self, method: str, chat_id: str) -> bool:
        """Say whether a call meets this fault."""
        here = self.chat_id is None or str(self.chat_id) == chat_id
        return self.used < self.times and self.method in ("", method) and here


class Faults:
    """The faults in force, the oldest first."""

    def __init__(self) -> None:
        """Begin without any."""
        self._faults: list[Fault] = []
        self._only: frozenset[str] | None = None

    def add(self, fault: Fault) -> Fault:
        """Put a fault in force; its `used` counts the calls it has met."""
        self._faults.append(fault)
        return fault

    def only(self, methods: Collection[str] | None) -> None:
        """Let every other method be unknown (404); None brings all back."""
        self._only = None if methods is None else frozenset(name.lower() for name in methods)

    def clear(self) -> None:
        """End all faults."""
        self._faults.clear()
        self._only = None

    def meet(self, method: str, chat_id: str) -> Fault | None:
        """Return the fault that a call meets, and count it. Raises Refused for a method that is left out."""
        if self._only is not None and method not in self._only:
            raise Refused(*UNKNOWN_METHOD)
        for fault in self._faults:
            if fault.matches(method, chat_id):
                fault.used += 1
                return fault
        return None


def refusal(code: int, description: str | None = None, retry_after: int | None = None) -> Refused:
    """Return a refusal with Telegram's text for its code. A 429 without a time asks for one second."""
    if code == 429 and retry_after is None:
        retry_after = 1
    text = description or STANDARD.get(code, "Bad Request").format(retry_after=retry_after)
    return Refused(code, text, retry_after)
