"""Browser tests that cannot be run are said and counted, never passed over in silence."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tools.browser import find_chromium, has_font

HERE = Path(__file__).parent


def test_without_a_browser_the_tests_are_counted_as_not_run() -> None:
    page_tests = str(HERE / "test_chat_page.py")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-k", "reload or markup", page_tests],
        env={**os.environ, "CHROMIUM": "/nowhere/chromium"},
        cwd=HERE.parent.parent,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "2 browser tests were not run: no Chromium starts here" in done.stdout
    assert "2 skipped" in done.stdout


def test_a_named_browser_comes_first(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    fake = tmp_path / "chromium"
    fake.write_text("#!/bin/sh\nexit 0\n")
    fake.chmod(0o755)
    monkeypatch.setenv("CHROMIUM", str(fake))
    assert find_chromium() == str(fake)
    fake.write_text("#!/bin/sh\nexit 127\n")
    assert find_chromium() == ""


def test_a_font_that_nobody_has_is_missing() -> None:
    assert not has_font("No Such Family Anywhere")
