"""Whole conversations through the core with the real content, each in every locale."""

import pytest

from bot.core.intents import LOCALES
from tests.conversations.runner import Talk, is_in, play, read_talks

TALKS = read_talks()


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("talk", TALKS, ids=[talk.name.replace(" ", "_") for talk in TALKS])
def test_talk(talk: Talk, locale: str) -> None:
    play(talk, locale)


def test_every_talk_has_a_name_of_its_own() -> None:
    assert len({talk.name for talk in TALKS}) == len(TALKS)


@pytest.mark.parametrize(
    ("wrong", "with_what"),
    [
        ({"commands": "help", "expect": ["goodbye.1"]}, "turn 1"),
        ({"presses": "menu", "expect": ["menu.text"]}, "no button menu"),
        ({"commands": "help", "expect": ["menu.text"], "offers": ["nowhere"]}, "turn 1"),
        ({"commands": "help", "expect": ["menu.text"], "state": {"who": "adult"}}, "turn 1"),
    ],
)
def test_a_wrong_expectation_is_noticed(wrong: dict[str, object], with_what: str) -> None:
    with pytest.raises(AssertionError, match=with_what):
        play(Talk("wrong", (wrong,), {"locale": "en"}), "en")


@pytest.mark.parametrize("locale", LOCALES)
def test_locales_are_told_apart(locale: str) -> None:
    texts = {"en": "You are not alone here.", "ur": "آپ اکیلے نہیں۔", "ur-Latn": "Aap akele nahi hain."}
    assert [name for name in LOCALES if is_in(texts[locale], name)] == [locale]
