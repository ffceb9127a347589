"""Folds the many spellings of a name to one key, in Latin and in Arabic script."""

import re
import unicodedata

_DROPPED = re.compile("[\u064b-\u065f\u0670\u0640\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u0653-\u0655'’‘`´]")
_ONE_LETTER = str.maketrans(
    {
        "ي": "ی", "ى": "ی", "ئ": "ی", "ے": "ی", "ۓ": "ی", "ۍ": "ی", "ې": "ی",
        "ك": "ک", "ڪ": "ک", "ه": "ہ", "ة": "ہ", "ۃ": "ہ", "ۂ": "ہ", "ۀ": "ہ", "ھ": "ہ",
        "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ؤ": "و", "ں": "ن", "ڻ": "ن", "ء": "",
        "ٽ": "ٹ", "ڏ": "ڈ", "ڀ": "ب", "ٿ": "ت", "ڌ": "د", "ڦ": "پ", "ڳ": "گ", "ڄ": "ج", "ڃ": "ج",
    }
)  # fmt: skip
"""Letters that keyboards and hands mix up; Sindhi letters become their Urdu neighbours."""
ARABIC = re.compile("[\u0600-\u06ff]")

WORD = re.compile(r"[^\W_]+|[,;?!؟،۔\n]")
"""A word, or a mark that no name goes across. Full stops are left out: "D.I. Khan"."""
BARRIERS = frozenset(",;?!؟،۔\n")

_SOUNDS = (
    *(("sh", "$"), ("ck", "k"), ("ch", "%"), ("ph", "f"), ("ce", "se"), ("ci", "si"), ("cy", "si"), ("c", "k")),
    *(("q", "k"), ("w", "v"), ("x", "ks"), ("ou", "u"), ("oo", "u"), ("au", "o"), ("ao", "o")),
    *(("ai", "e"), ("ay", "e"), ("ei", "e"), ("ey", "e"), ("ee", "i"), ("ie", "i"), ("y", "i")),
)
"""Roman spellings of one sound, in this order; `$` and `%` stand for sh and ch."""
_URDU_SOUNDS = str.maketrans("ثصحطذضظقٹڈڑ", "سسہتزززکتدر")
"""Urdu letters of one sound, and the hard ones that phones leave soft."""
_TWICE = re.compile(r"(.)\1+")
_VOWELS = re.compile("(?<=.)[aeiou]")


def words_of(text: str) -> list[str]:
    """Return the words of a text in lower case with letters unified, and the marks between them."""
    plain = unicodedata.normalize("NFKC", text).lower() if not text.isascii() else text.lower()
    if not plain.isascii():
        plain = _DROPPED.sub("", plain).translate(_ONE_LETTER)
        plain = _without_accents(plain)
    return WORD.findall(plain)


def _without_accents(text: str) -> str:
    if not any("\u00c0" <= letter <= "\u024f" for letter in text):
        return text
    return "".join(c for c in unicodedata.normalize("NFD", text) if not "\u0300" <= c <= "\u036f")


def key_of(name: str) -> str:
    """Return the name without spaces and marks, as it is looked up."""
    return "".join(word for word in words_of(name) if word not in BARRIERS)


def folded(key: str) -> str:
    """Return the sound of a key: spellings of one name, Roman or Urdu, come out equal within their script."""
    if not key.isascii():
        key = _once(key.translate(_URDU_SOUNDS))
        return f"{key[:-1]}ا" if key.endswith("ہ") else key
    for letters, sound in _SOUNDS:
        if letters in key:
            key = key.replace(letters, sound)
    key = _once(key.replace("e", "i").replace("o", "u"))
    return key[:-1] if len(key) > 4 and key.endswith("ah") else key


def _once(key: str) -> str:
    """Return the key with doubled letters written once."""
    return _TWICE.sub(lambda found: found[1], key) if _TWICE.search(key) else key


def skeleton(fold: str) -> str:
    """Return the first letter and the consonants of a folded Roman key."""
    return _VOWELS.sub("", fold)
