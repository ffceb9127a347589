"""Checks the messages, then trains with Rasa: `models/mehfooz.tar.gz`. Run with the Python of `nlu/.venv`."""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

from check_messages import PROJECT, duplicates, faults
from components import PROGRESS

QUIET = {
    "RASA_TELEMETRY_ENABLED": "false",
    "PYTHONWARNINGS": "ignore",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "SANIC_NO_UVLOOP": "1",
}


def main() -> int:
    """0 when the model is trained, 1 when a message must be mended first."""
    found = faults(PROJECT)
    if found:
        print("\n".join(str(fault) for fault in found), file=sys.stderr)
        print(f"{len(found)} messages must be mended before training.", file=sys.stderr)
        return 1
    command = [sys.executable, "-m", "rasa", "train", "nlu", "--fixed-model-name", "mehfooz", "--quiet"]
    with ThreadPoolExecutor(max_workers=1) as beside:  # training does not wait for a check that stops nothing
        alike = beside.submit(duplicates, PROJECT)
        failed = _run(command)
    for fault in alike.result():
        print(f"warning: {fault}", file=sys.stderr)
    return failed


def _run(command: list[str]) -> int:
    """Shows the progress lines of the components, and everything else only when training fails."""
    lines: list[str] = []
    with subprocess.Popen(
        command, cwd=PROJECT, env={**os.environ, **QUIET}, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    ) as running:
        for line in running.stdout or ():
            lines.append(line)
            if line.startswith(PROGRESS):
                print(line, end="", flush=True)
    if running.returncode:
        print("".join(lines[-40:]), file=sys.stderr)
    return running.returncode


if __name__ == "__main__":
    sys.exit(main())
