"""Words to leave, names of languages, and relatives."""

import pytest

from bot.core.words import Words, plain
from tests.support.core import guidebook


@pytest.fixture
def words() -> Words:
    return guidebook().words


@pytest.mark.parametrize(("text", "found"), [("  Bas!! ", "bas"), ("بس۔", "بس"), ("a\n b", "a b"), ("…", ""), ("", "")])
def test_plain(text: str, found: str) -> None:
    assert plain(text) == found


@pytest.mark.parametrize("text", ["bas", "BAS.", "بس", "بس۔", " exit ", "Quit!"])
def test_a_word_to_leave(words: Words, text: str) -> None:
    assert words.is_leave(text)


@pytest.mark.parametrize("text", ["bas mein dar gaya", "basant", "بس اسٹاپ", "how do i exit the game", ""])
def test_no_word_to_leave(words: Words, text: str) -> None:
    assert not words.is_leave(text)


@pytest.mark.parametrize(
    ("text", "locale"),
    [
        ("english please", "en"),
        ("speak in Urdu", "ur"),
        ("roman urdu mein", "ur-Latn"),
        ("رومن اردو", "ur-Latn"),
        ("اردو میں بات کریں", "ur"),
        ("انگلش", "en"),
        ("english or urdu?", ""),
        ("change the language", ""),
        ("", ""),
    ],
)
def test_a_language_is_named(words: Words, text: str, locale: str) -> None:
    assert words.language_named(text) == locale


@pytest.mark.parametrize("text", ["mere chacha, woh", "ابو نے مارا", "my dad does it", "MAMU!"])
def test_a_relative_who_acts(words: Words, text: str) -> None:
    assert words.names_relative(text)


@pytest.mark.parametrize("text", ["abbu ko batana hai", "insta par ek larka", "mamunity", ""])
def test_no_relative_who_acts(words: Words, text: str) -> None:
    assert not words.names_relative(text)
