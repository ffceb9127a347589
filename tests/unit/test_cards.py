"""Cards: which text a reader gets, which links, and which card answers an intent."""

import pytest

from bot.core.cards import Card, Cards, Link

BOTH = {"en": {"child": ("c1", "c2"), "adult": ("a1",)}}
ONE = {"en": {"adult": ("only",)}}


def card(name: str = "one", steps: dict[str, dict[str, tuple[str, ...]]] | None = None, **more: object) -> Card:
    fields = {"id": name, "intents": (), "steps": steps or BOTH, "labels": {"en": name}, **more}
    return Card(**fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("steps", "audience", "first"),
    [
        (BOTH, "child", "c1"),
        (BOTH, "young", "c1"),
        (BOTH, "adult", "a1"),
        ({"en": {**BOTH["en"], "young": ("y1",)}}, "young", "y1"),
        ({"en": {**BOTH["en"], "young": ("y1",)}}, "child", "c1"),
        (ONE, "child", "only"),
        (ONE, "young", "only"),
        ({"en": {"child": ("c",)}}, "adult", "c"),
    ],
)
def test_everybody_gets_a_text(steps: dict[str, dict[str, tuple[str, ...]]], audience: str, first: str) -> None:
    assert card(steps=steps).messages("en", audience)[0] == first


@pytest.mark.parametrize(
    ("steps", "differs"),
    [(BOTH, True), (ONE, False), ({"en": {"child": ("same",), "adult": ("same",)}}, False)],
)
def test_differing_texts_are_noticed(steps: dict[str, dict[str, tuple[str, ...]]], differs: bool) -> None:
    assert card(steps=steps).differs_by_audience("en") == differs


LINKS = (
    Link("first", at="first"),
    Link("last"),
    Link("every", at="every"),
    Link("grown", audience="adult"),
    Link("kid", audience="child"),
    Link("home", unless="harm_at_home"),
)


@pytest.mark.parametrize(
    ("audience", "at_home", "place", "targets"),
    [
        ("child", False, "first", ["first", "every"]),
        ("child", False, "last", ["last", "every", "kid", "home"]),
        ("young", True, "last", ["last", "every", "kid"]),
        ("adult", False, "only", ["first", "last", "every", "grown", "home"]),
        ("adult", True, "only", ["first", "last", "every", "grown"]),
    ],
)
def test_links_fit_the_reader_and_the_step(audience: str, at_home: bool, place: str, targets: list[str]) -> None:
    assert [link.to for link in card(links=LINKS).links_for(audience, at_home, place)] == targets


def test_the_first_platform_with_a_card_of_its_own_is_taken() -> None:
    general = card("ask", intents=("ask",))
    own = card("ask_x", intents=("ask",), platform="x")
    cards = Cards({"ask": general, "ask_x": own})
    assert cards.for_intent("ask") is general
    assert cards.for_intent("ask", ("unknown", "x")) is own
    assert cards.for_intent("ask", ("unknown",)) is general
    assert cards.platform_cards("ask") == (own,)
    with pytest.raises(KeyError):
        cards.for_intent("nothing")
