"""`mehfooz stats`: text, page and table hide the same things."""

import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.adapters.keys import read_keyring
from bot.adapters.sqlite import SqliteSessions
from bot.cli import main
from bot.commands.stats import as_text, page, read_rows
from bot.settings import Settings, read_settings


@pytest.fixture
def counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """Counts of two days and of today."""
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/mehfooz.db")
    sessions = SqliteSessions(tmp_path / "mehfooz.db", read_keyring(tmp_path / "mehfooz.key"))
    for day, times in (("2020-01-01", 12), ("2020-01-02", 3), (datetime.now(UTC).date().isoformat(), 50)):
        for _ in range(times):
            sessions.count(day, "danger", "sindh", "ur")
    sessions.close()
    return read_settings({"DATABASE_URL": f"sqlite:///{tmp_path}/mehfooz.db"}, Path(__file__).parents[2])


def test_small_numbers_and_today_are_hidden(counted: Settings) -> None:
    text = as_text(read_rows(counted, 30, datetime(2020, 1, 3, 12, tzinfo=UTC)))
    assert "12" in text
    assert "under 10" in text
    assert " 3\n" not in text
    assert "50" not in text


def test_the_page_needs_nothing_from_outside(counted: Settings) -> None:
    shown = page(read_rows(counted, 30, datetime(2020, 1, 3, 12, tzinfo=UTC)))
    assert "under 10" in shown
    assert "http" not in shown
    assert "<script" not in shown


def test_the_table_holds_no_hidden_number(counted: Settings, tmp_path: Path) -> None:
    assert main(["stats", "--table", str(tmp_path / "shown.db"), "--html", str(tmp_path / "shown.html")]) == 0
    with sqlite3.connect(tmp_path / "shown.db") as database:
        rows = database.execute("select day, count from answers where day = '2020-01-02'").fetchall()
    assert rows
    assert all(count is None for _, count in rows)
    assert counted.database.is_file()
