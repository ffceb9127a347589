"""Undoes disguises of letters: look-alikes of other alphabets, and words written l i k e t h i s. Knows no meaning.

People disguise words from filters that punish, and attackers to confuse. Nobody in Pakistan writes to this bot in
Cyrillic or Greek, so such a letter is read as the Latin one that it looks like.
"""

import re

_LOOKALIKES = {
    "а": "a", "в": "b", "е": "e", "ё": "e", "к": "k", "м": "m", "н": "h", "о": "o", "р": "p", "с": "c", "т": "t",
    "у": "y", "х": "x", "і": "i", "ї": "i", "ј": "j", "ѕ": "s", "ԁ": "d", "ԛ": "q", "ԝ": "w", "һ": "h", "ѵ": "v",
    "А": "a", "В": "b", "Е": "e", "К": "k", "М": "m", "Н": "h", "О": "o", "Р": "p", "С": "c", "Т": "t", "У": "y",
    "Х": "x", "І": "i", "Ј": "j", "Ѕ": "s", "α": "a", "ε": "e", "ι": "i", "κ": "k", "ν": "v", "ο": "o", "ρ": "p",
    "τ": "t", "υ": "u", "χ": "x", "ω": "w", "Α": "a", "Β": "b", "Ε": "e", "Ζ": "z", "Η": "h", "Ι": "i", "Κ": "k",
    "Μ": "m", "Ν": "n", "Ο": "o", "Ρ": "p", "Τ": "t", "Υ": "y", "Χ": "x", "ɑ": "a", "ɡ": "g", "ı": "i", "ⅼ": "l",
}  # fmt: skip
_TABLE = str.maketrans(_LOOKALIKES)
_SPELT_OUT = re.compile(r"(?<![^\W_])[^\W\d_](?:[ .\-_*|/]{1,2}[^\W\d_]){3,}(?![^\W_])")
_BETWEEN = re.compile(r"[ .\-_*|/]")


def undisguise(text: str) -> str:
    """Return the text with look-alike letters as Latin ones and spelt-out words joined."""
    return _SPELT_OUT.sub(lambda found: _BETWEEN.sub("", found.group()), text.translate(_TABLE))


PIECE, SHARED = 1200, 200
"""Characters of a piece of a long text, and how many it shares with the next so that no phrase is cut."""


def pieces(text: str) -> list[str]:
    """Return a text in pieces short enough for rules that read only so much at once."""
    return [text[start : start + PIECE] for start in range(0, max(len(text) - SHARED, 1), PIECE - SHARED)]
