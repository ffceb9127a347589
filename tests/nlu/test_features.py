"""Features are held as keys; their names come back for people, and the two never part."""

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from understanding.features import names, prepare
from understanding.lexicon import Lexicon

LEXICON = Lexicon.read(Path(__file__).parents[2] / "nlu" / "lexicon")
WORDS = (
    "koi",
    "mujhe",
    "blackmail",
    "کر",
    "رہا",
    "ہے",
    "pics",
    "14",
    "1799",
    "?",
    "😀",
    "he",
    "sent",
    "kisi ko mat batana",
)


@settings(max_examples=200, deadline=None)
@given(text=st.one_of(st.text(max_size=300), st.lists(st.sampled_from(WORDS), max_size=30).map(" ".join)))
def test_every_key_of_a_message_has_its_name(text: str) -> None:
    told = names(text, LEXICON)
    assert sorted(told) == [int(key) for key in prepare(text, LEXICON).keys]
    assert len(set(told.values())) == len(told)


def test_keys_differ_by_order_distance_and_view() -> None:
    def keys(text: str) -> set[int]:
        return {int(key) for key in prepare(text, LEXICON).keys}

    assert keys("send money") != keys("money send")
    assert keys("send me money") - keys("send money")
    assert len(keys("a")) > len(keys(""))


def test_a_message_without_words_has_features_of_shape_only() -> None:
    assert {view for view, _ in names("", LEXICON).values()} <= {"word", "sound", "lemma", "shape", "tongue"}
