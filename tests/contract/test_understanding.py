"""The in-process reader and a Rasa server give the same answers from the same archive."""

import json
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from bot.adapters.model import ModelReader
from bot.adapters.rasa_server import RasaServer

ROOT = Path(__file__).parents[2]
NLU = ROOT / "nlu"
PYTHON = NLU / ".venv" / "bin" / "python"
STARTS_WITHIN = 240.0
ODD = ["", "   ", "/self_harm", "//x", "😀", "ﷺ", "a" * 4096, "\u202eabc", "he said\nline two", "ی" * 300]


def texts() -> list[str]:
    lines = [line for path in sorted((NLU / "evaluation").glob("*.jsonl")) for line in path.read_text().splitlines()]
    return [json.loads(line)["text"] for line in lines]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[RasaServer, Path]]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = tmp_path_factory.mktemp("rasa") / "log.txt"
    with log.open("wb") as out:
        running = subprocess.Popen([PYTHON, "serve.py", str(port)], cwd=NLU, stdout=out, stderr=subprocess.STDOUT)
    url = f"http://127.0.0.1:{port}"
    try:
        _wait(url, running)
        yield RasaServer(url, timeout=30.0), log
    finally:
        running.terminate()
        running.wait(timeout=20)


def _wait(url: str, running: "subprocess.Popen[bytes]") -> None:
    end = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < end and running.poll() is None:
        try:
            if httpx.get(f"{url}/status").status_code == 200:
                return
        except httpx.HTTPError:
            pass
        time.sleep(0.5)
    pytest.fail("the Rasa server did not start")


def test_both_readers_agree_on_the_whole_evaluation_set(server: tuple[RasaServer, Path]) -> None:
    remote, log = server
    local = ModelReader(NLU / "models" / "mehfooz.tar.gz")
    wanted = texts()
    assert len(wanted) > 2000
    for text in [*ODD, *wanted]:
        here, there = local.parse(text), remote.parse(text)
        assert (here.intent, here.language, here.who, here.sure, here.alarm) == (
            there.intent, there.language, there.who, there.sure, there.alarm,
        )  # fmt: skip
        assert here.platforms == there.platforms
        assert there.confidence == pytest.approx(here.confidence, abs=1e-6)
        assert dict(there.ranking) == pytest.approx(dict(here.ranking), abs=1e-6)
    printed = log.read_text(encoding="utf-8", errors="replace")
    assert not [text for text in wanted if len(text) > 20 and text in printed]
