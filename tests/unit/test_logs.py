"""The allow-list of the logs."""

import subprocess
import sys

import pytest

from bot.adapters.logs import WITHHELD, only_allowed

SECRET = "i want to die"


def test_a_field_that_is_not_listed_is_dropped() -> None:
    assert only_allowed(None, "", {"event": "failed", "text": SECRET, "chat_id": 5}) == {"event": "failed"}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("event", SECRET),
        ("error", f"ValueError: {SECRET}"),
        ("method", "https://api.telegram.org/bot123:abc/getMe"),
        ("first", "123:AAAAAAAA"),
        ("count", 7_770_005_010),
        ("count", SECRET),
        ("error", {"a": 1}),
        ("update", True),
    ],
)
def test_a_value_of_another_form_is_withheld(field: str, value: object) -> None:
    assert only_allowed(None, "", {field: value}) == {field: WITHHELD}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("event", "call_failed"),
        ("error", "TimedOut"),
        ("count", 3),
        ("update", 2_000_000_000),
        ("first", "cards/a/b.md:12"),
    ],
)
def test_what_operators_need_is_written(field: str, value: object) -> None:
    assert only_allowed(None, "", {field: value}) == {field: value}


CRASHES = {
    "main": "raise ValueError(words)",
    "thread": "import threading; t = threading.Thread(target=lambda: int(words)); t.start(); t.join()",
    "task": (
        "import asyncio, gc\nasync def fail(): raise ValueError(words)\n"
        "async def main():\n t = asyncio.ensure_future(fail()); await asyncio.sleep(0.01); del t; gc.collect()\n"
        "asyncio.run(main())"
    ),
    "callback": (
        "import asyncio\nasync def main():\n asyncio.get_running_loop().call_soon(int, words)\n"
        " await asyncio.sleep(0.01)\n"
        "asyncio.run(main())"
    ),
    "destructor": "class A:\n def __del__(self): raise ValueError(words)\nA()",
    "library": "import logging; logging.getLogger('httpx').error('POST /bot1:%s', words)",
    "warning": "import warnings; warnings.warn(words)",
}


@pytest.mark.parametrize("where", CRASHES)
def test_no_crash_report_quotes_the_error(where: str) -> None:
    start = f"from bot.adapters.logs import set_up_logs\nset_up_logs()\nwords = {SECRET!r}\n"
    result = subprocess.run([sys.executable, "-c", start + CRASHES[where]], capture_output=True, text=True, timeout=60)
    assert SECRET not in result.stdout + result.stderr
    assert "crashed" in result.stderr or "library_warning" in result.stderr
