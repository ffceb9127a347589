"""One command that compares the bot with a bare echo bot on the same local server.

`python benchmarks/throughput.py` prints a Markdown table and writes artifacts/throughput.json. Each bot is a process
of its own; server and people are this process. The bots take turns, and each figure is the median of the rounds.
"""

import argparse
import asyncio
import json
import platform
import shlex
import statistics
import sys
from collections.abc import Mapping, Sequence
from dataclasses import fields
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from benchmarks.driving import Figures, measure  # noqa: E402
from benchmarks.subject import SubjectFailed, running  # noqa: E402
from bot.sandbox.box import Sandbox  # noqa: E402

ECHO, BOT, LIMIT = "echo bot", "Mehfooz", "server's limit"

HEADINGS = {
    "rate": "answered/s",
    "sent_rate": "sent/s",
    "median": "median ms",
    "p99": "p99 ms",
    "alone_median": "median ms, one chat",
    "alone_p99": "p99 ms, one chat",
    "work": "CPU ms a message",
    "memory": "peak MB",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print, write; 1 when a bot failed or missed what was asked of it."""
    given = parser().parse_args(arguments)
    texts = [line for line in given.texts.read_text(encoding="utf-8").splitlines() if line.strip()]
    commands = commands_of(given)
    try:
        figures = asyncio.run(compare(commands, texts, given.chats, given.messages, given.rounds))
    except SubjectFailed as error:
        print(f"benchmark: {error}", file=sys.stderr)
        return 1
    print(table(figures))
    report = {
        "chats": given.chats,
        "messages": given.messages,
        "rounds": given.rounds,
        "python": platform.python_version(),
        "commands": {name: shlex.join(command) for name, command in commands.items()},
        "figures": {name: found.to_json() for name, found in figures.items()},
        "ratio": ratio(figures),
    }
    given.json.parent.mkdir(parents=True, exist_ok=True)
    given.json.write_text(json.dumps(report, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    return verdict(figures, given.rate, given.memory)


def parser() -> argparse.ArgumentParser:
    """Return the parser of the arguments."""
    made = argparse.ArgumentParser(description="Compare the bot with a bare echo bot on the same local server.")
    made.add_argument("--chats", type=int, default=50, help="people who talk at once (50)")
    made.add_argument("--messages", type=int, default=20, help="messages of each (20)")
    made.add_argument("--rounds", type=int, default=3, help="times each bot is measured (3)")
    own = shlex.join([str(Path(sys.executable).parent / "mehfooz"), "run"])
    made.add_argument("--bot", default=own, help="command line of the real bot; empty to leave it out")
    made.add_argument("--limit", action="store_true", help="also measure the server's own limit")
    made.add_argument("--texts", type=Path, default=HERE / "messages.txt", help="what people write, one a line")
    made.add_argument("--json", type=Path, default=HERE.parent / "artifacts" / "throughput.json", help="where to write")
    made.add_argument("--rate", type=float, default=0.0, help="fail below this share of the echo bot's rate")
    made.add_argument("--memory", type=float, default=0.0, help="fail above so many MB")
    return made


def commands_of(given: argparse.Namespace) -> dict[str, list[str]]:
    """Return the bots to measure, by name."""
    python = sys.executable
    commands = {LIMIT: [python, str(HERE / "bare_bot.py")]} if given.limit else {}
    commands[ECHO] = [python, str(HERE / "echo_bot.py")]
    if given.bot:
        commands[BOT] = shlex.split(given.bot)
    return commands


async def compare(
    commands: Mapping[str, Sequence[str]], texts: Sequence[str], chats: int, messages: int, rounds: int
) -> dict[str, Figures]:
    """Measure the bots in turns and return the median of each figure. Raises SubjectFailed."""
    found: dict[str, list[Figures]] = {name: [] for name in commands}
    for number in range(rounds):
        for name, command in commands.items():
            print(f"round {number + 1} of {rounds}: {name} …", file=sys.stderr, flush=True)
            async with Sandbox(keep_log=False) as box, running(command, box.address) as subject:
                try:
                    found[name].append(await measure(box, subject, texts, chats, messages))
                except SubjectFailed as error:
                    raise SubjectFailed(f"{name}: {error}") from None
    return {name: middle(measured) for name, measured in found.items()}


def middle(measured: Sequence[Figures]) -> Figures:
    """Return the median of each figure."""
    names = [field.name for field in fields(Figures)]
    return Figures(**{name: statistics.median(getattr(one, name) for one in measured) for name in names})


def ratio(figures: Mapping[str, Figures]) -> dict[str, float]:
    """Return each figure of the bot as a multiple of the echo bot's; empty when the bot was left out."""
    if BOT not in figures:
        return {}
    echo, bot = figures[ECHO].to_json(), figures[BOT].to_json()
    return {name: round(bot[name] / echo[name], 3) for name in echo}


def table(figures: Mapping[str, Figures]) -> str:
    """Return the figures as a Markdown table."""
    lines = [f"| | {' | '.join(HEADINGS.values())} |", f"|---{'|---:' * len(HEADINGS)}|"]
    for name, found in figures.items():
        values = found.to_json()
        lines.append(f"| {name} | {' | '.join(f'{values[heading]:.1f}' for heading in HEADINGS)} |")
    shares = ratio(figures)
    if shares:
        lines.append(f"| ratio | {' | '.join(f'{shares[heading]:.2f}' for heading in HEADINGS)} |")
    return "\n".join(lines)


def verdict(figures: Mapping[str, Figures], rate: float, memory: float) -> int:
    """Return 1, and say why, when the bot missed what was asked of it."""
    if BOT not in figures:
        return 0
    share = figures[BOT].rate / figures[ECHO].rate
    slow, large = share < rate, 0 < memory < figures[BOT].memory
    if slow:
        print(f"benchmark: {share:.2f} of the echo bot's rate, asked for {rate}", file=sys.stderr)
    if large:
        print(f"benchmark: {figures[BOT].memory:.0f} MB, asked for at most {memory:.0f}", file=sys.stderr)
    return 1 if slow or large else 0


if __name__ == "__main__":
    sys.exit(main())
