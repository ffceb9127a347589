"""What people read of every helpline, in every locale: complete, short, in the right order, and only listed numbers."""

import re
from datetime import date, datetime
from pathlib import Path

import pytest

from bot.adapters.directory_files import load_helplines
from bot.adapters.phrases import Catalogues
from bot.core.directory import NUMBERS, Helpline
from bot.core.hours import PAKISTAN
from bot.core.intents import ALL, LOCALES
from bot.core.referral_text import Phrase, call_text, clock_text, referral_lines, until_then_text, why_text
from bot.core.routing import HelplineDesk, route
from bot.routing_grid import AREAS

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 11, 23)
MOMENTS = [datetime(2026, 11, day, hour, tzinfo=PAKISTAN) for day in (22, 27) for hour in (2, 10, 20)]
LONGEST_LINES = 450
LONGEST_CALL = 1500
_ISOLATES = re.compile("\u2066([^\u2066\u2069]*)\u2069")
_DIGITS = re.compile(r"\d[\d-]*")


def _desk() -> HelplineDesk:
    desk, faults = load_helplines(ROOT / "content")
    assert faults == []
    assert desk is not None
    return desk


DESK = _desk()
CATALOGUES = Catalogues(ROOT / "locales")
SHOWN = [helpline.id for helpline in DESK.directory.shown(TODAY).values()]


def phrases(locale: str) -> Phrase:
    return lambda name, **values: CATALOGUES(locale, name, **values)


def _allowed(locale: str) -> set[str]:
    """Return the digits a message may hold: listed numbers, keys to press, and times of day."""
    contacts = [contact for helpline in DESK.directory.shown(TODAY).values() for contact in helpline.contacts]
    numbers = {contact.value for contact in contacts if contact.kind in NUMBERS} | {c.keys for c in contacts}
    hours = {digits for hour in range(24) for digits in _DIGITS.findall(clock_text(hour * 60, phrases(locale)))}
    return numbers | hours


def _strange_digits(text: str, locale: str) -> set[str]:
    without_addresses = re.sub(r"\S*(?:https?://|@)\S*", "", text)
    return set(_DIGITS.findall(without_addresses)) - _allowed(locale)


@pytest.mark.parametrize("locale", LOCALES)
def test_every_number_in_every_answer_comes_from_the_directory(locale: str) -> None:
    phrase = phrases(locale)
    for intent in {DESK.rules.by_intent[name].name: name for name in ALL}.values():
        for region in AREAS:
            for at in MOMENTS[:3]:
                found = route(DESK, intent, region, "adult", at).referrals
                text = "\n".join(
                    (referral_lines(found, locale, phrase, at), until_then_text(found, locale, phrase, at))
                )
                text += "".join(why_text(item, locale, phrase, at) for item in found)
                assert _strange_digits(text, locale) == set(), (intent, region)


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("who", ["child", "adult"])
def test_the_first_three_fit_into_a_message_and_isolates_are_balanced(locale: str, who: str) -> None:
    for intent in ALL:
        for region in AREAS:
            for at in MOMENTS:
                found = route(DESK, intent, region, who, at).referrals[:3]
                text = referral_lines(found, locale, phrases(locale), at)
                assert len(text) <= LONGEST_LINES, (intent, region, len(text), text)
                assert text.count("\u2066") == text.count("\u2069") == len(_ISOLATES.findall(text))


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("name", SHOWN)
def test_what_happens_on_a_call_is_complete(locale: str, name: str) -> None:
    helpline = DESK.directory.helplines[name]
    text = call_text(helpline, locale, phrases(locale))
    assert text.startswith(helpline.names[locale])
    assert helpline.call[locale] in text
    assert len(text) <= LONGEST_CALL
    assert "%(" not in text
    assert _strange_digits(text, locale) == set()
    for contact in helpline.contacts:
        if contact.kind in NUMBERS:
            assert f"\u2066{contact.value}\u2069" in text.splitlines()


@pytest.mark.parametrize("name", SHOWN)
def test_urdu_texts_are_urdu_and_roman_texts_are_roman(name: str) -> None:
    helpline = DESK.directory.helplines[name]
    for texts in (helpline.does, helpline.call, helpline.tells):
        if texts:
            assert re.search("[\u0600-\u06ff]", texts["ur"])
            assert not re.search("[يكۀٱ۰-۹٠-٩]", texts["ur"])
            assert not re.search("[\u0600-\u06ff]", texts["ur-Latn"] + texts["en"])


def test_a_number_stands_alone_on_its_line_with_the_keys_after_it() -> None:
    found = route(DESK, "missing_child", "punjab", "child", MOMENTS[1]).referrals[1:2]
    assert referral_lines(found, "en", phrases("en"), MOMENTS[1]).splitlines()[:3] == [
        "Mera Pyara (lost children)",
        "\u206615\u2069",
        "then press \u20663\u2069",
    ]


def test_a_shut_line_says_when_it_opens_and_what_to_use_until_then() -> None:
    night = datetime(2026, 11, 22, 2, tzinfo=PAKISTAN)
    found = route(DESK, "disclose_sextortion", "sindh", "child", night).referrals
    text = referral_lines(found[:3], "en", phrases("en"), night)
    assert "closed now, opens 9 am" in text
    until = until_then_text(found, "en", phrases("en"), night)
    assert "Until then:\n• Cyber Crime Agency" in until
    assert until_then_text(found[:2], "en", phrases("en"), night) == ""


def test_the_day_of_the_next_opening_is_named() -> None:
    friday_evening = datetime(2026, 11, 27, 20, tzinfo=PAKISTAN)
    found = route(DESK, "ask_law", "sindh", "child", friday_evening).referrals
    lawyers = [item for item in found if item.helpline.id == "slacc_70806"]
    assert "opens Monday 9 am" in referral_lines(lawyers, "en", phrases("en"), friday_evening)
    assert "پیر" in referral_lines(lawyers, "ur", phrases("ur"), friday_evening)


def _first_number(helpline: Helpline) -> str:
    return next((contact.value for contact in helpline.contacts if contact.kind in NUMBERS), "")


def test_names_that_hold_a_number_hold_their_own() -> None:
    for name in SHOWN:
        helpline = DESK.directory.helplines[name]
        for text in helpline.names.values():
            assert all(digits in (_first_number(helpline),) for digits in _DIGITS.findall(text)), name
