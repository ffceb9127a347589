"""The content as the preview shows it: one reading of the folder, turned into plain values for the page."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from bot.adapters.content_files import CardFiles
from bot.adapters.content_release import assemble
from bot.adapters.faults import Fault, Translate, in_order
from bot.checks.content import Content, read_content
from bot.checks.rules import ADVISORY, BLOCKING, break_rules
from bot.core.cards import AUDIENCES, Card
from bot.core.guidebook import Guidebook
from bot.core.intents import LOCALES
from bot.core.ports import Phrases
from bot.core.replies import Say
from bot.core.screens import card_step
from bot.core.session import Session
from bot.preview.changes import Since, changes_below, since_last_release


@dataclass(frozen=True)
class Reading:
    """What the content folder held at one moment."""

    content: Content
    guidebook: Guidebook | None
    faults: tuple[Fault, ...]
    since: Since

    def files_of(self, card_id: str) -> CardFiles | None:
        """Return the files of a card; None for a card of the quiz."""
        return next((files for files in self.content.cards if files.id == card_id), None)


def read(root: Path, today: date, phrases: Phrases) -> Reading:
    """Read and check a content folder. Never raises for faulty content."""
    content, faults = read_content(root, today)
    faults = in_order([*faults, *break_rules(content, (*BLOCKING, *ADVISORY))])
    return Reading(content, assemble(content, phrases, lambda word: (word,)), tuple(faults), since_last_release(root))


def overview(reading: Reading, translate: Translate) -> dict[str, Any]:
    """Return the list of cards by shelf, and every fault."""
    shelves: dict[str, list[dict[str, Any]]] = {}
    for files in reading.content.cards:
        shelves.setdefault(files.marked.name.split("/")[1], []).append(_line(reading, files))
    quiz = reading.content.quiz
    if quiz:
        shelves["quiz"] = [{"id": card.id, "label": card.labels["en"]} for card in quiz.cards()]
    return {
        "since": reading.since.ref,
        "shelves": [{"name": name, "cards": cards} for name, cards in sorted(shelves.items())],
        "faults": [_fault(fault, translate) for fault in reading.faults],
    }


def _line(reading: Reading, files: CardFiles) -> dict[str, Any]:
    folder = _folder(files)
    return {
        "id": files.id,
        "label": files.pages["en"].button.text,
        "faults": len(_faults_below(reading, folder)),
        "changed": any(name.startswith(f"{folder}/") for name in reading.since.changed),
        "confidence": files.form.confidence,
    }


def _folder(files: CardFiles) -> str:
    return files.marked.name.rpartition("/")[0]


def _faults_below(reading: Reading, folder: str) -> list[Fault]:
    return [fault for fault in reading.faults if fault.path.startswith(f"{folder}/")]


def _fault(fault: Fault, translate: Translate) -> dict[str, Any]:
    return {"path": fault.path, "line": fault.line, "text": fault.text(translate)}


def one_card(reading: Reading, card_id: str, region: str, at_home: bool, translate: Translate) -> dict[str, Any] | None:
    """Return a card as every reader sees it in every language; None when there is none of this id."""
    card = reading.content.known.get(card_id)
    if card is None:
        return None
    files = reading.files_of(card_id)
    folder = _folder(files) if files else "quiz"
    return {
        "id": card_id,
        "folder": folder,
        "facts": _facts(files),
        "faults": [_fault(fault, translate) for fault in _faults_below(reading, folder)],
        "changes": [{"path": change.path, "lines": change.lines} for change in changes_below(reading.since, folder)],
        "audiences": {
            audience: {locale: _steps(reading, card, locale, audience, region, at_home) for locale in LOCALES}
            for audience in _audiences(card)
        },
    }


def _audiences(card: Card) -> list[str]:
    own = [name for name in AUDIENCES if name in card.steps["en"]]
    return own if "adult" in own else [*own, "adult"]


def _facts(files: CardFiles | None) -> dict[str, Any]:
    if files is None:
        return {}
    form = files.form
    return {
        "intents": form.intents,
        "situation": form.situation,
        "sensitive": form.sensitive,
        "sources": form.sources,
        "confidence": form.confidence,
        "checked": str(form.checked),
        "review": f"until {form.review.until}" + (f" · {form.review.note}" if form.review.note else ""),
    }


def _steps(
    reading: Reading, card: Card, locale: str, audience: str, region: str, at_home: bool
) -> list[dict[str, Any]]:
    """Return the messages of a card for one reader, each with its buttons."""
    texts = card.messages(locale, audience)
    if reading.guidebook is None:
        return [{"text": text, "rows": []} for text in texts]
    session = Session(
        locale=locale,
        locale_chosen=True,
        who="adult" if audience == "adult" else "child",
        who_chosen=True,
        young=audience == "young",
        region=region,
        harm_at_home=at_home,
    )
    now = datetime.now(UTC)
    shown = reading.guidebook.cards.by_id[card.id]
    return [_message(card_step(session, reading.guidebook, shown, step, now)) for step in range(len(texts))]


def _message(say: Say) -> dict[str, Any]:
    rows = [[{"label": button.label, "action": button.action} for button in row] for row in say.buttons]
    return {"text": say.text, "rows": rows}
