"""The report of statements below high confidence: what rests on what, and what must be looked at."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.adapters.content_files import load_cards
from bot.adapters.content_forms import ReviewedForm, SourceForm
from bot.adapters.quiz_files import load_quiz
from bot.adapters.words_files import load_sources

HEAD = """# Statements below high confidence

Made by `mehfooz content sources` from the cards, the quiz and `content/sources.yaml`; do not edit.
Confidence is the lowest of the facts used. `MEM` means from memory, `RULE` a rule of this project.
"""


@dataclass(frozen=True)
class _Entry:
    id: str
    title: str
    form: ReviewedForm
    tags: tuple[str, ...]


def confidence_report(root: Path) -> str:
    """Return a Markdown page: the count of each confidence, then every card below high with sources and note."""
    entries = _entries(root)
    sources, _ = load_sources(root)
    counts = {name: sum(entry.form.confidence == name for entry in entries) for name in ("high", "medium", "low")}
    summary = ", ".join(f"{count} {name}" for name, count in counts.items())
    parts = [HEAD, f"{len(entries)} cards and quiz groups: {summary}.\n"]
    for name in ("low", "medium"):
        below = [entry for entry in entries if entry.form.confidence == name]
        if below:
            parts.append(f"## {name.capitalize()} ({len(below)})\n")
            parts += [_section(entry, sources) for entry in below]
    parts.append("## Sources used\n")
    parts += _used(entries, sources)
    return "\n".join(parts).rstrip() + "\n"


def _entries(root: Path) -> list[_Entry]:
    cards, _ = load_cards(root)
    quiz, _ = load_quiz(root)
    found = [_Entry(files.id, files.pages["en"].button.text, files.form, files.form.sources) for files in cards]
    for group, (form, _) in quiz.groups.items() if quiz else ():
        tags = dict.fromkeys([*form.sources, *(tag for item in form.items for tag in item.sources)])
        found.append(_Entry(f"quiz/{group}.yaml", f"Quiz: {group}", form, tuple(tags)))
    return sorted(found, key=lambda entry: entry.id)


def _section(entry: _Entry, sources: Mapping[str, SourceForm]) -> str:
    form = entry.form
    lines = [f"### {entry.title} (`{entry.id}`)\n", f"To look at: {form.review.note.strip()}\n"]
    lines += [f"- `{tag}` {_source(tag, sources)}" for tag in entry.tags]
    lines.append(f"\nFacts compiled {form.checked}, review by {form.review.until}.\n")
    return "\n".join(lines)


def _source(tag: str, sources: Mapping[str, SourceForm]) -> str:
    source = sources.get(tag)
    if source is None:
        return {"MEM": "from memory", "RULE": "a rule of this project"}.get(tag, "unknown source")
    return f"{source.publisher}: {source.title} ({source.date or 'n.d.'}), grade {source.grade}"


def _used(entries: Iterable[_Entry], sources: Mapping[str, SourceForm]) -> Iterable[str]:
    used: dict[str, list[str]] = {}
    for entry in entries:
        for tag in entry.tags:
            used.setdefault(tag, []).append(entry.id)
    for tag in sorted(used):
        yield f"- `{tag}` {_source(tag, sources)}: {', '.join(used[tag])}"
