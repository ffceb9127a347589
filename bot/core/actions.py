"""Buttons and commands: what each does. An unknown or old button is answered with the menu, never an error."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from bot.core import answers, safeguards, screens
from bot.core.arrivals import Commanded
from bot.core.caller_texts import numbers_to_save, operator_card
from bot.core.guidebook import Guidebook
from bot.core.intents import ALL, LOCALES, OUTSIDE, REGIONS
from bot.core.referral_text import call_text
from bot.core.replies import Button, DeleteArrived, Reply, Say
from bot.core.session import Session

Result = tuple[Session, tuple[Reply, ...]]


def press(session: Session, action: str, guidebook: Guidebook, now: datetime) -> Result:
    """Carry out a button."""
    name, _, value = action.partition(":")
    handler = _PRESSES.get(name)
    result = handler(session, value, guidebook, now) if handler else None
    return result or _old_button(session, guidebook)


def command(session: Session, given: Commanded, guidebook: Guidebook, now: datetime) -> Result:
    """Carry out a command; an unknown one gets the menu."""
    if given.name == EXIT_WORD:
        return safeguards.choose_exit_word(session, given.word, guidebook)
    handler = _COMMANDS.get(given.name)
    return handler(session, guidebook, now) if handler else show_menu(session, guidebook)


def show_menu(session: Session, guidebook: Guidebook) -> Result:
    """Show the main menu and end any flow."""
    return session.with_(card="", step=0, pending=""), (screens.menu(session, guidebook),)


def _old_button(session: Session, guidebook: Guidebook) -> Result:
    return session.with_(pending=""), (screens.menu(session, guidebook, "menu.old_button"),)


def _card(session: Session, value: str, guidebook: Guidebook, now: datetime) -> Result | None:
    card_id, _, step = value.partition(":")
    card = guidebook.cards.by_id.get(card_id)
    if card is None or not (step.isdecimal() or not step) or len(step) > 2:
        return None
    return answers.show_card(session, card, int(step or 0), guidebook, now)


def _intent(session: Session, value: str, guidebook: Guidebook, now: datetime) -> Result | None:
    if value not in ALL:
        return None
    return answers.answer_intent(session, value, (), guidebook, now)


def _who(session: Session, value: str, guidebook: Guidebook, now: datetime) -> Result | None:
    if value not in ("young", "child", "adult", "private"):
        return None
    return answers.tell_who(session, value, guidebook, now)


def _region(session: Session, value: str, guidebook: Guidebook, now: datetime) -> Result | None:
    if value not in (*REGIONS, OUTSIDE, "unsure"):
        return None
    return answers.tell_region(session, value, guidebook, now)


def _lang(session: Session, value: str, guidebook: Guidebook, now: datetime) -> Result | None:
    if value not in LOCALES:
        return None
    return answers.tell_language(session, value, guidebook, now)


def _page(value: str) -> tuple[int, str] | None:
    """Return the page and for whom, from `2` or `2:girl`; None when a button cannot have said it."""
    page, _, whom = value.partition(":")
    if whom not in screens.FOR or (page and not (page.isdecimal() and len(page) < 3)):
        return None
    return int(page or 0), whom


def _lines(session: Session, value: str, guidebook: Guidebook, now: datetime) -> Result | None:
    asked = _page(value)
    return (session, (screens.helplines(session, guidebook, now, *asked),)) if asked else None


def _calls(session: Session, value: str, guidebook: Guidebook, now: datetime) -> Result | None:
    asked = _page(value)
    if asked is None:
        return None
    page, whom = asked
    start = page * screens.AT_ONCE
    found = screens.refer(session, guidebook, session.situation, now, whom).referrals
    referrals = found[start : start + screens.AT_ONCE]
    locale = screens.locale_of(session)
    rows = tuple((Button(r.helpline.names[locale][:60], f"line:{r.helpline.id}"),) for r in referrals)
    return session, (screens.say_phrase(session, guidebook, "calls.choose", rows),)


def _line(session: Session, value: str, guidebook: Guidebook, now: datetime) -> Result | None:
    shown = {r.helpline.id: r for r in screens.refer(session, guidebook, session.situation, now).referrals}
    if value not in shown:
        return None
    locale = screens.locale_of(session)
    text = call_text(shown[value].helpline, locale, lambda name, **v: guidebook.phrases(locale, name, **v))
    back = (
        screens.button(session, guidebook, "button.operator", "operator"),
        screens.button(session, guidebook, "button.numbers", "lines"),
    )
    leave = (screens.button(session, guidebook, "button.leave", "exit"),)
    return session, screens.in_screens(f"call.{value}", text, (back, leave))


def _operator(session: Session, _value: str, guidebook: Guidebook, _now: datetime) -> Result:
    """A card to read out or to show, made from what the buttons said; one press takes it away again."""
    region = session.region if session.region in REGIONS else ""
    who = "adult" if session.who == "adult" else "child"
    text = operator_card(guidebook.phrases, session.situation, who, region, harm_at_home=session.harm_at_home)
    rows = ((screens.button(session, guidebook, "button.gone", "gone"),),)
    return session, (Say("operator.card", text, rows),)


def _gone(session: Session, _value: str, _guidebook: Guidebook, _now: datetime) -> Result:
    return session, (DeleteArrived(),)


def _save(session: Session, _value: str, guidebook: Guidebook, now: datetime) -> Result:
    locale = screens.locale_of(session)
    referrals = screens.refer(session, guidebook, "danger_now", now).referrals
    referrals += screens.refer(session, guidebook, session.situation, now).referrals
    unique = {referral.helpline.id: referral for referral in referrals}
    text = numbers_to_save(unique.values(), locale, partial(guidebook.phrases, locale))
    return session, (Say("numbers.to_save", text, _ways_back(session, guidebook)),)


def _offices(session: Session, _value: str, guidebook: Guidebook, now: datetime) -> Result | None:
    """Name the offices of the region and ask for the town: it is used for the next answer and not kept."""
    said = screens.offices(session, guidebook, now)
    if said is None:
        return None
    known = (said,) if session.region in REGIONS else ()
    return session.with_(pending="office"), (*known, screens.ask_town(session, guidebook))


def _ways_back(session: Session, guidebook: Guidebook) -> screens.Rows:
    numbers = screens.button(session, guidebook, "button.numbers", "lines")
    place = screens.button(session, guidebook, "button.place", "place")
    leave = screens.button(session, guidebook, "button.leave", "exit")
    return ((numbers, place), (leave,))


Press = Callable[[Session, str, Guidebook, datetime], Result | None]

_PRESSES: dict[str, Press] = {
    "card": _card,
    "intent": _intent,
    "who": _who,
    "region": _region,
    "lang": _lang,
    "lines": _lines,
    "calls": _calls,
    "line": _line,
    "operator": _operator,
    "gone": _gone,
    "save": _save,
    "offices": _offices,
    "menu": lambda session, _value, guidebook, _now: show_menu(session, guidebook),
    "place": lambda session, _value, guidebook, _now: _ask_place(session, guidebook),
    "language": lambda session, _value, guidebook, _now: safeguards.choose_language(session, guidebook),
    "exit": lambda session, _value, guidebook, _now: safeguards.leave(session, guidebook),
    "forget": lambda session, _value, guidebook, _now: safeguards.forget(session, guidebook),
}


def _ask_place(session: Session, guidebook: Guidebook) -> Result:
    return session.with_(pending="place"), (screens.ask_place(session, guidebook),)


def _start(session: Session, guidebook: Guidebook, _now: datetime) -> Result:
    return session.with_(pending=""), (answers.greet_back(session, guidebook, "start.welcome"),)


def _privacy(session: Session, guidebook: Guidebook, now: datetime) -> Result:
    return answers.show_card(session, guidebook.cards.by_id["about_privacy"], 0, guidebook, now)


def _stop(session: Session, guidebook: Guidebook, _now: datetime) -> Result:
    return safeguards.forget(session, guidebook, "stop.receipt")


Command = Callable[[Session, Guidebook, datetime], Result]

_COMMANDS: dict[str, Command] = {
    "start": _start,
    "help": lambda session, guidebook, _now: show_menu(session, guidebook),
    "helpline": lambda session, guidebook, now: (session, (screens.helplines(session, guidebook, now),)),
    "language": lambda session, guidebook, _now: safeguards.choose_language(session, guidebook),
    "place": lambda session, guidebook, _now: _ask_place(session, guidebook),
    "privacy": _privacy,
    "forget": lambda session, guidebook, _now: safeguards.forget(session, guidebook),
    "stop": _stop,
    "exit": lambda session, guidebook, _now: safeguards.leave(session, guidebook),
}
EXIT_WORD = "exitword"
"""The one command that takes a word."""
COMMANDS = (*_COMMANDS, EXIT_WORD)
"""The commands, in the order of the command list."""
