"""Reads the rules about who writes: those who ask how to get at a child, and those who tell a name."""

from dataclasses import dataclass
from pathlib import Path

from bot.adapters.safety_files import read_rules
from bot.core.safety_net import SafetyNet, build

OFFENDER, PRIVATE = "offender.yaml", "private.yaml"


@dataclass(frozen=True)
class Guards:
    """Rules beside those for emergencies. They decide what is said, never whether a person in danger is helped."""

    offender: SafetyNet
    private: SafetyNet


def load_guards(folder: Path) -> Guards:
    """Return the rules of `content/safety/`. Raises SafetyRulesBroken."""
    offender, private = read_rules(folder / OFFENDER), read_rules(folder / PRIVATE)
    return Guards(
        build({"stop_offender": {"en": offender.get("exact", [])}}, [], offender.get("unless", [])),
        build({"private": {"en": private.get("exact", [])}}, [], []),
    )
