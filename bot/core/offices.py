"""Which office is nearest to a district: the one that covers it, else the nearest of the same region."""

from collections.abc import Iterable, Sequence

from bot.core.directory import Office
from bot.core.location import Point, distance


def office_for(offices: Iterable[Office], points: Sequence[Point], district: str, region: str) -> tuple[Office, ...]:
    """Return the offices for a person, best first.

    With a known district the one that covers it, or else the nearest of the region; without one, all of the region.
    Empty when the region has none.
    """
    here = [office for office in offices if office.region == region]
    covering = [office for office in here if district in office.covers]
    if covering or not here:
        return tuple(covering)
    home = next((point for point in points if point.district == district), None)
    if home is None:
        return tuple(here)
    return (min(here, key=lambda office: _away(office, points, home)),)


def _away(office: Office, points: Sequence[Point], home: Point) -> float:
    """Return the kilometres to an office; an office in an unknown city is infinitely far."""
    at = next((point for point in points if point.district == office.district), None)
    return float("inf") if at is None else distance(home.north, home.east, at)
