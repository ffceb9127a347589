"""The check of the interface strings finds what a translator may break."""

import shutil
from pathlib import Path

import pytest

from bot.adapters.phrases import catalogue_path
from bot.checks.catalogues import check_catalogues

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def locales(tmp_path: Path) -> Path:
    """A copy of the catalogues that a test may change."""
    shutil.copytree(ROOT / "locales", tmp_path / "locales")
    return tmp_path / "locales"


def edit(locales: Path, locale: str, old: str, new: str) -> None:
    path = catalogue_path(locales, locale)
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.mark.parametrize(
    ("locale", "old", "new", "said"),
    [
        ("ur", 'msgid "button.menu"', '#, fuzzy\nmsgid "button.menu"', "is marked as fuzzy"),
        ("en", 'msgstr "Next ▸"', 'msgstr ""', 'the string "button.next" has no text'),
        ("ur", 'msgid "button.menu"', 'msgid "button.menuu"', 'there is no string "button.menu"'),
        ("en", 'msgstr "Next ▸"', 'msgstr "Go on to the next step of this card, please"', "wider than a phone"),
        ("en", 'msgstr "Next ▸"', 'msgstr "Next %(card)s"', "other places for values"),
        ("ur-Latn", 'msgid "button.menu"', 'msgidd "button.menu"', "the catalogue is broken here"),
    ],
)
def test_a_fault_is_told(locales: Path, locale: str, old: str, new: str, said: str) -> None:
    edit(locales, locale, old, new)
    assert any(said in str(fault) for fault in check_catalogues(locales))


def test_a_missing_catalogue_is_told(locales: Path) -> None:
    catalogue_path(locales, "ur").unlink()
    assert [str(fault) for fault in check_catalogues(locales)] == [
        "ur/LC_MESSAGES/mehfooz.po:1:1: the file is missing. Add it, or restore it from the last release."
    ]
