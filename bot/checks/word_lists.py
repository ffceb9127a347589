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

_SAME = str.maketrans("يىئكهةأإؤ", "یییکہہااو", "\u0670")
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


class _Letters(dict[int, str | None]):
    """Folds one letter; each is worked out once."""

    def __missing__(self, code: int) -> str | None:
        letter = chr(code)
        self[code] = None if unicodedata.category(letter) in _INVISIBLE or letter == "ـ" else _fold_letter(letter)
        return self[code]


def _fold_letter(letter: str) -> str:
    digit = unicodedata.digit(letter, None)
    if digit is not None:
        return str(digit)
    plain = unicodedata.normalize("NFKC", letter).casefold().translate(_SAME)[:1]
    return (unicodedata.normalize("NFD", plain)[:1] if "a" <= plain < "\u0250" else plain) or " "


_LETTERS = _Letters()


@dataclass(frozen=True)
class Folded:
    """A text reduced to what its words are: lower case, one letter for look-alikes, Western digits, no marks."""

    text: str
    original: str

    def offset(self, place: int) -> int:
        """Return where the character at `place` stands in the original."""
        kept = (at for at, letter in enumerate(self.original) if _LETTERS[ord(letter)] is not None)
        return next(at for number, at in enumerate(kept) if number == place)

    def find(self, pattern: re.Pattern[str]) -> Iterable[tuple[int, str]]:
        """Return offset in the original and folded wording of every match."""
        return ((self.offset(found.start()), found[0]) for found in pattern.finditer(self.text))


def folded(text: str) -> Folded:
    """Fold a text."""
    return Folded(text.translate(_LETTERS), text)


def pattern_of(words: Iterable[str]) -> re.Pattern[str]:
    """Return one pattern that finds any of the words; a star at the end of an entry stands for any ending."""
    entries = "|".join(_entry(word) for word in words)
    return re.compile(rf"(?<!\w)(?:{entries})" if entries else r"(?!)")


def _entry(entry: str) -> str:
    ending = r"\w*" if entry.endswith("*") else r"(?!\w)"
    parts = [folded(part).text for part in entry.rstrip("*").replace("'", "").split()]
    joined = r"[\W_]+".join(_stretched(part) for part in parts)
    spelled = _GAP.join(map(re.escape, parts[0])) if len(parts) == 1 and len(parts[0]) > 2 else ""
    return f"{joined}{ending}|{spelled}(?!\\w)" if spelled else f"{joined}{ending}"


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
