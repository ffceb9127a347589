"""Which form of the language a message is written in, and who writes: scores of two heads, and what is plain to see."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from understanding.normalise import normalise
from understanding.space import FloatArray

PLAIN = 1.0
"""What a plain statement ("my son", "class 7") adds to a speaker's score, which lies between about -1 and 1."""

_MY = "my|our|mera|meri|mere|mra|mri|mre|hamara|hamari|hamare|میرا|میری|میرے|ہمارا|ہماری|ہمارے"
_YOUNG = (
    "son|daughter|child|children|kid|kids|nephew|niece|grandson|granddaughter|grandchild|student|students|pupil|"
    "pupils|wife|husband|beta|bete|betay|beti|betiyan|bacha|bache|bachay|bachi|bachon|bhanja|bhanji|bhatija|bhatiji|"
    "bhanje|bhatije|pota|poti|nawasa|nawasi|shohar|biwi|begum|shagird|بیٹا|بیٹے|بیٹی|بیٹیاں|بچہ|بچے|بچی|بچوں|بھانجا|"
    "بھانجی|بھانجے|بھتیجا|بھتیجی|بھتیجے|پوتا|پوتی|نواسا|نواسی|شوہر|بیوی|شاگرد"
)
_AGE = "#age"
_YEARS = "saal|sal|sala|years|year|yrs|yr|سال"

_ADULT = (
    rf"(?:{_MY}) (?:own |younger |older |elder |little |only |chota |choti |bara |bari "
    rf"|{_AGE} (?:{_YEARS}) (?:old |ka |ki )?)?"
    rf"(?:{_YOUNG})",
    "(?:as|am) (?:a|the|his|her|their) (?:teacher|parent|mother|father|principal|counsellor|guardian|aunt|uncle)",
    "i teach|main (?:teacher|ustad|ustani) (?:hun|hoon|hn)|میں (?:استاد|ٹیچر) ہوں|میں پڑھاتا ہوں|میں پڑھاتی ہوں",
    "(?:main|mai|me) .{0,20}(?:parhata|parhati|prhata|prhati) (?:hun|hoon|hn|hu)",
)
_CHILD = (
    rf"(?:i am|i m|me|main|mai|mein|mn|my age is|my age|meri umar|meri umr|میں|میری عمر) {_AGE}(?! (?:din|days|"
    "baje|bje|messages|minute|min|hours|ghante|logo|log|دن|بجے|منٹ|گھنٹے))",
    rf"{_AGE} (?:{_YEARS}) (?:ka|ki|کا|کی) (?:hun|hoon|hu|hn|hon|ہوں)",
    rf"(?:i am|am|i) (?:a |an |only |just |still |in )*(?:class |grade )?{_AGE}",
    rf"(?:my|i am in|in|main|meri|میری) (?:class|grade|کلاس) {_AGE}",
    rf"(?:class|grade|jamaat|jamat|کلاس|جماعت|گریڈ) {_AGE}(?: (?:me|mein|main|mai|ka|ki|میں|کا|کی))?$",
    rf"(?:class|grade|کلاس|جماعت) {_AGE} (?:me|mein|main|mai|ka|ki|میں|کا|کی) (?:hun|hoon|hu|hn|hon|ہوں|student|"
    "parhta|parhti)",
    rf"{_AGE}$",
)


def _joined(patterns: Sequence[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?<![^ ])(?:{normalise(pattern)})(?![^ ])" for pattern in patterns))


_SAYS_ADULT, _SAYS_CHILD = _joined(_ADULT), _joined(_CHILD)


def form(words: Sequence[str], labels: Sequence[str], scores: FloatArray) -> str:
    """`en`, `ur`, `ur-Latn` or `mixed`; the letters decide what they can."""
    latin = sum(word.isascii() and word.isalpha() and len(word) > 1 for word in words)
    arabic = sum("\u0600" <= word[0] <= "\u06ff" for word in words)
    if arabic:
        return "mixed" if latin else "ur"
    fitting = [(float(score), label) for label, score in zip(labels, scores, strict=True) if label != "ur"]
    return max(fitting)[1] if fitting else "en"


def stated(words: Sequence[str]) -> str:
    """What the words say of the writer: `child`, `adult` or `unknown`. A child of the writer's counts before an age."""
    said = " ".join(words)
    if _SAYS_ADULT.search(said):
        return "adult"
    return "child" if _SAYS_CHILD.search(said) else "unknown"


def speaker(words: Sequence[str], labels: Sequence[str], scores: FloatArray, lift: Mapping[str, float]) -> str:
    """`child`, `adult` or `unknown`: the head's scores, with weight on what is plainly stated."""
    said = stated(words)
    plain = {said: PLAIN} if said != "unknown" else {}
    return max((float(s) + lift[n] + plain.get(n, 0.0), n) for n, s in zip(labels, scores, strict=True))[1]
