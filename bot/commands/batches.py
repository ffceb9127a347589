"""Reading JSON objects from standard input, one a line, with clear errors."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from bot.core.intents import OUTSIDE, REGIONS
from bot.errors import CannotStart

PEOPLE = ("child", "adult", "unknown")
PLACES = (*REGIONS, OUTSIDE)


def read_batch(
    lines: Iterable[str], command: str, needed: str, allowed: Mapping[str, Sequence[str]]
) -> Iterator[dict[str, Any]]:
    """Yield the object of each line that is not blank.

    `needed` must be there as text; the values of the keys in `allowed` must be one of those named, null or left out.
    Raises CannotStart with the line's number.
    """
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        where = f"{command}: standard input, line {number}"
        try:
            found = json.loads(line)
        except ValueError as error:
            raise CannotStart(f"{where}: not JSON ({error})") from None
        if not isinstance(found, dict) or not isinstance(found.get(needed), str):
            raise CannotStart(f'{where}: expected an object with "{needed}"')
        for name, values in allowed.items():
            if found.get(name) not in (None, "", *values):
                raise CannotStart(f'{where}: "{name}" must be one of {", ".join(values)}')
        yield found
