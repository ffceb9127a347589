"""The `mehfooz` commands: arguments and exit codes only.

Exit codes: 0 done, 1 what was checked is faulty, 2 wrong usage or settings (one clear line on standard error).
"""

import argparse
import importlib
import sys
from collections.abc import Sequence

from bot.errors import CannotStart
from bot.settings import environment, project_root, read_settings

COMMANDS = ("run", "understand", "route", "ask", "content", "helplines", "privacy", "stats", "doctor", "chat")
"""Each is a module of bot/commands with `add(subparsers)`, which sets `run(arguments, settings) -> int`."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code."""
    given = parser().parse_args(arguments)
    try:
        settings = read_settings(environment(), project_root())
        code: int = given.run(given, settings)
    except CannotStart as error:
        print(f"mehfooz: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        sys.stderr.close()
        return 0
    return code


def parser() -> argparse.ArgumentParser:
    """Return the parser of all commands. Each module is imported here, its work only when it runs."""
    top = argparse.ArgumentParser(prog="mehfooz", description="A child online safety bot for Pakistan.")
    commands = top.add_subparsers(required=True, metavar="COMMAND")
    for name in COMMANDS:
        importlib.import_module(f"bot.commands.{name}").add(commands)
    return top


def entry() -> None:
    """Run as a program."""
    sys.exit(main())


if __name__ == "__main__":
    entry()
