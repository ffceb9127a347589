"""What a person sees: cards, helplines and questions as messages with buttons."""

from datetime import datetime
from functools import partial

from bot.core.caller_texts import office_text
from bot.core.cards import Card, Link
from bot.core.guidebook import Guidebook
from bot.core.intents import DISCLOSURE, LOCALES, OUTSIDE, REGIONS
from bot.core.offices import offices_for
from bot.core.referral_text import referral_lines, until_then_text
from bot.core.replies import Button, Say
from bot.core.routing import Referral, Routing, route
from bot.core.session import Session

SCREEN = 600
"""Characters of a message at the most: about one phone screen."""

Rows = tuple[tuple[Button, ...], ...]

AT_ONCE = 3
"""Helplines in one message; the rest stands behind a button."""
HELPLINES_HERE = "{helplines}"


def locale_of(session: Session) -> str:
    """Return the locale to answer in; Urdu until the person has written or chosen."""
    return session.locale or "ur"


def audience_of(session: Session) -> str:
    """Return the audience of the cards: whoever did not say is treated as a child."""
    if session.who == "adult":
        return "adult"
    return "young" if session.young else "child"


def phrase(session: Session, guidebook: Guidebook, name: str, **values: object) -> str:
    """Return an interface string in the person's locale."""
    return guidebook.phrases(locale_of(session), name, **values)


def button(session: Session, guidebook: Guidebook, name: str, action: str) -> Button:
    """Return a button whose label is an interface string."""
    return Button(phrase(session, guidebook, name), action)


def say_phrase(session: Session, guidebook: Guidebook, name: str, rows: Rows = (), **values: object) -> Say:
    """Return a message that is one interface string."""
    return Say(name, phrase(session, guidebook, name, **values), rows)


def card_step(session: Session, guidebook: Guidebook, card: Card, step: int, now: datetime) -> Say:
    """Return one step of a card with its buttons. `step` counts from 0 and is held within the card."""
    messages = card.messages(locale_of(session), audience_of(session))
    step = max(0, min(step, len(messages) - 1))
    text = messages[step]
    if HELPLINES_HERE in text:
        referrals = refer(session, guidebook, card.situation or session.situation, now).referrals
        text = text.replace(HELPLINES_HERE, lines(session, guidebook, referrals[:AT_ONCE], now))
    rows = _card_rows(session, guidebook, card, step, len(messages))
    return Say(f"{card.id}.{step + 1}", text, rows, card.voices.get(locale_of(session)))


def _card_rows(session: Session, guidebook: Guidebook, card: Card, step: int, count: int) -> Rows:
    last = step == count - 1
    rows: list[tuple[Button, ...]] = []
    if not last:
        rows.append((button(session, guidebook, "button.next", f"card:{card.id}:{step + 1}"),))
    place = "only" if count == 1 else "first" if step == 0 else "last" if last else "middle"
    links = card.links_for(audience_of(session), session.harm_at_home, place)
    rows += _link_rows(session, guidebook, links)
    if place != "middle":
        rows += _platform_rows(session, guidebook, card)
    ways = [button(session, guidebook, "button.numbers", "lines")] if card.situation else []
    ways.append(button(session, guidebook, "button.menu", "menu"))
    if card.sensitive:
        ways.append(button(session, guidebook, "button.leave", "exit"))
    rows.append(tuple(ways))
    return tuple(rows)


def _link_rows(session: Session, guidebook: Guidebook, links: tuple[Link, ...]) -> Rows:
    """Yes and no stand side by side, other links below one another."""
    answers = tuple(
        button(session, guidebook, f"button.{link.label}", f"card:{link.to}") for link in links if link.label
    )
    others = tuple((_link_button(session, guidebook, link.to),) for link in links if not link.label)
    return ((answers,) if answers else ()) + others


def _platform_rows(session: Session, guidebook: Guidebook, card: Card) -> Rows:
    """Let the person choose a platform where a general card has one of its own for each."""
    if card.platform or card.id not in card.intents:
        return ()
    locale = locale_of(session)
    buttons = [
        Button(guidebook.platforms[other.platform][locale], f"card:{other.id}")
        for other in guidebook.cards.platform_cards(card.id)
    ]
    return tuple(tuple(buttons[start : start + 3]) for start in range(0, len(buttons), 3))


def _link_button(session: Session, guidebook: Guidebook, card_id: str) -> Button:
    return Button(guidebook.cards.by_id[card_id].labels[locale_of(session)], f"card:{card_id}")


FOR = {"": None, "girl": True, "boy": False}
"""For whom lines were asked by a button: nobody in particular, a girl or woman, a boy or man. It is not kept."""


def refer(session: Session, guidebook: Guidebook, intent: str, now: datetime, whom: str = "") -> Routing:
    """Return the helplines for an intent, for this person and hour, best first; `whom` is a key of `FOR`."""
    region = session.region if session.region in (*REGIONS, OUTSIDE) else ""
    who = "adult" if session.who == "adult" else "child"
    desk, at_home = guidebook.helplines, session.harm_at_home
    return route(desk, intent or "menu", region, who, now, at_home=at_home, girl=FOR[whom])


def lines(session: Session, guidebook: Guidebook, referrals: tuple[Referral, ...], now: datetime) -> str:
    """Return the text of these helplines in the person's locale."""
    locale = locale_of(session)

    def interface(name: str, **values: object) -> str:
        return guidebook.phrases(locale, name, **values)

    return referral_lines(referrals, locale, interface, now)


def helplines(session: Session, guidebook: Guidebook, now: datetime, page: int = 0, whom: str = "") -> Say:
    """Return the message with the helplines for the person's situation; `page` counts from 0, `whom` as in `refer`."""
    routing = refer(session, guidebook, session.situation, now, whom)
    start = page * AT_ONCE if page * AT_ONCE < len(routing.referrals) else 0
    shown = routing.referrals[start : start + AT_ONCE]
    parts = [
        phrase(session, guidebook, _helpline_intro(session, page)),
        lines(session, guidebook, shown, now),
        "" if page or routing.emergency else _until_then(session, guidebook, shown, now),
    ]
    rows: list[tuple[Button, ...]] = []
    if len(routing.referrals) > start + AT_ONCE:
        rows.append((button(session, guidebook, "button.more_numbers", f"lines:{page + 1}:{whom}".rstrip(":")),))
    if not whom and any(referral.helpline.for_women_only for referral in routing.referrals):
        rows.append(tuple(button(session, guidebook, f"button.for_{name}", f"lines:0:{name}") for name in FOR if name))
    rows.append(
        (
            button(session, guidebook, "button.what_if_i_call", f"calls:{page}:{whom}".rstrip(":")),
            button(session, guidebook, "button.place", "place"),
        )
    )
    beside = [button(session, guidebook, "button.save_numbers", "save")]
    if any(referral.helpline.offices for referral in routing.referrals):
        beside.append(button(session, guidebook, "button.offices", "offices"))
    rows.append(tuple(beside))
    rows.append(
        (
            button(session, guidebook, "button.menu", "menu"),
            button(session, guidebook, "button.leave", "exit"),
        )
    )
    return Say(f"helplines.{page + 1}", "\n\n".join(part for part in parts if part), tuple(rows))


def _until_then(session: Session, guidebook: Guidebook, shown: tuple[Referral, ...], now: datetime) -> str:
    """Return what to do until the best line opens; empty when it is open."""
    locale = locale_of(session)
    text = until_then_text(shown, locale, partial(guidebook.phrases, locale), now)
    if text and session.situation in DISCLOSURE:
        return f"{text}\n{guidebook.helplines.until_then[locale].strip()}"
    return text


def in_screens(name: str, text: str, rows: Rows) -> tuple[Say, ...]:
    """Return a long text as messages of one screen each, cut between paragraphs; the buttons are under the last."""
    pages = [""]
    for paragraph in text.split("\n\n"):
        longer = f"{pages[-1]}\n\n{paragraph}" if pages[-1] else paragraph
        if len(longer) <= SCREEN or not pages[-1]:
            pages[-1] = longer
        else:
            pages.append(paragraph)
    return tuple(Say(name, page, rows if page is pages[-1] else ()) for page in pages)


def alarm(session: Session, guidebook: Guidebook, intent: str, now: datetime) -> Say:
    """Return the numbers of an emergency that may stand behind a message about something else."""
    referrals = refer(session, guidebook, intent, now).referrals[:AT_ONCE]
    leave = button(session, guidebook, "button.leave", "exit")
    intro = phrase(session, guidebook, "alarm.text")
    return Say(f"alarm.{intent}", f"{intro}\n\n{lines(session, guidebook, referrals, now)}", ((leave,),))


def _helpline_intro(session: Session, page: int) -> str:
    if page:
        return "helplines.more"
    if session.region in REGIONS:
        return f"helplines.{session.region}"
    return "helplines.outside" if session.region == OUTSIDE else "helplines.everywhere"


def ask_who(session: Session, guidebook: Guidebook) -> Say:
    """Ask who is writing."""
    names = ("young", "child", "adult", "private")
    rows = tuple((button(session, guidebook, f"who.{name}", f"who:{name}"),) for name in names)
    return say_phrase(session, guidebook, "ask.who", rows)


def ask_place(session: Session, guidebook: Guidebook, regions: tuple[str, ...] = ()) -> Say:
    """Ask where the person is; `regions` are the ones an ambiguous name may mean."""
    names = list(regions or (*REGIONS, OUTSIDE))
    labels = [button(session, guidebook, f"region.{name}", f"region:{name}") for name in (*names, "unsure")]
    rows = tuple(tuple(labels[start : start + 2]) for start in range(0, len(labels), 2))
    return say_phrase(session, guidebook, "ask.which_place" if regions else "ask.place", rows)


def ask_town(session: Session, guidebook: Guidebook) -> Say:
    """Ask for the town or district, to name the nearest office."""
    numbers = button(session, guidebook, "button.numbers", "lines")
    leave = button(session, guidebook, "button.leave", "exit")
    return say_phrase(session, guidebook, "office.ask_town", ((numbers, leave),))


def offices(session: Session, guidebook: Guidebook, now: datetime, district: str = "") -> Say | None:
    """Return where the offices are, the nearest to a district first; None when no line of the situation has one."""
    referrals = refer(session, guidebook, session.situation, now).referrals
    helpline = next((referral.helpline for referral in referrals if referral.helpline.offices), None)
    if helpline is None:
        return None
    locale = locale_of(session)
    region = session.region if session.region in REGIONS else ""
    found = offices_for(helpline.offices, guidebook.points, district, region)
    text = office_text(helpline, found, locale, partial(guidebook.phrases, locale), nearest=bool(district))
    numbers = button(session, guidebook, "button.numbers", "lines")
    place = button(session, guidebook, "button.place", "place")
    leave = button(session, guidebook, "button.leave", "exit")
    return Say("offices.text", text, ((numbers, place), (leave,)))


def ask_language(session: Session, guidebook: Guidebook) -> Say:
    """Ask which language to answer in. Each button is written in its own language."""
    rows = tuple((Button(guidebook.phrases(name, "language.name"), f"lang:{name}"),) for name in LOCALES)
    return say_phrase(session, guidebook, "ask.language", rows)


def ask_meaning(session: Session, guidebook: Guidebook, intents: tuple[str, ...]) -> Say:
    """Offer the likeliest meanings of an unclear message as buttons.

    Small talk has no card: the last button, something else, stands for it.
    """
    locale = locale_of(session)
    rows: list[tuple[Button, ...]] = [
        (Button(guidebook.cards.for_intent(name).labels[locale], f"intent:{name}"),)
        for name in intents
        if name in guidebook.cards.by_id
    ]
    rows.append((button(session, guidebook, "button.something_else", "menu"),))
    numbers = button(session, guidebook, "button.numbers", "lines")
    rows.append((numbers, button(session, guidebook, "button.leave", "exit")))
    return say_phrase(session, guidebook, "ask.meaning", tuple(rows))


MENU_CARDS = (
    "menu_harm",
    "menu_questions",
    "menu_settings",
    "menu_talk",
    "menu_more",
)
"""The shelves of the menu: cards whose links lead on."""


def menu(session: Session, guidebook: Guidebook, name: str = "menu.text") -> Say:
    """Return the main menu under the message called `name`."""
    rows: list[tuple[Button, ...]] = [(_link_button(session, guidebook, card_id),) for card_id in MENU_CARDS]
    rows.append(
        (
            button(session, guidebook, "button.numbers", "lines"),
            button(session, guidebook, "button.language", "language"),
        )
    )
    return say_phrase(session, guidebook, name, tuple(rows))
