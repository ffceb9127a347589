"""Reads the bytes of a file that staff keep as text, and says what is wrong with them."""

import re
import unicodedata
from pathlib import Path

from bot.adapters.faults import Fault

LARGEST = 200_000
"""Bytes a content file may have; a card needs a few thousand."""
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ufeff]")


def read_text(path: Path, name: str) -> tuple[str | None, list[Fault]]:
    """Return the text of a file with `\\n` line ends, and the faults; `name` is the file's name in them.

    The text is None when nothing can be done with the file. Never raises.
    """
    try:
        if path.stat().st_size > LARGEST:
            what = "the file has more than %(most)s bytes."
            mend = "Something was pasted into it by mistake: restore it from the last release."
            return None, [Fault(name, 1, 1, what, mend, {"most": LARGEST})]
        data = path.read_bytes()
    except FileNotFoundError:
        return None, [Fault(name, 1, 1, "the file is missing.", "Add it, or restore it from the last release.")]
    except OSError as error:
        mend = "Make sure that it is a file and that it may be read."
        return None, [Fault(name, 1, 1, "the file cannot be read (%(why)s).", mend, {"why": type(error).__name__})]
    return _decode(data, name)


def _decode(data: bytes, name: str) -> tuple[str | None, list[Fault]]:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return None, [Fault(name, 1, 1, "the file is saved as UTF-16.", "Save it again with the encoding UTF-8.")]
    faults = []
    if data.startswith(b"\xef\xbb\xbf"):
        faults.append(
            Fault(name, 1, 1, "the file begins with an invisible mark (BOM).", "Save it as UTF-8 without BOM.")
        )
        data = data[3:]
    try:
        text = data.decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        line, column = position(data[: error.start].decode("utf-8", "replace"), None)
        what = "this character is not in the encoding UTF-8."
        mend = "Save the file again with the encoding UTF-8, then write the character again."
        return None, [*faults, Fault(name, line, column, what, mend)]
    if not text.strip():
        what = "the file is empty."
        return None, [*faults, Fault(name, 1, 1, what, "Write its content, or restore it from the last release.")]
    return text, [*faults, *_control_characters(text, name)]


def _control_characters(text: str, name: str) -> list[Fault]:
    found = _CONTROL.search(text)
    if found is None:
        return []
    line, column = position(text, found.start())
    what = "there is an invisible control character (U+%(code)s)."
    mend = "Delete it: delete the word around it and write the word again."
    return [Fault(name, line, column, what, mend, {"code": f"{ord(found[0]):04X}"})]


def position(text: str, offset: int | None) -> tuple[int, int]:
    """Return line and column, both from 1, of an offset in a text; None means its end."""
    before = text[:offset]
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def same_letters(text: str) -> str:
    """Return the text in Unicode's composed form, so that equal-looking words are equal."""
    return unicodedata.normalize("NFC", text)
