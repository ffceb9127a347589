"""Texts beside a call: the operator card, numbers to save, the office."""

from datetime import date, datetime
from pathlib import Path

import pytest

from bot.adapters.directory_files import load_helplines
from bot.core.caller_texts import NUMBERS_TO_SAVE, OPERATOR_SITUATIONS, numbers_to_save, office_text, operator_card
from bot.core.hours import PAKISTAN
from bot.core.routing import HelplineDesk, route
from bot.helpline_care import due_helplines, explain_route

CONTENT = Path(__file__).parents[2] / "content"
NIGHT = datetime(2026, 11, 22, 2, tzinfo=PAKISTAN)


@pytest.fixture(scope="module")
def desk() -> HelplineDesk:
    found, faults = load_helplines(CONTENT)
    assert faults == []
    assert found is not None
    return found


def phrases(locale: str, name: str, **values: object) -> str:
    """Show which strings a text is made of."""
    return f"<{locale} {name}{''.join(f' {value}' for value in values.values())}>"


def english(name: str, **values: object) -> str:
    return phrases("en", name, **values)


def test_an_operator_card_is_urdu_and_english_of_the_same_parts() -> None:
    urdu, latin = operator_card(phrases, "disclose_sextortion", "child", "sindh").split("\n\n")
    assert (
        latin == "<en operator.child> <en operator.in_sindh> <en operator.disclose_sextortion> <en operator.what_now>"
    )
    assert urdu == latin.replace("<en", "<ur")


def test_an_operator_card_without_region_or_situation_still_asks_for_help() -> None:
    card = operator_card(phrases, "menu", "adult", "outside", harm_at_home=True)
    assert "operator.in_" not in card
    for part in ("operator.adult", "operator.needs_help", "operator.not_home"):
        assert card.count(part) == 2


def test_operator_cards_cover_every_emergency_and_disclosure() -> None:
    for situation in OPERATOR_SITUATIONS:
        assert f"<ur operator.{situation}>" in operator_card(phrases, situation, "child", "")


def test_numbers_to_save_are_few_and_sure(desk: HelplineDesk) -> None:
    found = route(desk, "ask_helpline", "punjab", "child", NIGHT).referrals
    text = numbers_to_save(found, "en", english)
    assert 3 <= text.count("\u2066") <= NUMBERS_TO_SAVE
    assert "\u206615\u2069" in text
    assert "Umang" not in text


def test_the_office_text_names_the_nearest_two_and_what_to_bring(desk: HelplineDesk) -> None:
    agency = desk.directory.helplines["nccia_1799"]
    text = office_text(agency, agency.offices[:3], "en", english)
    assert "Islamabad" in text
    assert agency.offices[2].names["en"] not in text
    assert "<en office.bring>" in text
    assert "office.none" in office_text(agency, (), "en", english)


def test_without_a_district_every_office_is_named_and_none_is_called_the_nearest(desk: HelplineDesk) -> None:
    agency = desk.directory.helplines["nccia_1799"]
    text = office_text(agency, agency.offices, "en", english, nearest=False)
    assert all(office.names["en"] in text for office in agency.offices)
    assert "office.all" in text
    assert "office.where" not in text


def test_undialled_and_expiring_helplines_are_due(desk: HelplineDesk) -> None:
    lines = due_helplines(desk, date(2026, 11, 22))
    assert any(line.startswith("police_15: nobody has dialled it yet") for line in lines)
    assert not any(line.startswith(("chhipa_1020", "police_station", "fia_1991")) for line in lines)
    late = due_helplines(desk, date(2027, 3, 1))
    assert any(line.startswith("drf_39393: no longer shown since 2027-02-22") for line in late)


def test_an_explanation_tells_what_moved_and_what_was_replaced(desk: HelplineDesk) -> None:
    lines = explain_route(desk, "disclose_sextortion", "sindh", "child", NIGHT)
    assert lines[0] == "situation: sextortion (the hour may change the order)"
    assert lines[1].startswith("table: drf_39393, take_it_down")
    assert any(
        line.startswith("3. drf_39393: shut, opens 2026-11-22 09:00") and "1 in the table" in line for line in lines
    )
    late = explain_route(desk, "disclose_sextortion", "sindh", "child", datetime(2027, 3, 1, tzinfo=PAKISTAN))
    assert "not shown: police_15" not in "\n".join(late)
    assert any(line.startswith("not shown: drf_39393 (last day 2027-02-22)") for line in late)
