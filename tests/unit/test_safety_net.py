"""The emergency rules, apart from any model."""

from pathlib import Path

import pytest

from bot.adapters.safety_files import SafetyRulesBroken, load_safety_net
from bot.core.safety_net import SafetyNet, build

RULES = Path(__file__).parents[2] / "content" / "safety"


@pytest.fixture(scope="module")
def net() -> SafetyNet:
    return load_safety_net(RULES)


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("i want to die", "self_harm"),
        ("i dont want to live anymore", "self_harm"),
        ("my daughter says she wants to kill herself", "self_harm"),
        ("mjhe mrna chahti hun bs", "self_harm"),
        ("میں مرنا چاہتی ہوں", "self_harm"),
        ("خودکشی کا سوچ رہا ہوں", "self_harm"),
        ("mai khudkushi kr lun gi", "self_harm"),
        ("jeene ka dil nahi karta", "self_harm"),
        ("he is following me since the market", "danger_now"),
        ("they locked me in the store room", "danger_now"),
        ("koi mera peecha kar raha hai", "danger_now"),
        ("کوئی میرا پیچھا کر رہا ہے", "danger_now"),
        ("my son is missing since morning", "missing_child"),
        ("meri behan ghar se bhaag gai hai", "missing_child"),
        ("میری بیٹی گھر سے بھاگ گئی", "missing_child"),
        ("she hasn't come back home", "missing_child"),
        ("tired of living, better off without me", "self_harm"),
        ("he slit his wrist", "self_harm"),
        ("she jumped in front of the bus", "self_harm"),
        ("zindagi se tang aa gaya hun", "self_harm"),
        ("زندگی سے تھک گئی ہوں", "self_harm"),
        ("marne ka dil karta hai", "self_harm"),
        ("neend ki goliyan kha li hain", "self_harm"),
        ("apne aap ko khatam kar dunga", "self_harm"),
        ("he has a knife", "danger_now"),
        ("i am hiding in the bathroom", "danger_now"),
        ("they pushed me into a van", "danger_now"),
        ("ghar mein koi ghus aaya hai", "danger_now"),
        ("مجھے مار رہا ہے", "danger_now"),
        ("police bhejo jaldi", "danger_now"),
        ("my brother disappeared from school", "missing_child"),
        ("we cant find her anywhere", "missing_child"),
        ("bhanja abhi tak nahi aaya", "missing_child"),
        ("بھتیجی مدرسے سے غائب ہے", "missing_child"),
    ],
)
def test_sees_an_emergency(net: SafetyNet, text: str, intent: str) -> None:
    alarm = net.look(text)
    assert alarm is not None
    assert alarm.intent == intent


@pytest.mark.parametrize(
    "text",
    [
        "i dont want to die",
        "main marna nahi chahti",
        "میں مرنا نہیں چاہتی",
        "i want to die lol this exam",
        "ghar se bhaag gai murghi",
        "what is the song i want to die",
        "how do i make my account private",
        "is suicide squad on netflix",
        "find my phone settings",
        "he has not got a knife",
        "zindagi se tang nahi hun",
        "میرا بیٹا غائب نہیں ہے",
        "in the drama he slit his wrist",
        "we cant find her anywhere haha she is in the game",
        "mera phone gum ho gaya",
        "where did my photos go",
        "",
    ],
)
def test_stays_quiet(net: SafetyNet, text: str) -> None:
    assert net.look(text) is None


def test_a_negation_inside_the_phrase_is_part_of_it(net: SafetyNet) -> None:
    assert net.look("i do not want to live") is not None


def test_a_phrase_may_only_ask() -> None:
    net = build({"self_harm": {"ask_en": ["goodbye forever"]}}, [], [])
    alarm = net.look("so goodbye forever all")
    assert alarm is not None
    assert not alarm.sure


def test_a_gap_lets_four_words_stand_between() -> None:
    net = build({"danger_now": {"en": ["break ... door"]}}, [], [])
    assert net.look("he will break our old front wooden door") is not None
    assert net.look("he will break our very old front wooden blue door") is None


def test_a_broken_file_is_named(tmp_path: Path) -> None:
    for name in ("words", "danger_now", "missing_child"):
        (tmp_path / f"{name}.yaml").write_text("en: []\n")
    (tmp_path / "self_harm.yaml").write_text("en: not a list\n")
    with pytest.raises(SafetyRulesBroken, match=r"self_harm\.yaml"):
        load_safety_net(tmp_path)
