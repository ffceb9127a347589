"""Reads the word lists, the names of the platforms and the sources of a content folder."""

from collections.abc import Mapping
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from bot.adapters.content_forms import SourceForm, TextsForm, WordsForm
from bot.adapters.faults import Fault
from bot.adapters.form_faults import fill_in
from bot.adapters.marked_yaml import Loc, Marked, read_yaml
from bot.core.intents import LOCALES, PLATFORMS
from bot.core.words import Words, plain

EntryT = TypeVar("EntryT", bound=BaseModel)


def load_words(content: Path) -> tuple[Words | None, list[Fault]]:
    """Read words.yaml. Returns None with the faults when it cannot be used."""
    marked, faults = read_yaml(content / "words.yaml", "words.yaml")
    form, more = fill_in(WordsForm, marked) if marked else (None, [])
    faults += more
    if form is None or marked is None:
        return None, faults
    for locale in LOCALES:
        if locale not in form.languages:
            mend = "Add it with the names by which people ask for that language."
            faults.append(marked.fault(("languages",), 'the key "%(key)s" is missing.', mend, key=locale))
    if faults:
        return None, faults
    languages = {
        locale: tuple(sorted((plain(name) for name in form.languages[locale]), key=len, reverse=True))
        for locale in LOCALES
    }
    relatives = tuple(plain(name) for name in form.relatives)
    return Words(frozenset(plain(word) for word in form.leave), languages, relatives), faults


def load_platforms(content: Path) -> tuple[Mapping[str, Mapping[str, str]], list[Fault]]:
    """Read platforms.yaml: platform id -> locale -> name on a button. Every platform must be there."""
    marked, faults = read_yaml(content / "platforms.yaml", "platforms.yaml")
    if marked is None:
        return {}, faults
    names, more = _entries(marked, TextsForm)
    faults += more
    for platform in PLATFORMS:
        if isinstance(marked.value, dict) and platform not in marked.value:
            mend = "Add a line with its name in en, ur and ur-Latn."
            faults.append(marked.fault((), 'the platform "%(key)s" is missing.', mend, key=platform))
    for platform in names:
        if platform not in PLATFORMS:
            what = '"%(key)s" is not a platform that the bot knows.'
            faults.append(marked.fault((platform, ""), what, "Mend the spelling or delete the line.", key=platform))
    return {platform: texts.by_locale() for platform, texts in names.items()}, faults


def load_sources(content: Path) -> tuple[dict[str, SourceForm], list[Fault]]:
    """Read sources.yaml: tag -> source."""
    marked, faults = read_yaml(content / "sources.yaml", "sources.yaml")
    if marked is None:
        return {}, faults
    sources, more = _entries(marked, SourceForm)
    return sources, [*faults, *more]


def _entries(marked: Marked, form: type[EntryT]) -> tuple[dict[str, EntryT], list[Fault]]:
    """Fill in one form for each key of a file."""
    if not isinstance(marked.value, dict):
        return {}, [marked.fault((), "keys with values are expected here.", "Write `name: {…}`, one a line.")]
    entries: dict[str, EntryT] = {}
    faults: list[Fault] = []
    marks: dict[str | int, dict[Loc, tuple[int, int]]] = {key: {} for key in marked.value}
    for loc, mark in marked.marks.items():
        if loc:
            marks[loc[0]][loc[1:]] = mark
    for key, value in marked.value.items():
        entry, found = fill_in(form, Marked(marked.name, value, marks[key]))
        faults += found
        if entry is not None:
            entries[key] = entry
    return entries, faults
