"""`mehfooz understand`: messages in, one JSON object a line out."""

import argparse
import json
import sys

from bot.offline import build_offline
from bot.settings import Settings


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the options."""
    parser.add_argument("--explain", action="store_true", help="also show which features and rules decided")


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """Understand each line of standard input."""
    understander = build_offline(settings).understander
    for line in sys.stdin.buffer:
        text = line.decode("utf-8", errors="replace").rstrip("\r\n")
        answer = understander.understand(text).to_json()
        if arguments.explain:
            answer["explain"] = understander.explain(text)
        print(json.dumps(answer, ensure_ascii=False), flush=True)
    return 0
