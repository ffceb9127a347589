"""The word lists of content/checks/words.yaml, and finding their words in whatever form they are written."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pydantic import Field

from bot.adapters.content_forms import Form
from bot.adapters.faults import Fault
from bot.adapters.form_faults import fill_in
from bot.adapters.marked_yaml import read_yaml

_SAME = str.maketrans({"ي": "ی", "ى": "ی", "ئ": "ی", "ك": "ک", "ه": "ہ", "ة": "ہ", "أ": "ا", "إ": "ا", "ؤ": "و", "ٰ": None})
_INVISIBLE = frozenset({"Cf", "Mn"})
_GAP = r"[^\w\n]{1,3}"
LISTS_FOR = {"en": ("en",), "ur": ("ur", "en"), "ur-Latn": ("ur-Latn", "en")}
"""locale -> the lists whose words may stand in its texts."""


class WordsByLocale(Form):
    """Words for each locale."""

    en: tuple[str, ...]
    ur: tuple[str, ...]
    ur_latn: tuple[str, ...] = Field(alias="ur-Latn")

    def of(self, locale: str) -> tuple[str, ...]:
        """Return the words to look for in texts of a locale."""
        by_name = {"en": self.en, "ur": self.ur, "ur-Latn": self.ur_latn}
        return tuple(word for name in LISTS_FOR[locale] for word in by_name[name])


class WordListsForm(Form):
    """checks/words.yaml."""

    blame: WordsByLocale
    sexual: WordsByLocale
    topic: WordsByLocale
    never_say: WordsByLocale
    codes: tuple[str, ...]
    calling: tuple[str, ...]
    units: tuple[str, ...]


@dataclass(frozen=True)
class Folded:
    """A text reduced to what its words are, and where each character stood."""

    text: str
    offsets: tuple[int, ...]

    def find(self, pattern: re.Pattern[str]) -> Iterable[tuple[int, str]]:
        """Return offset and wording of every match, in the original text."""
        return ((self.offsets[found.start()], found[0]) for found in pattern.finditer(self.text))


def folded(text: str) -> Folded:
    """Fold a text: one letter for each Arabic look-alike, Western digits, no marks, no invisible characters."""
    letters: list[str] = []
    offsets: list[int] = []
    for offset, letter in enumerate(text):
        if unicodedata.category(letter) in _INVISIBLE or letter == "ـ":
            continue
        plain = unicodedata.normalize("NFKC", letter).casefold().translate(_SAME)
        digit = unicodedata.digit(letter, None)
        base = str(digit) if digit is not None else plain[:1]
        base = unicodedata.normalize("NFD", base)[:1] if "a" <= base < "\u0250" else base
        letters.append(base or " ")
        offsets.append(offset)
    return Folded("".join(letters), tuple(offsets))


def pattern_of(words: Iterable[str]) -> re.Pattern[str]:
    """Return one pattern that finds any of the words; a star at the end of an entry stands for any ending."""
    return re.compile("|".join(_entry(word) for word in words) or r"(?!)")


def _entry(entry: str) -> str:
    ending = r"\w*" if entry.endswith("*") else r"(?!\w)"
    parts = [folded(part).text for part in entry.rstrip("*").replace("'", "").split()]
    joined = r"[\W_]+".join(_stretched(part) for part in parts)
    spelled = _GAP.join(map(re.escape, parts[0])) if len(parts) == 1 and len(parts[0]) > 2 else ""
    either = f"(?:{joined}{ending}|{spelled}(?!\\w))" if spelled else f"{joined}{ending}"
    return rf"(?<!\w){either}"


def _stretched(word: str) -> str:
    """Return a pattern for a word whose letters may be drawn out or held apart by an apostrophe."""
    return "['’`]?".join(f"{re.escape(letter)}+" if letter.isalpha() else re.escape(letter) for letter in word)


@dataclass(frozen=True)
class WordLists:
    """The lists, ready to look for."""

    form: WordListsForm
    patterns: dict[tuple[str, str], re.Pattern[str]]
    """(list, locale) -> pattern."""
    calling: re.Pattern[str]
    units: re.Pattern[str]


def load_word_lists(content: Path) -> tuple[WordLists | None, list[Fault]]:
    """Read checks/words.yaml. Returns None with the faults when it cannot be used."""
    marked, faults = read_yaml(content / "checks" / "words.yaml", "checks/words.yaml")
    form, more = fill_in(WordListsForm, marked) if marked else (None, [])
    if form is None:
        return None, [*faults, *more]
    patterns = {
        (name, locale): pattern_of(getattr(form, name).of(locale))
        for name in ("blame", "sexual", "topic", "never_say")
        for locale in LISTS_FOR
    }
    return WordLists(form, patterns, pattern_of(form.calling), pattern_of(form.units)), faults
