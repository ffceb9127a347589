"""The `mehfooz` commands: arguments and exit codes only.

Exit codes: 0 done, 1 what was checked is faulty, 2 wrong usage or settings (one clear line on standard error).
"""

import argparse
import importlib
import sys
from collections.abc import Sequence

from bot.errors import CannotStart
from bot.settings import environment, project_root, read_settings

COMMANDS = {
    "run": "run the bot; with no token, in the sandbox",
    "understand": "read messages from standard input, say what each means",
    "route": "print the helplines for a situation",
    "ask": "print what a new user would be answered",
    "chat": "talk to the bot in this terminal",
    "content": "check, preview, review, export and import the content",
    "helplines": "helplines to dial again, and sheets to print",
    "privacy": "prove what is kept, and change the key",
    "stats": "numbers without people",
    "doctor": "say whether everything the bot needs is in order",
}
"""Each is a module of bot/commands with `configure(parser)` and `run(arguments, settings) -> int`."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code."""
    given = sys.argv[1:] if arguments is None else list(arguments)
    chosen = _top().parse_args(given[:1]).command
    # Only the chosen command's module is imported: some pull in much, and every start should be quick.
    module = importlib.import_module(f"bot.commands.{chosen}")
    parser = argparse.ArgumentParser(prog=f"mehfooz {chosen}", description=COMMANDS[chosen])
    module.configure(parser)
    try:
        parsed = parser.parse_args(given[1:])
        code: int = module.run(parsed, read_settings(environment(), project_root()))
    except CannotStart as error:
        print(f"mehfooz: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        sys.stderr.close()
        return 0
    return code


def _top() -> argparse.ArgumentParser:
    listed = "\n".join(f"  {name:<11} {about}" for name, about in COMMANDS.items())
    top = argparse.ArgumentParser(
        prog="mehfooz",
        description="A child online safety bot for Pakistan.",
        epilog=f"commands:\n{listed}\n\n`mehfooz COMMAND --help` tells more.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    top.add_argument("command", choices=COMMANDS, metavar="COMMAND")
    return top


def entry() -> None:
    """Run as a program."""
    sys.exit(main())


if __name__ == "__main__":
    entry()
