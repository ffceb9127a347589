"""Damage to the helpline content gives a readable fault with its place, and never a directory."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.adapters.directory_files import load_helplines, past_dates
from bot.adapters.helpline_dates import CheckRefused, record_check

CONTENT = Path(__file__).parents[2] / "content"
TODAY = date(2026, 12, 1)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    shutil.copytree(CONTENT / "helplines", tmp_path / "helplines")
    for name in ("routes.yaml", "reasons.yaml", "holidays.yaml"):
        shutil.copy(CONTENT / name, tmp_path / name)
    return tmp_path


def change(name: str, old: str, new: str) -> Callable[[Path], None]:
    def damage(content: Path) -> None:
        path = content / name
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{name} has no {old!r}"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return damage


DRF = "helplines/drf_39393.yaml"
DAMAGES: dict[str, tuple[Callable[[Path], None], str]] = {
    "a number with spaces": (
        change(DRF, "value: 0800-39393", "value: 0800 39393"),
        '"0800 39393" is not a right phone',
    ),
    "a number too long": (change(DRF, "value: 0800-39393", "value: 0800-3939393"), "is not a right phone"),
    "Urdu digits": (change(DRF, "value: 0800-39393", "value: ۰۸۰۰-۳۹۳۹۳"), "is not a right phone"),
    "an address without https": (change(DRF, "value: https://", "value: www."), "is not a right url"),
    "an unknown kind of contact": (change(DRF, "kind: phone", "kind: fone"), "Did you mean phone"),
    "keys that cannot be pressed": (
        change("helplines/mera_pyara.yaml", "keys: 3", "keys: three"),
        '"three" cannot be pressed',
    ),
    "an unknown region": (change(DRF, "regions: [all]", "regions: [panjab]"), "Did you mean punjab"),
    "a contact in a region it does not serve": (
        change("helplines/scpa_1121_sindh.yaml", "  value: 1121", "  value: 1121\n  regions: [punjab]"),
        "names a region that the helpline does not serve",
    ),
    "hours after 24": (change(DRF, "09:00-17:00", "09:00-25:00"), 'the hours "09:00-25:00" are impossible'),
    "hours of no length": (change(DRF, "09:00-17:00", "09:00-09:00"), "are impossible"),
    "minutes after 59": (change(DRF, "09:00-17:00", "09:00-17:75"), "are impossible"),
    "overlapping hours": (change(DRF, "09:00-17:00", "09:00-17:00, 16:00-18:00"), "overlap"),
    "an unknown day": (change(DRF, "every day", "freitag"), '"freitag" is not a day'),
    "days in the wrong order": (change(DRF, "every day", "fri-mon"), '"fri-mon" is not a day'),
    "a day named twice": (
        change("helplines/rozan.yaml", "    mon-fri: 10:00-17:00", "    mon-fri: 10:00-17:00\n    fri: 10:00-12:00"),
        "is named a second time",
    ),
    "hours that are a word": (
        change("helplines/police_15.yaml", "hours: always", "hours: daily"),
        'the hours are "daily"',
    ),
    "no source": (
        lambda content: (content / DRF).write_text(
            (content / DRF).read_text(encoding="utf-8").split("sources:")[0], encoding="utf-8"
        ),
        "there is no source",
    ),
    "a source without a title": (change(DRF, "- title: ", "- titel: "), "Did you mean title"),
    "no last day": (change(DRF, "stop_showing_after: 2027-02-22", "stop_showing_after:"), "the last day is missing"),
    "a last day before the check": (
        change(DRF, "stop_showing_after: 2027-02-22", "stop_showing_after: 2026-01-01"),
        "lies before the day it was checked",
    ),
    "no date": (change(DRF, "checked_on: 2026-11-22", "checked_on: 22-11-2026"), "which is not a date"),
    "a day that does not exist": (
        change(DRF, "checked_on: 2026-11-22", "checked_on: 2026-02-30"),
        "which is not a date",
    ),
    "a number shown for ever": (
        change(DRF, "stop_showing_after: 2027-02-22", "stop_showing_after: never"),
        "cannot be shown for ever",
    ),
    "a fallback that does not exist": (change(DRF, "fallback: nccia_1799", "fallback: nccia"), 'no helpline "nccia"'),
    "a fallback on hold": (change(DRF, "fallback: nccia_1799", "fallback: chhipa_1020"), "is not shown itself"),
    "a fallback that leaves people abroad without one": (
        change("helplines/take_it_down.yaml", "fallback: cybertipline", "fallback: nccia_1799"),
        "does not serve every region",
    ),
    "fallbacks in a circle": (
        change("helplines/mohr_1099.yaml", "fallback: police_station", "fallback: drf_39393"),
        "lead back to this helpline",
    ),
    "no fallback": (change(DRF, "fallback: nccia_1799", "fallback:"), 'the field "fallback" is missing'),
    "an id unlike the file name": (change(DRF, "id: drf_39393", "id: police_15"), "It must be the name of the file"),
    "the same field twice": (change(DRF, "kind: counselling", "kind: counselling\nkind: legal"), "a second time"),
    "an unknown field": (change(DRF, "operator: ", "operater: "), "Did you mean operator"),
    "a missing language": (change(DRF, "  ur-Latn: Digital", "  ur-latn: Digital"), '"ur-Latn" is missing or empty'),
    "a low confidence without a note": (
        change("helplines/chhipa_1020.yaml", "use: hold", "use: backup"),
        'the text "does" is missing',
    ),
    "broken YAML": (change(DRF, "kind: counselling", "kind: [counselling"), "is not closed"),
    "a tab": (change(DRF, "kind: counselling", "kind:\n\tcounselling"), "tab"),
    "an unknown helpline in the table": (change("routes.yaml", "[police_15, rescue_1122]", "[police_16]"), "police_15"),
    "an intent without helplines": (change("routes.yaml", ", ask_grooming", ""), 'the intent "ask_grooming" has no'),
    "an intent named twice": (
        change("routes.yaml", "[ask_reporting]", "[ask_reporting, ask_law]"),
        'the intent "ask_law" is named a second time',
    ),
    "an unknown intent": (change("routes.yaml", "[ask_reporting]", "[ask_reports]"), "Did you mean ask_reporting"),
    "a situation blank in a region": (
        change("routes.yaml", "  child: [bank_first, CYBERCRIME, pta_9000]", "  child: [sindh_1094]"),
        'no helpline is left for "punjab"',
    ),
    "a floor that can expire": (change("routes.yaml", "floor: [police_station", "floor: [police_15"), "can expire"),
    "a region without a name": (change("reasons.yaml", "  ajk: {", "  azad: {"), 'the text "ajk" is missing'),
    "a reason in one language only": (change("reasons.yaml", "  ur-Latn: har mulk ke liye\n", ""), "ur-Latn"),
    "a holiday that ends before it begins": (
        change("holidays.yaml", "to: 2027-03-12", "to: 2027-03-02"),
        "before the first",
    ),
    "an unknown kind of holiday": (
        change("holidays.yaml", ", kind: eid", ", kind: party"),
        "It must be one of: public, eid",
    ),
    "a missing table": (lambda content: (content / "routes.yaml").unlink(), "the file is missing"),
    "an empty directory": (lambda content: shutil.rmtree(content / "helplines"), "there is no helpline"),
    "another encoding": (
        lambda content: (content / DRF).write_bytes("name: café".encode("latin-1")),
        "not in the encoding UTF-8",
    ),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_damage_is_a_readable_fault(copy: Path, damage: str) -> None:
    spoil, expected = DAMAGES[damage]
    spoil(copy)
    desk, faults = load_helplines(copy)
    assert desk is None
    told = [fault.text() for fault in faults]
    assert any(expected in line for line in told), told
    assert all(fault.line >= 1 and fault.column >= 1 and fault.mend for fault in faults)
    assert all("%(" not in line and ".." not in line for line in told), told


def test_a_fault_names_file_line_and_column(copy: Path) -> None:
    change(DRF, "kind: counselling", "kind: counceling")(copy)
    number = (copy / DRF).read_text(encoding="utf-8").splitlines().index("kind: counceling") + 1
    _, faults = load_helplines(copy)
    assert faults[0].text().startswith(f'{DRF}:{number}:7: "kind" is "counceling".')
    assert faults[0].text().endswith("Did you mean counselling.")


def test_the_real_content_has_no_faults_and_keeps_entries_on_hold_for_staff(copy: Path) -> None:
    desk, faults = load_helplines(copy)
    assert [fault.text() for fault in faults] == []
    assert desk is not None
    assert desk.directory.helplines["fia_1991"].use == "superseded"
    assert "chhipa_1020" not in desk.directory.shown(TODAY)


def test_an_expired_entry_is_no_fault_when_loading_but_staff_are_told(copy: Path) -> None:
    assert past_dates(copy, date(2027, 1, 22)) == []
    told = [fault.text() for fault in past_dates(copy, date(2027, 2, 23))]
    assert any(
        line.startswith(f"{DRF}:") and "2027-02-22" in line and "mehfooz helplines checked" in line for line in told
    )
    assert load_helplines(copy)[1] == []


def test_recording_a_check_moves_the_last_day_on(copy: Path) -> None:
    assert record_check(copy, "drf_39393", TODAY, TODAY) == "drf_39393: dialled on 2026-12-01, shown until 2027-03-03"
    desk, _ = load_helplines(copy)
    assert desk is not None
    entry = desk.directory.helplines["drf_39393"]
    assert (entry.checked_on, entry.dialled_on, entry.stop_showing_after) == (TODAY, TODAY, date(2027, 3, 3))
    assert "a year ahead" in (copy / "helplines/police_15.yaml").read_text(encoding="utf-8")
    assert record_check(copy, "police_15", TODAY, TODAY).endswith("shown until 2027-11-22")


@pytest.mark.parametrize(
    ("name", "day", "why"),
    [
        ("nobody", TODAY, "there is no helpline"),
        ("../routes", TODAY, "there is no helpline"),
        ("drf_39393", date(2027, 1, 1), "in the future"),
    ],
)
def test_a_wrong_check_is_refused(copy: Path, name: str, day: date, why: str) -> None:
    with pytest.raises(CheckRefused, match=why):
        record_check(copy, name, day, TODAY)


def test_a_check_never_leaves_a_broken_directory(copy: Path) -> None:
    change("helplines/umang.yaml", "kind: counselling", "kind: counceling")(copy)
    before = (copy / DRF).read_bytes()
    with pytest.raises(CheckRefused, match="has faults"):
        record_check(copy, "drf_39393", TODAY, TODAY)
    assert (copy / DRF).read_bytes() == before
