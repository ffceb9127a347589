# ruff: noqa: ARG005 - every measure is asked with both
"""Counts what was understood rightly: one column per form, one row per target."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from understanding.intents import OUT_OF_SCOPE, group
from understanding.normalise import normalise, tokens

FORMS = ("en", "ur", "ur-Latn", "mixed")
HARMLESS = ("question", "conversation", "out_of_scope")


@dataclass(frozen=True)
class Row:
    """One labelled message."""

    text: str
    intent: str
    also: tuple[str, ...]
    lang: str
    who: str
    platforms: frozenset[str]
    places: frozenset[str]

    @classmethod
    def read(cls, data: Mapping[str, Any]) -> Row:
        """From a line of the evaluation set."""
        entities = data.get("entities", {})
        return cls(
            data["text"], data["intent"], tuple(data.get("also", ())), data["lang"], data.get("who", "unknown"),
            frozenset(entities.get("platform", ())), frozenset(entities.get("place", ())),
        )  # fmt: skip

    @property
    def right(self) -> tuple[str, ...]:
        """Every intent that counts as right."""
        return (self.intent, *self.also)


Heard = Mapping[str, Any]
Pair = tuple[Row, Heard]


@dataclass(frozen=True)
class Measure:
    """One line of the table: which messages it is about, what counts, and the target."""

    name: str
    about: Callable[[Row], bool]
    counts: Callable[[Row, Heard], bool]
    target: float
    at_most: bool = False


def _offered(row: Row, heard: Heard) -> bool:
    return heard["intent"] in row.right or any(name in row.right for name in heard["alternatives"])


def _values(heard: Heard, kind: str) -> frozenset[str]:
    return frozenset(entity["value"] for entity in heard["entities"] if entity["entity"] == kind)


def _kind(row: Row) -> str:
    return group(row.intent)


def _inside(row: Row) -> bool:
    return row.intent != OUT_OF_SCOPE


TARGETS = (
    Measure("right intent, first choice", lambda r: True, lambda r, h: h["intent"] in r.right, 0.85),
    Measure("right intent, or offered as a button", lambda r: True, _offered, 0.95),
    Measure("unsure, of in-scope", _inside, lambda r, h: bool(h["alternatives"]), 0.20, at_most=True),
    Measure(
        "emergencies recognised", lambda r: _kind(r) == "emergency", lambda r, h: h["urgency"] == "emergency", 0.98,
    ),
    Measure(
        "disclosures not taken for harmless",
        lambda r: _kind(r) == "disclosure",
        lambda r, h: group(h["intent"]) in ("emergency", "disclosure"),
        0.97,
    ),
    Measure(
        "harmless taken for an emergency", lambda r: _kind(r) in HARMLESS, lambda r, h: h["urgency"] == "emergency",
        0.02, at_most=True,
    ),
    Measure(
        "harmless taken for a disclosure", lambda r: _kind(r) in HARMLESS,
        lambda r, h: group(h["intent"]) == "disclosure", 0.05, at_most=True,
    ),
    Measure(
        "out of scope refused or asked back", lambda r: not _inside(r),
        lambda r, h: h["intent"] == OUT_OF_SCOPE or bool(h["alternatives"]), 0.90,
    ),
    Measure(
        "in scope refused", _inside, lambda r, h: h["intent"] == OUT_OF_SCOPE and not h["alternatives"],
        0.03, at_most=True,
    ),
    Measure("language form", lambda r: True, lambda r, h: h["language"] == r.lang, 0.97),
    Measure("who, when stated", lambda r: r.who != "unknown", lambda r, h: h["who"] == r.who, 0.90),
    Measure("platform", lambda r: bool(r.platforms), lambda r, h: _values(h, "platform") == r.platforms, 0.97),
    Measure("place", lambda r: bool(r.places), lambda r, h: _values(h, "place") == r.places, 0.95),
)  # fmt: skip


def table(wanted: Sequence[Row], heard: Sequence[Heard]) -> dict[str, dict[str, tuple[float, int]]]:
    """Measure -> form (or `all`) -> (share, number of messages)."""
    pairs = list(zip(wanted, heard, strict=True))
    return {measure.name: {form: _share(measure, pairs, form) for form in (*FORMS, "all")} for measure in TARGETS}


def _share(measure: Measure, pairs: Sequence[Pair], form: str) -> tuple[float, int]:
    about = [(row, said) for row, said in pairs if form in (row.lang, "all") and measure.about(row)]
    good = sum(measure.counts(row, said) for row, said in about)
    return (good / len(about) if about else float("nan")), len(about)


def also_trained_on(wanted: Sequence[Row], trained: Iterable[str]) -> list[bool]:
    """For each message whether its words stand in the training messages too, as "yes" and "salam" must."""
    known = {_plain(text) for text in trained}
    return [_plain(row.text) in known for row in wanted]


def _plain(text: str) -> str:
    return " ".join(tokens(normalise(text)))


def met(measure: Measure, share: float) -> bool:
    """Whether a share reaches its target."""
    return share <= measure.target if measure.at_most else share >= measure.target
