"""Messages fit a phone screen, buttons their width, and sentences a ten-year-old.

Reading level: counted are the words of each sentence and, for children, the share of long words in a step. Nothing
else is weighed, so that staff can see at once why a sentence is found: it is too long, or its words are.
"""

import re
from collections.abc import Iterable

from bot.adapters.card_pages import Passage
from bot.adapters.faults import Fault
from bot.checks.content import Content
from bot.core.screens import HELPLINES_HERE

MESSAGE = 600
BESIDE_HELPLINES = 330
"""Characters a step may have beside the helplines, which take about as many again."""
BUTTON = 32
SENTENCE = {"young": 20, "child": 28, "adult": 34}
"""Words of the longest sentence for each audience."""
LONG_WORD = {"en": 11, "ur": 9, "ur-Latn": 12}
"""Letters from which a word is long."""
LONG_SHARE = 0.2
FEW_WORDS = 15
_SENTENCE = re.compile(r"[^.!?۔؟:;\n]+")
_WORD = re.compile(r"[^\W\d_][^\W_'’]*(?:['’][^\W_]+)?")


def long_messages(content: Content) -> Iterable[Fault]:
    """Find messages longer than a phone screen."""
    for files in content.cards:
        for page in files.pages.values():
            for step in (step for steps in page.sections.values() for step in steps):
                yield from _too_long(step)
    if content.quiz:
        for _, passage in content.quiz.passages():
            yield from _too_long(passage)


def _too_long(step: Passage) -> Iterable[Fault]:
    text = step.text.replace(HELPLINES_HERE, "").strip()
    most = BESIDE_HELPLINES if HELPLINES_HERE in step.text else MESSAGE
    if len(text) > most:
        what = "the message has %(count)s characters; a phone screen shows %(most)s."
        mend = "Shorten it, or divide it into two steps by a line `---`, in every language."
        yield step.fault(0, what, mend, count=len(text), most=most)


def long_buttons(content: Content) -> Iterable[Fault]:
    """Find buttons wider than a phone."""
    for files in content.cards:
        for page in files.pages.values():
            if len(page.button.text) > BUTTON:
                what = "the button has %(count)s characters; %(most)s fit."
                yield page.button.fault(0, what, "Shorten it.", count=len(page.button.text), most=BUTTON)


def same_buttons(content: Content) -> Iterable[Fault]:
    """Find two buttons on one card that read the same, so that nobody can tell them apart."""
    known = content.known
    for files in content.cards:
        for audience in ("child", "adult"):
            seen: dict[str, str] = {}
            for number, link in enumerate(files.form.links):
                if link.to not in known or link.label or link.audience not in (None, audience):
                    continue
                label = known[link.to].labels["en"]
                other = seen.setdefault(label, link.to)
                if other != link.to:
                    what = 'two buttons of this card read "%(label)s": %(other)s and %(to)s.'
                    mend = "Give one of the two cards another `button`."
                    yield files.fault(("links", number), what, mend, label=label, other=other, to=link.to)


def reading_level(content: Content) -> Iterable[Fault]:
    """Find sentences with too many words and steps with too many long words."""
    for files in content.cards:
        for locale, page in files.pages.items():
            for audience, steps in page.sections.items():
                for step in steps:
                    yield from _long_sentences(step, SENTENCE[audience])
                    if audience != "adult":
                        yield from _long_words(step, LONG_WORD[locale])


def _long_sentences(step: Passage, most: int) -> Iterable[Fault]:
    for found in _SENTENCE.finditer(step.text):
        count = len(_WORD.findall(found[0]))
        if count > most:
            what = "this sentence has %(count)s words; these readers follow %(most)s."
            place = found.start() + len(found[0]) - len(found[0].lstrip())
            yield step.fault(place, what, "Make two sentences of it.", count=count, most=most)


def _long_words(step: Passage, letters: int) -> Iterable[Fault]:
    words = _WORD.findall(step.text)
    long = [word for word in words if len(word) >= letters]
    if len(words) >= FEW_WORDS and len(long) > LONG_SHARE * len(words):
        what = "%(count)s of the %(all)s words of this step are long: %(words)s."
        values = {"count": len(long), "all": len(words), "words": ", ".join(long[:4])}
        yield step.fault(0, what, "Use shorter words where there are any.", **values)
