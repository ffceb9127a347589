"""Understands messages by asking a Rasa server (`NLU_URL`) that serves the same archive."""

from typing import Any

import httpx
from understanding.parse import Parse


class RasaServer:
    """`POST /model/parse` of a Rasa server. Blocks: give it a worker thread."""

    def __init__(self, url: str, timeout: float = 5.0) -> None:
        self._client = httpx.Client(base_url=url.rstrip("/"), timeout=timeout)

    def parse(self, text: str) -> Parse:
        """What the server says of a text; `httpx.HTTPError` when it does not answer as expected."""
        # Rasa obeys a leading "/" as a command ("/self_harm"), so a message never begins with one.
        shown = text.lstrip("/ \t\r\n") if text.lstrip().startswith("/") else text
        response = self._client.post("/model/parse", json={"text": shown})
        response.raise_for_status()
        answer: dict[str, Any] = {**response.json(), "text": text}
        return Parse.from_rasa(answer)

    def close(self) -> None:
        """Ends the connection."""
        self._client.close()
