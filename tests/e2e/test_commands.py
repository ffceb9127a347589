"""The commands of the contract as a person runs them: outputs, exit codes, one clear line for each mistake."""

import asyncio
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from bot.sandbox.box import SANDBOX_TOKEN, Sandbox

ROOT = Path(__file__).parent.parent.parent
KEYS = ["text", "intent", "confidence", "urgency", "language", "who", "entities", "alternatives"]


def mehfooz(*arguments: str, given: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command in a project folder with only these settings."""
    clean = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LANG", "TMPDIR")}
    command = [sys.executable, "-m", "bot.cli", *arguments]
    return subprocess.run(
        command,
        input=given,
        capture_output=True,
        text=True,
        env={**clean, **environment},
        cwd=ROOT,
        timeout=60,
        check=False,
    )


def expect_one_line(result: subprocess.CompletedProcess[str], *words: str) -> None:
    """Expect exit code 2 and one line on standard error that holds these words."""
    assert result.returncode == 2, result.stderr
    lines = result.stderr.strip().splitlines()
    assert len(lines) == 1, result.stderr
    for word in words:
        assert word in lines[0]


def test_understand_writes_one_object_a_line_in_order() -> None:
    texts = ["koi mujhe blackmail kar raha hai", "", "who won the world cup", "/self_harm", '"quoted" \\ text']
    result = mehfooz("understand", given="\n".join(texts) + "\n")
    assert result.returncode == 0
    found = [json.loads(line) for line in result.stdout.splitlines()]
    assert [one["text"] for one in found] == texts
    assert all(list(one) == KEYS for one in found)
    assert found[1]["intent"] == "out_of_scope"


def test_ask_prints_what_was_understood_and_the_messages() -> None:
    result = mehfooz("ask", "my instagram is hacked, i am in lahore", "--language", "ur")
    answer = json.loads(result.stdout)
    assert list(answer) == ["understood", "messages"]
    assert answer["messages"][0]["text"]
    assert all(isinstance(label, str) for row in answer["messages"][0]["buttons"] for label in row)


def test_ask_and_route_read_batches() -> None:
    asked = '{"text": "salaam", "language": "en"}\n\n{"text": "help", "region": "kp", "who": "adult"}\n'
    assert len(mehfooz("ask", "--batch", given=asked).stdout.splitlines()) == 2
    routed = mehfooz("route", "--batch", given='{"intent": "danger_now", "region": "gb", "at": "2026-11-22T02:00"}\n')
    answer = json.loads(routed.stdout)
    assert answer["emergency"] is True
    assert answer["region"] == "gb"
    assert answer["at"] == "2026-11-22T02:00:00+05:00"
    assert all(set(line) >= {"id", "name", "contacts", "open", "opens_at", "why"} for line in answer["helplines"])


def test_route_without_a_region_says_how_to_say_where_you_are() -> None:
    answer = json.loads(mehfooz("route", "--intent", "disclose_scam").stdout)
    assert answer["region"] is None
    assert answer["ask_place"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["ask"], ["TEXT"]),
        (["route"], ["--intent"]),
        (["route", "--intent", "danger_now", "--at", "tomorrow"], ["--at"]),
    ],
)
def test_wrong_usage_is_one_line(arguments: list[str], words: list[str]) -> None:
    expect_one_line(mehfooz(*arguments), *words)


def test_a_batch_line_that_is_not_json_is_named() -> None:
    expect_one_line(mehfooz("ask", "--batch", given='{"text": "a"}\nnot json\n'), "line 2")


def test_webhook_without_a_token() -> None:
    expect_one_line(mehfooz("run", "--webhook", "https://example.org/hook"), "TELEGRAM_BOT_TOKEN")


def test_a_token_of_the_wrong_form() -> None:
    expect_one_line(mehfooz("run", TELEGRAM_BOT_TOKEN="hello"), "TELEGRAM_BOT_TOKEN")


async def test_a_token_that_the_server_refuses(tmp_path: Path) -> None:
    async with Sandbox(tokens=["1:another_token_entirely"]) as box:
        result = await run_against(box.address, tmp_path)
    expect_one_line(result, "TELEGRAM_BOT_TOKEN")


def test_a_server_that_does_not_answer(tmp_path: Path) -> None:
    result = mehfooz(
        "run",
        TELEGRAM_BOT_TOKEN=SANDBOX_TOKEN,
        TELEGRAM_API_URL="http://127.0.0.1:9",
        DATABASE_URL=f"sqlite:///{tmp_path}/m.db",
    )
    expect_one_line(result, "TELEGRAM_API_URL")


def test_a_database_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    result = mehfooz("run", TELEGRAM_BOT_TOKEN=SANDBOX_TOKEN, DATABASE_URL=f"sqlite:///{tmp_path}/file/mehfooz.db")
    expect_one_line(result, str(tmp_path))


def test_broken_content(tmp_path: Path) -> None:
    content = tmp_path / "content"
    shutil.copytree(ROOT / "content", content)
    (content / "words.yaml").write_text("leave: [", encoding="utf-8")
    expect_one_line(mehfooz("ask", "hello", CONTENT_DIR=str(content)), "words.yaml")
    checked = mehfooz("content", "check", str(content))
    assert checked.returncode == 1
    assert "words.yaml:" in checked.stdout


def test_a_missing_model(tmp_path: Path) -> None:
    for name in ("content", "locales", "bot"):
        (tmp_path / name).symlink_to(ROOT / name)
    result = subprocess.run(
        [sys.executable, "-m", "bot.cli", "ask", "hello"], capture_output=True, text=True, cwd=tmp_path, check=False
    )
    expect_one_line(result, "model")


def test_content_check_is_clean() -> None:
    result = mehfooz("content", "check")
    assert result.returncode == 0, result.stdout


async def run_against(address: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the bot against a server in this process, without holding the server up."""
    return await asyncio.to_thread(
        mehfooz,
        "run",
        TELEGRAM_BOT_TOKEN=SANDBOX_TOKEN,
        TELEGRAM_API_URL=address,
        DATABASE_URL=f"sqlite:///{folder}/m.db",
    )
