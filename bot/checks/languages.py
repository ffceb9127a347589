"""The three languages of a card say the same, each in its own script, none older than the English."""

import re
from collections.abc import Iterable, Mapping

from bot.adapters.card_pages import Page, Passage
from bot.adapters.content_files import CardFiles
from bot.adapters.faults import Fault
from bot.checks.content import Content
from bot.core.screens import HELPLINES_HERE

_ENGLISH = frozenset(re.findall(r"\w+", "the you is to and of your that they it for not are if this with or can in do"))
_ROMAN = frozenset(re.findall(r"\w+", "hai hain ke ki ka ko se mein aap nahi kya karein kisi koi aur yeh wo par ya na"))
_URDU = re.compile("[\u0600-\u06ff]")
_LATIN = re.compile("[A-Za-z]")
FEW_WORDS = 4
"""Fewer words than this may be a name that is the same in both languages."""
_WORD = re.compile(r"[A-Za-z]+")
_NAMES = {"en": "English", "ur": "Urdu", "ur-Latn": "Roman Urdu"}


def same_sections(content: Content) -> Iterable[Fault]:
    """Find sections and steps that one language has and another has not."""
    for files in content.cards:
        english = files.pages["en"]
        for locale in ("ur", "ur-Latn"):
            yield from _compare(english, files.pages[locale])


def _compare(english: Page, other: Page) -> Iterable[Fault]:
    for name in english.sections:
        if name not in other.sections:
            what = "there is no section `## %(name)s`; English has one: en.md, line %(line)s."
            values = {"name": name, "line": english.headings[name]}
            yield Fault(other.path, 1, 1, what, "Add the section and its text.", values)
            continue
        here, there = len(other.sections[name]), len(english.sections[name])
        if here != there:
            what = "the section has %(here)s steps, in English %(there)s."
            mend = "Divide the text by lines `---` into the same steps as in en.md."
            line = other.headings[name]
            yield Fault(other.path, line, 1, what, mend, {"here": here, "there": there})
    for name in other.sections:
        if name not in english.sections:
            what = "English has no section `## %(name)s`."
            mend = "Add it to en.md and the other languages, or delete it here."
            yield Fault(other.path, other.headings[name], 1, what, mend, {"name": name})


def same_helplines(content: Content) -> Iterable[Fault]:
    """Find steps where only one language shows the helplines."""
    for files in content.cards:
        english = files.pages["en"].sections
        for locale in ("ur", "ur-Latn"):
            for name, steps in files.pages[locale].sections.items():
                pairs = zip(steps, english.get(name, ()), strict=False)
                for step, first in pairs:
                    if (HELPLINES_HERE in step.text) != (HELPLINES_HERE in first.text):
                        mend = "Put the line in every language or in none."
                        yield step.fault(0, "only one language has the line {helplines} in this step.", mend)


def stale_translations(content: Content) -> Iterable[Fault]:
    """Find translations older than the English they translate."""
    for files in content.cards:
        english = files.pages["en"]
        for locale in ("ur", "ur-Latn"):
            page = files.pages[locale]
            if page.written < english.written:
                what = "the text is of %(here)s, the English of %(there)s: it may say something else."
                mend = "Compare it with en.md, mend it, then write the English date here."
                values = {"here": page.written, "there": english.written}
                yield Fault(page.path, *page.written_at, what, mend, values)


def written_in_the_future(content: Content) -> Iterable[Fault]:
    """Find days of writing and checking that have not come yet."""
    for files in content.cards:
        for page in files.pages.values():
            if page.written > content.today:
                yield Fault(page.path, *page.written_at, "this day has not come yet.", "Write the day it was written.")
        if files.form.checked > content.today:
            yield files.fault(("checked",), "this day has not come yet.", "Write the day the facts were checked.")


def swapped_languages(content: Content) -> Iterable[Fault]:
    """Find texts that are in another language than their file's name says."""
    what = "this text seems to be %(seen)s, and the file is for %(meant)s."
    mend = "Put each language into its own file: en.md, ur.md, ur-Latn.md."
    for files in content.cards:
        seen = _languages(files)
        for locale, page in files.pages.items():
            if seen[locale] not in ("", locale):
                step = next(iter(page.sections.values()))[0]
                values = {"seen": _NAMES[seen[locale]], "meant": _NAMES[locale]}
                yield Fault(page.path, step.line, 1, what, mend, values)


def _languages(files: CardFiles) -> Mapping[str, str]:
    return {
        locale: language_of(" ".join(passage.text for passage in page.passages()))
        for locale, page in files.pages.items()
    }


def language_of(text: str) -> str:
    """Return the locale a text is written in, or nothing when it cannot be told."""
    if len(_URDU.findall(text)) > len(_LATIN.findall(text)):
        return "ur"
    words = [word.lower() for word in _WORD.findall(text)]
    english, roman = sum(word in _ENGLISH for word in words), sum(word in _ROMAN for word in words)
    if max(english, roman) < 2 or english == roman:
        return ""
    return "en" if english > roman else "ur-Latn"


def untranslated(content: Content) -> Iterable[Fault]:
    """Find Roman Urdu texts that are still the English ones."""
    for files in content.cards:
        pairs = zip(files.pages["en"].passages(), files.pages["ur-Latn"].passages(), strict=False)
        for english, roman in pairs:
            if english.text == roman.text and len(roman.text.split()) >= FEW_WORDS:
                yield roman.fault(0, "this text is the same as the English.", "Write it in Roman Urdu.")


def buttons_in_their_script(content: Content) -> Iterable[Fault]:
    """Find Urdu buttons and steps without an Urdu letter, and Urdu letters in the Latin texts."""
    for locale, passage in content.passages():
        arabic = next((place for place, letter in enumerate(passage.text) if "\u0600" <= letter <= "\u06ff"), -1)
        if locale == "ur" and arabic < 0 and any(letter.isalpha() for letter in _own_words(passage)):
            yield passage.fault(0, "this Urdu text has no Urdu letter.", "Write it in Urdu script.")
        if locale != "ur" and arabic >= 0:
            yield passage.fault(
                arabic, "an Urdu letter stands in a text in Latin letters.", "Write it in Latin letters."
            )


def _own_words(passage: Passage) -> str:
    return passage.text.replace(HELPLINES_HERE, "")
