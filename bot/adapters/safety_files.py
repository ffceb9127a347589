"""Reads the safety net's phrases from `content/safety/`."""

from collections.abc import Mapping
from pathlib import Path

import yaml

from bot.core.intents import EMERGENCY
from bot.core.safety_net import SafetyNet, build

QUIET_WORDS = "words.yaml"


class SafetyRulesBroken(Exception):
    """A file of the safety rules is missing or not in the expected form; the message names it."""


def load_safety_net(folder: Path) -> SafetyNet:
    """The net of the emergencies' `<intent>.yaml` files and `words.yaml`."""
    rules = {intent: read_rules(folder / f"{intent}.yaml") for intent in EMERGENCY}
    words = read_rules(folder / QUIET_WORDS)
    return build(rules, words.get("negations", []), words.get("quiet", []))


def read_rules(path: Path) -> Mapping[str, list[str]]:
    """Return the lists of one file. Raises SafetyRulesBroken."""
    if not path.is_file():
        raise SafetyRulesBroken(f"{path}: the file is missing")
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
    except yaml.YAMLError as fault:
        raise SafetyRulesBroken(f"{path}: this is not YAML: {fault}") from fault
    if not isinstance(data, dict) or not all(isinstance(value, list) for value in data.values()):
        raise SafetyRulesBroken(f"{path}: it must hold lists of phrases under en, ur, ask_en or ask_ur")
    return {str(key): [str(item) for item in value] for key, value in data.items()}
