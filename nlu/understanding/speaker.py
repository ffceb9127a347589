"""Which form of the language a message is written in, and who writes: scores of two heads, and what is plain to see."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from understanding.space import FloatArray


def form(words: Sequence[str], labels: Sequence[str], scores: FloatArray) -> str:
    """`en`, `ur`, `ur-Latn` or `mixed`; the letters decide what they can."""
    latin = sum(word.isascii() and word.isalpha() and len(word) > 1 for word in words)
    arabic = sum("\u0600" <= word[0] <= "\u06ff" for word in words)
    if arabic:
        return "mixed" if latin else "ur"
    fitting = [(float(score), label) for label, score in zip(labels, scores, strict=True) if label != "ur"]
    return max(fitting)[1] if fitting else "en"


def speaker(labels: Sequence[str], scores: FloatArray, lift: Mapping[str, float]) -> str:
    """`child`, `adult` or `unknown`."""
    return max((float(score) + lift[label], label) for label, score in zip(labels, scores, strict=True))[1]
