"""Emergencies are answered, once, whatever else fails."""

import asyncio
import dataclasses
import io
import logging
import sqlite3
import sys
import threading
from pathlib import Path

import pytest

from bot.adapters.logs import set_up_logs
from bot.app import Service
from bot.sandbox.box import Sandbox
from bot.sandbox.people import Person
from bot.settings import Settings
from tests.safeguarding.talk import EMERGENCY, asked, from_bot, is_help
from tests.support.real_bot import running_bot

FORMS = tuple(EMERGENCY)
HELP_FIRST = 1


def _full_disk() -> io.TextIOWrapper:
    return io.TextIOWrapper(Path("/dev/full").open("wb", buffering=0), write_through=True)


def helped(person: Person) -> int:
    """Return how many times the first message of help was sent."""
    return sum(is_help([message]) for message in from_bot(person))


@pytest.mark.parametrize("form", FORMS)
async def test_while_the_understanding_server_is_down(settings: Settings, box: Sandbox, form: str) -> None:
    down = dataclasses.replace(settings, nlu_url="http://127.0.0.1:9")
    async with running_bot(down, box):
        person = box.person(61)
        assert is_help(await asked(person, EMERGENCY[form]))


async def test_while_the_understanding_server_hangs(settings: Settings, box: Sandbox) -> None:
    server = await asyncio.start_server(lambda _r, _w: asyncio.sleep(60), "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    hung = dataclasses.replace(settings, nlu_url=f"http://127.0.0.1:{port}")
    async with running_bot(hung, box):
        people = [box.person(70 + number) for number in range(10)]
        for person in people:
            person.says(EMERGENCY["en"])
        for person in people:
            assert is_help(await person.answers(within=15))
    server.close()


async def test_while_the_model_fails_in_every_message(
    child: Person, service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_text: str) -> None:
        raise RuntimeError("the words of a person")

    monkeypatch.setattr(service.desk._understanding._reader, "parse", broken)  # type: ignore[attr-defined]
    assert is_help(await asked(child, EMERGENCY["ur"]))


async def test_while_the_whole_turn_fails(child: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise KeyError("the words of a person")

    monkeypatch.setattr("bot.adapters.telegram.desk.take_turn", broken)
    assert is_help(await asked(child, EMERGENCY["en"]))


async def test_while_the_database_is_locked(service: Service, settings: Settings, box: Sandbox) -> None:
    database = sqlite3.connect(settings.database, isolation_level=None)
    database.execute("begin immediate")
    people = [box.person(80 + number) for number in range(10)]
    for person in people:
        assert is_help(await asked(person, EMERGENCY["en"]))
        assert helped(person) == HELP_FIRST
    database.execute("rollback")
    database.close()
    service.storage._rests_until = 0
    service.storage.settle()
    assert service.sessions.load(people[0].id).situation == "self_harm"  # nothing is lost once it is free again


async def test_a_talk_goes_on_while_the_database_is_locked(child: Person, service: Service, settings: Settings) -> None:
    assert service is not None
    database = sqlite3.connect(settings.database, isolation_level=None)
    database.execute("begin immediate")
    first = (await asked(child, EMERGENCY["en"]))[0]
    child.presses(first.buttons[0][0].data, first)
    second = await child.answer()
    assert second.text != first.text
    database.execute("rollback")
    database.close()


async def test_while_the_disk_is_full(child: Person, service: Service) -> None:
    connection = service.sessions._db.conn
    pages = connection.execute("pragma page_count").fetchone()[0]
    connection.execute(f"pragma max_page_count = {pages}")
    for form, text in EMERGENCY.items():
        assert is_help(await asked(child, text)), form
    await asked(child, "bas")


async def test_while_the_log_cannot_be_written(
    child: Person, box: Sandbox, monkeypatch: pytest.MonkeyPatch, service: Service
) -> None:
    assert service is not None
    for module, name in ((sys, "excepthook"), (sys, "unraisablehook"), (threading, "excepthook")):
        monkeypatch.setattr(module, name, getattr(module, name))
    monkeypatch.setattr(logging.getLogger(), "handlers", [])
    set_up_logs()
    with _full_disk() as full:
        monkeypatch.setattr(sys, "stderr", full)
        box.fail("sendMessage", 500, times=1)
        assert is_help(await asked(child, EMERGENCY["en"]))
        monkeypatch.undo()
        logging.captureWarnings(False)


@pytest.mark.parametrize("code", [500, 502, 503, 504])
async def test_while_telegram_answers_with_server_errors(child: Person, box: Sandbox, code: int) -> None:
    box.fail("sendMessage", code, times=3)
    child.says(EMERGENCY["en"])
    assert is_help([await child.answer(within=15)])
    await child.until_confirmed()
    assert helped(child) == HELP_FIRST


async def test_while_telegram_asks_to_wait(child: Person, box: Sandbox) -> None:
    box.fail("sendMessage", 429, times=2, retry_after=1)
    child.says(EMERGENCY["en"])
    assert is_help([await child.answer(within=15)])
    await child.until_confirmed()
    assert helped(child) == HELP_FIRST


async def test_while_fetching_updates_fails(child: Person, box: Sandbox) -> None:
    box.fail("getUpdates", 502, times=2)
    box.fail("getUpdates", 429, times=1, retry_after=1)
    child.says(EMERGENCY["en"])
    assert is_help([await child.answer(within=20)])


async def test_while_the_connection_is_cut_before_the_message_is_taken(child: Person, box: Sandbox) -> None:
    box.cut("sendMessage", times=2, carried_out=False)
    child.says(EMERGENCY["en"])
    assert is_help([await child.answer(within=15)])
    await child.until_confirmed()
    assert helped(child) == HELP_FIRST


async def test_a_cut_after_the_message_is_taken_repeats_it_at_most_once(child: Person, box: Sandbox) -> None:
    """Nobody can tell this from a message that was lost: a number twice is better than none."""
    box.cut("sendMessage", times=1, carried_out=True)
    child.says(EMERGENCY["en"])
    await child.until_confirmed()
    assert 1 <= helped(child) <= 2


async def test_while_buttons_cannot_be_acknowledged(child: Person, box: Sandbox) -> None:
    first = (await asked(child, EMERGENCY["en"]))[0]
    box.fail("answerCallbackQuery", 429, times=2, retry_after=2)
    child.presses(first.buttons[0][0].data, first)
    assert (await child.answer(within=1.5)).text


async def test_while_telegram_refuses_buttons_or_marks(child: Person, box: Sandbox) -> None:
    box.fail("sendMessage", 400, times=1, description="Bad Request: BUTTON_DATA_INVALID")
    assert is_help(await asked(child, EMERGENCY["en"]))


async def test_while_somebody_else_is_being_waited_for(child: Person, stranger: Person, box: Sandbox) -> None:
    box.fail("sendMessage", 429, times=100, retry_after=30, chat_id=stranger.id)
    stranger.says("hello")
    child.says(EMERGENCY["en"])
    assert is_help([await child.answer(within=5)])
    box.mend()


async def test_while_a_row_of_the_database_is_damaged(child: Person, service: Service, settings: Settings) -> None:
    await asked(child, "hello")
    with sqlite3.connect(settings.database) as database:
        database.execute("update sessions set state = '{\"locale', answered = 'x'")
    assert service is not None
    assert is_help(await asked(child, EMERGENCY["en"]))


async def test_while_the_person_has_blocked_the_bot_nobody_else_waits(child: Person, stranger: Person) -> None:
    await asked(stranger, "hello")
    stranger.says("hello")
    stranger.blocks_bot()
    assert is_help(await asked(child, EMERGENCY["en"]))


async def test_with_a_server_that_can_do_little(child: Person, box: Sandbox) -> None:
    box.only({"getMe", "deleteWebhook", "getUpdates", "sendMessage"})
    assert is_help(await asked(child, EMERGENCY["en"]))
