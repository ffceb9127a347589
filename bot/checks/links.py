"""Buttons lead somewhere, every card can be reached, and every intent is answered."""

from collections.abc import Iterable

from bot.adapters.faults import Fault
from bot.adapters.form_faults import nearest
from bot.checks.content import Content
from bot.core.intents import ALL
from bot.core.screens import MENU_CARDS

ANSWERED_BY_PHRASES = frozenset(
    {"greet", "affirm", "deny", "menu", "out_of_scope", "inform_place", "change_language", "delete_my_data"}
)
"""Intents that the interface answers; all others need a card of their name."""
MOST_BUTTONS = 10
_NAMED_BY_CODE = frozenset({*MENU_CARDS, "stop_offender", "cant_find_setting"})


def dead_links(content: Content) -> Iterable[Fault]:
    """Find links to cards that do not exist, to the card itself, and the same link twice."""
    for files in content.cards:
        seen: set[tuple[str, str | None]] = set()
        for number, link in enumerate(files.form.links):
            loc = ("links", number, "to")
            if link.to not in content.known and link.to not in content.faulty:
                like = nearest(link.to, content.known)
                mend = 'Did you mean "%(like)s"?' if like else "Mend the spelling, or delete the link."
                yield files.fault(loc, 'there is no card "%(to)s".', mend, to=link.to, like=like)
            elif link.to == files.id:
                yield files.fault(loc, "the card links to itself.", "Delete the link.")
            elif (link.to, link.audience) in seen:
                yield files.fault(loc, 'the link to "%(to)s" stands here twice.', "Delete one of the two.", to=link.to)
            seen.add((link.to, link.audience))


def too_many_buttons(content: Content) -> Iterable[Fault]:
    """Find cards with more buttons than fit under a message."""
    for files in content.cards:
        for audience in ("child", "adult"):
            shown = [link for link in files.form.links if link.audience in (None, audience)]
            if len(shown) > MOST_BUTTONS:
                what = "the card has %(count)s links; at most %(most)s fit under a message."
                mend = "Delete the least helpful ones, or move them to another card."
                yield files.fault(("links",), what, mend, count=len(shown), most=MOST_BUTTONS)
                break


def unreachable_cards(content: Content) -> Iterable[Fault]:
    """Find cards that no button and no intent leads to."""
    if content.faulty:
        return
    targets = {link.to for card in content.known.values() for link in card.links}
    for files in content.cards:
        if files.id in targets or files.id in ALL or files.id in _NAMED_BY_CODE:
            continue
        if not (files.form.platform and files.form.intents):
            mend = "Add a link to it on the card before it, or delete the card."
            yield files.fault(("id",), "no button leads to this card.", mend)


def unanswered_intents(content: Content) -> Iterable[Fault]:
    """Find intents without a card, and main cards that speak to children only or to adults only."""
    by_id = {files.id: files for files in content.cards}
    for intent in ALL:
        if intent in ANSWERED_BY_PHRASES or intent in content.faulty:
            continue
        if intent not in by_id:
            what = 'no card answers the intent "%(intent)s".'
            yield Fault("cards", 1, 1, what, "Add a card of this name.", {"intent": intent})
            continue
        files = by_id[intent]
        for audience in ("child", "adult"):
            if audience not in files.pages["en"].sections:
                what = 'the card answers the intent "%(intent)s" and has no section `## %(audience)s`.'
                mend = "Add the section in every language: both children and adults ask this."
                yield Fault(files.pages["en"].path, 1, 1, what, mend, {"intent": intent, "audience": audience})


def platform_cards(content: Content) -> Iterable[Fault]:
    """Find two cards for the same intent and platform, and platform cards without an intent."""
    seen: dict[tuple[str, str], str] = {}
    for files in content.cards:
        for number, intent in enumerate(files.form.intents if files.form.platform else ()):
            other = seen.setdefault((intent, files.form.platform), files.id)
            if other != files.id:
                what = 'the card "%(other)s" already answers "%(intent)s" for this platform.'
                mend = "Delete the intent from one of the two cards."
                yield files.fault(("intents", number), what, mend, other=other, intent=intent)
