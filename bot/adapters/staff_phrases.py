"""The sentences of faults in the language of the staff, from the catalogue locales/<locale>/LC_MESSAGES/staff.po."""

from functools import cache
from pathlib import Path

from babel.messages.pofile import PoFileError, read_po

from bot.adapters.faults import Translate

STAFF_LANGUAGES = ("en", "ur")


def staff_language(locales: Path, language: str) -> Translate:
    """Return what turns a fault's English sentences into a language; English where there is no translation."""
    sentences = _sentences(locales / "ur" / "LC_MESSAGES" / "staff.po") if language == "ur" else {}
    return lambda sentence: sentences.get(sentence, sentence)


@cache
def _sentences(path: Path) -> dict[str, str]:
    try:
        with path.open("rb") as file:
            catalogue = read_po(file, abort_invalid=True)
    except (OSError, ValueError, PoFileError):
        return {}
    return {str(message.id): str(message.string) for message in catalogue if message.id and message.string}
