"""The real bot in processes that can be killed: content and model are read once, then each start is a fork.

Reads lines from standard input: `start` forks a bot and prints its process id. With `--faulty`, the understanding and
the turn raise now and then, quoting the person's words, and the process meets errors that nobody handles.
"""

import argparse
import asyncio
import itertools
import os
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import bot.adapters.telegram.desk as desk
import bot.app
from bot.adapters.content_release import ContentKeeper
from bot.adapters.logs import set_up_logs
from bot.adapters.understanding import make_understander
from bot.runner import run_polling
from bot.settings import Settings, environment, project_root, read_settings


def main() -> None:
    """Serve until standard input ends."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--faulty", action="store_true")
    parser.add_argument("--log", type=Path, required=True)
    arguments = parser.parse_args()
    settings = read_settings(environment(), project_root())
    keys: list[Callable[[str], tuple[str, ...]]] = []
    keeper = ContentKeeper(settings, lambda word: keys[-1](word))
    understander = make_understander(settings, keeper.current)

    def kept(_settings: Settings, hash_word: Callable[[str], tuple[str, ...]]) -> ContentKeeper:
        keys.append(hash_word)
        return keeper

    bot.app.ContentKeeper = kept  # type: ignore[assignment, misc]
    bot.app.make_understander = lambda *_: understander
    if arguments.faulty:
        _make_faulty(understander)
    print("ready", flush=True)
    for line in sys.stdin:
        if line.strip() == "start":
            number = os.fork()
            if number == 0:
                _run(settings, arguments.log, faulty=arguments.faulty)
            print(number, flush=True)


def _run(settings: Settings, log: Path, *, faulty: bool) -> None:
    handle = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.dup2(handle, 1)
    os.dup2(handle, 2)
    set_up_logs()
    try:
        asyncio.run(_serve(settings, faulty))
    finally:
        os._exit(0)


async def _serve(settings: Settings, faulty: bool) -> None:
    service = bot.app.build_service(settings)
    if faulty:
        _provoke(service)
    await run_polling(service, lambda _: None)


def _make_faulty(understander: Any) -> None:
    parse, count = understander._reader.parse, itertools.count(1)

    def sometimes(text: str) -> Any:
        if next(count) % 40 == 0:
            raise RuntimeError(f"could not read {text!r}")
        return parse(text)

    understander._reader.parse = sometimes
    take_turn, turns = desk.take_turn, itertools.count(1)

    def turn(session: Any, arrival: Any, *rest: Any) -> Any:
        if next(turns) % 60 == 0:
            raise KeyError(f"{arrival!r} by {session!r}")
        return take_turn(session, arrival, *rest)

    desk.take_turn = turn


def _provoke(service: Any) -> None:
    """Let errors that quote words end in every place that reports them: threads, callbacks, destructors, tasks."""
    answer = service.queues._answer
    count = itertools.count(1)

    class Dying:
        def __init__(self, words: str) -> None:
            self.words = words

        def __del__(self) -> None:
            raise ValueError(self.words)

    def fail(words: str) -> None:
        raise ValueError(words)

    async def fail_later(words: str) -> None:
        fail(words)

    async def answering(delivery: Any) -> None:
        words, number = repr(delivery), next(count)
        if number % 90 == 0:
            threading.Thread(target=fail, args=(words,)).start()
            asyncio.get_running_loop().call_soon(fail, words)
            Dying(words)
            tasks = [asyncio.ensure_future(fail_later(words))]
            tasks.clear()
        await answer(delivery)
        if number % 130 == 0:
            fail(words)

    service.queues._answer = answering


if __name__ == "__main__":
    main()
