"""Reads the cards of a content folder: card.yaml and a text file for each language, one folder a card."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.adapters.card_pages import Page, Passage, read_page
from bot.adapters.content_forms import CardForm
from bot.adapters.faults import Fault
from bot.adapters.form_faults import fill_in
from bot.adapters.marked_yaml import Loc, Marked, read_yaml
from bot.core.cards import Card, Link
from bot.core.intents import LOCALES

CARD_FILE = "card.yaml"
CARD_FILES = frozenset({CARD_FILE, *(f"{locale}.md" for locale in LOCALES)})


@dataclass(frozen=True)
class CardFiles:
    """A card as its files hold it."""

    form: CardForm
    marked: Marked
    pages: Mapping[str, Page]
    """locale -> text; every locale is there."""
    voices: Mapping[str, str]

    @property
    def id(self) -> str:
        """The card's id."""
        return self.form.id

    def fault(self, loc: Loc, what: str, mend: str, **values: object) -> Fault:
        """Return a fault at a value of card.yaml."""
        return self.marked.fault(loc, what, mend, **values)

    def passages(self) -> Iterable[tuple[str, Passage]]:
        """Return every text that people see, with its locale."""
        return ((locale, passage) for locale, page in self.pages.items() for passage in page.passages())

    def card(self) -> Card:
        """Return the card as the core knows it."""
        form = self.form
        steps = {
            locale: {name: tuple(step.text for step in texts) for name, texts in page.sections.items()}
            for locale, page in self.pages.items()
        }
        links = tuple(
            Link(link.to, link.audience or "", link.unless or "", link.at, link.label or "") for link in form.links
        )
        return Card(
            id=form.id,
            intents=form.intents,
            steps=steps,
            labels={locale: page.button.text for locale, page in self.pages.items()},
            platform=form.platform,
            situation=form.situation,
            sensitive=form.sensitive,
            home_is_unsafe=form.home_is_unsafe,
            links=links,
            voices=self.voices,
        )


def load_cards(content: Path) -> tuple[tuple[CardFiles, ...], list[Fault]]:
    """Read every card below `content/cards`; returns the readable ones and all faults. Never raises."""
    root = content / "cards"
    if not root.is_dir():
        return (), [Fault("cards", 1, 1, "the folder is missing.", "Restore it from the last release.")]
    faults: list[Fault] = []
    cards: dict[str, CardFiles] = {}
    for folder in _card_folders(root):
        card, found = load_card(folder, content)
        faults += found
        if card is None:
            continue
        if card.id in cards:
            what = 'the id "%(id)s" is used twice; the other is %(other)s.'
            mend = "Give one of the two cards and its folder another name."
            faults.append(card.fault(("id",), what, mend, id=card.id, other=cards[card.id].marked.name))
        else:
            cards[card.id] = card
    return tuple(cards.values()), faults


def card_names(content: Path) -> frozenset[str]:
    """Return the names of all card folders, those of faulty cards included."""
    return frozenset(folder.name for folder in _card_folders(content / "cards"))


def _card_folders(root: Path) -> list[Path]:
    """Return the folders that hold any file: a shelf holds only folders."""
    folders = [path for path in root.rglob("*") if path.is_dir() and not path.name.startswith(".")]
    return sorted(path for path in folders if any(child.is_file() for child in path.iterdir()))


def load_card(folder: Path, content: Path) -> tuple[CardFiles | None, list[Fault]]:
    """Read one card; paths in faults are relative to `content`."""
    name = folder.relative_to(content).as_posix()
    marked, faults = read_yaml(folder / CARD_FILE, f"{name}/{CARD_FILE}")
    form, more = fill_in(CardForm, marked) if marked else (None, [])
    faults = [*faults, *more, *_strange_files(folder, name)]
    pages: dict[str, Page] = {}
    for locale in LOCALES:
        page, found = read_page(folder / f"{locale}.md", f"{name}/{locale}.md")
        faults += found
        if page:
            pages[locale] = page
    if form is None or marked is None:
        return None, faults
    if form.id != folder.name:
        what = 'the id is "%(id)s" and the folder is called "%(folder)s".'
        faults.append(marked.fault(("id",), what, "Give both the same name.", id=form.id, folder=folder.name))
    if len(pages) < len(LOCALES):
        return None, faults
    return CardFiles(form, marked, pages, _voices(folder, name)), faults


def _voices(folder: Path, name: str) -> dict[str, str]:
    return {locale: f"{name}/voice.{locale}.ogg" for locale in LOCALES if (folder / f"voice.{locale}.ogg").is_file()}


def _strange_files(folder: Path, name: str) -> list[Fault]:
    known = CARD_FILES | {f"voice.{locale}.ogg" for locale in LOCALES}
    mend = "A card has card.yaml, en.md, ur.md, ur-Latn.md and voice.en.ogg and the like. Rename or delete it."
    return [
        Fault(f"{name}/{path.name}", 1, 1, "this file does not belong to a card.", mend)
        for path in sorted(folder.iterdir())
        if path.name not in known and not path.name.startswith(".")
    ]
