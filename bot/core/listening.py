"""What a message shows of the person who wrote it: language, who, place, and whether home is safe."""

from bot.core.guidebook import Guidebook
from bot.core.session import Session
from bot.core.understood import Understood

MAY_BE_HOME = frozenset(
    {
        "danger_now",
        "self_harm",
        "disclose_contact_abuse",
        "disclose_grooming",
        "disclose_sextortion",
        "ask_tell_adult",
    }
)
"""Intents in which a relative who is named may be the one who harms."""


PLACE_ASKED = frozenset({"place", "office"})
"""Questions that a name of a place answers."""


def listen(session: Session, text: str, understood: Understood, guidebook: Guidebook) -> Session:
    """Take over what a message shows of the person: language, who, place and whether home is safe."""
    if not session.locale_chosen:
        session = session.with_(locale=_locale_for(session, text, understood))
    session = _hear_who(session, understood.who)
    regions = regions_of(text, guidebook, asked=session.pending in PLACE_ASKED)
    if len(regions) == 1:
        session = session.with_(region=regions[0])
    if understood.intent == "disclose_contact_abuse" or (
        understood.intent in MAY_BE_HOME and guidebook.words.names_relative(text)
    ):
        session = session.with_(harm_at_home=True)
    return session


def _locale_for(session: Session, text: str, understood: Understood) -> str:
    if understood.language == "mixed":
        arabic = sum("\u0600" <= letter <= "\u06ff" for letter in text)
        return "ur" if arabic * 2 > sum(letter.isalpha() for letter in text) else "ur-Latn"
    if session.locale and sum(letter.isalpha() for letter in text) < 4:
        return session.locale  # "ok", "no", an emoji: too little to tell a language by
    return understood.language


def _hear_who(session: Session, who: str) -> Session:
    """A child's words on a phone that an adult used (or the other way round) begin afresh."""
    if who not in ("child", "adult") or session.who == who or session.who_chosen:
        return session
    if session.who in ("child", "adult"):
        session = afresh(session)
    return session.with_(who=who, young=False)


def afresh(session: Session) -> Session:
    """Return the state for another person on the same phone: only what belongs to the phone stays."""
    return Session(
        locale=session.locale,
        locale_chosen=session.locale_chosen,
        region=session.region,
        exit_word=session.exit_word,
    )


def regions_of(text: str, guidebook: Guidebook, *, asked: bool) -> tuple[str, ...]:
    """Return the regions of the places in a text, each once; an ambiguous name gives all it may mean."""
    found: dict[str, None] = {}
    for place in guidebook.find_places(text, asked=asked):
        found.update(dict.fromkeys(place.regions_possible or (place.region,)))
    return tuple(found)


def district_of(text: str, guidebook: Guidebook) -> str:
    """Return the district of the first place in a text, empty when it is not known."""
    return next((place.district for place in guidebook.find_places(text, asked=True) if place.district), "")
