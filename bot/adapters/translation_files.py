"""Translation units as PO or XLIFF 1.2 files, the two forms that translators' programs read."""

from collections.abc import Iterable
from pathlib import Path
from xml.etree import ElementTree

from babel.messages.catalog import Catalog
from babel.messages.pofile import PoFileError, read_po, write_po

from bot.adapters.phrases import FOLDERS
from bot.adapters.translation_units import Unit
from bot.errors import CannotStart

XLIFF = "urn:oasis:names:tc:xliff:document:1.2"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
LARGEST = 20_000_000
"""Bytes of a translation file."""


class TranslationUnreadable(CannotStart):
    """A translation file is missing, too large or in no known form."""


def write_units(path: Path, locale: str, units: Iterable[Unit]) -> None:
    """Write units to `path`, which ends in .po, .xlf or .xliff. Raises TranslationUnreadable for any other."""
    if path.suffix == ".po":
        _write_po(path, locale, units)
    elif path.suffix in (".xlf", ".xliff"):
        _write_xliff(path, locale, units)
    else:
        raise TranslationUnreadable(f"{path}: the name must end in .po, .xlf or .xliff")


def read_units(path: Path) -> list[Unit]:
    """Read units from a PO or XLIFF file. Raises TranslationUnreadable."""
    try:
        if path.stat().st_size > LARGEST:
            raise TranslationUnreadable(f"{path}: the file has more than {LARGEST} bytes; it is no translation")
        if path.suffix == ".po":
            return _read_po(path)
        if path.suffix in (".xlf", ".xliff"):
            return _read_xliff(path)
    except OSError as error:
        raise TranslationUnreadable(f"{path}: cannot be read ({type(error).__name__})") from None
    except (PoFileError, ValueError, ElementTree.ParseError) as error:
        raise TranslationUnreadable(
            f"{path}: is broken ({error}). Save it again in the translators' program."
        ) from None
    raise TranslationUnreadable(f"{path}: the name must end in .po, .xlf or .xliff")


def _write_po(path: Path, locale: str, units: Iterable[Unit]) -> None:
    catalog = Catalog(locale=FOLDERS[locale], project="Mehfooz", fuzzy=False)
    for unit in units:
        flags = ["fuzzy"] if unit.stale and unit.text else []
        note = [unit.note] if unit.note else []
        catalog.add(unit.english, unit.text, context=unit.name, flags=flags, auto_comments=note)
    with path.open("wb") as file:
        write_po(file, catalog, width=0)


def _read_po(path: Path) -> list[Unit]:
    with path.open("rb") as file:
        catalog = read_po(file, abort_invalid=True)
    return [
        Unit(message.context or "", str(message.id), str(message.string), message.fuzzy)
        for message in catalog
        if message.id and not message.fuzzy
    ]


def _write_xliff(path: Path, locale: str, units: Iterable[Unit]) -> None:
    ElementTree.register_namespace("", XLIFF)
    top = ElementTree.Element(f"{{{XLIFF}}}xliff", {"version": "1.2"})
    languages = {"source-language": "en", "target-language": locale}
    file = ElementTree.SubElement(
        top, f"{{{XLIFF}}}file", {"original": "content", "datatype": "plaintext", **languages}
    )
    body = ElementTree.SubElement(file, f"{{{XLIFF}}}body")
    for unit in units:
        element = ElementTree.SubElement(body, f"{{{XLIFF}}}trans-unit", {"id": unit.name, SPACE: "preserve"})
        ElementTree.SubElement(element, f"{{{XLIFF}}}source").text = unit.english
        state = "needs-translation" if not unit.text else "needs-review-translation" if unit.stale else "translated"
        ElementTree.SubElement(element, f"{{{XLIFF}}}target", {"state": state}).text = unit.text
        if unit.note:
            ElementTree.SubElement(element, f"{{{XLIFF}}}note").text = unit.note
    ElementTree.indent(top)
    ElementTree.ElementTree(top).write(path, encoding="utf-8", xml_declaration=True)


def _read_xliff(path: Path) -> list[Unit]:
    units = []
    for element in ElementTree.parse(path).iter(f"{{{XLIFF}}}trans-unit"):
        target = element.find(f"{{{XLIFF}}}target")
        if target is None or target.get("state") in ("needs-translation", "needs-review-translation"):
            continue
        source = element.find(f"{{{XLIFF}}}source")
        english = "" if source is None else "".join(source.itertext())
        units.append(Unit(element.get("id", ""), english, "".join(target.itertext())))
    return units
