"""`mehfooz content`: check, preview, review, export and import the guidance that staff keep."""

import argparse
import asyncio
import os
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from pathlib import Path

from bot.adapters.content_release import today_in_pakistan
from bot.adapters.faults import Fault
from bot.adapters.phrases import Catalogues
from bot.adapters.schemas import write_schemas
from bot.adapters.staff_phrases import STAFF_LANGUAGES, staff_language
from bot.adapters.translation_files import read_units, write_units
from bot.adapters.translation_units import take_over, units_of
from bot.checks.catalogues import check_catalogues
from bot.checks.confidence_report import confidence_report
from bot.checks.due import due_list, due_text
from bot.checks.rules import check_content
from bot.errors import CannotStart
from bot.settings import Settings

TRANSLATED = ("ur", "ur-Latn")


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the commands below `content`."""
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    check = _add(commands, "check", _check, "find every fault; exit code 1 when there is any")
    check.add_argument("folder", nargs="?", metavar="DIR", help="the content folder; that of CONTENT_DIR when left out")
    check.add_argument("--language", choices=STAFF_LANGUAGES, default="en", help="the language of the findings")
    preview = _add(commands, "preview", _preview, "show every card in the browser, with the findings beside it")
    preview.add_argument("--port", type=int, default=8700, help="the next free one is taken")
    due = _add(commands, "due", _due, "list what must be reviewed when")
    due.add_argument("--days", type=int, metavar="N", help="only the next N days and what is overdue")
    export = _add(commands, "export", _export, "write all texts into a file for translators")
    export.add_argument("file", type=Path, help="ends in .po, .xlf or .xliff")
    export.add_argument("--to", choices=TRANSLATED, required=True, help="the language to translate into")
    take = _add(commands, "import", _import, "take over a translators' file")
    take.add_argument("file", type=Path)
    take.add_argument("--to", choices=TRANSLATED, required=True, help="the language it was translated into")
    _add(commands, "sources", _sources, "write docs/confidence.md: statements below high confidence")
    _add(commands, "schema", _schema, "write the JSON Schemas for editors into content/schema")


def _add(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
    name: str,
    work: Callable[[argparse.Namespace, Settings], int],
    about: str,
) -> argparse.ArgumentParser:
    command: argparse.ArgumentParser = commands.add_parser(name, help=about, description=about)
    command.set_defaults(work=work)
    return command


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """Carry out the command below `content`."""
    code: int = arguments.work(arguments, settings)
    return code


def _check(arguments: argparse.Namespace, settings: Settings) -> int:
    folder = Path(arguments.folder) if arguments.folder else settings.content
    if not folder.is_dir():
        raise CannotStart(f"content check: there is no folder {folder}")
    lines = _lines(check_content(folder, today_in_pakistan()), folder, settings, arguments.language)
    lines += _lines(check_catalogues(settings.locales), settings.locales, settings, arguments.language)
    print("\n".join(lines) if lines else "No fault found.")
    return 1 if lines else 0


def _lines(faults: Iterable[Fault], folder: Path, settings: Settings, language: str) -> list[str]:
    """Return the faults with paths that an editor opens from here."""
    translate = staff_language(settings.locales, language)
    return [f"{os.path.relpath(folder)}/{fault.text(translate)}" for fault in faults]


def _preview(arguments: argparse.Namespace, settings: Settings) -> int:
    # Imported here: the other commands need no web server.
    from bot.preview.server import Preview, serve_preview

    preview = Preview(settings.content, Catalogues(settings.locales), today_in_pakistan, settings.locales)
    asyncio.run(serve_preview(preview, arguments.port, lambda text: print(text, flush=True)))
    return 0


def _due(arguments: argparse.Namespace, settings: Settings) -> int:
    today: date = today_in_pakistan()
    until = today + timedelta(days=arguments.days) if arguments.days is not None else None
    print(due_text(due_list(settings.content), today, until))
    return 0


def _export(arguments: argparse.Namespace, settings: Settings) -> int:
    units = units_of(settings.content, arguments.to)
    try:
        write_units(arguments.file, arguments.to, units)
    except OSError as error:
        raise CannotStart(f"content export: {arguments.file} cannot be written ({type(error).__name__})") from None
    waiting = sum(unit.stale or not unit.text for unit in units)
    print(f"{len(units)} texts in {arguments.file}; {waiting} of them wait for a translator.")
    return 0


def _import(arguments: argparse.Namespace, settings: Settings) -> int:
    written, faults = take_over(settings.content, arguments.to, read_units(arguments.file), today_in_pakistan())
    for fault in faults:
        print(fault)
    print(f"{len(written)} files changed, {len(faults)} texts left out. Now run `mehfooz content check`.")
    return 1 if faults else 0


def _sources(_arguments: argparse.Namespace, settings: Settings) -> int:
    path = settings.root / "docs" / "confidence.md"
    path.write_text(confidence_report(settings.content), encoding="utf-8")
    print(f"{os.path.relpath(path)} is written.")
    return 0


def _schema(_arguments: argparse.Namespace, settings: Settings) -> int:
    for path in write_schemas(settings.content / "schema"):
        print(os.path.relpath(path))
    return 0
