"""How well the real gazetteer finds places: unlisted spellings, whole messages, and words that are no places."""

import time
from pathlib import Path

import pytest

from bot.adapters.directory_files import load_helplines
from bot.adapters.faults import Fault
from bot.adapters.place_files import load_places, load_points, read_gazetteer
from bot.core.intents import OUTSIDE, REGIONS
from bot.core.location import locate
from bot.core.offices import offices_for
from bot.core.place_folding import key_of
from bot.core.places import PlaceFinder

CONTENT = Path(__file__).parents[2] / "content"
DATA = Path(__file__).parent / "data"
GOAL = 0.98
NORMAL_MESSAGE = (
    "sir meri behen ko koi insta pe blackmail kar raha hai hum larkana k qareeb ek gaon me rehte hain kya karein"
)


@pytest.fixture(scope="module")
def finder() -> PlaceFinder:
    found, faults = load_places(CONTENT)
    assert faults == []
    assert found is not None
    return found


def rows(name: str) -> list[list[str]]:
    return [line.split("\t") for line in (DATA / name).read_text(encoding="utf-8").splitlines() if line]


def possible(finder: PlaceFinder, text: str) -> set[str]:
    return {region for place in finder.find(text) for region in place.regions_possible or (place.region,)}


def test_spellings_that_are_not_listed(finder: PlaceFinder) -> None:
    listed = rows("place_spellings.tsv")
    assert len(listed) >= 600
    wrong = []
    for region, spelling in listed:
        carrier = "main {} se hun" if spelling.isascii() else "میں {} سے ہوں"
        if possible(finder, carrier.format(spelling)) != {region}:
            wrong.append(spelling)
    assert 1 - len(wrong) / len(listed) >= GOAL, wrong


def test_the_spellings_are_not_taken_from_the_gazetteer() -> None:
    faults: list[Fault] = []
    known = {key_of(s) for entry in read_gazetteer(CONTENT, faults) for s in (*entry.spellings, *entry.weak)}
    taken = [spelling for _, spelling in rows("place_spellings.tsv") if key_of(spelling) in known]
    assert faults == []
    assert taken == []


def test_places_in_messages(finder: PlaceFinder) -> None:
    wrong = [text for region, text in rows("places_in_messages.tsv") if possible(finder, text) != {region}]
    assert wrong == []


def test_words_that_are_no_places(finder: PlaceFinder) -> None:
    assert [text for (text,) in rows("no_places.tsv") if finder.find(text)] == []


def _milliseconds(finder: PlaceFinder, text: str) -> float:
    """Return the processor time of the fastest of several searches."""
    times = []
    for _ in range(7):
        start = time.process_time()
        finder.find(text)
        times.append(time.process_time() - start)
    return min(times) * 1000


def test_a_normal_message_takes_less_than_a_millisecond(finder: PlaceFinder) -> None:
    assert _milliseconds(finder, NORMAL_MESSAGE) < 1.0


@pytest.mark.parametrize(
    "text", ["a ", "dera ", "rahim yar kha ", "میں کراچی سے ہوں ", "k", "🙂", "k\u0301\u0302", "1 ", "\u202e"]
)
def test_the_longest_message_stays_quick(finder: PlaceFinder, text: str) -> None:
    assert _milliseconds(finder, (text * 4096)[:4096]) < 10.0


def test_every_district_has_a_point_and_a_region() -> None:
    points, faults = load_points(CONTENT)
    assert faults == []
    entries = read_gazetteer(CONTENT, faults)
    districts = {entry.id for entry in entries if entry.district == entry.id}
    assert districts <= {point.district for point in points}
    assert {point.region for point in points} == {*REGIONS, OUTSIDE}


@pytest.mark.parametrize(
    ("north", "east", "region", "district"),
    [
        (31.52, 74.36, "punjab", "lahore"),
        (33.72, 73.06, "ict", "islamabad"),
        (33.60, 73.05, "punjab", "rawalpindi"),
        (24.87, 67.03, "sindh", "karachi"),
        (34.01, 71.58, "kp", "peshawar"),
        (30.19, 67.00, "balochistan", "quetta"),
        (35.92, 74.31, "gb", "gilgit"),
        (34.37, 73.47, "ajk", "muzaffarabad"),
        (31.63, 74.87, OUTSIDE, ""),
        (25.20, 55.27, OUTSIDE, ""),
        (0.0, 0.0, OUTSIDE, ""),
    ],
)
def test_a_shared_location_becomes_a_region(north: float, east: float, region: str, district: str) -> None:
    points, _ = load_points(CONTENT)
    assert locate(points, north, east) == (region, district)


@pytest.mark.parametrize(
    ("district", "region", "cities"),
    [
        ("kasur", "punjab", ["Lahore"]),
        ("bannu", "kp", ["Dera Ismail Khan"]),
        ("hunza", "gb", ["Gilgit"]),
        ("larkana", "sindh", ["Sukkur", "Hyderabad", "Karachi"]),
        ("kech", "balochistan", ["Gwadar", "Quetta"]),
        ("", "kp", ["Peshawar", "Abbottabad", "Dera Ismail Khan"]),
        ("mirpur", "ajk", []),
    ],
)
def test_the_nearest_cybercrime_office(district: str, region: str, cities: list[str]) -> None:
    desk, _ = load_helplines(CONTENT)
    points, _ = load_points(CONTENT)
    assert desk is not None
    offices = offices_for(desk.directory.helplines["nccia_1799"].offices, points, district, region)
    assert [office.names["en"] for office in offices] == cities


def test_offices_name_districts_of_the_gazetteer() -> None:
    desk, _ = load_helplines(CONTENT)
    assert desk is not None
    known = {entry.id: entry.region for entry in read_gazetteer(CONTENT, [])}
    for helpline in desk.directory.helplines.values():
        for office in helpline.offices:
            assert known[office.district] == office.region
            assert {known[district] for district in office.covers} <= {office.region}
