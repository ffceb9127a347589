"""`python -m bot.sandbox`: the sandbox alone, for a bot that is started by hand."""

import argparse
import asyncio
import contextlib

from bot.sandbox.serve import serve


def main() -> None:
    """Run until Ctrl-C."""
    parser = argparse.ArgumentParser(prog="python -m bot.sandbox", description="A Bot API server on this machine.")
    parser.add_argument("--port", type=int, default=8800, help="the next free one is taken")
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(serve(port=parser.parse_args().port))


if __name__ == "__main__":
    main()
