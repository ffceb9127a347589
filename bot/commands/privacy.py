"""`mehfooz privacy`: prove what is kept, and change the key."""

import argparse
import os
from pathlib import Path

from bot.adapters.audit import audit
from bot.adapters.keys import RETIRED_FOR, rotate_key
from bot.errors import CannotStart
from bot.settings import Settings


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the options."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    search = actions.add_parser("audit", help="search the data folder, logs and backups for what must not be there")
    search.add_argument("paths", nargs="*", type=Path, help="logs and backups to search besides the data folder")
    search.add_argument("--id", action="append", default=[], help="a chat id or user id that must not be found")
    search.add_argument("--word", action="append", default=[], help="a name, word or number that must not be found")
    actions.add_parser("rotate-key", help="put a new key into use; the old one stays known for 31 days")


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """Carry out the action; 1 when the audit found something."""
    return _rotate(settings) if arguments.action == "rotate-key" else _audit(arguments, settings)


def _rotate(settings: Settings) -> int:
    kept = rotate_key(settings.key_file)
    print(
        f"A new key is in use from the next start of the bot; {kept} old one(s) stay known for {RETIRED_FOR.days} days."
    )
    print("Stop and start the bot now. Keep no copy of the old key file: backups of the key undo the rotation.")
    return 0


def _audit(arguments: argparse.Namespace, settings: Settings) -> int:
    folder = settings.database.parent
    if not folder.is_dir():
        raise CannotStart(f"privacy audit: there is no data folder {folder}; nothing was kept yet")
    secrets = {f"the id given as number {n}": text for n, text in enumerate(arguments.id, start=1)}
    secrets |= {f"the word given as number {n}": text for n, text in enumerate(arguments.word, start=1)}
    secrets |= _own_secrets(settings)
    try:
        count, found = audit([folder, *arguments.paths], {name: text for name, text in secrets.items() if text})
    except OSError as error:
        raise CannotStart(f"privacy audit: {error.filename}: cannot be read ({error.strerror})") from None
    for finding in found:
        print(finding)
    verdict = f"{len(found)} finding(s)" if found else "nothing that must not be there"
    print(f"{count} file(s) searched: {verdict}.")
    return 1 if found else 0


def _own_secrets(settings: Settings) -> dict[str, str]:
    secrets = {"the token": settings.token, "the token's secret half": settings.token.partition(":")[2]}
    if settings.admin_chat is not None:
        secrets["the operators' chat id"] = str(settings.admin_chat)
    if settings.key_file.is_file() and os.access(settings.key_file, os.R_OK):
        secrets["the key"] = settings.key_file.read_text(encoding="ascii").split()[0]
    return secrets
