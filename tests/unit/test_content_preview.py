"""What the preview shows: cards, findings, and changes since the last release."""

import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest
from aiohttp.test_utils import TestClient, TestServer

from bot.adapters.phrases import Catalogues
from bot.preview.changes import Change, changes_below, since_last_release
from bot.preview.server import Preview, running_preview, serve_preview
from bot.preview.shelf import one_card, overview, read

ROOT = Path(__file__).parent.parent.parent
TODAY = date(2026, 11, 22)
PHRASES = Catalogues(ROOT / "locales")


def git(folder: Path, command: str) -> None:
    who = ("-c", "user.name=t", "-c", "user.email=t@example.org")
    subprocess.run(["git", "-C", folder, *who, *command.split()], check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A small content folder inside a repository with one commit."""
    shutil.copytree(ROOT / "tests/content/data/good", tmp_path / "content")
    git(tmp_path, "init -q")
    git(tmp_path, "add .")
    git(tmp_path, "commit -qm one")
    return tmp_path / "content"


def test_a_change_since_the_last_commit_is_shown(repository: Path) -> None:
    folder = "cards/samples/second_card"
    path = repository / folder / "ur.md"
    path.write_text(path.read_text("utf-8").replace("ایپ کی سیٹنگز", "ایپ میں سیٹنگز"), encoding="utf-8")
    since = since_last_release(repository)
    assert since.changed == {f"{folder}/ur.md"}
    (change,) = changes_below(since, folder)
    assert [line[:15] for line in change.lines] == ["-ایپ کی سیٹنگز ", "+ایپ میں سیٹنگز"]
    assert changes_below(since, "cards/samples/first_card") == ()


def test_a_tag_counts_as_the_release_and_new_files_as_changes(repository: Path) -> None:
    git(repository, "tag v1.0")
    (repository / "cards" / "samples" / "first_card" / "new.md").write_text("one\n", encoding="utf-8")
    since = since_last_release(repository)
    assert since.ref == "v1.0"
    assert changes_below(since, "cards/samples/first_card") == (Change("cards/samples/first_card/new.md", ("+one",)),)


def test_without_git_nothing_is_said_to_have_changed(tmp_path: Path) -> None:
    since = since_last_release(tmp_path)
    assert (since.ref, since.changed) == ("", frozenset())


def test_every_card_is_listed_and_can_be_shown() -> None:
    reading = read(ROOT / "content", TODAY, PHRASES)
    listed = overview(reading, str)
    ids = [card["id"] for shelf in listed["shelves"] for card in shelf["cards"]]
    assert set(ids) == set(reading.content.known)
    assert listed["faults"] == []
    for card_id in ids:
        shown = one_card(reading, card_id, "sindh", False, str)
        assert shown is not None
        for texts in shown["audiences"].values():
            assert {len(steps) for steps in texts.values()} == {len(texts["en"])}
            assert all(step["text"].strip() and step["rows"] for steps in texts.values() for step in steps)
    assert one_card(reading, "no_card", "", False, str) is None


def test_home_and_region_change_what_is_shown() -> None:
    reading = read(ROOT / "content", TODAY, PHRASES)
    here, there = (one_card(reading, "disclose_contact_abuse", name, False, str) for name in ("sindh", "punjab"))
    assert here != there
    safe, unsafe = (one_card(reading, "self_harm", "sindh", at_home, str) for at_home in (False, True))
    assert safe != unsafe


def test_faulty_content_can_still_be_looked_at(repository: Path) -> None:
    reading = read(repository, TODAY, PHRASES)
    assert reading.guidebook is None
    shown = one_card(reading, "first_card", "", False, str)
    assert shown is not None
    assert shown["audiences"]["child"]["en"][0]["text"].startswith("It is good that you are here.")
    assert any("words.yaml" in fault["text"] for fault in overview(reading, str)["faults"])


async def test_the_server_answers_only_this_machine() -> None:
    preview = Preview(ROOT / "content", PHRASES, lambda: TODAY, ROOT / "locales")
    async with TestClient(TestServer(preview.app())) as client:
        page = await client.get("/")
        assert page.status == 200
        assert "default-src 'self'" in page.headers["Content-Security-Policy"]
        assert (await client.get("/api/card/no_card")).status == 404
        assert (await client.get("/api/card/..%2f..%2fetc")).status == 404
        assert (await client.get("/", headers={"Host": "evil.example:80"})).status == 403


async def test_a_port_that_is_taken_gives_way_to_the_next() -> None:
    preview = Preview(ROOT / "content", PHRASES, lambda: TODAY, ROOT / "locales")
    said: list[str] = []

    def stop(text: str) -> None:
        said.append(text)
        raise KeyboardInterrupt

    async with running_preview(preview, 0) as address:
        taken = int(address.rpartition(":")[2])
        with pytest.raises(KeyboardInterrupt):
            await serve_preview(preview, taken, stop)
    assert f":{taken} " not in said[0]
