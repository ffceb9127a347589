"""Messages and their buttons."""

import pytest

from bot.core import screens
from bot.core.intents import LOCALES, REGIONS
from bot.core.session import Session
from tests.support.core import ARABIC, NOW, actions, guidebook

CHILD = Session(locale="en", who="child", region="sindh")


def test_urdu_until_the_person_has_written() -> None:
    assert screens.locale_of(Session()) == "ur"


@pytest.mark.parametrize(
    ("session", "audience"),
    [
        (Session(), "child"),
        (Session(who="private"), "child"),
        (Session(who="child"), "child"),
        (Session(who="child", young=True), "young"),
        (Session(who="adult"), "adult"),
        (Session(who="adult", young=True), "adult"),
    ],
)
def test_whoever_does_not_say_is_treated_as_a_child(session: Session, audience: str) -> None:
    assert screens.audience_of(session) == audience


@pytest.mark.parametrize("step", [-3, 0, 4, 400])
def test_a_step_is_held_within_its_card(step: int) -> None:
    card = guidebook().cards.by_id["disclose_sextortion"]
    said = screens.card_step(CHILD, guidebook(), card, step, NOW)
    count = len(card.messages("en", "child"))
    assert said.id == f"disclose_sextortion.{max(0, min(step, count - 1)) + 1}"


def test_next_is_offered_until_the_last_step() -> None:
    card = guidebook().cards.by_id["disclose_sextortion"]
    count = len(card.messages("en", "child"))
    for step in range(count):
        found = actions((screens.card_step(CHILD, guidebook(), card, step, NOW),))
        assert (f"card:{card.id}:{step + 1}" in found) == (step < count - 1)


def test_sensitive_cards_can_be_left_fast() -> None:
    for card in guidebook().cards.by_id.values():
        found = actions((screens.card_step(CHILD, guidebook(), card, 0, NOW),))
        assert ("exit" in found) == card.sensitive, card.id
        assert "menu" in found, card.id
        assert ("lines" in found) == bool(card.situation), card.id


@pytest.mark.parametrize("at_home", [False, True])
def test_links_that_lead_home_are_hidden_when_the_harm_is_there(at_home: bool) -> None:
    session = CHILD.with_(harm_at_home=at_home)
    hidden = 0
    for card in guidebook().cards.by_id.values():
        last = len(card.messages("en", "child")) - 1
        found = actions((screens.card_step(session, guidebook(), card, last, NOW),))
        homeward = [link for link in card.links if link.unless and link.audience != "adult" and link.at != "first"]
        hidden += len(homeward)
        assert all((f"card:{link.to}" in found) != at_home for link in homeward), card.id
    assert hidden > 10


@pytest.mark.parametrize("locale", LOCALES)
def test_all_regions_and_two_ways_out_can_be_chosen(locale: str) -> None:
    found = actions((screens.ask_place(Session(locale=locale), guidebook()),))
    assert found == [f"region:{name}" for name in (*REGIONS, "outside", "unsure")]


def test_a_shared_name_offers_only_what_it_may_mean() -> None:
    asked = screens.ask_place(CHILD, guidebook(), ("ajk", "sindh"))
    assert asked.id == "ask.which_place"
    assert actions((asked,)) == ["region:ajk", "region:sindh", "region:unsure"]


def test_languages_are_named_in_themselves() -> None:
    labels = [b.label for row in screens.ask_language(CHILD, guidebook()).buttons for b in row]
    assert len(labels) == len(LOCALES)
    assert bool(ARABIC.search(labels[LOCALES.index("ur")]))
    assert not ARABIC.search(labels[LOCALES.index("en")])


@pytest.mark.parametrize("region", [*REGIONS, "outside", "unsure", ""])
@pytest.mark.parametrize("locale", LOCALES)
def test_numbers_stand_alone_on_their_lines_from_left_to_right(locale: str, region: str) -> None:
    text = screens.helplines(CHILD.with_(locale=locale, region=region), guidebook(), NOW).text
    lines = [line for line in text.split("\n") if "\u2066" in line]
    assert lines
    assert all(line.count("\u2066") == line.count("\u2069") for line in lines)
    assert all(line.startswith("\u2066") for line in lines if line.endswith("\u2069") and line.count("\u2066") == 1)


def test_pages_of_numbers_repeat_nothing() -> None:
    session = CHILD.with_(region="punjab", situation="disclose_contact_abuse")
    pages = [screens.helplines(session, guidebook(), NOW, page).text.split("\n\n")[1:] for page in range(2)]
    assert pages[1]
    assert not set(pages[0]) & set(pages[1])
