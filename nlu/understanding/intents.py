"""The groups of intents, and how urgent each group is."""

from __future__ import annotations

from typing import Literal

Urgency = Literal["emergency", "high", "normal"]
EMERGENCIES = frozenset({"danger_now", "self_harm", "missing_child"})
OUT_OF_SCOPE = "out_of_scope"
GROUPS = ("emergency", "disclosure", "question", "conversation", "out_of_scope")


def group(intent: str) -> str:
    """The group of an intent of `intents.md`."""
    if intent in EMERGENCIES:
        return "emergency"
    if intent.startswith("disclose_"):
        return "disclosure"
    if intent.startswith("ask_"):
        return "question"
    return "out_of_scope" if intent == OUT_OF_SCOPE else "conversation"


def urgency(intent: str) -> Urgency:
    """`emergency`, `high` or `normal`."""
    kind = group(intent)
    return "emergency" if kind == "emergency" else "high" if kind == "disclosure" else "normal"
