"""The secret key that turns chat ids into keyed hashes. It lies beside the database, never in it."""

import hashlib
import hmac
import os
import secrets
from pathlib import Path

from bot.errors import CannotStart


class KeyUnusable(CannotStart):
    """The key file can be neither read nor made."""


class Keyring:
    """Keyed hashes of ids and words, for storage and for signing buttons."""

    def __init__(self, key: bytes) -> None:
        """Use this key of 32 bytes."""
        self._key = key

    def of_chat(self, chat_id: int) -> str:
        """Return the name under which a chat is stored: 32 hexadecimal digits."""
        return self._digest(f"chat:{chat_id}")[:32]

    def of_word(self, word: str) -> str:
        """Return the keyed hash of a person's own exit word."""
        return self._digest(f"word:{word}")[:32]

    def signature(self, chat_id: int, action: str) -> str:
        """Return the short signature that ties a button to its chat: 8 hexadecimal digits."""
        return self._digest(f"button:{chat_id}:{action}")[:8]

    def webhook_secret(self) -> str:
        """Return the secret that Telegram must send along with every update: 64 hexadecimal digits."""
        return self._digest("webhook")

    def _digest(self, text: str) -> str:
        return hmac.new(self._key, text.encode(), hashlib.sha256).hexdigest()


def read_keyring(path: Path) -> Keyring:
    """Read the key from `path`, or make one there that only its owner may read. Raises KeyUnusable."""
    try:
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "w") as file:
                file.write(secrets.token_hex(32))
        key = bytes.fromhex(path.read_text().strip())
    except (OSError, ValueError) as error:
        raise KeyUnusable(
            f"{path}: the key cannot be used ({error}). Restore it, or delete it to begin anew."
        ) from None
    if len(key) != 32:
        raise KeyUnusable(f"{path}: the key must be 64 hexadecimal digits. Restore it, or delete it to begin anew.")
    return Keyring(key)
