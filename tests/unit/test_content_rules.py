"""What the rules find in a text, and what they leave alone."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bot.adapters.card_pages import Passage
from bot.adapters.content_files import load_cards
from bot.checks.content import Content, Rule
from bot.checks.forbidden_words import blame, sexual
from bot.checks.languages import language_of
from bot.checks.letters import directions, links_in_texts, markup
from bot.checks.numbers import telephone_numbers
from bot.checks.word_lists import folded, load_word_lists, pattern_of

ROOT = Path(__file__).parent.parent.parent
LISTS = load_word_lists(ROOT / "content")[0]
CARD = next(card for card in load_cards(ROOT / "tests/content/data/good")[0] if card.id == "second_card")


def found(rule: Rule, text: str, locale: str = "en") -> int:
    """Return how many faults a rule finds in a text."""
    page = replace(CARD.pages[locale], sections={"child": (Passage(text, "x.md", 1),)})
    card = replace(CARD, pages={**CARD.pages, locale: page})
    return len(list(rule(Content((card,), date(2026, 11, 22), lists=LISTS))))


@pytest.mark.parametrize(
    ("text", "locale"),
    [
        ("Call 0300 1234567 now", "en"),
        ("Call 0300-123-4567", "en"),
        ("Call +92 (21) 111 222 333", "en"),
        ("۰۳۰۰۱۲۳۴۵۶۷ پر لکھیں", "ur"),
        ("٠٣٠٠١٢٣٤٥٦٧", "ur"),
        ("\u2066030\u20690 12\u200b34567", "ur"),
        ("1 0 9 9 1 0 9", "en"),
        ("Dial 1799", "en"),
        ("1121 par call karein", "ur-Latn"),
        ("call 15", "en"),
        ("فون 1122", "ur"),
    ],
)
def test_a_telephone_number_is_found(text: str, locale: str) -> None:
    assert found(telephone_numbers, text, locale) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Wait 15 minutes, then call again",
        "From 2016 to 2025 the law changed",
        "2016-2025, written 2026-11-22",
        "Type 185.228.168.168 as the server",
        "Rs 150000 went to the bank",
        "Step 3 of 10, page 12",
        "under 18, aged 13 to 17",
        "Section 1099 of the act",
        "https://example.org/0300123456789",
    ],
)
def test_an_amount_is_no_telephone_number(text: str) -> None:
    assert found(telephone_numbers, text) == 0


@pytest.mark.parametrize(
    ("text", "locale"),
    [
        ("Why did you send it?", "en"),
        ("WHY  DIDN’T you tell", "en"),
        ("It's your fault", "en"),
        ("آپ نے کیوں بھیجا", "ur"),
        ("آپ نے کيوں", "ur"),
        ("یہ نہیں کرنا چاہیے تھا", "ur"),
        ("aap ki galti hai", "ur-Latn"),
        ("Shame on you", "ur-Latn"),
    ],
)
def test_blame_is_found_in_every_form(text: str, locale: str) -> None:
    assert found(blame, text, locale) >= 1


@pytest.mark.parametrize(
    ("text", "locale"),
    [
        ("None of this is your fault.", "en"),
        ('Never say: "Why did you do that?"', "en"),
        ("Aap ki koi ghalti nahi hai", "ur-Latn"),
        ('کبھی نہ کہیں: "آپ نے کیوں بھیجا؟"', "ur"),
        ("Tell me why you are worried", "en"),
    ],
)
def test_relief_and_quoted_warnings_are_no_blame(text: str, locale: str) -> None:
    assert found(blame, text, locale) == 0


@pytest.mark.parametrize("text", ["nudes", "N.U.D.E", "p o r n", "naaaaked", "s-e-x"])
def test_sexual_detail_is_found_however_it_is_spelled(text: str) -> None:
    assert found(sexual, f"about {text} here") == 1


@pytest.mark.parametrize("text", ["sextortion", "Essex", "sexual abuse is a crime", "a private picture"])
def test_neutral_words_are_left_alone(text: str) -> None:
    assert found(sexual, text) == 0


@pytest.mark.parametrize("text", ["<b>x", "</p>", "<!-- x", "&amp;", "[press](https://x.example)", "**x**", "`x`"])
def test_markup_is_found(text: str) -> None:
    assert found(markup, text) >= 1


@pytest.mark.parametrize("text", ["5 < 6", "a & b", "Settings › Privacy", "* one\n* two", "[1]"])
def test_plain_signs_are_left_alone(text: str) -> None:
    assert found(markup, text) == 0


def test_directions_must_close_in_order() -> None:
    assert found(directions, "\u2066a\u2069 \u202bb\u202c") == 0
    assert found(directions, "\u2066a\u202c") == 2


def test_a_link_alone_on_its_line_is_right() -> None:
    assert found(links_in_texts, "Look here:\nhttps://example.org/a") == 0
    assert found(links_in_texts, "Look at https://example.org/a") == 1


@pytest.mark.parametrize(
    ("text", "locale"),
    [
        ("You are not alone and this is not the end", "en"),
        ("آپ اکیلے نہیں", "ur"),
        ("Aap akele nahi hain aur yeh theek hoga", "ur-Latn"),
        ("Instagram", ""),
    ],
)
def test_the_language_of_a_text_is_told(text: str, locale: str) -> None:
    assert language_of(text) == locale


def test_folding_keeps_the_place_of_each_letter() -> None:
    text = "ab\u200bـcD"
    assert list(folded(text).find(pattern_of(["abcd"]))) == [(0, "abcd")]
    assert folded(text).offset(2) == 4


def test_an_empty_list_finds_nothing() -> None:
    assert pattern_of([]).search("anything") is None
