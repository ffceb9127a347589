"""What must be looked at when: reviews of cards and the last days of helplines."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bot.adapters.content_files import load_cards
from bot.adapters.directory_files import load_helplines
from bot.adapters.quiz_files import load_quiz
from bot.core.directory import SHOWN_USES


@dataclass(frozen=True)
class Due:
    """One thing to look at."""

    day: date
    path: str
    what: str


def due_list(root: Path) -> list[Due]:
    """Return everything with a day, the earliest first; what cannot be read is left to the check."""
    cards, _ = load_cards(root)
    quiz, _ = load_quiz(root)
    reviewed = [*((files.form, files.marked) for files in cards), *(quiz.groups.values() if quiz else ())]
    found = [Due(form.review.until, marked.name, _of_card(form.review.note)) for form, marked in reviewed]
    desk, _ = load_helplines(root)
    for name, line in desk.directory.helplines.items() if desk else ():
        if line.use in SHOWN_USES and line.stop_showing_after:
            found.append(Due(line.stop_showing_after, f"helplines/{name}.yaml", "call the number"))
    return sorted(found, key=lambda due: (due.day, due.path))


def _of_card(note: str) -> str:
    return f"review: {note.strip()}" if note.strip() else "review"


def due_text(items: list[Due], today: date, until: date | None = None) -> str:
    """Return the list as text, one a line, overdue ones marked; only up to `until` when given."""
    shown = [item for item in items if until is None or item.day <= until]
    lines = [f"{item.day}  {_when(item.day, today):<12}  {item.path}: {item.what}" for item in shown]
    if len(shown) < len(items):
        lines.append(f"{len(items) - len(shown)} more later; the next on {items[len(shown)].day}.")
    return "\n".join(lines) if lines else "Nothing is due."


def _when(day: date, today: date) -> str:
    days = (day - today).days
    return "OVERDUE" if days < 0 else "today" if days == 0 else f"in {days} days"
