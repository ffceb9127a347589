"""`mehfooz helplines`: which to dial again, recording that it was done, a sheet to print, and the routing grid."""

import argparse
from datetime import date, timedelta
from pathlib import Path

from bot.adapters.content_release import today_in_pakistan
from bot.adapters.directory_files import load_helplines
from bot.adapters.helpline_dates import CheckRefused, record_check
from bot.adapters.phrases import Catalogues
from bot.adapters.sheets import find_browser, sheet_html, write_pdf
from bot.core.intents import REGIONS
from bot.core.routing import HelplineDesk
from bot.errors import CannotStart
from bot.helpline_care import due_helplines
from bot.routing_grid import grid_page
from bot.settings import Settings


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the options."""
    tasks = parser.add_subparsers(dest="task", required=True)
    tasks.add_parser("due", help="list the helplines that somebody must dial")
    checked = tasks.add_parser("checked", help="record that a helpline was dialled and answered")
    checked.add_argument("id")
    checked.add_argument("--on", type=_day, help="the day it was dialled, such as 2026-11-22; today when left out")
    sheet = tasks.add_parser("sheet", help="print a region's numbers for a wall, as HTML and, with Chromium, as PDF")
    sheet.add_argument("region", choices=REGIONS)
    sheet.add_argument("--to", type=Path, default=Path("artifacts"), help="the folder to write into")
    grid = tasks.add_parser("grid", help="write a page of every answer in every hour of a week")
    grid.add_argument("--to", type=Path, default=Path("artifacts/routing_grid.html"))
    parser.set_defaults(on=None)


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """Do one task. `due` exits 1 when something is due."""
    today = today_in_pakistan()
    if arguments.task == "checked":
        return _checked(settings, arguments.id, arguments.on or today, today)
    desk, faults = load_helplines(settings.content)
    if desk is None:
        raise CannotStart(f"CONTENT_DIR: {faults[0]}")
    if arguments.task == "due":
        lines = due_helplines(desk, today)
        print("\n".join(lines) or "No helpline is due.")
        return 1 if lines else 0
    if arguments.task == "grid":
        arguments.to.parent.mkdir(parents=True, exist_ok=True)
        arguments.to.write_text(grid_page(desk, today - timedelta(days=today.weekday())), encoding="utf-8")
        print(arguments.to)
        return 0
    return _sheet(desk, settings, arguments.region, arguments.to, today)


def _checked(settings: Settings, name: str, on: date, today: date) -> int:
    try:
        print(record_check(settings.content, name, on, today))
    except CheckRefused as error:
        raise CannotStart(f"helplines checked: {error}") from None
    return 0


def _sheet(desk: HelplineDesk, settings: Settings, region: str, folder: Path, today: date) -> int:
    folder.mkdir(parents=True, exist_ok=True)
    page = folder / f"helplines_{region}.html"
    html = sheet_html(desk, region, today, Catalogues(settings.locales))
    page.write_text(html, encoding="utf-8")
    print(page)
    browser = find_browser()
    if browser:
        write_pdf(html, page.with_suffix(".pdf"), browser)
        print(page.with_suffix(".pdf"))
    else:
        print("No Chromium was found, so there is no PDF: print the page from a browser.")
    return 0


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a day such as 2026-11-22") from None
