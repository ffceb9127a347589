"""The preview of the guidance in a browser: three languages side by side, findings, changes, reload on save."""

import shutil
import subprocess
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import date
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Page, expect

from bot.adapters.phrases import Catalogues
from bot.preview.server import Preview, running_preview
from tests.conftest import ROOT

Screenshot = Callable[[str], Awaitable[Path]]
CARD = "disclose_sextortion"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A copy of the real content, released with git, that a test may change."""
    shutil.copytree(ROOT / "content", tmp_path / "content")
    for command in ("init -q", "add .", "-c user.name=t -c user.email=t@example.org commit -qm one", "tag v1.0"):
        subprocess.run(["git", "-C", tmp_path, *command.split()], check=True)
    return tmp_path / "content"


@pytest_asyncio.fixture(loop_scope="session")
async def address(content: Path) -> AsyncIterator[str]:
    """A running preview of that copy."""
    preview = Preview(content, Catalogues(ROOT / "locales"), lambda: date(2026, 11, 22), ROOT / "locales")
    async with running_preview(preview, 0) as running:
        yield running


async def open_card(page: Page, address: str) -> None:
    await page.set_viewport_size({"width": 1440, "height": 1000})
    await page.goto(f"{address}/#{CARD}")
    await expect(page.locator("#name")).to_have_text(CARD)


async def test_a_card_stands_in_three_languages(page: Page, address: str, screenshot: Screenshot) -> None:
    await open_card(page, address)
    columns = page.locator("#columns article")
    await expect(columns).to_have_count(3)
    assert await columns.nth(1).get_attribute("lang") == "ur"
    direction = "element => getComputedStyle(element).direction"
    assert await columns.nth(1).locator(".bubble p").first.evaluate(direction) == "rtl"
    assert await columns.nth(0).locator(".bubble p").first.evaluate(direction) == "ltr"
    await screenshot("preview-card")


async def test_a_button_leads_to_its_card(page: Page, address: str) -> None:
    await open_card(page, address)
    first = page.locator("#columns article").nth(0)
    await first.locator('.keys button:not([title*="In the chat"])').first.click()
    await expect(page.locator("#name")).not_to_have_text(CARD)


async def test_adults_see_their_own_text(page: Page, address: str, screenshot: Screenshot) -> None:
    await open_card(page, address)
    before = await page.locator("#columns article").nth(0).inner_text()
    await page.get_by_role("button", name="Adult", exact=True).click()
    assert await page.locator("#columns article").nth(0).inner_text() != before
    await screenshot("preview-adult")


async def test_a_save_shows_at_once_with_its_finding(
    page: Page, address: str, content: Path, screenshot: Screenshot
) -> None:
    await open_card(page, address)
    path = next((content / "cards").glob(f"*/{CARD}/en.md"))
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("## child\n", "## child\nThis is a new line, call 0300 1234567.\n", 1), encoding="utf-8"
    )
    first = page.locator("#columns article").nth(0)
    await expect(first).to_contain_text("This is a new line", timeout=20_000)
    await expect(page.locator("#faults")).to_contain_text("a telephone number stands in the text")
    await expect(page.locator("#changes")).to_contain_text("This is a new line")
    await page.locator("#language").select_option("ur")
    await expect(page.locator("#faults")).to_contain_text("متن میں فون نمبر لکھا ہے")
    await screenshot("preview-finding")


async def test_the_preview_fits_a_phone(page: Page, address: str, screenshot: Screenshot) -> None:
    await page.goto(f"{address}/#{CARD}")
    await expect(page.locator("#name")).to_have_text(CARD)
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    await screenshot("preview-phone")


async def test_another_site_cannot_read_it(page: Page, address: str) -> None:
    answer = await page.request.get(f"{address}/api/overview", headers={"Host": "evil.example"})
    assert answer.status == 403
