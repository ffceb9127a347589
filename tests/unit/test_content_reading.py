"""Reading what staff write: marks on every value, and nothing that raises, whatever the file holds."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.adapters.card_pages import read_page
from bot.adapters.content_files import load_cards
from bot.adapters.content_forms import CardForm
from bot.adapters.faults import Fault, in_order
from bot.adapters.form_faults import fill_in, nearest
from bot.adapters.marked_yaml import parse_yaml
from bot.adapters.staff_files import position

YAML = """# staff write this
id: a_card
number: 0311
answer: no
empty:
list:
- to: first
- {to: second, for: child}
"""


def test_every_value_is_text_and_knows_its_place() -> None:
    marked, faults = parse_yaml(YAML, "card.yaml")
    assert faults == []
    assert marked is not None
    assert (marked.value["number"], marked.value["answer"], marked.value["empty"]) == ("0311", "no", "")
    assert marked.at(("id",)) == (2, 5)
    assert marked.at(("list", 1, "for")) == (8, 21)
    assert marked.at(("list", 1, "missing")) == (8, 3)
    assert marked.at(("list", 1, "for", "")) == (8, 16)


def test_lines_count_from_the_top_of_the_file() -> None:
    marked, _ = parse_yaml("button: yes", "en.md", first_line=2)
    assert marked is not None
    assert marked.at(("button",)) == (2, 9)


@given(st.text(max_size=300) | st.text(alphabet="ab:-#{}[]\"'&*!|>% \n\t", max_size=80))
@settings(max_examples=400, deadline=None)
def test_no_text_makes_the_yaml_reader_raise(text: str) -> None:
    marked, faults = parse_yaml(text, "x.yaml")
    assert (marked is None) == bool(faults)
    if marked is not None:
        fill_in(CardForm, marked)
    assert all(str(fault).startswith("x.yaml:") for fault in faults)


@given(data=st.binary(max_size=300) | st.text(alphabet="-#child adulty:\n{}<", max_size=200).map(str.encode))
@settings(max_examples=200, deadline=None)
def test_no_bytes_make_the_page_reader_raise(data: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("page") / "en.md"
    path.write_bytes(data)
    page, faults = read_page(path, "en.md")
    assert page is not None or faults


@given(
    noise=st.binary(min_size=1, max_size=40), where=st.integers(0, 600), name=st.sampled_from(["card.yaml", "ur.md"])
)
@settings(max_examples=150, deadline=None)
def test_no_damage_makes_the_loader_raise(
    noise: bytes, where: int, name: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    good = Path(__file__).parent.parent / "content" / "data" / "good" / "cards" / "samples" / "first_card"
    folder = tmp_path_factory.mktemp("content") / "cards" / "samples" / "first_card"
    folder.mkdir(parents=True)
    for path in good.iterdir():
        (folder / path.name).write_bytes(path.read_bytes())
    data = (folder / name).read_bytes()
    (folder / name).write_bytes(data[:where] + noise + data[where:])
    cards, faults = load_cards(folder.parents[2])
    assert len(cards) == 1 or faults


def test_positions_count_from_one() -> None:
    assert position("ab\ncd", 0) == (1, 1)
    assert position("ab\ncd", 4) == (2, 2)
    assert position("ab\ncd", None) == (2, 3)


def test_faults_stand_in_order_and_once() -> None:
    later, first = Fault("b", 1, 1, "x.", ""), Fault("a", 9, 1, "x.", "")
    assert in_order([later, first, later]) == [first, later]


def test_a_sentence_with_a_percent_sign_needs_no_values() -> None:
    assert str(Fault("a", 1, 1, "100% wrong.", "Mend it.")) == "a:1:1: 100% wrong. Mend it."


@pytest.mark.parametrize(("word", "like"), [("sensitiv", "sensitive"), ("zzz", "")])
def test_the_nearest_word_is_offered_only_when_near(word: str, like: str) -> None:
    assert nearest(word, ["sensitive", "sources"]) == like
