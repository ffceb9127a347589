"""What changed in the content since the last release, as git knows it; nothing where there is no git."""

import difflib
import subprocess
from dataclasses import dataclass
from pathlib import Path

SECONDS = 10
"""How long git may take."""


@dataclass(frozen=True)
class Since:
    """A release that the content is compared with."""

    ref: str
    """A tag, else the last commit; empty where git cannot say."""
    root: Path
    changed: frozenset[str]
    """Files that differ from it or are new, relative to the content folder."""


@dataclass(frozen=True)
class Change:
    """How one file differs from the last release."""

    path: str
    lines: tuple[str, ...]
    """Lines that begin with `+` (new) or `-` (gone)."""


def since_last_release(root: Path) -> Since:
    """Compare a content folder with the last tag, or with the last commit when there is no tag."""
    tag = _git(root, "describe", "--tags", "--abbrev=0").strip()
    ref = tag or _git(root, "rev-parse", "--short", "HEAD").strip()
    if not ref:
        return Since("", root, frozenset())
    differing = _git(root, "diff", "--name-only", "--relative", "-z", ref, "--", ".")
    new = _git(root, "ls-files", "--others", "--exclude-standard", "-z", "--", ".")
    return Since(ref, root, frozenset(name for name in (differing + new).split("\0") if name))


def changes_below(since: Since, folder: str) -> tuple[Change, ...]:
    """Return how the files below a folder (relative to the content) differ."""
    names = sorted(name for name in since.changed if name.startswith(f"{folder}/") and name.endswith((".md", ".yaml")))
    return tuple(Change(name, _compare(since, name)) for name in names)


def _compare(since: Since, name: str) -> tuple[str, ...]:
    before = _git(since.root, "show", f"{since.ref}:./{name}").splitlines()
    path = since.root / name
    after = path.read_text(encoding="utf-8", errors="replace").splitlines() if path.is_file() else []
    lines = difflib.unified_diff(before, after, lineterm="", n=0)
    return tuple(line for line in lines if line[:1] in "+-" and not line.startswith(("+++", "---")))


def _git(root: Path, *arguments: str) -> str:
    """Return what git prints, or nothing when it fails or is not there."""
    command = ["git", "-C", str(root), "-c", "core.quotepath=off", *arguments]
    try:
        done = subprocess.run(command, capture_output=True, timeout=SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else ""
