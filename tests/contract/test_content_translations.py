"""Texts go to translators and come back: PO and XLIFF, nothing lost, nothing faulty written."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from bot.adapters.content_files import load_cards
from bot.adapters.quiz_files import load_quiz
from bot.adapters.translation_files import TranslationUnreadable, read_units, write_units
from bot.adapters.translation_units import Unit, replace_values, take_over, units_of

GOOD = Path(__file__).parent.parent / "content" / "data" / "good"
LATER = date(2026, 12, 1)
QUIZ = """# A comment that stays.
items:
- id: coins
  text:
    en: A game offers free coins.
    ur: |-
      ایک گیم مفت سکے دیتی ہے۔
    ur-Latn: Ek game muft sikke deti hai.
  trick: true
  why: {en: Nothing is free., ur: کچھ مفت نہیں۔, ur-Latn: Kuch muft nahi.}
sources: [RULE]
confidence: high
checked: 2026-11-22
review: {until: 2027-02-22}
"""


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A small content folder that a test may change."""
    shutil.copytree(GOOD, tmp_path / "content")
    return tmp_path / "content"


@pytest.mark.parametrize("name", ["texts.po", "texts.xlf", "texts.xliff"])
def test_what_is_exported_comes_back_the_same(content: Path, tmp_path: Path, name: str) -> None:
    units = units_of(content, "ur")
    write_units(tmp_path / name, "ur", units)
    back = {unit.name: (unit.english, unit.text) for unit in read_units(tmp_path / name)}
    assert back == {unit.name: (unit.english, unit.text) for unit in units}
    assert "first_card/child/2" in back


@pytest.mark.parametrize("name", ["texts.po", "texts.xlf"])
def test_an_untouched_translation_changes_no_file(content: Path, tmp_path: Path, name: str) -> None:
    write_units(tmp_path / name, "ur", units_of(content, "ur"))
    assert take_over(content, "ur", read_units(tmp_path / name), LATER) == ([], [])


def test_a_translated_step_is_written_with_its_day(content: Path) -> None:
    units = [
        Unit(u.name, u.english, "نیا متن۔" if u.name == "first_card/child/1" else u.text)
        for u in units_of(content, "ur")
    ]
    written, faults = take_over(content, "ur", units, LATER)
    assert (written, faults) == (["cards/samples/first_card/ur.md"], [])
    cards, found = load_cards(content)
    page = next(card for card in cards if card.id == "first_card").pages["ur"]
    assert found == []
    assert page.sections["child"][0].text == "نیا متن۔"
    assert "{helplines}" in page.sections["child"][1].text
    assert page.written == LATER


def test_a_button_with_a_colon_is_put_in_quotes(content: Path) -> None:
    english = units_of(content, "ur")[0]
    written, faults = take_over(content, "ur", [Unit(english.name, english.english, "دیکھیں: آگے")], LATER)
    assert (len(written), faults) == (1, [])
    assert load_cards(content)[1] == []


def test_a_text_whose_english_changed_is_left_out(content: Path) -> None:
    written, faults = take_over(content, "ur", [Unit("first_card/child/1", "Other English.", "متن")], LATER)
    assert written == []
    assert [str(fault) for fault in faults] == [
        "first_card/child/1:1:1: the English has changed since the export. Export anew and translate that."
    ]


def test_an_unknown_text_is_left_out(content: Path) -> None:
    _, faults = take_over(content, "ur", [Unit("no_card/child/1", "English.", "متن")], LATER)
    assert "there is no such text" in str(faults[0])


def test_a_translation_that_breaks_the_form_is_not_written(content: Path) -> None:
    english = next(unit for unit in units_of(content, "ur") if unit.name == "first_card/child/1")
    before = (content / "cards/samples/first_card/ur.md").read_text(encoding="utf-8")
    written, faults = take_over(content, "ur", [Unit(english.name, english.english, "متن\n## nobody\nمتن")], LATER)
    assert written == []
    assert "there is no section" in str(faults[0])
    assert (content / "cards/samples/first_card/ur.md").read_text(encoding="utf-8") == before


def test_a_fuzzy_or_stale_unit_waits_for_a_person(content: Path, tmp_path: Path) -> None:
    stale = [Unit(unit.name, unit.english, unit.text, stale=True) for unit in units_of(content, "ur")]
    for name in ("texts.po", "texts.xlf"):
        write_units(tmp_path / name, "ur", stale)
        assert read_units(tmp_path / name) == []


def test_quiz_texts_are_replaced_in_place(content: Path) -> None:
    (content / "quiz").mkdir()
    for group in ("young", "teen", "adult"):
        (content / "quiz" / f"{group}.yaml").write_text(QUIZ, encoding="utf-8")
    shutil.copy(GOOD.parents[3] / "content" / "quiz" / "labels.yaml", content / "quiz")
    name = "quiz/teen.yaml/items.0.why"
    units = {unit.name: unit for unit in units_of(content, "ur")}
    assert units[name].english == "Nothing is free."
    written, faults = take_over(content, "ur", [Unit(name, "Nothing is free.", "مفت کچھ نہیں: یاد رکھیں۔")], LATER)
    assert (written, faults) == (["quiz/teen.yaml"], [])
    text = (content / "quiz" / "teen.yaml").read_text(encoding="utf-8")
    assert text.startswith("# A comment that stays.")
    quiz, found = load_quiz(content)
    assert found == []
    assert quiz is not None
    assert quiz.groups["teen"][0].items[0].why.ur == "مفت کچھ نہیں: یاد رکھیں۔"


def test_a_block_text_is_replaced_whole() -> None:
    text = replace_values(QUIZ, {("items", 0, "text", "ur"): "نئی بات"})
    assert '    ur: "نئی بات"\n    ur-Latn: Ek game' in text


@pytest.mark.parametrize("data", [b"", b'msgid "open', b"\xff\xfe"])
def test_a_broken_file_is_one_clear_line(tmp_path: Path, data: bytes) -> None:
    for name in ("broken.po", "broken.xlf"):
        (tmp_path / name).write_bytes(data)
        if name == "broken.po" and not data:
            assert read_units(tmp_path / name) == []
            continue
        with pytest.raises(TranslationUnreadable, match=name):
            read_units(tmp_path / name)


def test_an_unknown_form_or_missing_file_is_refused(content: Path, tmp_path: Path) -> None:
    with pytest.raises(TranslationUnreadable, match=r"must end in \.po"):
        write_units(tmp_path / "texts.docx", "ur", units_of(content, "ur"))
    with pytest.raises(TranslationUnreadable, match="cannot be read"):
        read_units(tmp_path / "none.po")
