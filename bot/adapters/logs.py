"""Structured logs with an allow-list of fields and of the forms their values may have.

A field that is not listed is not written, whoever adds it, and a value that could be somebody's words, an id or a token
is replaced. Crashes are reported by the same way: what kind of error, and where in the code, never its message.
"""

import contextlib
import logging
import re
import sys
import threading
from collections.abc import MutableMapping
from types import TracebackType
from typing import Any

import structlog

NAME = re.compile(r"[A-Za-z][A-Za-z_]{0,60}")
"""An event, a method, a kind of error."""
PLACE = re.compile(r"[A-Za-z_][A-Za-z0-9_./<>-]{0,150}:\d{1,5}")
"""A file and its line."""
LIBRARY = re.compile(r"[A-Za-z][A-Za-z_]{0,30}(\.[A-Za-z_]{1,30}){0,6}")
MOMENT = re.compile(r"[\dT:.Z+-]{10,40}")
SMALL = 10**6
"""Counts are below this; the ids of people are above."""

TEXTS = {"event": NAME, "level": NAME, "timestamp": MOMENT, "method": LIBRARY, "error": NAME, "first": PLACE}
"""The fields that hold text, each with the form it must have."""
NUMBERS = frozenset({"sent", "count", "code", "seconds"})
UPDATE = "update"
"""The number of an update: Telegram counts them for the bot, not for a person."""
WITHHELD = "withheld"


def only_allowed(_logger: object, _name: str, entry: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Drop every field that is not on the list, and every value that has not the form of its field."""
    return {name: _allowed(name, value) for name, value in entry.items() if name in TEXTS or is_number_field(name)}


def is_number_field(name: str) -> bool:
    """Say whether a field of the log holds a number."""
    return name in NUMBERS or name == UPDATE


def _allowed(name: str, value: object) -> object:
    return value if fits(name, value) else WITHHELD


def fits(name: str, value: object) -> bool:
    """Say whether a value has the form that its field allows."""
    if name in TEXTS:
        return isinstance(value, str) and TEXTS[name].fullmatch(value) is not None
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return name == UPDATE or 0 <= value < SMALL


def set_up_logs() -> None:
    """Write one JSON object a line to standard error; libraries speak only from WARNING on, without messages.

    `httpx` and `telegram` log addresses that hold the token and bodies that hold words, so what libraries say is
    reduced to their name and level. Must be called before anything else runs.
    """
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            only_allowed,
            structlog.processors.JSONRenderer(),
        ],
        logger_factory=lambda *_: _Lines(),
        cache_logger_on_first_use=True,
    )
    root = logging.getLogger()
    root.handlers[:] = [_LibraryHandler(level=logging.WARNING)]
    root.setLevel(logging.WARNING)
    logging.raiseExceptions = False
    logging.captureWarnings(True)
    _report_crashes()


class _Lines:
    """Writes lines to standard error. A full disk behind it must never keep a person from being answered."""

    def msg(self, message: str) -> None:
        with contextlib.suppress(OSError, ValueError):
            sys.stderr.write(message + "\n")  # in one piece, so that threads do not break each other's lines
            sys.stderr.flush()

    log = debug = info = warn = warning = error = critical = exception = fatal = failure = msg


class _LibraryHandler(logging.Handler):
    """Writes that a library had something to say, not what."""

    def emit(self, record: logging.LogRecord) -> None:
        kind = record.exc_info[0].__name__ if record.exc_info and record.exc_info[0] else record.levelname
        structlog.get_logger().warning("library_warning", method=record.name, error=kind)


def _report_crashes() -> None:
    """Replace Python's reports, which quote an error's message and with it perhaps somebody's words or the token."""
    sys.excepthook = _crashed
    threading.excepthook = lambda args: _crashed(args.exc_type, args.exc_value, args.exc_traceback)
    sys.unraisablehook = lambda args: _crashed(args.exc_type, args.exc_value, args.exc_traceback)
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a core file would hold the memory, words included


def _crashed(kind: type[BaseException], _error: BaseException | None, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        return
    structlog.get_logger().critical("crashed", error=kind.__name__, first=_place(trace))


def _place(trace: TracebackType | None) -> str:
    if trace is None:
        return "unknown:0"
    while trace.tb_next is not None:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_globals.get('__name__', 'unknown')}:{trace.tb_lineno}"
