"""Plants marked words, names and ids in everything a person can send, and searches every byte the system wrote."""

import asyncio
import json
import os
import random
import signal
import socket
import sqlite3
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.adapters.audit import audit
from bot.sandbox.box import SANDBOX_TOKEN, Sandbox
from bot.sandbox.people import Person
from tests.safeguarding.warm import ROOT, warm_bots

MESSAGES = 9_000
THROUGH_RASA = 1_000
"""Together ten thousand."""
PEOPLE = 100
BATCH = 1_000
MARK = "qzxkv"
"""Begins every mark; no word of any language here does."""
FIRST_ID = 9_135_700_000
TEXTS = (
    "koi mujhe blackmail kar raha hai {} insta par",
    "my name is {} and i want to die",
    "{}",
    "میری تصویر {} نے لیک کر دی",
    "how do i get {} to stop, his number is 0300{}",
    "/exitword {}",
    "/{} help",
    "mera naam {} hai, karachi se hun",
)


def write(person: Person, number: int, chance: random.Random) -> None:
    """Send one marked thing."""
    mark = f"{MARK}{number:06d}x{chance.randrange(16**8):08x}"
    if number % 23 == 0:
        person.sends_file("photo", f"caption {mark}")
    elif number % 29 == 0:
        person.sends_file("document", document={"file_id": mark, "file_unique_id": mark, "file_name": f"{mark}.pdf"})
    elif number % 31 == 0:
        person.sends_file("contact", contact={"phone_number": f"+92{number:010d}", "first_name": mark})
    elif number % 37 == 0 and person.messages:
        person.presses_data(mark[:60], person.messages[-1])
    elif number % 41 == 0:
        person.forwards(f"forwarded {mark}", of=mark)
    else:
        person.says(TEXTS[number % len(TEXTS)].format(mark, mark))


def people_of(box: Sandbox) -> list[Person]:
    return [box.person(FIRST_ID + 7 * number, f"{MARK}name{number}") for number in range(PEOPLE)]


async def all_confirmed(people: list[Person], seconds: float) -> None:
    async with asyncio.timeout(seconds):
        for person in people:
            await person.until_confirmed()


def everything_written(*folders: Path) -> Iterator[tuple[Path, bytes]]:
    for folder in folders:
        for path in folder.rglob("*"):
            if path.is_file():
                yield path, path.read_bytes()


def search(*folders: Path) -> list[str]:
    """Return where a mark, an id or the token was written, in any of the forms that it could take."""
    ids = [str(FIRST_ID + 7 * number) for number in range(PEOPLE)]
    names = [MARK, SANDBOX_TOKEN, SANDBOX_TOKEN.split(":")[1], *ids]
    forms = {form for name in names for form in (name.encode(), name.encode("utf-16-le"), name.encode("utf-16-be"))}
    forms |= {int(number).to_bytes(8, order) for number in ids for order in ("big", "little")}
    forms |= {int(number).to_bytes(5, "big") for number in ids}
    found = []
    for path, content in everything_written(*folders):
        lowered = content.lower()
        found += [f"{path.name}: {form!r}" for form in forms if form.lower() in lowered]
    return found


async def test_thousands_of_marked_messages_leave_no_trace(box: Sandbox, tmp_path: Path) -> None:
    chance = random.Random(20261122)
    people = people_of(box)
    async with warm_bots(box, tmp_path, "--faulty") as bots:
        number = await bots.start()
        for start in range(0, MESSAGES, BATCH):
            for place in range(start, start + BATCH):
                write(people[place % PEOPLE], place, chance)
            trouble = start // BATCH % 5
            box.fail("sendMessage", 500, times=3)
            if trouble == 1:
                box.fail("sendMessage", 429, times=3, retry_after=1)
            elif trouble == 2:
                box.cut("sendMessage", times=3)
            elif trouble == 3:
                await _lock(tmp_path / "data" / "mehfooz.db")
            elif trouble == 4:
                bots.kill(number, chance.choice((signal.SIGKILL, signal.SIGABRT, signal.SIGSEGV)))
                number = await bots.start()
            await all_confirmed(people, 200)
        snapshot = search(tmp_path)
        bots.kill(number, signal.SIGTERM)
        await asyncio.sleep(1)
    assert snapshot == []
    assert search(tmp_path) == []
    assert (tmp_path / "bot.log").stat().st_size > 1000  # the log was written, and the searched folder is the right one
    assert _audit(tmp_path) == []


def _audit(home: Path) -> list[str]:
    _, found = audit([home / "data", home / "bot.log"], {"a mark": MARK, "the token": SANDBOX_TOKEN})
    return [str(finding) for finding in found]


async def _lock(path: Path) -> None:
    database = sqlite3.connect(path, isolation_level=None)
    database.execute("begin immediate")
    await asyncio.sleep(1.0)
    database.execute("rollback")
    database.close()


RASA = ROOT / "nlu" / ".venv" / "bin" / "python"


@pytest.mark.skipif(not RASA.is_file(), reason="there is no nlu/.venv: `make setup-nlu` makes it")
async def test_marked_messages_through_the_rasa_server_leave_no_trace(box: Sandbox, tmp_path: Path) -> None:
    chance = random.Random(1122)
    people = people_of(box)
    port = _free_port()
    for name in ("rasa", "rasa/tmp"):
        (tmp_path / name).mkdir()
    with (tmp_path / "rasa" / "output.log").open("wb") as output:
        server = await asyncio.create_subprocess_exec(
            str(RASA),
            "serve.py",
            str(port),
            stdout=output,
            stderr=output,
            cwd=ROOT / "nlu",
            env={**os.environ, "HOME": str(tmp_path / "rasa"), "TMPDIR": str(tmp_path / "rasa" / "tmp")},
        )
    before = _state_of(ROOT / "nlu")
    try:
        await _until_up(port, server)
        _ask_wrongly(port)
        async with warm_bots(box, tmp_path / "bot", nlu_url=f"http://127.0.0.1:{port}") as bots:
            await bots.start()
            for place in range(THROUGH_RASA):
                write(people[place % PEOPLE], place, chance)
            await all_confirmed(people, 180)
    finally:
        server.kill()
        await server.wait()
    failures = (tmp_path / "bot" / "bot.log").read_text().count("bot.understand")
    assert failures < THROUGH_RASA / 20  # else the messages did not go through the server, and this proves nothing
    assert _state_of(ROOT / "nlu") == before  # it wrote nothing beside its own folders
    assert search(tmp_path) == []


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


async def _until_up(port: int, server: asyncio.subprocess.Process) -> None:
    for _ in range(240):
        assert server.returncode is None, "the Rasa server ended"
        try:
            await asyncio.to_thread(urllib.request.urlopen, f"http://127.0.0.1:{port}/status", timeout=2)
            return
        except OSError:
            await asyncio.sleep(0.5)
    raise AssertionError("the Rasa server did not start")


def _ask_wrongly(port: int) -> None:
    """Send what the server cannot read, with marks in it: its complaint must not quote them."""
    wrong = (
        f'{{"text": {MARK}',
        json.dumps({"txt": MARK}),
        json.dumps({"text": [MARK]}),
        json.dumps({"text": "/" + MARK}),
    )
    for body in wrong:
        request = urllib.request.Request(f"http://127.0.0.1:{port}/model/parse", body.encode(), method="POST")
        try:
            urllib.request.urlopen(request, timeout=20).read()
        except OSError:
            continue


def _state_of(folder: Path) -> dict[str, int]:
    """Return every file's time of change, but for what the interpreter and the owners of the files write."""
    ignored = {".venv", "__pycache__", "data", "evaluation", "lexicon", "understanding", "components"}
    return {
        str(path): path.stat().st_mtime_ns
        for path in folder.rglob("*")
        if path.is_file() and not ignored & set(path.relative_to(folder).parts) and path.suffix != ".py"
    }
