"""The running bot takes over valid changes, all or nothing, and keeps the last good content otherwise."""

import os
import shutil
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.adapters.content_release import ContentBroken, ContentKeeper, signature_of
from bot.core.arrivals import Pressed
from bot.core.session import Session
from bot.core.turn import spoken, take_turn
from bot.settings import Settings
from tests.conftest import ROOT

CARD = "self_harm"
NOW = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)
READER = Session(locale="en", locale_chosen=True, who="child", who_chosen=True, region="sindh")


@pytest.fixture
def own(settings: Settings, tmp_path: Path) -> Settings:
    """Settings with a copy of the real content that a test may change."""
    shutil.copytree(ROOT / "content", tmp_path / "content")
    return replace(settings, content=tmp_path / "content")


def hashes(word: str) -> tuple[str, ...]:
    """Stand in for the keyed hash of an exit word."""
    return (word.upper(),)


def page(own: Settings, name: str = "en.md") -> Path:
    return next((own.content / "cards").glob(f"*/{CARD}/{name}"))


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def first_words(keeper: ContentKeeper) -> str:
    return keeper.current().cards.by_id[CARD].messages("en", "child")[0]


def test_the_real_content_is_in_force(own: Settings) -> None:
    guidebook = ContentKeeper(own, hashes).current()
    assert CARD in guidebook.cards.by_id
    assert guidebook.hash_word("apple") == ("APPLE",)
    assert [place.region for place in guidebook.find_places("karachi")] == ["sindh"]
    assert guidebook.words.is_leave("exit")


def test_unchanged_content_is_not_read_again(own: Settings) -> None:
    keeper = ContentKeeper(own, hashes)
    before = keeper.current()
    assert keeper.reload_if_changed() == []
    assert keeper.current() is before


def test_a_valid_change_is_taken_over(own: Settings) -> None:
    keeper = ContentKeeper(own, hashes)
    edit(page(own), "## child\n", "## child\nIt is good that you wrote. ")
    assert keeper.reload_if_changed() == []
    assert first_words(keeper).startswith("It is good that you wrote. ")


def test_a_faulty_change_is_told_once_and_the_old_content_stays(own: Settings) -> None:
    keeper = ContentKeeper(own, hashes)
    before = keeper.current()
    edit(page(own, "card.yaml"), f"id: {CARD}", f"id: {CARD}\n\tlinks: x")
    faults = keeper.reload_if_changed()
    assert [fault.line for fault in faults if "tab" in str(fault)] == [2]
    assert keeper.reload_if_changed() == []
    assert keeper.current() is before


HARMFUL = (
    ("## child\n", "## child\nCall 0300 1234567. ", "telephone number"),
    ("## child\n", "## child\n<script>x</script> ", "mark of a web page"),
    ("## child\n", "## child\nYou should not have done it. ", "blame"),
    ("## child\n", "## child\n" + "Breathe slowly now. " * 40, "a phone screen shows"),
    ("## adult\n", "", "steps"),
)


def test_a_text_that_would_harm_is_not_taken_over(own: Settings) -> None:
    keeper = ContentKeeper(own, hashes)
    before = keeper.current()
    good = page(own).read_text(encoding="utf-8")
    for old, new, said in HARMFUL:
        page(own).write_text(good.replace(old, new, 1), encoding="utf-8")
        assert any(said in str(fault) for fault in keeper.reload_if_changed()), said
        assert keeper.current() is before


def test_one_faulty_file_keeps_every_other_change_back(own: Settings) -> None:
    keeper = ContentKeeper(own, hashes)
    before = first_words(keeper)
    edit(page(own), "## child\n", "## child\nIt is good that you wrote. ")
    (own.content / "words.yaml").write_text("leave: []\n", encoding="utf-8")
    assert keeper.reload_if_changed()
    assert first_words(keeper) == before
    shutil.copy(ROOT / "content" / "words.yaml", own.content)
    assert keeper.reload_if_changed() == []
    assert first_words(keeper).startswith("It is good that you wrote. ")


def test_a_day_that_has_passed_does_not_stop_the_bot(own: Settings) -> None:
    keeper = ContentKeeper(own, hashes)
    edit(page(own, "card.yaml"), "until: 2027", "until: 2020")
    assert keeper.reload_if_changed() == []


def test_people_in_the_middle_of_a_flow_lose_nothing(own: Settings) -> None:
    keeper = ContentKeeper(own, hashes)
    middle = take_turn(READER, Pressed(f"card:{CARD}:1"), None, keeper.current(), NOW).session
    assert (middle.card, middle.step) == (CARD, 1)
    edit(page(own), "## adult\n", "## adult\nThank you for asking. ")
    assert keeper.reload_if_changed() == []
    turn = take_turn(middle, Pressed(f"card:{CARD}:2"), None, keeper.current(), NOW)
    assert (turn.session.card, turn.session.step) == (CARD, 2)
    assert turn.session.region == "sindh"


def test_a_card_that_went_away_leads_to_the_menu(own: Settings) -> None:
    keeper = ContentKeeper(own, hashes)
    turn = take_turn(replace(READER, card="gone", step=3), Pressed("card:gone:4"), None, keeper.current(), NOW)
    assert [say.id for say in spoken(turn)] == ["menu.old_button"]


def test_broken_content_stops_the_start_with_one_clear_line(own: Settings) -> None:
    page(own, "ur.md").unlink()
    with pytest.raises(ContentBroken) as raised:
        ContentKeeper(own, hashes)
    assert str(raised.value).startswith("CONTENT_DIR: cards/")
    assert "ur.md:1:1: the file is missing." in str(raised.value)
    assert "\n" not in str(raised.value)


def test_several_faults_are_counted(own: Settings) -> None:
    page(own, "ur.md").unlink()
    page(own, "en.md").unlink()
    with pytest.raises(ContentBroken, match=r"There are 2 faults; `mehfooz content check` shows them all\."):
        ContentKeeper(own, hashes)


@pytest.mark.parametrize("name", ["words.yaml", "platforms.yaml", "routes.yaml"])
def test_a_missing_part_stops_the_start(own: Settings, name: str) -> None:
    (own.content / name).unlink()
    with pytest.raises(ContentBroken, match=name):
        ContentKeeper(own, hashes)


def test_an_empty_folder_stops_the_start(own: Settings, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(ContentBroken, match="CONTENT_DIR"):
        ContentKeeper(replace(own, content=tmp_path / "empty"), hashes)


def test_the_look_at_the_files_sees_every_kind_of_change(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("one", encoding="utf-8")
    first = signature_of(tmp_path)
    assert signature_of(tmp_path) == first
    os.utime(path, ns=(1, 1))
    touched = signature_of(tmp_path)
    path.rename(tmp_path / "b.md")
    assert len({first, touched, signature_of(tmp_path)}) == 3
