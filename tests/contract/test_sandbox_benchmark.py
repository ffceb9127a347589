"""The benchmark runs, compares, and says when a bot fails."""

import json
import shlex
import sys
from pathlib import Path

import pytest

from benchmarks.driving import percentile
from benchmarks.throughput import BOT, ECHO, HERE, LIMIT, main

SMALL = ["--chats", "3", "--messages", "2", "--rounds", "1"]


def command(*words: str) -> str:
    return shlex.join([sys.executable, *words])


def test_it_prints_a_table_and_writes_the_figures(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    written = tmp_path / "out" / "figures.json"
    bare = command(str(HERE / "bare_bot.py"))
    assert main([*SMALL, "--limit", "--bot", bare, "--json", str(written), "--rate", "0.01"]) == 0
    report = json.loads(written.read_text(encoding="utf-8"))
    assert list(report["figures"]) == [LIMIT, ECHO, BOT]
    echo, bot = report["figures"][ECHO], report["figures"][BOT]
    assert all(value > 0 for value in echo.values())
    assert report["ratio"]["rate"] == round(bot["rate"] / echo["rate"], 3)
    printed = capsys.readouterr().out
    assert [line.split(" | ")[0] for line in printed.splitlines()[2:]] == [
        f"| {LIMIT}",
        f"| {ECHO}",
        f"| {BOT}",
        "| ratio",
    ]


def test_a_bot_that_ends_is_one_clear_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    broken = command("-c", "import sys; print('no token'); sys.exit(2)")
    assert main([*SMALL, "--bot", broken, "--json", str(tmp_path / "a.json")]) == 1
    said = capsys.readouterr().err
    assert f"benchmark: {BOT}: rehearsal: it ended with code 2" in said
    assert "no token" in said
    assert not (tmp_path / "a.json").exists()


def test_a_bot_that_misses_its_goals_fails(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bare = command(str(HERE / "bare_bot.py"))
    goals = ["--rate", "1000", "--memory", "1"]
    assert main([*SMALL, "--bot", bare, "--json", str(tmp_path / "a.json"), *goals]) == 1
    said = capsys.readouterr().err
    assert "of the echo bot's rate, asked for 1000" in said
    assert "asked for at most 1" in said


@pytest.mark.parametrize(("percent", "value"), [(1, 1), (50, 50), (99, 99), (100, 100)])
def test_percentiles_by_nearest_rank(percent: int, value: int) -> None:
    assert percentile([float(number) for number in range(1, 101)], percent) == value
