"""Interface strings from the gettext catalogues in locales/."""

import io
from gettext import GNUTranslations
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from bot.errors import CannotStart

FOLDERS = {"en": "en", "ur": "ur", "ur-Latn": "ur_Latn"}
"""locale -> folder name, as Babel spells it."""


class PhrasesBroken(CannotStart):
    """A catalogue is missing or cannot be read."""


class Catalogues:
    """The strings of every locale, by name."""

    def __init__(self, folder: Path) -> None:
        """Read `<folder>/<locale>/LC_MESSAGES/mehfooz.po` of every locale; raises PhrasesBroken."""
        self._by_locale = {locale: _read(folder, name) for locale, name in FOLDERS.items()}

    def __call__(self, locale: str, name: str, **values: object) -> str:
        """Return the string `name` in the locale, filled in. KeyError when there is none."""
        text = self._by_locale[locale].gettext(name)
        if text == name:
            raise KeyError(f"locales/{FOLDERS[locale]}: no string called {name}")
        return text % values if values else text


def catalogue_path(folder: Path, locale: str) -> Path:
    """Return the path of a locale's catalogue."""
    return folder / FOLDERS[locale] / "LC_MESSAGES" / "mehfooz.po"


def _read(folder: Path, name: str) -> GNUTranslations:
    path = folder / name / "LC_MESSAGES" / "mehfooz.po"
    try:
        with path.open("rb") as file:
            catalogue = read_po(file, abort_invalid=True)
    except (OSError, ValueError) as error:
        raise PhrasesBroken(f"{path}: cannot be read ({error}). Restore it from the last release.") from None
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return GNUTranslations(compiled)
