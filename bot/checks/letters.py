"""The right letters: Urdu ones in Urdu, Western digits, directions that are closed again, and no mark-up."""

import re
from collections.abc import Iterable

from bot.adapters.card_pages import Passage
from bot.adapters.faults import Fault
from bot.checks.content import Content
from bot.core.screens import HELPLINES_HERE

_ARABIC = {"ي": "ی", "ى": "ی", "ك": "ک", "ه": "ہ", "ة": "ہ"}
_LOOK_ALIKE = re.compile("[" + "".join(_ARABIC) + "]")
_DIGITS = re.compile(r"[٠-٩۰-۹]+")
_OPENING = "\u202a\u202b\u2066\u2067\u2068"
_CLOSING = {"\u202c": "\u202a\u202b", "\u2069": "\u2066\u2067\u2068"}
_OVERRIDES = "\u202d\u202e"
_MARKS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_BLANKS = re.compile("[\t\u00a0]")
_MARKUP = (
    (re.compile(r"</?[A-Za-z!][^>\n]{0,80}>?"), "this looks like a mark of a web page."),
    (re.compile(r"\bjavascript:", re.I), "this looks like a mark of a web page."),
    (re.compile(r"&(?:#\d+|[a-z]+);"), "this looks like a mark of a web page."),
    (re.compile(r"\[[^\]\n]+\]\([^)\n]*\)"), "this looks like a hidden link."),
    (re.compile(r"\*\*|__|`|~~|\|\|"), "this looks like a mark for bold or for code."),
)
_PLAIN = "Delete it: people would see the signs themselves, as texts are sent plain."
_LINK = re.compile(r"(?:https?://|www\.)\S+", re.I)
_BRACES = re.compile(r"\{[^}\n]*\}?")


def arabic_letters(content: Content) -> Iterable[Fault]:
    """Find Arabic letters and digits that look like Urdu ones and are not."""
    for locale, passage in content.passages():
        for found in _LOOK_ALIKE.finditer(passage.text if locale == "ur" else ""):
            what = "the Arabic letter %(given)s stands here (U+%(code)s)."
            values = {**_letter(found[0]), "right": _ARABIC[found[0]]}
            yield passage.fault(found.start(), what, "Write the Urdu letter %(right)s.", **values)
        for found in _DIGITS.finditer(passage.text):
            what = "these are not Western digits: %(given)s."
            yield passage.fault(found.start(), what, "Write 0 to 9.", given=found[0])


def _letter(letter: str) -> dict[str, str]:
    return {"given": letter, "code": f"{ord(letter):04X}"}


def directions(content: Content) -> Iterable[Fault]:
    """Find marks of direction that are not closed, close nothing, or turn letters round."""
    for _, passage in content.passages():
        yield from _directions(passage)


def _directions(passage: Passage) -> Iterable[Fault]:
    mend = "Delete it: delete the words around it and write them again."
    opened: list[tuple[int, str]] = []
    for found in _MARKS.finditer(passage.text):
        place, letter, values = found.start(), found[0], _letter(found[0])
        if letter in _OVERRIDES:
            yield passage.fault(place, "an invisible mark turns the letters round (U+%(code)s).", mend, **values)
        elif letter in _OPENING:
            opened.append((place, letter))
        elif opened and opened[-1][1] in _CLOSING[letter]:
            opened.pop()
        else:
            what = "an invisible mark of direction closes what nothing opened (U+%(code)s)."
            yield passage.fault(place, what, mend, **values)
    for place, letter in opened:
        what = "an invisible mark of direction is opened and never closed (U+%(code)s)."
        yield passage.fault(place, what, mend, **_letter(letter))


def markup(content: Content) -> Iterable[Fault]:
    """Find script tags, marks for bold, hidden links and the like."""
    for _, passage in content.passages():
        for pattern, what in _MARKUP:
            for found in pattern.finditer(passage.text):
                yield passage.fault(found.start(), what, _PLAIN)


def links_in_texts(content: Content) -> Iterable[Fault]:
    """Find addresses that are not https or do not stand alone on their line."""
    for _, passage in content.passages():
        for found in _LINK.finditer(passage.text):
            line = passage.text[passage.text.rfind("\n", 0, found.start()) + 1 :].split("\n")[0]
            if not found[0].startswith("https://"):
                yield passage.fault(found.start(), "this address does not begin with https://.", "Write it in full.")
            elif line.strip() != found[0]:
                mend = "Put it on a line of its own, so that Urdu does not reorder it."
                yield passage.fault(found.start(), "an address stands inside a line.", mend)


def placeholders(content: Content) -> Iterable[Fault]:
    """Find anything in braces but a line `{helplines}`, at most once for each audience."""
    for files in content.cards:
        for page in files.pages.values():
            yield from _braces(page.button, allowed=False)
            for steps in page.sections.values():
                found = [step for step in steps if HELPLINES_HERE in step.text]
                for step in steps:
                    yield from _braces(step, allowed=True)
                for step in found[1:]:
                    yield step.fault(step.text.index(HELPLINES_HERE), "{helplines} stands here twice.", "Delete one.")


def _braces(passage: Passage, *, allowed: bool) -> Iterable[Fault]:
    for found in _BRACES.finditer(passage.text):
        line = passage.text[passage.text.rfind("\n", 0, found.start()) + 1 :].split("\n")[0]
        if found[0] != HELPLINES_HERE or not allowed:
            mend = "Only {helplines} may stand in braces, on a line of its own in a step."
            yield passage.fault(found.start(), '"%(given)s" means nothing here.', mend, given=found[0][:40])
        elif line.strip() != HELPLINES_HERE:
            yield passage.fault(found.start(), "{helplines} stands inside a line.", "Put it on a line of its own.")


def tabs(content: Content) -> Iterable[Fault]:
    """Find tabs and hard spaces."""
    for _, passage in content.passages():
        for found in _BLANKS.finditer(passage.text):
            yield passage.fault(found.start(), "a tab or a hard space stands here.", "Write a simple space.")
