"""Normalising and the phonetic skeleton: what is spelled differently must meet."""

import pytest
from understanding.normalise import fold_in_place, normalise, tokens
from understanding.skeleton import skeleton
from understanding.stem import stem


@pytest.mark.parametrize(
    "spellings",
    [
        ("دھمکی", "dhamki", "dhmki", "damki"),
        ("تصویر", "tasveer", "tasver", "tasvir"),
        ("بلیک", "blek", "black"),
        ("شکایت", "shikayat", "shkayat"),
        ("نمبر", "number", "nambar", "nmber"),
    ],
)
def test_scripts_and_spellings_share_a_skeleton(spellings: tuple[str, ...]) -> None:
    assert len({skeleton(normalise(word)) for word in spellings}) == 1


def test_keyboards_marks_and_stretching_make_no_difference() -> None:
    assert normalise("كيا") == normalise("کیا")
    assert normalise("پیارے") == normalise("پیارے\u200c")
    assert normalise("heeeelp") == "help"
    assert normalise("١٢") == normalise("12")


def test_shorthand_is_written_out() -> None:
    assert tokens(normalise("plz dont msg me b4 2day")) == ["please", "dont", "message", "me", "before", "today"]


def test_folding_in_place_keeps_every_character_where_it_was() -> None:
    for text in ("وائی فائی", "ISTANBUL İ", "e\u0301", "ﷺ"):
        assert len(fold_in_place(text)) == len(text)


def test_the_stem_joins_forms() -> None:
    assert stem("threatened") == stem("threatening") == stem("threaten")
    assert stem("told") == stem("tell")
