"""Facts can be traced: known sources, honest confidence, reviews and helplines that are not past their day."""

from collections.abc import Iterable
from pathlib import Path

from bot.adapters.directory_files import past_dates
from bot.adapters.faults import Fault
from bot.adapters.form_faults import nearest
from bot.adapters.marked_yaml import Loc, Marked
from bot.checks.content import Content

UNSOURCED = frozenset({"RULE", "MEM"})
"""Tags that name no publication: a rule of this project, and memory."""


def sources(content: Content) -> Iterable[Fault]:
    """Find cards and quiz situations without a source or with an unknown one."""
    for form, marked in content.reviewed():
        if not form.sources:
            mend = "Name the tags of content/sources.yaml its facts come from, or RULE."
            yield marked.fault(("sources",), "the card names no source.", mend)
        yield from _unknown(content, form.sources, marked, ("sources",))
    for quiz, marked in content.quiz.groups.values() if content.quiz else ():
        for number, item in enumerate(quiz.items):
            yield from _unknown(content, item.sources, marked, ("items", number, "sources"))


def _unknown(content: Content, tags: Iterable[str], marked: Marked, loc: Loc) -> Iterable[Fault]:
    for number, tag in enumerate(tags):
        if tag not in UNSOURCED and tag not in content.sources:
            like = nearest(tag, content.sources)
            mend = 'Did you mean "%(like)s"?' if like else "Add the source to content/sources.yaml."
            yield marked.fault((*loc, number), 'there is no source "%(tag)s".', mend, tag=tag, like=like)


def confidence(content: Content) -> Iterable[Fault]:
    """Find cards that claim more confidence than their sources give, and those below high without a note."""
    for form, marked in content.reviewed():
        if "MEM" in form.sources and form.confidence != "low":
            what = "the card rests on memory (MEM) and claims the confidence %(given)s."
            yield marked.fault(("confidence",), what, "Write low, or name a source.", given=form.confidence)
        if form.confidence != "high" and not form.review.note.strip():
            what = "the confidence is %(given)s and the review has no note."
            mend = "Say in `note` what must be looked at before it can be trusted."
            yield marked.fault(("review",), what, mend, given=form.confidence)


def reviews(content: Content) -> Iterable[Fault]:
    """Find cards past their day of review."""
    for form, marked in content.reviewed():
        review = form.review
        if review.until < content.today:
            what = "the card should have been reviewed by %(until)s."
            mend = "Review it, then write who did (by), when (on) and the next day (until)."
            yield marked.fault(("review", "until"), what, mend, until=review.until)
        if review.on and review.on > content.today:
            yield marked.fault(("review", "on"), "this day has not come yet.", "Write the day of the review.")
        if review.on and not review.by.strip():
            mend = "Write the initials in `by`."
            yield marked.fault(("review",), "the review has a day and nobody who did it.", mend)


def helpline_dates(content: Content) -> Iterable[Fault]:
    """Find helplines past the day until which they may be shown."""
    return past_dates(content.root, content.today) if content.desk else ()


def situations(content: Content) -> Iterable[Fault]:
    """Find cards that show helplines and do not say for which situation."""
    for files in content.cards:
        if files.form.situation:
            continue
        for page in files.pages.values():
            for step in (step for steps in page.sections.values() for step in steps):
                if "{helplines}" in step.text:
                    what = "the step shows helplines, and card.yaml names no `situation`."
                    mend = "Add `situation:` with the intent whose helplines fit."
                    yield step.fault(step.text.index("{helplines}"), what, mend)


def voices(content: Content) -> Iterable[Fault]:
    """Find voice notes that are not ogg files."""
    for files in content.cards:
        for path in files.voices.values():
            if not _begins_as_ogg(content.root / path):
                yield Fault(path, 1, 1, "this is not a voice note in the form ogg.", "Save it as ogg with Opus.")


def _begins_as_ogg(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(4) == b"OggS"
    except OSError:
        return False
