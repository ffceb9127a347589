"""What to say to what a person meant: emergencies first, help before any question."""

from dataclasses import replace
from datetime import datetime

from bot.core import safeguards, screens
from bot.core.arrivals import SharedPlace
from bot.core.cards import Card
from bot.core.guidebook import Guidebook
from bot.core.intents import DISCLOSURE, EMERGENCY, OUTSIDE, REGIONS
from bot.core.listening import PLACE_ASKED, afresh, district_of, regions_of
from bot.core.location import locate
from bot.core.replies import DeleteArrived, Reply, Say
from bot.core.session import Session
from bot.core.understood import Understood

Result = tuple[Session, tuple[Reply, ...]]

SMALL_TALK = frozenset({"goodbye", "thanks", "insult_bot"})
"""Intents that end or interrupt a talk: nothing is asked after them, and an open flow stays where it is."""


def answer(session: Session, text: str, understood: Understood, guidebook: Guidebook, now: datetime) -> Result:
    """Answer a message: at once when its meaning is sure, with the likeliest meanings as buttons when not."""
    if understood.alternatives and understood.intent not in EMERGENCY:
        return _ask_back(session, understood, guidebook, now)
    if understood.intent == "change_language":
        named = guidebook.words.language_named(text)
        return (
            tell_language(session, named, guidebook, now) if named else safeguards.choose_language(session, guidebook)
        )
    regions = regions_of(text, guidebook, asked=session.pending in PLACE_ASKED)
    platforms = tuple(e.value for e in understood.entities if e.entity == "platform")
    if session.pending == "place" and len(regions) == 1 and understood.urgency == "normal":
        return _after_place(session, guidebook, now)
    if session.pending == "office" and len(regions) == 1 and understood.urgency == "normal":
        return _nearest_office(session, district_of(text, guidebook), guidebook, now)
    session, replies = answer_intent(session, understood.intent, platforms, guidebook, now)
    if understood.alarm and understood.intent not in EMERGENCY:
        replies = (screens.alarm(session, guidebook, understood.alarm, now), *replies)
    if len(regions) > 1:
        replies = (*_without_questions(replies), screens.ask_place(session, guidebook, regions))
        session = session.with_(pending="place")
    return session, replies


def _without_questions(replies: tuple[Reply, ...]) -> tuple[Reply, ...]:
    return tuple(r for r in replies if not (isinstance(r, Say) and r.id.startswith("ask.")))


def _ask_back(session: Session, understood: Understood, guidebook: Guidebook, now: datetime) -> Result:
    grave = [name for name in understood.alternatives if name in EMERGENCY]
    if session.pending == "who" and understood.who in ("child", "adult") and not grave:
        return tell_who(session.with_(who=""), understood.who, guidebook, now)  # the answer, typed instead of pressed
    ask = screens.ask_meaning(session, guidebook, understood.alternatives)
    if not grave:
        return session.with_(card="", step=0), (ask,)
    session = session.with_(situation=grave[0], card="", step=0)
    return session, (ask, screens.helplines(session, guidebook, now))


def answer_intent(
    session: Session, intent: str, platforms: tuple[str, ...], guidebook: Guidebook, now: datetime
) -> Result:
    """Answer an intent whose meaning is certain."""
    special = {
        "menu": "menu.text",
        "out_of_scope": "out_of_scope.text",
    }
    if intent == "greet":
        return session.with_(pending=""), (greet_back(session, guidebook, "greet.text"),)
    if intent in special:
        return session.with_(card="", step=0, pending=""), (screens.menu(session, guidebook, special[intent]),)
    if intent == "affirm":
        return _follow(session, "yes", guidebook, now) or _go_on(session, guidebook, now)
    if intent == "deny":
        ended = session.with_(card="", step=0, pending=""), (screens.menu(session, guidebook, "deny.text"),)
        return _follow(session, "no", guidebook, now) or ended
    if intent == "delete_my_data":
        return safeguards.forget(session, guidebook)
    if intent == "change_language":
        return safeguards.choose_language(session, guidebook)
    if intent == "inform_place":
        return _after_place(session, guidebook, now)
    return _help(session, intent, platforms, guidebook, now)


def greet_back(session: Session, guidebook: Guidebook, name: str) -> Say:
    """Greet with the menu; whoever stopped in the middle of something is offered to go on there."""
    menu = screens.menu(session, guidebook, name)
    card = guidebook.cards.by_id.get(session.card)
    if card is None or card.id in screens.MENU_CARDS:
        return menu
    go_on = screens.button(session, guidebook, "button.go_on", f"card:{card.id}:{session.step}")
    return replace(menu, buttons=((go_on,), *menu.buttons))


def _go_on(session: Session, guidebook: Guidebook, now: datetime) -> Result:
    card = guidebook.cards.by_id.get(session.card)
    if card is not None and session.step < _last_step(session, card):
        return show_card(session, card, session.step + 1, guidebook, now)
    return session, (screens.menu(session, guidebook, "affirm.text"),)


def _last_step(session: Session, card: Card) -> int:
    return len(card.messages(screens.locale_of(session), screens.audience_of(session))) - 1


def _follow(session: Session, label: str, guidebook: Guidebook, now: datetime) -> Result | None:
    """Answer a typed yes or no as the button of that label would be; None when the last card asked nothing."""
    card = guidebook.cards.by_id.get(session.card)
    if card is None or session.step != _last_step(session, card):
        return None
    links = card.links_for(screens.audience_of(session), session.harm_at_home, "last")
    target = next((link.to for link in links if link.label == label), None)
    return show_card(session, guidebook.cards.by_id[target], 0, guidebook, now) if target else None


def _help(session: Session, intent: str, platforms: tuple[str, ...], guidebook: Guidebook, now: datetime) -> Result:
    card = guidebook.cards.for_intent(intent, platforms)
    shown, replies = show_card(session, card, 0, guidebook, now)
    if intent in SMALL_TALK:
        return session, replies
    question, session = _next_question(shown, card, guidebook)
    return session, (*replies, *question)


def show_card(session: Session, card: Card, step: int, guidebook: Guidebook, now: datetime) -> Result:
    """Show one step of a card; the numbers follow the first step where the card has a situation."""
    if card.situation:
        session = session.with_(situation=card.situation)
    if card.home_is_unsafe or "disclose_contact_abuse" in card.intents:
        session = session.with_(harm_at_home=True)
    step = max(0, min(step, _last_step(session, card)))
    session = session.with_(card=card.id, step=step, pending="")
    say = screens.card_step(session, guidebook, card, step, now)
    texts = card.messages(screens.locale_of(session), screens.audience_of(session))
    if step == 0 and card.situation and not any(screens.HELPLINES_HERE in text for text in texts):
        return session, (say, screens.helplines(session, guidebook, now))
    return session, (say,)


def _next_question(session: Session, card: Card, guidebook: Guidebook) -> tuple[tuple[Reply, ...], Session]:
    """Return the one question whose answer would change what was just said, if any."""
    urgent = any(intent in EMERGENCY + DISCLOSURE for intent in card.intents)
    if not session.region and card.situation and card.situation in EMERGENCY:
        return (screens.ask_place(session, guidebook),), session.with_(pending="place")
    if not session.who and (urgent or card.differs_by_audience(screens.locale_of(session))):
        return (screens.ask_who(session, guidebook),), session.with_(pending="who")
    if not session.region and card.situation:
        return (screens.ask_place(session, guidebook),), session.with_(pending="place")
    return (), session


def tell_who(session: Session, value: str, guidebook: Guidebook, now: datetime) -> Result:
    """Take over who is writing. Another person on the same phone begins afresh."""
    who = {"young": "child", "child": "child", "adult": "adult"}.get(value, "private")
    card = guidebook.cards.by_id.get(session.card)
    shown = screens.audience_of(session)
    other = {"child": "adult", "private": "adult", "adult": "child"}.get(session.who)
    if session.who and (who == other or (session.who == "adult" and who == "private")):
        # Another person on the same phone: neither the state nor the answers of the first stay for them to see.
        fresh = afresh(session).with_(who=who, who_chosen=True, young=value == "young")
        return fresh, (safeguards.clear(fresh, guidebook, screens.menu(fresh, guidebook, "who.changed")),)
    session = session.with_(who=who, who_chosen=True, young=value == "young", pending="")
    replies: tuple[Reply, ...] = ()
    if card is None:
        replies = (screens.menu(session, guidebook, "who.thanks"),)
    elif screens.audience_of(session) != shown:
        session, replies = show_card(session, card, 0, guidebook, now)
    if card is not None:
        question, session = _next_question(session, card, guidebook)
        replies = (*replies, *question)
    return session, replies or (screens.menu(session, guidebook, "who.thanks"),)


def tell_region(session: Session, value: str, guidebook: Guidebook, now: datetime) -> Result:
    """Take over where the person is and show the numbers for it."""
    return _after_place(session.with_(region=value), guidebook, now)


def take_place(session: Session, shared: SharedPlace, guidebook: Guidebook, now: datetime) -> Result:
    """Turn a shared place into a region, once; the message with the place is deleted."""
    region, district = locate(guidebook.points, shared.north, shared.east)
    if session.pending == "office":
        session, replies = _nearest_office(session.with_(region=region), district, guidebook, now)
    else:
        session, replies = tell_region(session, region, guidebook, now)
    return session, (DeleteArrived(), *replies)


def _nearest_office(session: Session, district: str, guidebook: Guidebook, now: datetime) -> Result:
    """Name the office nearest to a district, which is forgotten again."""
    said = screens.offices(session, guidebook, now, district)
    session = session.with_(pending="")
    return session, (said or screens.helplines(session, guidebook, now),)


def _after_place(session: Session, guidebook: Guidebook, now: datetime) -> Result:
    if session.region not in (*REGIONS, OUTSIDE, "unsure"):
        return session.with_(pending="place"), (screens.ask_place(session, guidebook),)
    session = session.with_(pending="")
    replies: tuple[Reply, ...] = (screens.helplines(session, guidebook, now),)
    card = guidebook.cards.by_id.get(session.card)
    if card is not None and not session.who:
        question, session = _next_question(session, card, guidebook)
        replies = (*replies, *question)
    return session, replies


def tell_language(session: Session, value: str, guidebook: Guidebook, now: datetime) -> Result:
    """Answer in this language from now on and repeat what was shown last."""
    session = session.with_(locale=value, locale_chosen=True)
    card = guidebook.cards.by_id.get(session.card)
    done = screens.say_phrase(session, guidebook, "language.done")
    question = {"who": screens.ask_who, "place": screens.ask_place}.get(session.pending)
    asked = (question(session, guidebook),) if question else ()
    if card is None:
        return session, (done, *(asked or (screens.menu(session, guidebook),)))
    return session, (done, screens.card_step(session, guidebook, card, session.step, now), *asked)
