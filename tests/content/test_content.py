"""The real content: no fault, everything answered, current reports and schemas."""

import json
import shutil
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.adapters.content_release import today_in_pakistan
from bot.adapters.quiz_files import GROUPS, load_quiz
from bot.adapters.schemas import schemas
from bot.checks.catalogues import check_catalogues
from bot.checks.confidence_report import confidence_report
from bot.checks.content import Content, Rule, read_content
from bot.checks.due import due_list, due_text
from bot.checks.links import ANSWERED_BY_PHRASES, too_many_buttons, unanswered_intents
from bot.checks.rules import ADVISORY, BLOCKING, break_rules, check_content
from bot.core.intents import ALL, LOCALES
from tests.conftest import ROOT

CONTENT = ROOT / "content"
COMPILED = date(2026, 11, 22)


@pytest.fixture(scope="module")
def content() -> Content:
    """The real content, read once."""
    read, faults = read_content(CONTENT, COMPILED)
    assert faults == []
    return read


@pytest.mark.parametrize("rule", [*BLOCKING, *ADVISORY], ids=lambda rule: rule.__name__)
def test_the_content_keeps_every_rule(content: Content, rule: Rule) -> None:
    assert [str(fault) for fault in break_rules(content, [rule])] == []


def test_nothing_is_past_its_day_today() -> None:
    assert [str(fault) for fault in check_content(CONTENT, today_in_pakistan())] == []


def test_the_catalogues_are_complete() -> None:
    assert [str(fault) for fault in check_catalogues(ROOT / "locales")] == []


def test_every_intent_has_an_answer_for_child_and_adult(content: Content) -> None:
    for intent in ALL:
        if intent not in ANSWERED_BY_PHRASES:
            card = content.known[intent]
            assert all({"child", "adult"} <= set(card.steps[locale]) for locale in LOCALES), intent


def test_a_missing_answer_is_found(content: Content) -> None:
    fewer = replace(content, cards=tuple(card for card in content.cards if card.id != "self_harm"))
    assert [str(fault) for fault in unanswered_intents(fewer)] == [
        'cards:1:1: no card answers the intent "self_harm". Add a card of this name.'
    ]


def test_an_answer_for_children_only_is_found(content: Content) -> None:
    card = next(card for card in content.cards if card.id == "ask_law")
    english = replace(card.pages["en"], sections={"child": card.pages["en"].sections["child"]})
    changed = replace(card, pages={**card.pages, "en": english})
    fewer = replace(content, cards=(*(c for c in content.cards if c.id != "ask_law"), changed))
    assert ["## adult" in str(fault) for fault in unanswered_intents(fewer)] == [True]


def test_too_many_buttons_are_found(content: Content) -> None:
    card = content.cards[0]
    form = card.form.model_copy(update={"links": card.form.links[:1] * 11})
    assert len(list(too_many_buttons(replace(content, cards=(replace(card, form=form),))))) == 1


def test_expired_helplines_and_reviews_are_told_and_stop_no_release() -> None:
    later = date(2029, 1, 1)
    content, faults = read_content(CONTENT, later)
    told = [str(fault) for fault in break_rules(content, ADVISORY)]
    assert faults == []
    assert any("helplines/" in line and "no longer shown" in line for line in told)
    assert any("should have been reviewed" in line for line in told)
    assert break_rules(content, BLOCKING) == []


def test_what_is_due_is_listed_by_day() -> None:
    items = due_list(CONTENT)
    assert [item.day for item in items] == sorted(item.day for item in items)
    assert {"card.yaml", "teen.yaml"} <= {item.path.rpartition("/")[2] for item in items}
    first = items[0]
    text = due_text(items, first.day + timedelta(days=1), first.day)
    assert text.splitlines()[0].startswith(f"{first.day}  OVERDUE")
    assert "more later; the next on" in text
    assert due_text([], COMPILED) == "Nothing is due."


def test_the_report_of_confidence_is_current() -> None:
    written = (ROOT / "docs" / "confidence.md").read_text(encoding="utf-8")
    assert written == confidence_report(CONTENT), "run `mehfooz content sources`"


@pytest.mark.parametrize("name", sorted(schemas()))
def test_the_schemas_are_current(name: str) -> None:
    written = (CONTENT / "schema" / name).read_text(encoding="utf-8")
    assert json.loads(written)["type"] == "object"
    assert written == schemas()[name], "run `mehfooz content schema`"


@pytest.mark.parametrize("group", GROUPS)
def test_the_quiz_has_ten_situations_with_both_answers(group: str) -> None:
    quiz, faults = load_quiz(CONTENT)
    assert faults == []
    assert quiz is not None
    items = quiz.groups[group][0].items
    assert len(items) == 10
    assert {item.trick for item in items} == {True, False}
    cards = {card.id: card for card in quiz.cards()}
    for number, item in enumerate(items, start=1):
        trick, fine = (cards[link.to] for link in cards[f"quiz_{group}_{number}"].links)
        assert trick.labels["en"] == quiz.labels.trick.en
        assert fine.labels["en"] == quiz.labels.fine.en
        right = trick if item.trick else fine
        assert right.id.endswith("_right")
        assert right.messages("en", "child")[0].startswith(quiz.labels.right.en)


def test_a_broken_quiz_is_told(tmp_path: Path) -> None:
    shutil.copytree(CONTENT / "quiz", tmp_path / "quiz")
    path = tmp_path / "quiz" / "teen.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("\n  trick: true", "\n  trick: perhaps", 1).replace("id: q3", "id: q2"), encoding="utf-8"
    )
    _, faults = load_quiz(tmp_path)
    assert ['"perhaps" is neither true nor false.' in str(fault) for fault in faults] == [True]
    path.write_text(text.replace("id: q3", "id: q2"), encoding="utf-8")
    assert ['the id "q2" is used twice' in str(fault) for fault in load_quiz(tmp_path)[1]] == [True]


def test_a_folder_without_quiz_has_none(tmp_path: Path) -> None:
    assert load_quiz(tmp_path) == (None, [])
