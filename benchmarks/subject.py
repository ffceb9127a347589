"""A bot under measurement: a process of its own, started against the local server, with its memory and work time."""

import asyncio
import contextlib
import os
import tempfile
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.sandbox.box import SANDBOX_TOKEN

GRACE = 15.0
"""Seconds a bot has to end."""


class SubjectFailed(Exception):
    """The bot did not start, ended early or did not answer; the message quotes the end of what it printed."""


@dataclass(frozen=True)
class Subject:
    """A running bot."""

    process: asyncio.subprocess.Process
    output: Path

    def peak_memory(self) -> float:
        """Return the largest resident memory so far in MB (VmHWM of Linux)."""
        status = Path(f"/proc/{self.process.pid}/status").read_text(encoding="utf-8")
        line = next(line for line in status.splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) / 1024

    def work_time(self) -> float:
        """Return the processor seconds used so far, in all threads."""
        stat = Path(f"/proc/{self.process.pid}/stat").read_text(encoding="utf-8")
        fields = stat.rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def check(self, doing: str) -> None:
        """Raise SubjectFailed when the process has ended."""
        if self.process.returncode is not None:
            raise SubjectFailed(f"{doing}: it ended with code {self.process.returncode}\n{self.tail()}")

    def tail(self) -> str:
        """Return the end of what it printed."""
        return self.output.read_text(encoding="utf-8", errors="replace")[-1500:]


@contextlib.asynccontextmanager
async def running(command: Sequence[str], address: str) -> AsyncIterator[Subject]:
    """Start a bot against the server at `address`, with a database of its own, and end it afterwards."""
    with tempfile.TemporaryDirectory(prefix="benchmark-", ignore_cleanup_errors=True) as folder:
        output = Path(folder) / "output.txt"
        environment = {
            **os.environ,
            "TELEGRAM_API_URL": address,
            "TELEGRAM_BOT_TOKEN": SANDBOX_TOKEN,
            "DATABASE_URL": f"sqlite:///{folder}/benchmark.db",
        }
        with output.open("wb") as sink:
            process = await asyncio.create_subprocess_exec(*command, env=environment, stdout=sink, stderr=sink)
        try:
            yield Subject(process, output)
        finally:
            await _end(process)


async def _end(process: asyncio.subprocess.Process) -> None:
    if process.returncode is not None:
        return
    process.terminate()
    try:
        async with asyncio.timeout(GRACE):
            await process.wait()
    except TimeoutError:
        process.kill()
        await process.wait()
