"""Starts and kills bots for the tests: `async with warm_bots(...) as bots: pid = await bots.start()`."""

import asyncio
import contextlib
import os
import signal
import sys
from collections.abc import AsyncIterator
from pathlib import Path

from bot.sandbox.box import SANDBOX_TOKEN, Sandbox

ROOT = Path(__file__).parents[2]


class WarmBots:
    """A process that has read content and model, and forks a bot whenever asked."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self._running: set[int] = set()

    async def start(self) -> int:
        """Start a bot; return its process id."""
        assert self._process.stdin is not None
        self._process.stdin.write(b"start\n")
        number = int(await self._line())
        self._running.add(number)
        return number

    async def _line(self) -> bytes:
        assert self._process.stdout is not None
        return await asyncio.wait_for(self._process.stdout.readline(), 60)

    def kill(self, number: int, how: signal.Signals = signal.SIGKILL) -> None:
        """End a bot that was started here."""
        self._running.discard(number)
        with contextlib.suppress(ProcessLookupError):
            os.kill(number, how)

    def kill_all(self) -> None:
        for number in tuple(self._running):
            self.kill(number)


@contextlib.asynccontextmanager
async def warm_bots(box: Sandbox, home: Path, *options: str, nlu_url: str = "") -> AsyncIterator[WarmBots]:
    """Give bots whose every file lies below `home`: data/, bot.log, errors.log, temporary files."""
    for name in ("data", "tmp"):
        (home / name).mkdir(parents=True, exist_ok=True)
    settings = {
        "TELEGRAM_BOT_TOKEN": SANDBOX_TOKEN,
        "TELEGRAM_API_URL": box.address,
        "DATABASE_URL": f"sqlite:///{home}/data/mehfooz.db",
        "NLU_URL": nlu_url,
        "HOME": str(home),
        "TMPDIR": str(home / "tmp"),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    with (home / "errors.log").open("wb") as errors:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            *("-m", "tests.safeguarding.warm_bot", "--log", str(home / "bot.log"), *options),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=errors,
            env={**os.environ, **settings},
            cwd=ROOT,
        )
    bots = WarmBots(process)
    try:
        said = (await bots._line()).decode().strip()
        assert said == "ready", (home / "errors.log").read_text()
        yield bots
    finally:
        bots.kill_all()
        assert process.stdin is not None
        process.stdin.close()
        await process.wait()
