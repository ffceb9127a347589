"""Everything that staff are told about a fault exists in Urdu."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.adapters.faults import Fault
from bot.adapters.staff_phrases import staff_language
from tests.conftest import ROOT

URDU = staff_language(ROOT / "locales", "ur")
PLACE = re.compile(r"%\(\w+\)s|%%")


def modules() -> list[Path]:
    folders = (ROOT / "bot" / "checks", ROOT / "bot" / "adapters")
    names = ("marked_yaml", "form_faults", "fields")
    found = [path for folder in folders for path in folder.glob("*.py")]
    return [p for p in found if re.search(r"\.fault\(|\bFault\(|\b_add\(", p.read_text("utf-8")) or p.stem in names]


def sentences(path: Path) -> Iterator[str]:
    """Return the strings of a module that are sentences and no docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    silent = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    silent |= {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in silent:
            text = node.value
            if " " in text and text.endswith((".", "?")) and not text.startswith("["):
                yield text


ALL_SENTENCES = sorted({text for path in modules() for text in sentences(path)})


def test_the_sentences_are_found() -> None:
    assert len(ALL_SENTENCES) > 150


@pytest.mark.parametrize("sentence", ALL_SENTENCES)
def test_a_sentence_has_its_urdu(sentence: str) -> None:
    urdu = URDU(sentence)
    assert urdu != sentence, "add it to locales/ur/LC_MESSAGES/staff.po"
    assert sorted(PLACE.findall(urdu)) == sorted(PLACE.findall(sentence))
    assert not re.search("[يىكهة٠-٩۰-۹]", urdu)


def test_a_fault_reads_in_urdu() -> None:
    fault = Fault("cards/a/card.yaml", 3, 7, 'there is no card "%(to)s".', "Delete the link.", {"to": "x"})
    assert str(fault) == 'cards/a/card.yaml:3:7: there is no card "x". Delete the link.'
    assert fault.text(URDU) == 'cards/a/card.yaml:3:7: "\u2068x\u2069" نام کا کوئی کارڈ نہیں۔ لنک مٹا دیں۔'


def test_an_unknown_language_stays_english() -> None:
    assert staff_language(ROOT / "locales", "en")("Shorten it.") == "Shorten it."
    assert staff_language(ROOT / "nowhere", "ur")("Shorten it.") == "Shorten it."
