"""Features as 64-bit keys: computed for a whole message at once, and a tenth of the memory of names.

A key says nothing about its name; `features.names` tells the names of one message's keys again, for people.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

Keys = NDArray[np.uint64]

_FIRST, _SECOND = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F)
_MIX, _STEP = np.uint64(0xFF51AFD7ED558CCD), np.uint64(0x100000001B3)
_HIGH, _MIDDLE = np.uint64(32), np.uint64(29)
_VIEW_BITS = np.uint64(7)
NEXT, NEAR = 1, 2
"""How two items stand to each other: side by side, or with others between them."""


@lru_cache(maxsize=20_000)
def key(name: str) -> int:
    """The key of one name."""
    return zlib.crc32(name.encode("utf-8", "surrogatepass"))


def keys(names: Iterable[str]) -> Keys:
    """The keys of names, in order."""
    return np.array([key(name) for name in names], dtype=np.uint64)


def pairs(first: Keys, second: Keys, how: Keys) -> Keys:
    """The keys of ordered pairs."""
    return _mixed(first * _FIRST + second * _SECOND + how)


def codes(text: str) -> Keys:
    """The characters of a text as numbers."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32).astype(np.uint64)


def runs(letters: Keys, size: int) -> Keys:
    """The keys of all runs of `size` characters."""
    count = max(0, len(letters) - size + 1)
    found = letters[:count].copy()
    for place in range(1, size):
        found = found * _STEP + letters[place : count + place]
    return _mixed(found + np.uint64(size))


def of_view(found: Keys, view: Keys | np.uint64) -> Keys:
    """The same keys, apart from those of other views; the last three bits tell the view."""
    return (_mixed(found * _FIRST) & ~_VIEW_BITS) | view


def distinct(found: Keys) -> Keys:
    """Each key once, ascending. For short arrays faster than `np.unique`."""
    ordered = np.sort(found)
    return ordered[np.concatenate(([True], ordered[1:] != ordered[:-1]))] if len(ordered) else ordered


def views(found: Keys) -> NDArray[np.intp]:
    """The view of each key."""
    return (found & _VIEW_BITS).astype(np.intp)


def _mixed(found: Keys) -> Keys:
    found = (found ^ (found >> _HIGH)) * _MIX
    return found ^ (found >> _MIDDLE)
