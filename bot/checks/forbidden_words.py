"""No blame, no sexual detail, and nothing of the topic where a lock screen would show it."""

import re
from collections.abc import Iterable

from bot.adapters.card_pages import Passage
from bot.adapters.faults import Fault
from bot.checks.content import Content
from bot.checks.word_lists import WordLists, folded

SHOWN_WHEN_LOCKED = 40
"""Characters of a message that a lock screen shows."""
_QUOTED = re.compile(r"[\"“«„](?:[^\"“”«»„]*)[\"”»“]|‘[^‘’]*’|(?<!\w)'[^'\n]*'(?!\w)")


def blame(content: Content) -> Iterable[Fault]:
    """Find words that put the fault on the person; quoted as "never say …" they may stand."""
    what = 'these words blame the person: "%(words)s".'
    mend = 'Say it without blame. To show what not to say, write: Never say: "…", with quotation marks.'
    return _find(content, "blame", what, mend)


def sexual(content: Content) -> Iterable[Fault]:
    """Find sexual detail."""
    what = 'this word is sexual detail: "%(words)s".'
    return _find(content, "sexual", what, 'Say it in neutral words, such as "private picture".')


def _find(content: Content, name: str, what: str, mend: str) -> Iterable[Fault]:
    lists = content.lists
    if lists is None:
        return
    for locale, passage in content.passages():
        for offset, words in folded(passage.text).find(lists.patterns[name, locale]):
            if name != "blame" or not _is_quoted_warning(lists, locale, passage, offset):
                yield passage.fault(offset, what, mend, words=words)


def _is_quoted_warning(lists: WordLists, locale: str, passage: Passage, offset: int) -> bool:
    """Say whether the words stand in quotation marks after "never say" or the like."""
    if not any(found.start() <= offset < found.end() for found in _QUOTED.finditer(passage.text)):
        return False
    return lists.patterns["never_say", locale].search(folded(passage.text).text) is not None


def seen_when_locked(content: Content) -> Iterable[Fault]:
    """Find words of the topic in what a lock screen shows of a sensitive card."""
    if content.lists is None:
        return
    what = (
        'the word "%(words)s" stands in the first %(most)s characters of a sensitive card, which a lock screen shows.'
    )
    mend = "Begin with a sentence that shows nothing of the topic."
    for files in content.cards:
        for locale, page in files.pages.items() if files.form.sensitive else ():
            for steps in page.sections.values():
                first = folded(steps[0].text[:SHOWN_WHEN_LOCKED])
                for offset, words in first.find(content.lists.patterns["topic", locale]):
                    yield steps[0].fault(offset, what, mend, words=words, most=SHOWN_WHEN_LOCKED)
