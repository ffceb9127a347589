"""Find Chromium and Urdu fonts for the browser tests, or install them. Needs only the standard library.

`python tools/browser.py` says what it found or did. It never fails: where no browser can be had, the browser tests
themselves say so and are counted.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FONTS = {
    "Noto Nastaliq Urdu": ("Urdu", ("fonts-noto-core", "fonts-noto-nastaliq")),
    ":lang=und-zsye": ("emoji", ("fonts-noto-color-emoji",)),
}
"""Pattern of fontconfig -> what it is called here, and Debian's packages in the order they are tried."""

APT = ("apt-get", "-q", "-y", "-o", "DPkg::Lock::Timeout=120")


def main() -> int:
    """Provide everything and say so."""
    provide_fonts()
    found = provide_chromium()
    note(f"Browser for the tests: {found}" if found else f"Browser for the tests: none. {HOW_TO}")
    return 0


HOW_TO = "Install Chromium (Debian: apt-get install chromium), or set CHROMIUM to the path of one that starts."


def provide_chromium() -> str:
    """Return the path of a Chromium that starts, installed if need be, or nothing.

    Where CHROMIUM names one, nothing is installed.
    """
    found = find_chromium()
    if found or os.environ.get("CHROMIUM"):
        return found
    note("No Chromium on this machine; installing one for the browser tests (about 100 MB) …")
    for install in (install_with_apt, install_with_playwright):
        install()
        found = find_chromium()
        if found:
            return found
    return ""


def find_chromium() -> str:
    """Return the first Chromium that starts: CHROMIUM, the usual names, Playwright's own."""
    named = os.environ.get("CHROMIUM", "")
    if named:
        return named if starts(named) else ""
    on_path = [path for name in NAMES if (path := shutil.which(name))]
    return next((path for path in [*on_path, *of_playwright()] if starts(path)), "")


def of_playwright() -> list[str]:
    """Return what Playwright has installed for this user, newest first."""
    given = os.environ.get("PLAYWRIGHT_BROWSERS_PATH", "")
    homes = (
        [Path(given)] if given else [Path.home() / ".cache/ms-playwright", Path.home() / "Library/Caches/ms-playwright"]
    )
    patterns = ("chromium-*/chrome-*/chrome", "chromium-*/chrome-*/*.app/Contents/MacOS/*")
    return sorted((str(path) for home in homes for pattern in patterns for path in home.glob(pattern)), reverse=True)


def starts(path: str) -> bool:
    """Say whether a browser can be started; one without its libraries, or a snap in a container, cannot."""
    return quietly(path, "--version", seconds=60)


def install_with_apt() -> bool:
    """Install Debian's package, as root."""
    return apt_install("chromium")


def install_with_playwright() -> bool:
    """Install Playwright's own browser for this user; as root its libraries too."""
    extra = ("--with-deps",) if is_root() and shutil.which("apt-get") else ()
    return quietly(sys.executable, "-m", "playwright", "install", *extra, "chromium", seconds=900)


def provide_fonts() -> None:
    """Install the fonts that are missing, where that is possible, else say which are."""
    for pattern, (name, packages) in FONTS.items():
        if has_font(pattern):
            continue
        note(f"No font for {name} on this machine; installing one …")
        if not any(apt_install(package) for package in packages):
            note(f"The font for {name} could not be installed: pictures of the chat will show boxes ({packages[0]}).")


def has_font(pattern: str) -> bool:
    """Say whether fontconfig knows a font of this name or for this language."""
    try:
        listed = subprocess.run(["fc-list", pattern, "family"], capture_output=True, check=False)
    except OSError:
        return False
    return bool(listed.stdout.strip())


def apt_install(package: str) -> bool:
    """Install a Debian package as root; say whether it worked."""
    if not is_root() or not shutil.which("apt-get"):
        return False
    if quietly(*APT, "install", "--no-install-recommends", package):
        return True
    return quietly(*APT, "update") and quietly(*APT, "install", "--no-install-recommends", package)


def is_root() -> bool:
    """Say whether packages can be installed for the whole machine."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def quietly(*command: str, seconds: float = 600) -> bool:
    """Run a command without its output; say whether it worked in time."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    nowhere = subprocess.DEVNULL
    try:
        done = subprocess.run(
            command, stdin=nowhere, stdout=nowhere, stderr=nowhere, env=environment, timeout=seconds, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def note(line: str) -> None:
    """Tell the person what is being done."""
    print(line, flush=True)


if __name__ == "__main__":
    sys.exit(main())
