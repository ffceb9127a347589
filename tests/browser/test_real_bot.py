"""The real bot in a real browser at phone width: a boy, a mother and an English speaker, as they would see it."""

import re
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Locator, Page, expect

from bot.sandbox.box import Sandbox
from bot.sandbox.people import Person
from bot.settings import read_settings
from tests.conftest import ROOT
from tests.support.real_bot import running_bot

Screenshot = Callable[[str], Awaitable[Path]]

NOW = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)
"""A Tuesday, 11 in the morning in Pakistan: most lines are open."""
BOY = "koi mujhy insta pe blakmail kr rha he, karachi se hun"
MOTHER = "میری بیٹی کو کوئی آدمی انسٹاگرام پر بلیک میل کر رہا ہے، تصویریں پھیلانے کی دھمکی دیتا ہے، لاہور سے ہوں"
ENGLISH = "someone is blackmailing me on instagram and wants money, i am 15, from islamabad"
MIRRORED = """paragraph => {
  const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
  const left = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode())
    [...node.data].forEach((letter, place) => {
      if (!/[0-9-]/.test(letter)) return;
      const range = document.createRange();
      range.setStart(node, place);
      range.setEnd(node, place + 1);
      left.push(range.getBoundingClientRect().left);
    });
  return left;
}"""
"""Where each digit and hyphen of a paragraph stands, in the order of the text."""
ONLY_NUMBER = re.compile(r"^\u2066[\d-]+\u2069$")


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def street(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Sandbox]:
    """A sandbox with the running bot, shared by the tests of this file."""
    database = tmp_path_factory.mktemp("browser") / "mehfooz.db"
    settings = read_settings({"DATABASE_URL": f"sqlite:///{database}"}, ROOT)
    async with Sandbox() as box, running_bot(settings, box, lambda: NOW):
        yield box


@pytest_asyncio.fixture(loop_scope="session")
async def person(street: Sandbox, page: Page) -> Person:
    """Somebody new, whose chat the page shows."""
    somebody = street.person(language="ur")
    await page.goto(f"{street.address}/#{somebody.id}")
    await expect(page.get_by_role("button", name="START")).to_be_visible()
    return somebody


async def write(page: Page, text: str) -> None:
    await page.get_by_label("Message", exact=True).fill(text)
    await page.get_by_label("Send", exact=True).click()


def answers(page: Page) -> Locator:
    return page.locator(".message.bot")


async def press(page: Page, label: str) -> None:
    """Press the newest button with this label and wait until the bot has answered with another message."""
    before = await answers(page).count()
    await page.locator(".keys button", has_text=re.compile(f"^{re.escape(label)}$")).last.click()
    await expect(answers(page).nth(before)).to_be_visible()


async def directions(paragraphs: Locator) -> set[str]:
    return set(await paragraphs.evaluate_all("all => all.map(one => getComputedStyle(one).direction)"))


async def fits(page: Page) -> bool:
    """Say whether nothing has to be moved sideways to be read."""
    widths: list[int] = await page.evaluate(
        "[document.documentElement, document.querySelector('#chat')].map(one => one.scrollWidth - innerWidth)"
    )
    return max(widths) <= 0


async def to_top(message: Locator) -> None:
    await message.evaluate("one => one.scrollIntoView({ block: 'start' })")


@pytest.mark.usefixtures("person")
async def test_the_boy_is_answered_in_roman_urdu_with_the_lines_of_sindh(page: Page, screenshot: Screenshot) -> None:
    await write(page, BOY)
    await expect(answers(page).nth(1)).to_be_visible()
    await expect(answers(page).nth(2)).to_be_visible()
    first = answers(page).first.locator(".bubble")
    assert await directions(first.locator("p")) == {"ltr"}
    assert not re.search("[\u0600-\u06ff]", await first.inner_text())
    await expect(answers(page).nth(1)).to_contain_text("Sindh")
    await expect(answers(page).nth(1)).to_contain_text("1799")
    assert await fits(page)
    await to_top(page.locator(".message.mine"))
    await screenshot("real-boy-roman-urdu")
    await to_top(answers(page).nth(1))
    await screenshot("real-boy-numbers")


@pytest.mark.usefixtures("person")
async def test_the_mother_reads_urdu_from_right_to_left(page: Page, screenshot: Screenshot) -> None:
    await write(page, MOTHER)
    await expect(answers(page).nth(1)).to_be_visible()
    told = answers(page).first.locator(".bubble p").filter(has_text=re.compile("[\u0600-\u06ff]"))
    assert await directions(told) == {"rtl"}
    await expect(answers(page).nth(1)).to_contain_text("پنجاب")
    assert await directions(page.locator(".keys button").filter(has_text=re.compile("[\u0600-\u06ff]"))) == {"rtl"}
    assert await fits(page)
    await to_top(page.locator(".message.mine"))
    await screenshot("real-mother-urdu")


@pytest.mark.usefixtures("person")
async def test_numbers_in_urdu_stand_alone_and_read_from_left_to_right(page: Page, screenshot: Screenshot) -> None:
    await write(page, MOTHER)
    await expect(answers(page).nth(1)).to_be_visible()
    numbers = answers(page).nth(1).locator(".bubble p").filter(has_text=ONLY_NUMBER)
    assert await numbers.count() >= 2
    for place in range(await numbers.count()):
        lefts = await numbers.nth(place).evaluate(MIRRORED)
        assert len(lefts) >= 2
        assert lefts == sorted(lefts)
    await to_top(answers(page).nth(1))
    await screenshot("real-numbers-urdu")


@pytest.mark.usefixtures("person")
async def test_next_numbers_and_language_by_buttons(page: Page, screenshot: Screenshot) -> None:
    await write(page, ENGLISH)
    await expect(answers(page).nth(1)).to_be_visible()
    first = await answers(page).first.locator(".bubble p").first.inner_text()
    await press(page, "Next ▸")
    second = await answers(page).last.locator(".bubble p").first.inner_text()
    assert second != first
    await press(page, "📞 Numbers")
    await expect(answers(page).last).to_contain_text("Islamabad")
    await screenshot("real-english")
    await press(page, "☰ Menu")
    await press(page, "🌐 Language")
    await press(page, "اردو")
    menu = answers(page).last
    await expect(menu.locator(".keys button").first).to_have_css("direction", "rtl")
    assert await directions(menu.locator(".bubble p").filter(has_text=re.compile("[\u0600-\u06ff]"))) == {"rtl"}
    await screenshot("real-menu-urdu")


async def test_a_pressed_button_stops_waiting(page: Page, person: Person) -> None:
    await write(page, ENGLISH)
    await expect(answers(page).nth(1)).to_be_visible()
    await press(page, "Next ▸")
    await expect(page.locator(".keys button.waiting")).to_have_count(0)
    assert person.notices


async def test_another_person_sees_nothing_of_the_first(page: Page, street: Sandbox, person: Person) -> None:
    await write(page, BOY)
    await expect(answers(page).nth(1)).to_be_visible()
    await page.get_by_role("button", name="New person").click()
    await expect(page.locator(".message")).to_have_count(0)
    await write(page, "what can you do")
    await expect(answers(page)).to_have_count(1)
    await expect(answers(page)).not_to_contain_text("Sindh")
    mine = list(street.people).index(person.id) + 1
    await page.get_by_role("button", name=f"Person {mine}", exact=True).click()
    await expect(page.locator(".message.mine")).to_contain_text(BOY)


@pytest.mark.usefixtures("person")
async def test_leaving_empties_the_chat_on_the_screen(page: Page) -> None:
    await write(page, BOY)
    await expect(answers(page).nth(1)).to_be_visible()
    await write(page, "bas")
    await expect(page.locator(".message.mine")).to_have_count(0)
    await expect(answers(page)).to_have_count(1)
    await expect(page.locator("#chat")).not_to_contain_text("insta")


@pytest.mark.usefixtures("person")
async def test_the_bot_introduces_itself_before_the_first_message(page: Page, screenshot: Screenshot) -> None:
    await expect(page.locator(".about")).to_contain_text(re.compile("[\u0600-\u06ff]"))
    await expect(page.locator(".people button[aria-pressed=true]")).to_be_in_viewport(ratio=0.9)
    await screenshot("real-introduction")
    await page.get_by_role("button", name="START").click()
    await expect(answers(page)).to_have_count(1)
    await expect(answers(page).locator(".keys button").first).to_be_visible()
    assert await fits(page)
    await screenshot("real-start-urdu")


@pytest.mark.usefixtures("person")
async def test_the_nearest_office_is_found_by_the_name_of_a_town(page: Page, screenshot: Screenshot) -> None:
    await write(page, MOTHER)
    await expect(page.locator(".keys button", has_text="دفتر کہاں ہے؟").last).to_be_visible()
    await press(page, "دفتر کہاں ہے؟")
    await expect(answers(page).last).to_contain_text("قریب ترین دفتر پہلے آئے گا")
    await write(page, "سیالکوٹ")
    await expect(answers(page).last).to_contain_text("گوجرانوالہ")
    await expect(answers(page).last).not_to_contain_text("ملتان")
    await screenshot("nearest-office-urdu")
