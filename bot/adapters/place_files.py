"""Reads content/places/: the gazetteer of Pakistan, places abroad, and the words that go with place names."""

from collections.abc import Mapping
from pathlib import Path

from bot.adapters.faults import Fault
from bot.adapters.fields import Fields
from bot.adapters.marked_yaml import read_yaml
from bot.core.intents import OUTSIDE, REGIONS
from bot.core.location import Point
from bot.core.place_cues import Cues
from bot.core.place_folding import key_of
from bot.core.place_index import Entry
from bot.core.places import PlaceFinder

FOLDER = "places"
GAZETTEERS = ("pakistan.yaml", "areas.yaml")
KINDS = ("region", "area", "district", "city", "town", "ambiguous")
FIELDS = (
    *("id", "kind", "name", "name_ur", "region", "district", "aliases", "aliases_ur", "weak_aliases", "ambiguous"),
    *("usual", "common_word", "other_regions", "confusable_with", "note", "source"),
)
CUES = (
    *("kinds", "from_words", "in_words", "of_words", "am", "live", "residents", "english_from", "english_in"),
    *("english_live", "speaker", "speaker_am", "others", "verb_after", "filler"),
)
WORDS = ("endings", "ordinary")
YES_NO = ("true", "false")


def load_places(content: Path) -> tuple[PlaceFinder | None, list[Fault]]:
    """Return the places ready to search, or None with every fault found. Never raises on what a file holds."""
    faults: list[Fault] = []
    entries = read_gazetteer(content, faults)
    words = _read(content, "cues.yaml", faults)
    if words is None:
        return None, faults
    words.only((*CUES, *WORDS))
    cues = Cues(**{name: frozenset(key_of(word) for word in words.words(name, needed=True)) for name in CUES})
    endings = [key_of(word) for word in words.words("endings")]
    ordinary = words.words("ordinary")
    return (None, faults) if faults else (PlaceFinder(entries, ordinary, cues, endings), [])


def read_gazetteer(content: Path, faults: list[Fault]) -> list[Entry]:
    """Return every place of the gazetteer files and the places abroad; faults are added to `faults`."""
    entries: dict[str, Entry] = {}
    for name in GAZETTEERS:
        fields = _read(content, name, faults)
        for row in fields.rows("places") if fields else ():
            entry = _entry(row)
            if entry.id in entries:
                row.fault("id", 'the id "%(id)s" is used a second time.', "Give each place its own id.", id=entry.id)
            entries[entry.id] = entry
    abroad = _read(content, "abroad.yaml", faults)
    if abroad is not None:
        abroad.only(("names",))
        for number, name in enumerate(abroad.words("names", needed=True)):
            spellings = tuple(part.strip() for part in name.split("/"))
            entries[f"abroad_{number}"] = Entry(f"abroad_{number}", spellings[0], OUTSIDE, spellings)
    return list(entries.values())


def load_points(content: Path) -> tuple[tuple[Point, ...], list[Fault]]:
    """Return the known towns of content/places/coordinates.yaml, for offices and shared locations."""
    faults: list[Fault] = []
    regions = {entry.id: entry.region for entry in read_gazetteer(content, faults)}
    fields = _read(content, "coordinates.yaml", faults)
    if fields is None:
        return (), faults
    fields.only(("districts", "outside"))
    points = [_point(row, row.choice("id", regions), regions) for row in fields.rows("districts")]
    points += [_point(row, "", regions) for row in fields.rows("outside")]
    return tuple(points), faults


def _point(row: Fields, district: str, regions: Mapping[str, str]) -> Point:
    row.only(("id", "name", "at"))
    north, _, east = row.text("at", needed=True).partition(" ")
    try:
        return Point(district, regions.get(district, OUTSIDE), float(north), float(east))
    except ValueError:
        row.fault(
            "at", '"%(at)s" is not a point.', 'Write degrees north and east, such as "31.55 74.34".', at=row.text("at")
        )
        return Point(district, OUTSIDE, 0.0, 0.0)


def _read(content: Path, name: str, faults: list[Fault]) -> Fields | None:
    marked, more = read_yaml(content / FOLDER / name, f"{FOLDER}/{name}")
    faults += more
    return Fields(marked, (), faults) if marked else None


def _entry(row: Fields) -> Entry:
    row.only(FIELDS)
    kind = row.choice("kind", KINDS)
    shared = row.choice("ambiguous", YES_NO, "false") == "true"
    others = row.words("other_regions", REGIONS, needed=shared)
    region = "" if kind == "ambiguous" else row.choice("region", REGIONS)
    name = row.text("name", needed=True)
    spellings = (name.partition("(")[0].strip(), row.text("name_ur", needed=True))
    identity = row.text("id", needed=True)
    district = identity if kind == "district" else row.text("district")
    return Entry(
        id=identity,
        name=name,
        region=region,
        spellings=(*spellings, *row.words("aliases"), *row.words("aliases_ur")),
        weak=row.words("weak_aliases"),
        district=district,
        other_regions=others,
        usual=row.choice("usual", YES_NO, "false") == "true",
        common_word=row.choice("common_word", YES_NO, "false") == "true",
    )
