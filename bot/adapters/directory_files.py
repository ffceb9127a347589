"""Reads the helpline content: content/helplines/, routes.yaml, reasons.yaml and holidays.yaml."""

from datetime import date
from pathlib import Path

from bot.adapters.faults import Fault
from bot.adapters.fields import Fields
from bot.adapters.helpline_fields import read_helpline
from bot.adapters.marked_yaml import Marked, read_yaml
from bot.adapters.route_files import RouteReader, read_calendar, read_other_texts, read_reasons
from bot.core.directory import Directory, Helpline
from bot.core.routing import HelplineDesk

FOLDER = "helplines"


def load_helplines(content: Path) -> tuple[HelplineDesk | None, list[Fault]]:
    """Return the helpline content, or None with every fault found. Never raises on what a file holds.

    An entry past its last day is no fault here: it is not shown, and its fallback stands in.
    """
    faults: list[Fault] = []
    directory, files = _read_directory(content, faults)
    parts = [_read(content, name, faults) for name in ("routes.yaml", "reasons.yaml", "holidays.yaml")]
    if any(part is None for part in parts):
        return None, faults
    routes, reasons_file, calendar_file = (Fields(part, (), faults) for part in parts if part is not None)
    rules = RouteReader(routes, directory).read() if not faults else None
    reasons, texts = read_reasons(reasons_file), read_other_texts(reasons_file)
    calendar = read_calendar(calendar_file)
    _check_fallbacks(directory, files)
    if faults or rules is None:
        return None, faults
    return HelplineDesk(directory, rules, reasons, calendar, **texts), []


def _read(content: Path, name: str, faults: list[Fault]) -> Marked | None:
    marked, more = read_yaml(content / name, name)
    faults += more
    return marked


def _read_directory(content: Path, faults: list[Fault]) -> tuple[Directory, dict[str, Fields]]:
    helplines: dict[str, Helpline] = {}
    files: dict[str, Fields] = {}
    for path in sorted((content / FOLDER).glob("*.yaml")):
        marked = _read(content, f"{FOLDER}/{path.name}", faults)
        if marked is not None:
            files[path.stem] = Fields(marked, (), faults)
            helplines[path.stem] = read_helpline(files[path.stem], path.stem)
    if not helplines:
        mend = "Restore the folder from the last release."
        faults.append(Fault(FOLDER, 1, 1, "there is no helpline.", mend))
    return Directory(helplines), files


def _check_fallbacks(directory: Directory, files: dict[str, Fields]) -> None:
    """Each fallback must exist, be shown itself, and serve a region of the helpline it stands in for."""
    for name, helpline in directory.helplines.items():
        if not helpline.fallback:
            continue
        other = directory.helplines.get(helpline.fallback)
        mend = "Name another helpline that is shown and serves the same regions."
        if other is None:
            files[name].fault("fallback", 'there is no helpline "%(id)s".', mend, id=helpline.fallback)
        elif other.use not in ("route", "backup"):
            files[name].fault("fallback", '"%(id)s" is not shown itself.', mend, id=helpline.fallback)
        elif helpline.stop_showing_after and not set(helpline.regions) <= _served(directory, other):
            files[name].fault("fallback", '"%(id)s" does not serve every region of this helpline.', mend, id=other.id)
        elif helpline in _chain(directory, other):
            files[name].fault("fallback", "the fallbacks lead back to this helpline.", mend)


def _served(directory: Directory, helpline: Helpline) -> set[str]:
    """Return the regions that a helpline or one of its own fallbacks serves."""
    return {region for stand_in in _chain(directory, helpline) for region in stand_in.regions}


def _chain(directory: Directory, helpline: Helpline) -> list[Helpline]:
    chain = [helpline]
    while (name := chain[-1].fallback) in directory.helplines and directory.helplines[name] not in chain:
        chain.append(directory.helplines[name])
    return chain


def past_dates(content: Path, today: date) -> list[Fault]:
    """Return a fault for every shown helpline whose last day has passed."""
    faults: list[Fault] = []
    directory, files = _read_directory(content, [])
    for name, helpline in directory.helplines.items():
        last = helpline.stop_showing_after
        if helpline.use in ("route", "backup") and last and last < today:
            what = "this helpline is no longer shown: its last day was %(day)s."
            mend = "Dial it, then record that with `mehfooz helplines checked %(id)s --on DATE`."
            faults.append(files[name].marked.fault(("stop_showing_after",), what, mend, day=last, id=name))
    return faults
