"""The secret key that turns chat ids into keyed hashes. It lies beside the database, never in it."""

import contextlib
import hashlib
import hmac
import os
import secrets
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from bot.errors import CannotStart

RETIRED_FOR = timedelta(days=31)
"""How long an old key is kept after a rotation: longer than any session named with it."""


class KeyUnusable(CannotStart):
    """The key file can be neither read nor made."""


class Keyring:
    """Keyed hashes of ids and words, for storage and for signing buttons: the key in use, and retired ones."""

    def __init__(self, key: bytes, retired: tuple[bytes, ...] = ()) -> None:
        """Use this key of 32 bytes; with `retired` ones, what was named or signed before a rotation is still known."""
        self._key = key
        self._retired = retired

    def of_chat(self, chat_id: int) -> str:
        """Return the name under which a chat is stored: 32 hexadecimal digits."""
        return _digest(self._key, f"chat:{chat_id}")[:32]

    def old_names(self, chat_id: int) -> tuple[str, ...]:
        """Return the names that a chat had under retired keys, the newest first."""
        return tuple(_digest(key, f"chat:{chat_id}")[:32] for key in self._retired)

    def of_word(self, word: str) -> tuple[str, ...]:
        """Return the keyed hashes of a person's own exit word; the first is the one to store."""
        return tuple(_digest(key, f"word:{word}")[:32] for key in self._all())

    def signature(self, chat_id: int, action: str) -> str:
        """Return the short signature that ties a button to its chat: 8 hexadecimal digits."""
        return _sign(self._key, chat_id, action)

    def is_signature(self, signature: str, chat_id: int, action: str) -> bool:
        """Say whether a button of this chat carries this signature, under the key in use or a retired one."""
        given = signature.encode()
        return any(hmac.compare_digest(given, _sign(key, chat_id, action).encode()) for key in self._all())

    def webhook_secret(self) -> str:
        """Return the secret that Telegram must send along with every update: 64 hexadecimal digits."""
        return _digest(self._key, "webhook")

    def share(self, text: str) -> float:
        """Return a number from 0 to 1 that only the holder of the key can foretell: the noise of published counts."""
        return int(_digest(self._key, f"noise:{text}")[:12], 16) / 16**12

    def _all(self) -> tuple[bytes, ...]:
        return (self._key, *self._retired)


def _digest(key: bytes, text: str) -> str:
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()


def _sign(key: bytes, chat_id: int, action: str) -> str:
    return _digest(key, f"button:{chat_id}:{action}")[:8]


def read_keyring(path: Path) -> Keyring:
    """Read the keys from `path`, or make one there that only its owner may read. Raises KeyUnusable."""
    try:
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            _write_new(path, secrets.token_hex(32) + "\n")
        key, *retired = _read(path)
    except (OSError, ValueError) as error:
        raise KeyUnusable(
            f"{path}: the key cannot be used ({error}). Restore it, or delete it to begin anew."
        ) from None
    today = datetime.now(UTC).date()
    return Keyring(key[0], tuple(old for old, until in retired if until is not None and until >= today))


def rotate_key(path: Path) -> int:
    """Put a new key into use; the old one is kept for 31 days. Return how many old keys are kept. Raises KeyUnusable.

    A running bot goes on with the old key until it is started again.
    """
    read_keyring(path)
    today = datetime.now(UTC).date()
    (key, _), *retired = _read(path)
    kept = [(old, until) for old, until in retired if until is not None and until >= today]
    lines = [secrets.token_hex(32), f"{key.hex()} until {today + RETIRED_FOR}"]
    lines += [f"{old.hex()} until {until}" for old, until in kept]
    fresh = path.with_suffix(".new")
    try:
        with contextlib.suppress(FileNotFoundError):
            fresh.unlink()
        _write_new(fresh, "\n".join(lines) + "\n")
        fresh.replace(path)
    except OSError as error:
        raise KeyUnusable(f"{path}: a new key cannot be written ({error}). Check the folder's owner.") from None
    return len(kept) + 1


def _write_new(path: Path, text: str) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def _read(path: Path) -> list[tuple[bytes, date | None]]:
    """Return the keys with the last day on which each is still of use; None for the one in use."""
    keys = [_read_line(line) for line in path.read_text(encoding="ascii").splitlines() if line.strip()]
    if not keys:
        raise ValueError("it is empty")
    return keys


def _read_line(line: str) -> tuple[bytes, date | None]:
    digits, _, until = line.strip().partition(" until ")
    key = bytes.fromhex(digits)
    if len(key) != 32:
        raise ValueError("a key must be 64 hexadecimal digits")
    return key, date.fromisoformat(until) if until else None
