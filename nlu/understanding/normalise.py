"""Brings typed text into one plain form: letters, digits, spacing and chat shorthand. Knows no meaning."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

MAX_CHARS = 1500
"""Longer messages are read by their first and last halves of this, so that no text costs more than a few ms."""

_LETTERS = {
    **dict.fromkeys("يىېٸےۓ", "ی"),
    **dict.fromkeys("كڪ", "ک"),
    **dict.fromkeys("هۀةۃھەہ", "ہ"),
    **dict.fromkeys("ٱٲٳ", "ا"),
    **dict.fromkeys("ںڻڼ", "ن"),
    **dict.fromkeys("ټٽ", "ٹ"),
    **dict.fromkeys("ډڊڏ", "ڈ"),
    **dict.fromkeys("ړڙ", "ڑ"),
    **dict.fromkeys("ګڳڱ", "گ"),
    **dict.fromkeys("ٻڀ", "ب"),
    "ڄ": "ج", "ڃ": "ج", "ڦ": "پ", "ٿ": "ت", "ڌ": "د", "ښ": "ش", "ږ": "ژ", "څ": "س", "ځ": "ز",
    "۔": ".", "،": ",", "؟": "?", "؛": ";", "٪": "%", "’": "'", "‘": "'", "`": "'", "´": "'", "“": '"', "”": '"',
    "_": " ",
    **{chr(first + digit): str(digit) for first in (0x660, 0x6F0) for digit in range(10)},
}  # fmt: skip
_TABLE = str.maketrans(_LETTERS)
_INVISIBLE = re.compile(
    "[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u0640\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]"
)
_MARKS = re.compile(
    "[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u08d3-\u08ff"
    "\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f\U0001f3fb-\U0001f3ff]"
)
_STRETCHED = re.compile(r"([^\W\d])\1{2,}")
_LINK = re.compile(r"(?:https?://|www\.)\S+")
_TOKEN = re.compile(r"[^\W\d_]+|\d+|[?!]|[\u2190-\u2bff\u3030\U0001f000-\U0001faff]")
_MIXED_WORD = re.compile(r"[a-z]*\d[a-z0-9]*")

SHORTHAND = {
    "u": "you", "ur": "your", "plz": "please", "pls": "please", "plzz": "please", "pleas": "please", "bcz": "because",
    "bcoz": "because", "becoz": "because", "cuz": "because", "coz": "because", "bcs": "because", "becuz": "because",
    "dnt": "dont", "doesnt": "doesnt", "cnt": "cant", "wont": "wont", "im": "i am", "ive": "i have", "ill": "ill",
    "wanna": "want to", "gonna": "going to", "gotta": "have to", "msg": "message", "msgs": "messages",
    "mesage": "message", "massage": "message", "msging": "messaging", "pic": "picture", "pics": "pictures",
    "vid": "video", "vids": "videos", "ppl": "people", "sm1": "someone", "some1": "someone", "any1": "anyone",
    "every1": "everyone", "no1": "noone", "gr8": "great", "b4": "before", "2day": "today", "2moro": "tomorrow",
    "tmrw": "tomorrow", "tmr": "tomorrow", "tomorow": "tomorrow", "2nite": "tonight", "thx": "thanks",
    "thnx": "thanks", "tnx": "thanks", "thanx": "thanks", "thnks": "thanks", "ty": "thank you",
    "tysm": "thank you so much", "frnd": "friend", "frnds": "friends", "frend": "friend", "frends": "friends",
    "gf": "girlfriend", "bf": "boyfriend", "bro": "brother", "sis": "sister", "pw": "password", "pass": "password",
    "pwd": "password", "acc": "account", "acct": "account", "accnt": "account", "abt": "about", "smth": "something",
    "sth": "something", "smthing": "something", "bday": "birthday", "nd": "and", "wat": "what", "wht": "what",
    "hw": "how", "shud": "should", "shld": "should", "cud": "could", "wud": "would", "idk": "i dont know",
    "dm": "message", "dms": "messages", "ss": "screenshot", "scrnshot": "screenshot", "screenshoot": "screenshot",
    "thru": "through", "w8": "wait", "m8": "mate", "l8": "late", "rn": "right now", "asap": "right now",
    "dont": "dont", "didnt": "didnt", "pix": "pictures", "fone": "phone", "mob": "mobile", "no1s": "noone",
}  # fmt: skip
"""Chat shorthand that means one thing in every form of the language."""


def clip(text: str) -> str:
    """The text itself, or its two ends when it is very long."""
    if len(text) <= MAX_CHARS:
        return text
    half = MAX_CHARS // 2
    return f"{text[:half]} {text[-half:]}"


def normalise(text: str) -> str:
    """Lower case, one letter per sound of the Urdu keyboard, no marks, no invisible characters, no stretching."""
    text = unicodedata.normalize("NFKD", clip(text).lower())
    text = _MARKS.sub("", _INVISIBLE.sub("", text.translate(_TABLE)))
    text = _STRETCHED.sub(r"\1", _LINK.sub(" link ", clip(text)))
    return " ".join(text.split())


def fold_in_place(text: str) -> str:
    """Lower case and one letter per sound, every character in its place: for finding where a name stands."""
    return "".join(map(_fold_letter, text)).translate(_TABLE)


@lru_cache(maxsize=4096)
def _fold_letter(letter: str) -> str:
    plain = unicodedata.normalize("NFKD", letter)[0].lower()
    return plain if len(plain) == 1 else letter


def tokens(normal: str) -> list[str]:
    """Words, numbers, question and exclamation marks and pictures of a normalised text, shorthand written out."""
    found: list[str] = []
    for word in normal.replace("'", "").split():
        for token in _split(word):
            expanded = SHORTHAND.get(token)
            if expanded is None:
                found.append(token)
            else:
                found.extend(expanded.split(" "))
    return found


def _split(word: str) -> list[str]:
    bare = word.strip('.,;:!?"()[]{}*-')
    if bare in SHORTHAND and not bare.isalpha() and _MIXED_WORD.fullmatch(bare):
        return [bare]
    return _TOKEN.findall(word)
