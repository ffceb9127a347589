"""What is kept, for how long, under which key; and whether `mehfooz privacy audit` would notice more."""

import dataclasses
import json
import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.adapters.audit import STATE, TABLES, audit
from bot.adapters.keys import KeyUnusable, read_keyring, rotate_key
from bot.adapters.sqlite import SqliteSessions
from bot.app import Service
from bot.cli import main
from bot.core.session import Session
from bot.sandbox.box import SANDBOX_TOKEN, Sandbox
from bot.sandbox.people import Person
from bot.settings import Settings
from tests.safeguarding.talk import EMERGENCY, asked
from tests.support.real_bot import running_bot


def test_every_field_of_a_session_has_a_rule() -> None:
    assert {field.name for field in dataclasses.fields(Session)} == set(STATE)


async def test_a_used_data_folder_passes_the_audit(child: Person, service: Service, settings: Settings) -> None:
    for text in (*EMERGENCY.values(), "/exitword mango", "mera naam Zainab hai, 0300 1234567", "lahore"):
        child.says(text)
        await child.until_confirmed()
    assert service is not None
    _, found = audit([settings.database.parent], {"id": str(child.id), "name": "Zainab", "token": SANDBOX_TOKEN})
    assert [str(finding) for finding in found] == []


@pytest.mark.parametrize(
    "spoil",
    [
        "update sessions set state = json_set(state, '$.name', 'Zainab')",
        "update sessions set state = json_set(state, '$.card', 'i was touched')",
        "update sessions set chat = '777000501'",
        "update sessions set seen = '2026-01-01T00:00:00+00:00'",
        "alter table sessions add column said text",
        "create table notes (words text)",
        "update sessions set answered = '[\"i want to die\"]'",
        "insert into counts values ('2026-11-22', 'Zainab', 'punjab', 'en', 1)",
        "insert into messages values ('Zainab', 1, '2026-11-22T00:00:00+00:00')",
    ],
)
async def test_the_audit_notices_anything_beyond_the_schema(
    child: Person, service: Service, settings: Settings, spoil: str
) -> None:
    await asked(child, "hello")
    assert service is not None
    with sqlite3.connect(settings.database) as database:
        database.execute(spoil)
    assert audit([settings.database.parent], {})[1]


@pytest.mark.parametrize(
    "line",
    [
        "Zainab wrote: i want to die",
        '{"event": "said", "text": "i want to die"}',
        '{"event": "i want to die"}',
        '{"event": "failed", "error": "ValueError: i want to die"}',
        '{"event": "failed", "count": 777000501}',
        f'{{"event": "failed", "method": "{SANDBOX_TOKEN}"}}',
    ],
)
def test_the_audit_notices_words_ids_and_tokens_in_a_log(tmp_path: Path, line: str) -> None:
    path = tmp_path / "bot.log"
    path.write_text('{"event": "call_failed", "method": "sendMessage", "error": "TimedOut", "level": "warning"}\n')
    assert audit([path], {})[1] == []
    path.write_text(line + "\n")
    assert audit([path], {})[1]


def test_the_audit_command_says_so_by_its_exit_code(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/data/mehfooz.db")
    keys = read_keyring(tmp_path / "data" / "mehfooz.key")
    sessions = SqliteSessions(tmp_path / "data" / "mehfooz.db", keys)
    sessions.save(5, Session(locale="ur"), "1.00000000", [1])
    sessions.close()
    assert main(["privacy", "audit"]) == 0
    backup = tmp_path / "backup.txt"
    backup.write_text("the child Zainab wrote this")
    assert main(["privacy", "audit", str(backup), "--word", "zainab"]) == 1
    said = capsys.readouterr().out
    assert "backup.txt" in said
    assert "Zainab" not in said  # a finding is not quoted


async def test_a_rotated_key_keeps_sessions_buttons_and_exit_words(settings: Settings, box: Sandbox) -> None:
    child = box.person(41)
    async with running_bot(settings, box) as service:
        await asked(child, "/exitword mango")
        shown = (await asked(child, EMERGENCY["en"]))[0]
        before = service.keys.of_chat(child.id)
    assert rotate_key(settings.key_file) == 1
    async with running_bot(settings, box) as service:
        child.presses(shown.buttons[0][0].data, shown)
        assert (await child.answer()).text != shown.text
        assert service.keys.of_chat(child.id) != before
        assert service.sessions.load(child.id).situation == "self_harm"
        child.says("mango")
        await child.until_confirmed()
        assert len(child.messages) == 1
    with sqlite3.connect(settings.database) as database:
        assert database.execute("select count(*) from sessions where chat = ?", (before,)).fetchone() == (0,)


def test_a_retired_key_is_of_no_use_after_its_time(tmp_path: Path) -> None:
    path = tmp_path / "mehfooz.key"
    first = read_keyring(path).of_chat(5)
    rotate_key(path)
    assert read_keyring(path).old_names(5) == (first,)
    lines = path.read_text().splitlines()
    path.write_text(f"{lines[0]}\n{lines[1].split()[0]} until 2020-01-01\n")
    assert read_keyring(path).old_names(5) == ()


def test_the_key_file_is_readable_for_its_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "mehfooz.key"
    read_keyring(path)
    rotate_key(path)
    assert path.stat().st_mode & 0o777 == 0o600


def test_the_database_is_readable_for_its_owner_only(tmp_path: Path) -> None:
    sessions = SqliteSessions(tmp_path / "mehfooz.db", read_keyring(tmp_path / "mehfooz.key"))
    sessions.save(1, Session(), "1.00000000", [])
    assert {path.stat().st_mode & 0o777 for path in tmp_path.iterdir()} == {0o600}
    sessions.close()


@pytest.mark.parametrize("content", ["", "abc", "00" * 31, "zz" * 32])
def test_a_damaged_key_stops_the_start(tmp_path: Path, content: str) -> None:
    path = tmp_path / "mehfooz.key"
    path.write_text(content)
    with pytest.raises(KeyUnusable):
        read_keyring(path)


def test_sessions_go_after_thirty_days_and_message_ids_after_two(tmp_path: Path) -> None:
    keys = read_keyring(tmp_path / "mehfooz.key")
    sessions = SqliteSessions(tmp_path / "mehfooz.db", keys)
    for chat in (1, 2):
        sessions.save(chat, Session(locale="ur"), f"{chat}.00000000", [chat])
    with sqlite3.connect(tmp_path / "mehfooz.db") as database:
        old = (datetime.now(UTC) - timedelta(days=30, minutes=1)).isoformat()
        database.execute("update sessions set seen = ? where chat = ?", (old, keys.of_chat(1)))
        database.execute("update messages set sent_at = ?", (old,))
    assert sessions.expire() == 1
    assert sessions.load(1) == Session()
    assert sessions.load(2).locale == "ur"
    assert sessions.messages(2).numbers == ()
    name = keys.of_chat(1).encode()
    sessions.close()
    assert name not in (tmp_path / "mehfooz.db").read_bytes()


def test_the_stored_state_is_small_and_has_no_words(tmp_path: Path) -> None:
    keys = read_keyring(tmp_path / "mehfooz.key")
    sessions = SqliteSessions(tmp_path / "mehfooz.db", keys)
    sessions.save(77, Session(locale="en"), "1.00000000", [])
    with sqlite3.connect(tmp_path / "mehfooz.db") as database:
        names = {row[0] for row in database.execute("select name from sqlite_master where type = 'table'")}
        state = json.loads(database.execute("select state from sessions").fetchone()[0])
    assert names == set(TABLES)
    assert set(state) == set(STATE)
