"""The report of statements below high confidence: what rests on what, and what must be looked at."""

from collections.abc import Iterable
from pathlib import Path

from bot.adapters.content_files import CardFiles, load_cards
from bot.adapters.content_forms import SourceForm
from bot.adapters.words_files import load_sources

HEAD = """# Statements below high confidence

Made by `mehfooz content sources` from the cards and `content/sources.yaml`; do not edit.
Confidence is the lowest of the facts used. `MEM` means from memory, `RULE` a rule of this project.
"""


def confidence_report(root: Path) -> str:
    """Return a Markdown page: the count of each confidence, then every card below high with sources and note."""
    cards, _ = load_cards(root)
    sources, _ = load_sources(root)
    counts = {name: sum(files.form.confidence == name for files in cards) for name in ("high", "medium", "low")}
    parts = [HEAD, f"{len(cards)} cards: " + ", ".join(f"{count} {name}" for name, count in counts.items()) + ".\n"]
    for name in ("low", "medium"):
        below = [files for files in cards if files.form.confidence == name]
        if below:
            parts.append(f"## {name.capitalize()} ({len(below)})\n")
            parts += [_card(files, sources) for files in sorted(below, key=lambda files: files.id)]
    parts.append("## Sources used\n")
    parts += _used(cards, sources)
    return "\n".join(parts).rstrip() + "\n"


def _card(files: CardFiles, sources: dict[str, SourceForm]) -> str:
    form = files.form
    lines = [f"### {files.pages['en'].button.text} (`{files.id}`)\n", f"To look at: {form.review.note.strip()}\n"]
    lines += [f"- `{tag}` {_source(tag, sources)}" for tag in form.sources]
    lines.append(f"\nFacts compiled {form.checked}, review by {form.review.until}.\n")
    return "\n".join(lines)


def _source(tag: str, sources: dict[str, SourceForm]) -> str:
    source = sources.get(tag)
    if source is None:
        return {"MEM": "from memory", "RULE": "a rule of this project"}.get(tag, "unknown source")
    return f"{source.publisher}: {source.title} ({source.date or 'n.d.'}), grade {source.grade}"


def _used(cards: Iterable[CardFiles], sources: dict[str, SourceForm]) -> Iterable[str]:
    used: dict[str, list[str]] = {}
    for files in cards:
        for tag in files.form.sources:
            used.setdefault(tag, []).append(files.id)
    for tag in sorted(used):
        yield f"- `{tag}` {_source(tag, sources)}: {', '.join(sorted(used[tag]))}"
