"""Finding places on a small gazetteer: likeness, words around, shared names, abroad."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.intents import OUTSIDE
from bot.core.place_cues import Cues
from bot.core.place_folding import folded, key_of, words_of
from bot.core.place_index import Entry
from bot.core.places import PlaceFinder


def words(*listed: str) -> frozenset[str]:
    return frozenset(key_of(word) for word in listed)


CUES = Cues(
    kinds=words("city", "zila", "شہر"),
    from_words=words("se", "سے"),
    in_words=words("mein", "میں"),
    of_words=words("ka", "کا"),
    am=words("hun", "hain", "ہوں"),
    live=words("rehta", "رہتا"),
    residents=words("rehne"),
    english_from=words("from"),
    english_in=words("in"),
    english_live=words("live"),
    speaker=words("i", "hum"),
    speaker_am=words("hun", "ہوں"),
    others=words("he", "woh"),
    verb_after=words("گا"),
    filler=words("main", "se", "hun", "from", "i", "am"),
)
ENTRIES = (
    Entry("karachi", "Karachi", "sindh", ("Karachi", "کراچی", "khi town"), ("khi",), "karachi"),
    Entry("kasur", "Kasur", "punjab", ("Kasur", "قصور"), ("kasoor",), "kasur", common_word=True),
    Entry("bagh", "Bagh", "ajk", ("Bagh", "باغ", "bagh ajk"), (), "bagh", common_word=True),
    Entry("rawalakot", "Rawalakot", "ajk", ("Rawalakot", "راولاکوٹ")),
    Entry("dik", "Dera Ismail Khan", "kp", ("Dera Ismail Khan", "ڈیرہ اسماعیل خان", "d i khan")),
    Entry("mirpur", "Mirpur", "ajk", ("Mirpur", "میرپور", "mirpur ajk"), other_regions=("sindh",)),
    Entry("jhelum", "Jhelum", "punjab", ("Jhelum", "جہلم"), other_regions=("ajk",), usual=True),
    Entry("saddar", "Saddar", "", ("Saddar", "صدر"), other_regions=("sindh", "punjab")),
    Entry("bannu", "Bannu", "kp", ("Bannu", "بنوں")),
    Entry("islamabad", "Islamabad", "ict", ("Islamabad", "اسلام آباد")),
    Entry("multan", "Multan", "punjab", ("Multan", "ملتان")),
    Entry("muzaffargarh", "Muzaffargarh", "punjab", ("Muzaffargarh", "مظفرگڑھ")),
    Entry("muzaffarabad", "Muzaffarabad", "ajk", ("Muzaffarabad", "مظفرآباد")),
    Entry("dubai", "Dubai", OUTSIDE, ("Dubai", "دبئی")),
)
FINDER = PlaceFinder(ENTRIES, ["maltan"], CUES, words("se", "mein", "میں"))


def regions(text: str, *, asked: bool = False) -> list[str]:
    return [place.region for place in FINDER.find(text, asked=asked)]


@pytest.mark.parametrize(
    "text",
    [
        "Karachi",
        "KARACHI!",
        "main karaachi se hun",
        "krachi se hun",
        "karachy mein rehta hun",
        "karachise",
        "کراچی",
        "میں كراچي سے ہوں",
        "کراچیمیں",
        "kara\u200bchi",
        "#karachi",
    ],
)
def test_spellings_of_one_name(text: str) -> None:
    assert regions(text) == ["sindh"]


@pytest.mark.parametrize("text", ["D.I. Khan", "d i khan", "dera ismail khan", "Dera Ismaeel Khan", "ڈیرہ اسماعیل خان"])
def test_names_of_several_words(text: str) -> None:
    assert regions(text) == ["kp"]


@pytest.mark.parametrize("text", ["mera kasoor nahi", "بچے کا قصور نہیں", "bagh mein jhoola", "khi khi karta hai"])
def test_ordinary_words_are_not_places(text: str) -> None:
    assert regions(text) == []


@pytest.mark.parametrize(
    ("text", "region"),
    [
        ("kasur se hun", "punjab"),
        ("i live in kasur", "punjab"),
        ("zila kasur", "punjab"),
        ("قصور شہر", "punjab"),
        ("Kasur", "punjab"),
        ("bagh rawalakot", "ajk"),
        ("bagh ajk", "ajk"),
        ("khi se hun", "sindh"),
    ],
)
def test_ordinary_words_with_a_cue_are(text: str, region: str) -> None:
    assert set(regions(text)) == {region}


def test_when_just_asked_an_ordinary_word_counts() -> None:
    assert regions("bagh mein", asked=True) == ["ajk"]


def test_a_name_before_a_future_verb_is_a_verb() -> None:
    assert regions("میں ڈاکٹر بنوں گا") == []
    assert regions("میں بنوں سے ہوں") == ["kp"]


def test_names_of_people_made_of_places_are_not_places() -> None:
    assert regions("Multani sahib") == []
    assert regions("ملتانی صاحب سے بات") == []


def test_a_listed_ordinary_word_is_no_misspelling() -> None:
    assert regions("maltan se hun") == []


def test_two_places_that_look_alike_stay_apart() -> None:
    assert regions("muzafarabad se hun") == ["ajk"]
    assert regions("muzafargarh se hun") == ["punjab"]
    assert regions("muzafar se hun") == []


def test_several_places_each_once() -> None:
    assert regions("Karachi se Multan, phir karachi") == ["sindh", "punjab"]


def test_a_shared_name_asks_back_unless_something_settles_it() -> None:
    (place,) = FINDER.find("Mirpur")
    assert (place.region, place.regions_possible) == ("ajk", ("ajk", "sindh"))
    assert FINDER.find("mirpur ajk")[0].regions_possible == ()
    assert FINDER.find("Jhelum")[0].regions_possible == ()
    assert FINDER.find("Saddar")[0].regions_possible == ("sindh", "punjab")
    assert [place.name for place in FINDER.find("Saddar, Karachi")] == ["Karachi"]


@pytest.mark.parametrize("text", ["main dubai mein rehta hun", "i live in dubai", "Dubai", "دبئی سے ہوں"])
def test_people_abroad(text: str) -> None:
    assert regions(text) == [OUTSIDE]


@pytest.mark.parametrize(
    "text", ["he is from dubai", "dubai wale uncle", "woh dubai mein hain", "dubai se karachi aya hun"]
)
def test_somebody_else_abroad_is_not_the_person(text: str) -> None:
    assert OUTSIDE not in regions(text)


def test_sectors_of_islamabad() -> None:
    assert regions("G-9/1 mein ghar hai") == ["ict"]
    assert regions("f10 se hun") == ["ict"]
    assert regions("F-16 jahaz") == []
    assert regions("grade 10 i 9") == []


def test_the_district_of_a_place() -> None:
    assert FINDER.district_of("krachi se") == "karachi"
    assert FINDER.district_of("kahin nahi") == ""


def test_folding() -> None:
    assert words_of("D.I. Khan, کراچی") == ["d", "i", "khan", ",", "کراچی"]
    assert key_of("Dera  Ghazi-Khan") == "deraghazikhan"
    assert folded("laahoor") == folded("lahur")
    assert folded("جڑانوالا") == folded("جڑانوالہ")


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_read_without_error(text: str) -> None:
    for place in FINDER.find(text):
        assert place.region in {"", *(entry.region for entry in ENTRIES)}
