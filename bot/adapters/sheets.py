"""A sheet of a region's numbers for school walls: HTML in English and Urdu, and a PDF where Chromium is found."""

import shutil
import subprocess
import tempfile
from collections.abc import Iterable
from datetime import date
from html import escape
from pathlib import Path

from bot.core.directory import KINDS, Helpline
from bot.core.ports import Phrases
from bot.core.routing import HelplineDesk

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
PRINT_SECONDS = 60

_STYLE = """
@page { size: A4; margin: 14mm }
body { font: 13px/1.45 system-ui, sans-serif; color: #1c2430; margin: 0 }
h1 { font-size: 24px; margin: 0 } h2 { font-size: 14px; margin: 14px 0 4px; color: #40506a }
header, .row, h2, footer { display: flex; justify-content: space-between; gap: 16px }
.row { border-top: 1px solid #ccd4df; padding: 5px 0; align-items: center; break-inside: avoid }
.row > * { flex: 1 } .number { font-size: 21px; font-weight: 700; text-align: center; white-space: nowrap }
small { display: block; color: #55606f } footer { margin-top: 14px; color: #55606f }
[lang=ur] { font-family: "Noto Nastaliq Urdu", "Noto Naskh Arabic", serif; text-align: right; line-height: 1.9 }
"""


def sheet_lines(desk: HelplineDesk, region: str, today: date) -> list[Helpline]:
    """Return the helplines of the sheet, by kind: sure ones to call, second choices only for emergencies."""
    found = [line for line in desk.directory.shown(today).values() if line.serves(region) and _belongs(line, region)]
    return sorted(found, key=lambda line: (KINDS.index(line.kind), line.use != "route", line.id))


def _belongs(line: Helpline, region: str) -> bool:
    contacts = line.contacts_in(region)
    called = bool(contacts) and contacts[0].kind == "phone"
    return called and line.confidence == "high" and (line.use == "route" or line.kind == "emergency")


def sheet_html(desk: HelplineDesk, region: str, today: date, phrases: Phrases) -> str:
    """Return the printable page of a region, both scripts side by side."""
    lines = sheet_lines(desk, region, today)
    blocks = []
    for kind in KINDS:
        rows = "".join(_row(line, region) for line in lines if line.kind == kind)
        if rows:
            blocks.append(f"<h2>{_both(phrases, f'kind.{kind}')}</h2>{rows}")
    return _page(region, _valid(lines), blocks, phrases)


def _page(region: str, valid: tuple[str, str], blocks: Iterable[str], phrases: Phrases) -> str:
    names = {locale: phrases(locale, f"region.{region}") for locale in ("en", "ur")}
    title = "".join(
        f'<h1 lang="{locale}" dir="auto">{escape(phrases(locale, "sheet.title", region=names[locale]))}</h1>'
        for locale in ("en", "ur")
    )
    checked, until = valid
    foot = _both(phrases, "sheet.valid", checked=checked, until=until)
    return (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{escape(names["en"])}</title>'
        f"<style>{_STYLE}</style><header>{title}</header>"
        f"<div class=row>{_both(phrases, 'sheet.intro')}</div>{''.join(blocks)}<footer>{foot}</footer></html>\n"
    )


def _both(phrases: Phrases, name: str, **values: object) -> str:
    return "".join(
        f'<span lang="{locale}" dir="auto">{escape(phrases(locale, name, **values))}</span>' for locale in ("en", "ur")
    )


def _row(line: Helpline, region: str) -> str:
    contact = line.contacts_in(region)[0]
    number = contact.value + (f" › {contact.keys}" if contact.keys else "")
    english, urdu = (_side(line, locale) for locale in ("en", "ur"))
    return f'<div class=row>{english}<bdi class=number dir="ltr">{escape(number)}</bdi>{urdu}</div>'


def _side(line: Helpline, locale: str) -> str:
    words = f"{escape(line.names[locale])}<small>{escape(line.does[locale])}</small>"
    return f'<span lang="{locale}" dir="auto">{words}</span>'


def _valid(lines: Iterable[Helpline]) -> tuple[str, str]:
    found = list(lines)
    checked = min((line.checked_on for line in found if line.checked_on), default=None)
    until = min((line.stop_showing_after for line in found if line.stop_showing_after), default=None)
    return str(checked or ""), str(until or "")


def find_browser(wanted: str = "") -> str:
    """Return the path of Chromium, empty when the machine has none."""
    return next((path for name in (wanted, *BROWSERS) if name and (path := shutil.which(name))), "")


def write_pdf(html: str, target: Path, browser: str) -> None:
    """Print a page to a PDF. Raises OSError when the browser fails or takes too long."""
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "sheet.html"
        page.write_text(html, encoding="utf-8")
        flags = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--no-pdf-header-footer"]
        command = [browser, *flags, f"--user-data-dir={folder}/profile", f"--print-to-pdf={target}", page.as_uri()]
        try:
            subprocess.run(command, check=True, capture_output=True, timeout=PRINT_SECONDS)
        except (subprocess.SubprocessError, OSError) as error:
            raise OSError(f"{browser} could not print {target} ({type(error).__name__})") from None
