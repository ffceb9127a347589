"""The texts of cards and quiz as units for translators, and taking translated units back into the files."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import yaml

from bot.adapters.card_pages import Page, Passage, read_page
from bot.adapters.content_files import CardFiles, load_cards
from bot.adapters.faults import Fault
from bot.adapters.marked_yaml import Loc
from bot.adapters.quiz_files import load_quiz


@dataclass(frozen=True)
class Unit:
    """One text: its name, the English it was made from, and its translation."""

    name: str
    """`card_id/child/2` for a step, `card_id/button`, `quiz/teen.yaml/items.3.why` for a text of the quiz."""
    english: str
    text: str
    stale: bool = False
    """True when the English is newer."""
    note: str = ""


def units_of(root: Path, locale: str) -> list[Unit]:
    """Return every text of cards and quiz with its translation into a locale."""
    cards, _ = load_cards(root)
    quiz, _ = load_quiz(root)
    found = [unit for files in cards for unit in _of_card(files, locale)]
    if quiz:
        english = {_place(passage): passage for name, passage in quiz.passages() if name == "en"}
        for name, passage in quiz.passages() if locale != "en" else ():
            if name == locale:
                found.append(Unit(f"quiz/{_place(passage)}", english[_place(passage)].text, passage.text))
    return found


def _of_card(files: CardFiles, locale: str) -> Iterable[Unit]:
    english, page = files.pages["en"], files.pages[locale]
    stale = page.written < english.written
    yield Unit(f"{files.id}/button", english.button.text, page.button.text, stale, "a button, at most 32 characters")
    for audience, steps in english.sections.items():
        translated = page.sections.get(audience, ())
        for number, step in enumerate(steps):
            text = translated[number].text if number < len(translated) else ""
            yield Unit(f"{files.id}/{audience}/{number + 1}", step.text, text, stale, f"for {audience}, one message")


def take_over(root: Path, locale: str, units: Iterable[Unit], today: date) -> tuple[list[str], list[Fault]]:
    """Write translated units into the files of a locale.

    Returns the names of the files changed, and a fault for every unit that was left out: an unknown one, or one whose
    English has changed since the export. A file that would be faulty is not written.
    """
    wanted = {unit.name: unit for unit in units if unit.text.strip()}
    current = {unit.name: unit for unit in units_of(root, locale)}
    faults = [fault for name, unit in wanted.items() if (fault := _misfit(unit, current.get(name)))]
    refused = {fault.path for fault in faults}
    changed = {
        name: unit for name, unit in wanted.items() if name not in refused and unit.text.strip() != current[name].text
    }
    written: list[str] = []
    for files in load_cards(root)[0]:
        if any(name.startswith(f"{files.id}/") for name in changed):
            _write_page(root, files, locale, changed, today, written, faults)
    _write_quiz(root, locale, {n: u for n, u in changed.items() if n.startswith("quiz/")}, written)
    return written, faults


def _misfit(unit: Unit, current: Unit | None) -> Fault | None:
    if current is None:
        mend = "Export anew and translate that."
        return Fault(unit.name, 1, 1, "there is no such text in the content.", mend)
    if current.english.strip() != unit.english.strip():
        return Fault(unit.name, 1, 1, "the English has changed since the export.", "Export anew and translate that.")
    return None


def _write_page(
    root: Path,
    files: CardFiles,
    locale: str,
    changed: Mapping[str, Unit],
    today: date,
    written: list[str],
    faults: list[Fault],
) -> None:
    english, page = files.pages["en"], files.pages[locale]
    text = _page_text(files.id, english, page, changed, max(english.written, today))
    path = root / page.path
    draft = path.with_name(f".{path.name}.new")
    draft.write_text(text, encoding="utf-8")
    _, found = read_page(draft, page.path)
    if found:
        faults += found
        draft.unlink()
        return
    draft.replace(path)
    written.append(page.path)


def _page_text(card_id: str, english: Page, page: Page, changed: Mapping[str, Unit], written: date) -> str:
    """Return a page with the changed texts in place."""
    lines = ["---", f"button: {_scalar(_new(changed, f'{card_id}/button', page.button))}", f"written: {written}", "---"]
    for audience, steps in english.sections.items():
        translated: tuple[Passage | None, ...] = page.sections.get(audience, ())
        translated += (None,) * (len(steps) - len(translated))
        names = [f"{card_id}/{audience}/{number + 1}" for number in range(len(steps))]
        texts = [_new(changed, name, old) for name, old in zip(names, translated, strict=False)]
        lines += [f"## {audience}", "\n---\n".join(texts)]
    return "\n".join(lines) + "\n"


def _new(changed: Mapping[str, Unit], name: str, old: Passage | None) -> str:
    return changed[name].text.strip() if name in changed else old.text if old else ""


def _scalar(text: str) -> str:
    """Return a text as a YAML value, in quotes only where it needs them."""
    try:
        plain = yaml.compose(f"button: {text}", Loader=yaml.SafeLoader)
    except yaml.YAMLError:
        return json.dumps(text, ensure_ascii=False)
    return text if plain is not None and plain.value[0][1].value == text else json.dumps(text, ensure_ascii=False)


_PLACE = re.compile(r"quiz/(\w+\.yaml)/(.+)")


def _place(passage: Passage) -> str:
    """Return file and keys of a text of the quiz, without its locale."""
    return f"{passage.path.removeprefix('quiz/')}/{'.'.join(map(str, passage.loc[:-1]))}"


def _write_quiz(root: Path, locale: str, changed: Mapping[str, Unit], written: list[str]) -> None:
    by_file: dict[str, dict[Loc, str]] = {}
    for name, unit in changed.items():
        found = _PLACE.fullmatch(name)
        if found:
            keys = tuple(int(key) if key.isdecimal() else key for key in found[2].split("."))
            by_file.setdefault(found[1], {})[(*keys, locale)] = unit.text.strip()
    for file, texts in by_file.items():
        path = root / "quiz" / file
        path.write_text(replace_values(path.read_text(encoding="utf-8"), texts), encoding="utf-8")
        written.append(f"quiz/{file}")


def replace_values(text: str, values: Mapping[Loc, str]) -> str:
    """Return a YAML text with some of its values replaced and everything else, comments too, left as it is."""
    node = yaml.compose(text, Loader=yaml.SafeLoader)
    spans = sorted(((*_span(node, loc), new) for loc, new in values.items()), reverse=True)
    for start, end, new in spans:
        after = "\n" if text[start:end].endswith("\n") else ""
        text = text[:start] + json.dumps(new, ensure_ascii=False) + after + text[end:]
    return text


def _span(node: yaml.Node | None, loc: Loc) -> tuple[int, int]:
    for step in loc:
        if isinstance(node, yaml.MappingNode):
            node = next(value for key, value in node.value if key.value == step)
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int):
            node = node.value[step]
    if node is None:
        raise KeyError(loc)
    return node.start_mark.index, node.end_mark.index
