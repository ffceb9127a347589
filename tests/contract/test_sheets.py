"""The printable sheet of a region, and its PDF where Chromium is on the machine."""

from datetime import date
from pathlib import Path

import pytest

from bot.adapters.directory_files import load_helplines
from bot.adapters.sheets import find_browser, sheet_html, sheet_lines, write_pdf
from bot.core.intents import REGIONS
from bot.core.routing import HelplineDesk

TODAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def desk() -> HelplineDesk:
    found, _ = load_helplines(Path(__file__).parents[2] / "content")
    assert found is not None
    return found


def phrases(locale: str, name: str, **values: object) -> str:
    return f"[{locale} {name} {' '.join(map(str, values.values()))}]"


@pytest.mark.parametrize("region", REGIONS)
def test_a_sheet_holds_the_numbers_of_its_region_in_both_scripts(desk: HelplineDesk, region: str) -> None:
    page = sheet_html(desk, region, TODAY, phrases)
    lines = sheet_lines(desk, region, TODAY)
    assert lines
    for line in lines:
        assert line.serves(region)
        assert line.names["ur"] in page
        assert line.contacts_in(region)[0].value in page
    assert page.count('dir="ltr"') == len(lines)
    assert "[en sheet.valid 2026-11-22 2027-02-22]" in page


def test_a_sheet_leaves_out_what_is_unsure_or_of_another_province(desk: HelplineDesk) -> None:
    names = [line.id for line in sheet_lines(desk, "sindh", TODAY)]
    assert "scpa_1121_sindh" in names
    assert not {"cpwb_1121_punjab", "umang", "rozan", "chhipa_1020"} & set(names)


def test_the_sheet_can_be_printed(desk: HelplineDesk, tmp_path: Path) -> None:
    browser = find_browser()
    if not browser:
        pytest.skip("no Chromium on this machine: the PDF was not made")
    target = tmp_path / "sheet.pdf"
    write_pdf(sheet_html(desk, "punjab", TODAY, phrases), target, browser)
    assert target.read_bytes().startswith(b"%PDF")


def test_a_browser_that_fails_is_one_clear_error(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="could not print"):
        write_pdf("<p>", tmp_path / "sheet.pdf", "/bin/false")
