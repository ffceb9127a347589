"""The interface strings of locales/: all there, none fuzzy, the same placeholders, buttons that fit."""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from babel.messages.catalog import Message
from babel.messages.pofile import PoFileError, read_po

from bot.adapters.faults import Fault, in_order
from bot.adapters.phrases import FOLDERS, catalogue_path
from bot.adapters.staff_files import read_text
from bot.checks.sizes import BUTTON, MESSAGE

_PLACEHOLDER = re.compile(r"%\((\w+)\)s|%%|%")
_FOREIGN = re.compile("[يىكهة٠-٩۰-۹]")
_BUTTONS = ("button.", "region.", "who.young", "who.child", "who.adult", "who.private")


def check_catalogues(folder: Path) -> list[Fault]:
    """Return every fault of the catalogues; paths are relative to `folder`. Never raises."""
    faults: list[Fault] = []
    catalogues: dict[str, Mapping[str, Message]] = {}
    for locale in FOLDERS:
        path = catalogue_path(folder, locale)
        name = path.relative_to(folder).as_posix()
        messages, found = _read(path, name)
        faults += found
        catalogues[name] = messages
        for message in messages.values():
            faults += _of_message(message, name, locale)
    english = next(iter(catalogues))
    for name, messages in catalogues.items():
        if messages and catalogues[english]:
            faults += _compare(catalogues[english], messages, english, name)
    return in_order(faults)


def _read(path: Path, name: str) -> tuple[Mapping[str, Message], list[Fault]]:
    text, faults = read_text(path, name)
    if text is None:
        return {}, faults
    try:
        catalogue = read_po(text.splitlines(keepends=True), abort_invalid=True)
    except (PoFileError, ValueError) as error:
        line = getattr(error, "lineno", None) or 1
        mend = "Restore the line from the last release, or mend its quotation marks."
        return {}, [*faults, Fault(name, line, 1, "the catalogue is broken here.", mend)]
    return {str(message.id): message for message in catalogue if message.id}, faults


def _of_message(message: Message, name: str, locale: str) -> Iterable[Fault]:
    line = message.lineno or 1
    key = {"key": message.id}
    text = str(message.string)
    if message.fuzzy:
        mend = "Mend the text and delete the word fuzzy."
        yield Fault(name, line, 1, 'the string "%(key)s" is marked as fuzzy.', mend, key)
    if not text.strip():
        yield Fault(name, line, 1, 'the string "%(key)s" has no text.', "Write it in `msgstr`.", key)
    if len(text) > MESSAGE:
        yield Fault(name, line, 1, 'the string "%(key)s" is longer than a phone screen.', "Shorten it.", key)
    if str(message.id).startswith(_BUTTONS) and len(text) > BUTTON + 4:
        yield Fault(name, line, 1, 'the button "%(key)s" is wider than a phone.', "Shorten it.", key)
    if locale == "ur" and _FOREIGN.search(text):
        mend = "Use the Urdu letters ی ک ہ and the digits 0 to 9."
        yield Fault(name, line, 1, 'the string "%(key)s" holds Arabic letters or digits.', mend, key)
    if locale == "ur" and not re.search("[\u0600-\u06ff]", text) and message.id != "language.name":
        yield Fault(name, line, 1, 'the string "%(key)s" is not in Urdu script.', "Write it in Urdu script.", key)


def _compare(english: Mapping[str, Message], other: Mapping[str, Message], first: str, name: str) -> Iterable[Fault]:
    for key, message in english.items():
        values = {"key": key, "line": message.lineno, "file": first}
        if key not in other:
            what = 'there is no string "%(key)s"; %(file)s has it in line %(line)s.'
            yield Fault(name, 1, 1, what, "Add it with its text.", values)
        elif _places(message) != _places(other[key]):
            what = 'the string "%(key)s" has other places for values than the English.'
            mend = "Copy what stands between %%( and )s from the English, letter by letter."
            yield Fault(name, other[key].lineno or 1, 1, what, mend, values)
    for key, message in other.items():
        if key not in english:
            mend = "Delete it, or add it to the English catalogue."
            yield Fault(name, message.lineno or 1, 1, 'English has no string "%(key)s".', mend, {"key": key})


def _places(message: Message) -> list[str]:
    return sorted(found[0] for found in _PLACEHOLDER.finditer(str(message.string)))
