"""The picture cards: every platform's steps in both scripts, nothing cut off, Urdu set from the right."""

import asyncio
import struct
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from playwright.async_api import Page

from bot.core.intents import PLATFORMS
from tests.conftest import ROOT
from tools.picture_cards import WIDTH, draw, page_of, platform_cards

CARDS = platform_cards(ROOT / "content")


def test_every_platform_has_a_picture_card() -> None:
    assert {card.form.platform for card in CARDS} == set(PLATFORMS)


async def test_nothing_is_cut_off_and_each_script_runs_its_way(page: Page) -> None:
    await page.set_viewport_size({"width": WIDTH, "height": 800})
    for card in CARDS:
        await page.set_content(page_of(card))
        assert await page.evaluate("document.documentElement.scrollWidth") == WIDTH, card.id
        for name, direction in ((".urdu.text", "rtl"), (".latin", "ltr"), (".path", "ltr")):
            found = page.locator(name)
            if await found.count():
                assert await found.first.evaluate("element => getComputedStyle(element).direction") == direction


async def test_a_card_in_both_scripts(page: Page, screenshot: Callable[[str], Awaitable[Path]]) -> None:
    await page.set_viewport_size({"width": WIDTH, "height": 1400})
    await page.set_content(page_of(next(card for card in CARDS if card.id == "privacy_whatsapp")))
    assert await page.locator("section").count() > 2
    await screenshot("picture-card-whatsapp")


async def test_a_picture_is_drawn(page: Page, chromium: str, tmp_path: Path) -> None:
    assert page
    (path,) = await asyncio.to_thread(draw, CARDS[:1], tmp_path / "cards", chromium)
    data = path.read_bytes()
    assert data.startswith(b"\x89PNG")
    width, height = struct.unpack(">II", data[16:24])
    assert width == WIDTH
    assert height > 500


@pytest.mark.parametrize("card", CARDS, ids=lambda card: card.id)
def test_no_telephone_number_is_drawn(card: object) -> None:
    assert "{helplines}" not in page_of(card)  # type: ignore[arg-type]
