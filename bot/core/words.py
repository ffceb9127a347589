"""Words that staff maintain: to leave fast, to name a language, and relatives who may be the ones who harm."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

_EDGES = re.compile(r"^[\W_]+|[\W_]+$")
_WORD = re.compile(r"[^\W_]+")


def plain(text: str) -> str:
    """Return the text in lower case, with single spaces and without punctuation at its edges."""
    return _EDGES.sub("", " ".join(text.lower().split()))


@dataclass(frozen=True)
class Words:
    """The word lists of content/words.yaml, already in plain form."""

    leave: frozenset[str]
    languages: Mapping[str, tuple[str, ...]]
    """locale -> names by which people ask for it, longest first."""
    relatives: tuple[str, ...]

    def is_leave(self, text: str) -> bool:
        """Say whether the whole message is a word to leave fast."""
        return plain(text) in self.leave

    def language_named(self, text: str) -> str:
        """Return the locale a message names, or nothing when it names none or several."""
        padded = f" {plain(text)} "
        found = []
        for locale in ("ur-Latn", "ur", "en"):  # "roman urdu" contains "urdu"
            for name in self.languages[locale]:
                if f" {name} " in padded:
                    padded = padded.replace(f" {name} ", " ")
                    found.append(locale)
                    break
        return found[0] if len(found) == 1 else ""

    def names_relative(self, text: str) -> bool:
        """Say whether a message speaks of a relative as the one who acts."""
        padded = f" {' '.join(_WORD.findall(text.lower()))} "
        return any(f" {name} " in padded for name in self.relatives)
