"""Each kind of damage to a content file gives its right, readable fault."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from bot.adapters.content_files import card_names, load_cards
from bot.adapters.faults import in_order
from bot.adapters.words_files import load_sources
from bot.checks.content import Content
from bot.checks.links import unanswered_intents
from bot.checks.rules import ADVISORY, BLOCKING, break_rules
from bot.checks.word_lists import load_word_lists
from tests.conftest import ROOT
from tests.content.damages import DAMAGES, Damage

DATA = Path(__file__).parent / "data"
TODAY = date(2026, 11, 22)
RULES = [rule for rule in (*BLOCKING, *ADVISORY) if rule is not unanswered_intents]
LISTS = load_word_lists(ROOT / "content")[0]
SOURCES = load_sources(ROOT / "content")[0]


def faults_of(folder: Path) -> list[str]:
    """Return what staff are shown for a small content folder of cards only."""
    cards, faults = load_cards(folder)
    faulty = card_names(folder) - {files.id for files in cards}
    content = Content(cards, TODAY, sources=SOURCES, lists=LISTS, root=folder, faulty=faulty)
    return [str(fault) for fault in in_order([*faults, *break_rules(content, RULES)])]


def expected() -> dict[str, list[str]]:
    """Return name of the damage -> lines shown, from data/faults.txt."""
    found: dict[str, list[str]] = {}
    for line in (DATA / "faults.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            found[line[3:]] = lines = []
        elif line:
            lines.append(line)
    return found


EXPECTED = expected()


def test_the_good_folder_has_no_fault() -> None:
    assert faults_of(DATA / "good") == []


def test_there_are_at_least_forty_kinds_of_damage() -> None:
    assert len({damage.name for damage in DAMAGES}) == len(DAMAGES) >= 40


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.name)
def test_damage_gives_its_fault(damage: Damage, tmp_path: Path) -> None:
    folder = tmp_path / "content"
    shutil.copytree(DATA / "good", folder)
    damage.change(folder)
    assert EXPECTED[damage.name], "every damage must be found"
    assert faults_of(folder) == EXPECTED[damage.name]
