"""No telephone number stands in a text: numbers come from the directory, where their dates are watched."""

import re
from collections.abc import Iterable

from bot.adapters.faults import Fault
from bot.checks.content import Content
from bot.checks.word_lists import Folded, WordLists, folded

_LONG = re.compile(r"(?<![\w.])\+?\d(?:[ \-–—().]{0,2}\d){6,}(?!\w)")
_SHORT = re.compile(r"(?<![\w.,+/-])\d{2,5}(?![\w/]|[.,-]\d)")
_ADDRESS = re.compile(r"https://\S+")
_NOT_A_NUMBER = re.compile(
    r"(?:19|20)\d\d-[01]\d-[0-3]\d"  # a day
    r"|(?:19|20)\d\d ?[-–—] ?(?:19|20)\d\d"  # years from and to
    r"|\d{1,3}(?:\.\d{1,3}){3}"  # an internet address
)
_NEAR = 24
"""Characters around a number in which a unit makes it an amount."""


def telephone_numbers(content: Content) -> Iterable[Fault]:
    """Find telephone numbers and short codes, in whatever digits and however broken up."""
    if content.lists is None:
        return
    known = _directory_numbers(content)
    what = 'a telephone number stands in the text: "%(number)s".'
    mend = "Delete it and put a line {helplines} there: the numbers come from the directory, which checks their dates."
    unknown = "Delete it: it is not in the directory. Numbers are added in content/helplines, with their source."
    for _, passage in content.passages():
        text = folded(passage.text)
        for place, number in sorted({*_long(text), *_short(text, content.lists, known)}):
            listed = re.sub(r"\D", "", number) in known
            yield passage.fault(text.offset(place), what, mend if listed else unknown, number=number)


def _directory_numbers(content: Content) -> frozenset[str]:
    if content.desk is None:
        return frozenset()
    contacts = (contact for line in content.desk.directory.helplines.values() for contact in line.contacts)
    return frozenset(re.sub(r"\D", "", contact.value) for contact in contacts if contact.kind in _DIALLED)


_DIALLED = ("phone", "sms", "whatsapp")


def _long(text: Folded) -> Iterable[tuple[int, str]]:
    plain = _ADDRESS.sub(lambda found: " " * len(found[0]), text.text)
    for found in _LONG.finditer(plain):
        if not _NOT_A_NUMBER.fullmatch(found[0].strip(" .-")):
            yield found.start(), found[0]


def _short(text: Folded, lists: WordLists, known: frozenset[str]) -> Iterable[tuple[int, str]]:
    codes = known | set(lists.form.codes)
    for found in _SHORT.finditer(text.text):
        if found[0] not in codes or _is_amount(text.text, found, lists):
            continue
        if len(found[0]) > 3 or lists.calling.search(_line_around(text.text, found)):
            yield found.start(), found[0]


def _is_amount(text: str, found: re.Match[str], lists: WordLists) -> bool:
    near = text[max(0, found.start() - _NEAR) : found.start()].split()[-1:]
    near += text[found.end() : found.end() + _NEAR].split()[:1]
    return any(lists.units.search(word) for word in near)


def _line_around(text: str, found: re.Match[str]) -> str:
    start = text.rfind("\n", 0, found.start()) + 1
    end = text.find("\n", found.end())
    return text[start : end if end >= 0 else None]
