"""The settings: each environment variable, its default and its error, once."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from bot.errors import CannotStart

TELEGRAM = "https://api.telegram.org"
_TOKEN = re.compile(r"\d+:[A-Za-z0-9_-]{8,}")


class SettingsWrong(CannotStart):
    """A setting cannot be used; the message names the variable and says what to do."""


@dataclass(frozen=True)
class Settings:
    """What the environment asks for."""

    token: str
    api_url: str
    nlu_url: str
    database: Path
    content: Path
    admin_chat: int | None
    root: Path
    """The project folder: locales and the trained model are found below it."""

    @property
    def model(self) -> Path:
        """The trained model archive."""
        return self.root / "nlu" / "models" / "mehfooz.tar.gz"

    @property
    def key_file(self) -> Path:
        """The secret key of the keyed hashes, beside the database and never in it."""
        return self.database.parent / "mehfooz.key"

    @property
    def locales(self) -> Path:
        """The gettext catalogues."""
        return self.root / "locales"


def read_settings(environment: Mapping[str, str], root: Path) -> Settings:
    """Read the settings from environment variables and the file `.env` in `root`; the environment wins.

    Raises SettingsWrong for the first value that cannot be used.
    """
    values = {**_read_env_file(root / ".env"), **environment}
    return Settings(
        token=_token(values.get("TELEGRAM_BOT_TOKEN", "")),
        api_url=_url("TELEGRAM_API_URL", values.get("TELEGRAM_API_URL", "") or TELEGRAM),
        nlu_url=_url("NLU_URL", values.get("NLU_URL", "")),
        database=_database(values.get("DATABASE_URL", "") or "sqlite:///data/mehfooz.db", root),
        content=_folder(values.get("CONTENT_DIR", "") or "content", root),
        admin_chat=_chat(values.get("ADMIN_CHAT_ID", "")),
        root=root,
    )


def project_root() -> Path:
    """Return the project folder: the working folder when it holds the content, else where the code lies."""
    here = Path.cwd()
    return here if (here / "content").is_dir() and (here / "bot").is_dir() else Path(__file__).parent.parent


def environment() -> Mapping[str, str]:
    """Return the process environment."""
    return os.environ


def _read_env_file(path: Path) -> dict[str, str]:
    if not path.is_file():
        return {}
    values = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        name, found, value = line.partition("=")
        if not found:
            raise SettingsWrong(f"{path.name}:{number}: expected NAME=value")
        values[name.strip()] = value.strip().strip("\"'")
    return values


def _token(value: str) -> str:
    if value and not _TOKEN.fullmatch(value):
        raise SettingsWrong(
            "TELEGRAM_BOT_TOKEN is not a bot token (digits, a colon, letters). Copy it again from @BotFather."
        )
    return value


def _url(name: str, value: str) -> str:
    parts = urlsplit(value)
    if value and (parts.scheme not in ("http", "https") or not parts.hostname):
        raise SettingsWrong(f"{name} must be an address such as http://127.0.0.1:5005")
    return value.rstrip("/")


def _database(value: str, root: Path) -> Path:
    if not value.startswith("sqlite:///") or len(value) <= len("sqlite:///"):
        raise SettingsWrong("DATABASE_URL must be sqlite:///path/to/file.db (the only kind that is supported)")
    return root / value.removeprefix("sqlite:///")


def _folder(value: str, root: Path) -> Path:
    folder = root / value
    if not folder.is_dir():
        raise SettingsWrong(f"CONTENT_DIR: there is no folder {value}")
    return folder


def _chat(value: str) -> int | None:
    if not value:
        return None
    if not re.fullmatch(r"-?\d{1,20}", value):
        raise SettingsWrong("ADMIN_CHAT_ID must be a number, the id of the chat of the people who run the bot")
    return int(value)
