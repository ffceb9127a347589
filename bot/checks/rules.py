"""All rules, and the two ways to use them: the check for staff, and what blocks a release."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from bot.adapters.faults import Fault, in_order
from bot.checks import facts, forbidden_words, languages, letters, links, numbers, sizes
from bot.checks.content import Content, Rule, read_content

BLOCKING: tuple[Rule, ...] = (
    links.dead_links,
    links.unanswered_intents,
    links.platform_cards,
    facts.situations,
    numbers.telephone_numbers,
    letters.placeholders,
    letters.markup,
    letters.directions,
    forbidden_words.blame,
    forbidden_words.sexual,
    forbidden_words.seen_when_locked,
    languages.same_sections,
    languages.swapped_languages,
    sizes.long_messages,
    sizes.long_buttons,
)
"""Rules whose faults would reach people: content that breaks one is not taken over by the running bot."""

ADVISORY: tuple[Rule, ...] = (
    links.too_many_buttons,
    links.unreachable_cards,
    languages.same_helplines,
    languages.stale_translations,
    languages.written_in_the_future,
    languages.buttons_in_their_script,
    languages.untranslated,
    letters.arabic_letters,
    letters.links_in_texts,
    letters.tabs,
    sizes.same_buttons,
    sizes.reading_level,
    facts.sources,
    facts.confidence,
    facts.reviews,
    facts.helpline_dates,
    facts.voices,
)
"""Rules that staff must mend; a day that has passed or a long sentence never stops a bot that helps."""


def check_content(root: Path, today: date) -> list[Fault]:
    """Return every fault of a content folder, by file and line; paths are relative to it. Never raises."""
    content, faults = read_content(root, today)
    return in_order([*faults, *break_rules(content, (*BLOCKING, *ADVISORY))])


def break_rules(content: Content, rules: Iterable[Rule]) -> list[Fault]:
    """Return the faults that these rules find."""
    return [fault for rule in rules for fault in rule(content)]
