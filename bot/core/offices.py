"""Which office is nearest to a district: the one that covers it, else the nearest of the same region."""

from collections.abc import Iterable, Sequence

from bot.core.directory import Office
from bot.core.location import Point, distance


def offices_for(offices: Iterable[Office], points: Sequence[Point], district: str, region: str) -> tuple[Office, ...]:
    """Return the offices of a person's region, best first: only the one that covers the district, or else by distance.

    Empty when the region has none; in the order of the directory when the district is not known.
    """
    here = [office for office in offices if office.region == region]
    covering = [office for office in here if district in office.covers]
    home = next((point for point in points if district and point.district == district), None)
    if covering or home is None:
        return tuple(covering or here)
    return tuple(sorted(here, key=lambda office: _away(office, points, home)))


def _away(office: Office, points: Sequence[Point], home: Point) -> float:
    """Return the kilometres to an office; an office in an unknown city is infinitely far."""
    at = next((point for point in points if point.district == office.district), None)
    return float("inf") if at is None else distance(home.north, home.east, at)
