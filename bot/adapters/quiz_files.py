"""Reads the quiz "spot the trick" and lays it out as cards: a question, and an explanation for either answer."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.adapters.card_pages import Passage
from bot.adapters.content_forms import QuizForm, QuizItemForm, QuizLabelsForm, TextsForm
from bot.adapters.faults import Fault
from bot.adapters.form_faults import fill_in
from bot.adapters.marked_yaml import Marked, read_yaml
from bot.core.cards import Card, Link
from bot.core.intents import LOCALES

START = "quiz"
"""The card that the quiz begins with."""
GROUPS = ("young", "teen", "adult")


@dataclass(frozen=True)
class Quiz:
    """The situations of each group and the words around them."""

    labels: QuizLabelsForm
    groups: Mapping[str, tuple[QuizForm, Marked]]
    labels_marked: Marked

    def passages(self) -> Iterable[tuple[str, Passage]]:
        """Return every text of the quiz that people see, with its locale."""
        for name in QuizLabelsForm.model_fields:
            yield from _passages(self.labels_marked, (name,), getattr(self.labels, name))
        for form, marked in self.groups.values():
            for number, item in enumerate(form.items):
                yield from _passages(marked, ("items", number, "text"), item.text)
                yield from _passages(marked, ("items", number, "why"), item.why)

    def cards(self) -> tuple[Card, ...]:
        """Return the start card and the cards of all situations."""
        return (self._start(), *(card for group in self.groups for card in self._group(group)))

    def _start(self) -> Card:
        links = tuple(Link(f"{START}_{group}_1") for group in self.groups)
        return _card(START, self.labels.welcome, self.labels.start, links)

    def _group(self, group: str) -> Iterable[Card]:
        items = self.groups[group][0].items
        for number, item in enumerate(items, start=1):
            name = f"{START}_{group}_{number}"
            label = getattr(self.labels, group) if number == 1 else self.labels.next
            after = f"{START}_{group}_{number + 1}" if number < len(items) else START
            trick, fine = (f"{name}_right", f"{name}_wrong") if item.trick else (f"{name}_wrong", f"{name}_right")
            yield _card(name, item.text, label, (Link(trick), Link(fine)))
            yield self._explanation(name, item, after, right=True)
            yield self._explanation(name, item, after, right=False)

    def _explanation(self, name: str, item: QuizItemForm, after: str, *, right: bool) -> Card:
        intro = (self.labels.right if right else self.labels.wrong).by_locale()
        texts = {locale: f"{intro[locale]}\n\n{why}" for locale, why in item.why.by_locale().items()}
        label = self.labels.trick if right == item.trick else self.labels.fine
        links = (Link(after),) if after != START else (Link(START), Link("menu_questions"))
        return _card(f"{name}_{'right' if right else 'wrong'}", texts, label, links)


def _card(name: str, text: TextsForm | Mapping[str, str], label: TextsForm, links: tuple[Link, ...]) -> Card:
    texts = text.by_locale() if isinstance(text, TextsForm) else text
    steps = {locale: {"child": (texts[locale].strip(),)} for locale in LOCALES}
    labels = {locale: said.strip() for locale, said in label.by_locale().items()}
    return Card(name, (), steps, labels, links=links)


def _passages(marked: Marked, loc: tuple[str | int, ...], texts: TextsForm) -> Iterable[tuple[str, Passage]]:
    for locale, text in texts.by_locale().items():
        yield locale, Passage(text, marked.name, *marked.at((*loc, locale)), (*loc, locale))


def load_quiz(content: Path) -> tuple[Quiz | None, list[Fault]]:
    """Read `content/quiz`. None without faults when there is no quiz at all; never raises."""
    folder = content / "quiz"
    if not folder.is_dir():
        return None, []
    marked, faults = read_yaml(folder / "labels.yaml", "quiz/labels.yaml")
    labels, more = fill_in(QuizLabelsForm, marked) if marked else (None, [])
    faults += more
    groups: dict[str, tuple[QuizForm, Marked]] = {}
    for group in GROUPS:
        page, found = read_yaml(folder / f"{group}.yaml", f"quiz/{group}.yaml")
        form, wrong = fill_in(QuizForm, page) if page else (None, [])
        faults += [*found, *wrong, *(_twice(form, page) if form and page else [])]
        if form and page:
            groups[group] = (form, page)
    if labels is None or marked is None or not groups:
        return None, faults
    return Quiz(labels, groups, marked), faults


def _twice(form: QuizForm, marked: Marked) -> list[Fault]:
    seen: set[str] = set()
    faults = []
    for number, item in enumerate(form.items):
        if item.id in seen:
            loc = ("items", number, "id")
            mend = "Give one of the two another id."
            faults.append(marked.fault(loc, 'the id "%(id)s" is used twice in this file.', mend, id=item.id))
        seen.add(item.id)
    return faults
