"""Turns a point on the map into the region and district it most likely lies in. The point is used once, never kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt

from bot.core.intents import OUTSIDE

EARTH = 6371.0
"""Radius in kilometres."""
FAR = 220.0
"""Kilometres from every known town beyond which a point is not in Pakistan: sea and desert included."""


@dataclass(frozen=True)
class Point:
    """A known town: the district and region it stands for, and its degrees north and east."""

    district: str
    region: str
    north: float
    east: float


def distance(north: float, east: float, point: Point) -> float:
    """Return the kilometres between a place in degrees and a known point."""
    height = radians(point.north - north)
    width = radians(point.east - east)
    chord = sin(height / 2) ** 2 + cos(radians(north)) * cos(radians(point.north)) * sin(width / 2) ** 2
    return 2 * EARTH * asin(sqrt(chord))


def locate(points: Sequence[Point], north: float, east: float) -> tuple[str, str]:
    """Return the region and the district of the nearest known town; `outside` and nothing when it is far or abroad."""
    nearest = min(points, key=lambda point: distance(north, east, point))
    if nearest.region == OUTSIDE or distance(north, east, nearest) > FAR:
        return OUTSIDE, ""
    return nearest.region, nearest.district
