"""python-telegram-bot's calls over aiohttp: a third of the processor time of its own transport.

That matters because an answer is one to three calls, and everything else the bot does costs less than one of them.
Errors name only their kind: an address holds the token, a body holds words.
"""

from typing import Any
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import aiohttp
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

CONNECT = 5.0
READ = 5.0
SEND_FILE = 20.0
IDLE = 30.0
"""Seconds: to connect, to wait for the next bytes, to send a file, and to keep an unused connection."""


class AiohttpRequest(BaseRequest):
    """One pool of connections to the Bot API. Timeouts are seconds."""

    def __init__(self, connections: int, *, read_timeout: float = READ, wait_for_connection: float = 60.0) -> None:
        """Hold at most so many connections; a call waits `wait_for_connection` seconds for a free one."""
        self._connections = connections
        self._read_timeout = read_timeout
        self._wait = wait_for_connection
        self._session: aiohttp.ClientSession | None = None
        self._proxies = getproxies()

    @property
    def read_timeout(self) -> float:
        """Return the seconds a call waits for bytes when it names no other time."""
        return self._read_timeout

    async def initialize(self) -> None:
        """Open the pool; doing so twice changes nothing."""
        if self._session is None:
            connector = aiohttp.TCPConnector(limit=self._connections, keepalive_timeout=IDLE)
            self._session = aiohttp.ClientSession(
                connector=connector,
                headers={"User-Agent": self.USER_AGENT},
                cookie_jar=aiohttp.DummyCookieJar(),
            )

    async def shutdown(self) -> None:
        """Close the pool; doing so twice changes nothing."""
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """Return status and body of one call. Raises TimedOut and NetworkError."""
        if self._session is None:
            raise RuntimeError("the transport is not initialized")
        timeout = aiohttp.ClientTimeout(
            total=None,
            connect=self._given(pool_timeout, self._wait),
            sock_connect=self._given(connect_timeout, CONNECT),
            sock_read=self._read_time(read_timeout, write_timeout, request_data),
        )
        try:
            async with self._session.request(
                method, url, data=_body(request_data), timeout=timeout, proxy=self.proxy_for(url)
            ) as answer:
                return answer.status, await answer.read()
        except TimeoutError:
            raise TimedOut from None
        except (aiohttp.ClientError, OSError) as error:
            raise NetworkError(type(error).__name__) from None

    def _given(self, asked: Any, usual: float) -> float | None:
        if asked is BaseRequest.DEFAULT_NONE:
            return usual
        return None if asked is None else float(asked)

    def _read_time(self, read: Any, write: Any, data: RequestData | None) -> float | None:
        """Return the seconds until the answer must begin: its own time, and that of sending a file before it."""
        seconds = self._given(read, self._read_timeout)
        if seconds is None or data is None or not data.contains_files:
            return seconds
        sending = self._given(write, SEND_FILE)
        return None if sending is None else seconds + sending

    def proxy_for(self, url: str) -> str | None:
        """Return the proxy that the machine's settings name for an address."""
        if not self._proxies:
            return None
        parts = urlsplit(url)
        if not parts.hostname or proxy_bypass(parts.hostname):
            return None
        return self._proxies.get(parts.scheme) or self._proxies.get("all")


def _body(data: RequestData | None) -> aiohttp.FormData | dict[str, str] | None:
    """A form, which every Bot API server reads; in several parts when a file goes with it."""
    if data is None:
        return None
    if not data.contains_files:
        return data.json_parameters
    form = aiohttp.FormData(data.json_parameters)
    for name, (filename, content, kind) in data.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=kind)
    return form
