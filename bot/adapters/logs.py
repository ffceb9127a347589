"""Structured logs with an allow-list of fields: a field that is not listed is not written, whoever adds it."""

import logging
import sys
from collections.abc import MutableMapping
from typing import Any

import structlog

ALLOWED = frozenset(
    {"event", "level", "timestamp", "method", "error", "update", "sent", "count", "first", "code", "seconds"}
)


def only_allowed(_logger: object, _name: str, entry: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Drop every field that is not on the list."""
    return {name: value for name, value in entry.items() if name in ALLOWED}


def set_up_logs() -> None:
    """Write one JSON object a line to standard error; libraries speak only from WARNING on, without messages.

    `httpx` and `telegram` log addresses that hold the token and bodies that hold words, so what libraries say is
    reduced to their name and level.
    """
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            only_allowed,
            structlog.processors.JSONRenderer(),
        ],
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
    root = logging.getLogger()
    root.handlers[:] = [_LibraryHandler(level=logging.WARNING)]
    root.setLevel(logging.WARNING)


class _LibraryHandler(logging.Handler):
    """Writes that a library had something to say, not what."""

    def emit(self, record: logging.LogRecord) -> None:
        structlog.get_logger().warning("library_warning", method=record.name, error=record.levelname)
