"""Find uv, or install it below .tools/. Needs only the standard library; prints the path of uv.

Tried in this order: uv on the PATH, a virtual environment with pip, pip into a folder, Debian's python3-venv.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HOME = ROOT / ".tools" / "uv"


def main() -> int:
    """Print the path of a working uv, or say what to do and return 2."""
    found = shutil.which("uv") or existing()
    if found:
        print(found)
        return 0
    note("Installing uv (the installer of Python packages) below .tools/ …")
    for way in (by_venv, by_pip_target, by_debian):
        if way() and existing():
            print(existing())
            return 0
    note("mehfooz: uv could not be installed. Install python3-venv (or uv itself) and run the command again.")
    return 2


def existing() -> str:
    """Return the uv that an earlier run installed, or nothing."""
    for path in (HOME / "bin" / "uv", HOME / "lib" / "bin" / "uv"):
        if path.exists() and quietly([str(path), "--version"]):
            return str(path)
    return ""


def by_venv() -> bool:
    """Install into a virtual environment of its own."""
    python = HOME / "bin" / "python"
    made = quietly([sys.executable, "-m", "venv", "--clear", str(HOME)])
    return made and quietly([str(python), "-m", "pip", "install", "-q", "uv"])


def by_pip_target() -> bool:
    """Install with the system's pip into a plain folder, where venv is missing."""
    return quietly([sys.executable, "-m", "pip", "install", "-q", "--target", str(HOME / "lib"), "uv"])


def by_debian() -> bool:
    """Install Debian's venv package as root, then try again."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    quietly(["apt-get", "update", "-q"])
    return quietly(["apt-get", "install", "-q", "-y", "python3-venv"]) and by_venv()


def quietly(command: list[str]) -> bool:
    """Run a command without its output; say whether it worked."""
    try:
        return (
            subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False).returncode == 0
        )
    except OSError:
        return False


def note(line: str) -> None:
    """Tell the person, on standard error."""
    print(line, file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
