"""One phonetic space over Urdu script and Roman spelling: consonants by sound, vowels dropped.

After UrduPhone (Rafae et al., EMNLP 2015), made coarser so that both scripts meet:
دھمکی, dhamki, dhmki and damki are all "dmk".
"""

from __future__ import annotations

import re
from functools import lru_cache

_URDU = {
    **dict.fromkeys("بٻ", "b"), **dict.fromkeys("پف", "p"), **dict.fromkeys("تطٹ", "t"), **dict.fromkeys("ثسص", "s"),
    "ج": "j", "چ": "c", **dict.fromkeys("حہ", "h"), **dict.fromkeys("خکق", "k"), **dict.fromkeys("دڈ", "d"),
    **dict.fromkeys("ذزضظژ", "z"), **dict.fromkeys("رڑ", "r"), "ش": "x", **dict.fromkeys("غگ", "g"), "ل": "l",
    "م": "m", "ن": "n", "و": "w", "ی": "y", **dict.fromkeys("اعء", ""),
}  # fmt: skip
_URDU_TABLE = str.maketrans(_URDU)
# While Roman letters are read, "ch" is held as C and "sh" as X: a lone c (cat) is k, a lone x (text) is ks.
_ROMAN = (
    (re.compile("ch+"), "C"),
    (re.compile("sh"), "X"),
    (re.compile("[ts]ion"), "Xn"),
    (re.compile("x"), "ks"),
    (re.compile("c(?=[eiy])"), "s"),
    (re.compile("wh"), "w"),
    (re.compile("(?<=[kgtdbjrzpc])h"), ""),
)
_ROMAN_TABLE = str.maketrans({"f": "p", "v": "w", "c": "k", "q": "k", "C": "c", "X": "x", **dict.fromkeys("aeiou", "")})
_INNER = re.compile(r"(?<=.)[hwy]+")
_DOUBLED = re.compile(r"(.)\1+")


@lru_cache(maxsize=20_000)
def skeleton(word: str) -> str:
    """The consonants of a normalised word by sound; the word itself when it has none or is in another script."""
    if word.isascii():
        sounds = word
        for pattern, sound in _ROMAN:
            sounds = pattern.sub(sound, sounds)
        sounds = sounds.translate(_ROMAN_TABLE)
    elif word[0] in _URDU:
        sounds = word.translate(_URDU_TABLE)
    else:
        return word
    sounds = _INNER.sub("", _DOUBLED.sub(r"\1", sounds))
    return _DOUBLED.sub(r"\1", sounds) or word


_FOLDS = (
    (re.compile("(?<=.)h"), ""),
    (re.compile("ee|ii|iy|yi|y"), "i"),
    (re.compile("oo|ou|uu|w(?=.)"), "u"),
    (re.compile("a+"), "a"),
    (re.compile("(?:ai|ei|ae|e)$"), "e"),
)


@lru_cache(maxsize=20_000)
def fold(word: str) -> str:
    """A Roman word with its vowels kept but their spellings joined: mujhe, mujhy and mjhe differ less than as typed."""
    for pattern, plain in _FOLDS:
        word = pattern.sub(plain, word)
    return _DOUBLED.sub(r"\1", word)
