"""Draw a picture card for each platform: the steps of its settings in Urdu and English, from the same content.

`python tools/picture_cards.py [FOLDER]` writes PNG files into FOLDER (artifacts/picture_cards when left out). The
pictures are screenshots of a page in headless Chromium, which shapes the Urdu.
"""

import re
import sys
from collections.abc import Iterable
from html import escape
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from bot.adapters.card_pages import Passage
from bot.adapters.content_files import CardFiles, load_cards
from bot.adapters.phrases import Catalogues
from bot.core.screens import HELPLINES_HERE
from tools.browser import HOW_TO, provide_chromium, provide_fonts

ROOT = Path(__file__).parent.parent
WIDTH = 1080
READER = "child"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
PHRASES = Catalogues(ROOT / "locales")
_PATH = re.compile(r"^[\x20-\x7e›]*[A-Za-z][\x20-\x7e›]*$")
"""A line of Latin letters in an Urdu step is a path in the menus."""

STYLE = """
@font-face { font-family: "Urdu"; src: local("Noto Nastaliq Urdu"), local("NotoNastaliqUrdu"),
  local("NotoNastaliqUrdu-Regular"), local("Jameel Noori Nastaleeq"), local("Noto Naskh Arabic");
  unicode-range: U+0600-06FF, U+0750-077F, U+08A0-08FF, U+FB50-FDFF, U+FE70-FEFC; }
* { box-sizing: border-box; margin: 0; }
body { width: 1080px; background: #eaf1ee; color: #14201c;
  font: 30px/1.4 "Urdu", "Noto Sans", "Liberation Sans", sans-serif; }
header, footer { display: flex; justify-content: space-between; gap: 32px; padding: 36px 48px; }
header { background: #2f7d6b; color: #fff; }
header h1 { font-size: 42px; line-height: 1.3; }
header h1.urdu { line-height: 1.9; }
.urdu { line-height: 2.15; }
section { background: #fff; margin: 24px 32px 0; border-radius: 24px; padding: 28px 32px; display: grid;
  grid-template-columns: 1fr 64px 1fr; gap: 24px; align-items: start; }
section b { grid-column: 2; grid-row: 1; width: 64px; height: 64px; border-radius: 50%; color: #fff;
  background: #2f7d6b; text-align: center; line-height: 64px; font-size: 34px; }
.latin { grid-column: 1; grid-row: 1; } .urdu.text { grid-column: 3; grid-row: 1; }
p + p { margin-top: 12px; }
.path { direction: ltr; text-align: left; font-size: 25px; font-weight: 600; line-height: 1.45; overflow-wrap: anywhere;
  background: #eaf1ee; border-radius: 12px; padding: 10px 14px; }
footer { color: #4c5a55; font-size: 24px; }
"""


def page_of(card: CardFiles) -> str:
    """Return the HTML page of a card."""
    steps = {locale: card.pages[locale].sections.get(READER) or _first(card, locale) for locale in ("en", "ur")}
    rows = "".join(
        f'<section><b>{number}</b><div class="latin">{_text(english.text, "en")}</div>'
        f'<div class="urdu text" dir="rtl" lang="ur">{_text(urdu.text, "ur")}</div></section>'
        for number, (english, urdu) in enumerate(zip(steps["en"], steps["ur"], strict=True), start=1)
    )
    titles = {locale: escape(card.pages[locale].button.text) for locale in ("en", "ur")}
    facts = {locale: PHRASES(locale, "picture.facts", day=card.form.checked) for locale in ("en", "ur")}
    return (
        f'<!doctype html><html lang="ur"><meta charset="utf-8"><style>{STYLE}</style><body>'
        f'<header><h1>{titles["en"]}</h1><h1 class="urdu" dir="rtl">{titles["ur"]}</h1></header>{rows}'
        f"<footer><span>{facts['en']}</span>"
        f'<span class="urdu" dir="rtl">{facts["ur"]}</span></footer>'
    )


def _first(card: CardFiles, locale: str) -> tuple[Passage, ...]:
    return next(iter(card.pages[locale].sections.values()))


def _text(text: str, locale: str) -> str:
    # Numbers change, a picture that was passed on does not.
    text = text.replace(HELPLINES_HERE, PHRASES(locale, "picture.numbers"))
    return "".join(_line(line) for line in text.split("\n") if line.strip())


def _line(line: str) -> str:
    is_path = "›" in line and _PATH.match(line)
    return f'<p class="path">{escape(line)}</p>' if is_path else f"<p>{escape(line)}</p>"


def platform_cards(content: Path) -> list[CardFiles]:
    """Return the cards that are for one platform, in the order of their ids."""
    cards, _ = load_cards(content)
    return sorted((card for card in cards if card.form.platform), key=lambda card: card.id)


def draw(cards: Iterable[CardFiles], folder: Path, chromium: str) -> list[Path]:
    """Draw the cards into a folder with the Chromium at this path; returns the pictures."""
    from playwright.sync_api import sync_playwright

    folder.mkdir(parents=True, exist_ok=True)
    drawn = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        page = browser.new_page(viewport={"width": WIDTH, "height": 800})
        for card in cards:
            page.set_content(page_of(card))
            page.evaluate("document.fonts.ready")
            path = folder / f"{card.id}.png"
            page.screenshot(path=path, full_page=True)
            drawn.append(path)
        browser.close()
    return drawn


def main(arguments: list[str]) -> int:
    """Draw all picture cards and say where they are."""
    folder = Path(arguments[0]) if arguments else ROOT / "artifacts" / "picture_cards"
    provide_fonts()
    chromium = provide_chromium()
    if not chromium:
        print(f"No picture was drawn: no Chromium starts here. {HOW_TO}", file=sys.stderr)
        return 1
    drawn = draw(platform_cards(ROOT / "content"), folder, chromium)
    print(f"{len(drawn)} picture cards in {folder}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
