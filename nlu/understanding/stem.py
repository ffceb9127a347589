"""A light English stemmer: plural, past, -ing and a few irregular forms, enough to join what people type."""

from __future__ import annotations

import re
from functools import lru_cache

_IRREGULAR = {
    "sent": "send", "told": "tell", "said": "say", "says": "say", "took": "take", "taken": "take", "gave": "give",
    "given": "give", "made": "make", "went": "go", "gone": "go", "goes": "go", "came": "come", "did": "do",
    "does": "do", "done": "do", "got": "get", "gotten": "get", "saw": "see", "seen": "see", "knew": "know",
    "known": "know", "thought": "think", "bought": "buy", "paid": "pay", "lost": "lose", "left": "leave",
    "met": "meet", "hid": "hide", "hidden": "hide", "hurts": "hurt", "felt": "feel", "kept": "keep",
    "stole": "steal", "stolen": "steal", "broke": "break", "broken": "break", "wrote": "write", "written": "write",
    "spoke": "speak", "ran": "run", "began": "begin", "started": "start", "forgot": "forget",
    "caught": "catch", "taught": "teach", "found": "find", "held": "hold", "heard": "hear", "sold": "sell",
    "children": "child", "kids": "child", "kid": "child", "men": "man", "women": "woman", "was": "be", "were": "be",
    "is": "be", "are": "be", "am": "be", "been": "be", "has": "have", "had": "have", "having": "have",
    "died": "die", "dying": "die", "dies": "die", "lying": "lie", "lied": "lie", "lies": "lie", "tried": "try",
    "tries": "try", "cried": "cry", "cries": "cry", "crying": "cry", "better": "good", "best": "good",
    "worse": "bad", "worst": "bad", "slept": "sleep", "ate": "eat", "drank": "drink", "fought": "fight",
    "hit": "hit", "beaten": "beat", "shown": "show", "grew": "grow", "chose": "choose", "woke": "wake",
    "threw": "throw", "stuck": "stick", "mum": "mother", "mom": "mother", "mama": "mother", "dad": "father",
    "photos": "picture", "photo": "picture", "pictures": "picture", "images": "picture", "image": "picture",
    "deepfakes": "deepfake", "news": "news", "this": "this", "his": "his", "yes": "yes", "always": "always",
    "address": "address", "password": "password", "boss": "boss", "class": "class", "discuss": "discuss",
    # Without its last letter each of these would be another word: here and her, note and not, care and car.
    "here": "here", "note": "note", "notes": "note", "noted": "note", "care": "care", "cares": "care", "cared": "care",
    "caring": "care", "cute": "cute", "fire": "fire", "fired": "fire", "site": "site", "sites": "site",
    "hate": "hate", "hates": "hate", "hated": "hate", "hating": "hate", "rate": "rate", "rated": "rate",
    "scare": "scare", "scares": "scare", "scared": "scare", "scaring": "scare", "scary": "scare", "bite": "bite",
    "hope": "hope", "hopes": "hope", "hoping": "hope", "hoped": "hope", "huge": "huge", "bore": "bore",
    "pose": "pose", "posed": "pose", "posing": "pose", "rare": "rare", "cure": "cure", "hire": "hire",
    "wire": "wire", "tape": "tape", "bare": "bare",
}  # fmt: skip
_VOWEL = re.compile("[aeiouy]")
_DOUBLE = re.compile(r"([bdgmnprt])\1$")


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """The stem of a lower-case English word; other scripts and short words are returned as they are."""
    known = _IRREGULAR.get(word)
    if known is not None:
        return known
    if len(word) < 4 or not word.isascii():
        return word
    for ending in ("ing", "edly", "ed"):
        if word.endswith(ending) and len(word) - len(ending) >= 3 and _VOWEL.search(word[: -len(ending)]):
            return _tidy(word[: -len(ending)])
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return _tidy(word[:-1])
    return _tidy(word)


def _tidy(word: str) -> str:
    word = _DOUBLE.sub(r"\1", word)
    if word.endswith("e") and len(word) > 3:
        return word[:-1]
    if word.endswith("y") and len(word) > 3:
        return word[:-1] + "i"
    return word
