"""The chat page in a real browser, with a scripted bot instead of Mehfooz."""

import asyncio
import contextlib
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Locator, Page, expect
from telegram import Bot, BotCommand, InlineKeyboardButton, InlineKeyboardMarkup, MessageEntity, Update

from bot.sandbox.box import Sandbox
from bot.sandbox.people import Person
from tests.support.bot_api import answer_all
from tools.browser import has_font

Screenshot = Callable[[str], Awaitable[Path]]

MIXED = "یہ آپ کا قصور نہیں۔\nNothing here is your fault.\nنمبر: \u2066+92 51 1234567\u2069 اور \u2066042-1234567\u2069"

ORDER = """(paragraph, number) => {
  const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const start = node.data.indexOf(number);
    if (start < 0) continue;
    return [...number].map((_, place) => {
      const range = document.createRange();
      range.setStart(node, start + place);
      range.setEnd(node, start + place + 1);
      return range.getBoundingClientRect().left;
    });
  }
}"""
"""Where each letter of a number stands, from the left edge of the window."""


def keyboard(*rows: list[str]) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup([[InlineKeyboardButton(label, callback_data=label) for label in row] for row in rows])


async def echo(bot: Bot, update: Update) -> None:
    """Echo with two rows of buttons; a press changes the message and gives a notice."""
    if update.message:
        text = update.message.text or update.message.caption or "a file"
        await bot.send_message(update.message.chat.id, text, reply_markup=keyboard(["ہاں", "نہیں"], ["Later"]))
    query = update.callback_query
    if query and query.message:
        await bot.answer_callback_query(query.id, f"noted {query.data}")
        await bot.edit_message_text(f"You chose {query.data}", query.message.chat.id, query.message.message_id)


@pytest_asyncio.fixture(loop_scope="session")
async def echoing(client: Bot) -> AsyncIterator[None]:
    task = asyncio.ensure_future(answer_all(client, echo))
    yield
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task


@pytest_asyncio.fixture(loop_scope="session")
async def person(box: Sandbox, page: Page) -> Person:
    """A person whose chat the page shows; a second one is there too."""
    first = box.person()
    box.person()
    await page.goto(box.address)
    await expect(page.get_by_role("button", name="START")).to_be_visible()
    return first


async def write(page: Page, text: str) -> None:
    await page.get_by_label("Message", exact=True).fill(text)
    await page.get_by_label("Send", exact=True).click()


def bubbles(page: Page, whose: str) -> Locator:
    return page.locator(f".message.{whose} .bubble")


async def box_of(locator: Locator) -> tuple[float, float]:
    """Return the left and right edge of an element."""
    found = await locator.bounding_box()
    assert found
    return found["x"], found["x"] + found["width"]


@pytest.mark.usefixtures("echoing", "person")
async def test_what_is_written_stands_right_and_the_answer_left(page: Page) -> None:
    await write(page, "salam")
    await expect(bubbles(page, "mine")).to_contain_text("salam")
    await expect(bubbles(page, "bot")).to_contain_text("salam")
    mine, bots = await box_of(bubbles(page, "mine")), await box_of(bubbles(page, "bot"))
    assert mine[0] > bots[0]
    assert mine[1] > bots[1]
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.usefixtures("echoing")
async def test_buttons_stand_in_rows_and_answer(page: Page, person: Person) -> None:
    await write(page, "salam")
    yes, no, later = (page.get_by_role("button", name=name, exact=True) for name in ("ہاں", "نہیں", "Later"))
    await expect(later).to_be_visible()
    tops = [found["y"] for one in (yes, no, later) if (found := await one.bounding_box())]
    assert tops[0] == tops[1] < tops[2]
    await no.click()
    await expect(page.get_by_role("status")).to_have_text("noted نہیں")
    await expect(bubbles(page, "bot")).to_contain_text("You chose نہیں")
    await expect(later).to_have_count(0)
    assert person.notices == ["noted نہیں"]


async def test_each_paragraph_has_its_own_direction(page: Page, person: Person, client: Bot) -> None:
    person.says("salam")
    await client.send_message(person.id, MIXED)
    paragraphs = bubbles(page, "bot").locator("p")
    await expect(paragraphs).to_have_count(3)
    directions = await paragraphs.evaluate_all("all => all.map(one => getComputedStyle(one).direction)")
    assert directions == ["rtl", "ltr", "rtl"]


@pytest.mark.parametrize("number", ["+92 51 1234567", "042-1234567"])
async def test_numbers_read_from_left_to_right_in_urdu(
    page: Page, person: Person, client: Bot, number: str, screenshot: Screenshot
) -> None:
    person.says("salam")
    await client.send_message(person.id, MIXED)
    places = await bubbles(page, "bot").locator("p").nth(2).evaluate(f"paragraph => ({ORDER})(paragraph, '{number}')")
    assert len(places) == len(number)
    assert places == sorted(places)
    await screenshot("page-numbers-in-urdu")


async def test_numbers_can_be_tapped(page: Page, person: Person, client: Bot) -> None:
    person.says("salam")
    await client.send_message(person.id, "Call 1121 or +92 51 1234567", entities=[MessageEntity("code", 5, 4)])
    await page.get_by_role("button", name="1121").click()
    await expect(page.get_by_role("status")).to_have_text("Copied")
    assert await page.evaluate("navigator.clipboard.readText()") == "1121"
    await expect(page.get_by_role("link", name="+92 51 1234567")).to_have_attribute("href", "tel:+92511234567")


async def test_entities_nest_and_count_utf16(page: Page, person: Person, client: Bot) -> None:
    person.says("salam")
    both = [MessageEntity("bold", 3, 9), MessageEntity("italic", 8, 4)]
    await client.send_message(person.id, "😀 bold both end", entities=both)
    await expect(bubbles(page, "bot").locator("strong")).to_have_text("bold both")
    await expect(bubbles(page, "bot").locator("strong em")).to_have_text("both")


@pytest.mark.usefixtures("echoing")
async def test_people_have_chats_of_their_own(page: Page, person: Person, client: Bot) -> None:
    await write(page, "of the first")
    await expect(bubbles(page, "bot")).to_contain_text("of the first")
    await page.get_by_role("button", name="Person 2").click()
    await expect(page.get_by_role("button", name="START")).to_be_visible()
    await expect(page.get_by_text("of the first")).to_have_count(0)
    await write(page, "of the second")
    await expect(bubbles(page, "bot")).to_contain_text("of the second")
    await client.send_message(person.id, "later, to the first")
    await expect(page.locator(".message")).to_have_count(2)
    await page.get_by_role("button", name="Person 1").click()
    await expect(bubbles(page, "bot").last).to_contain_text("later, to the first")
    await page.get_by_role("button", name="New person").click()
    await expect(page.get_by_role("button", name="Person 3")).to_have_attribute("aria-pressed", "true")
    await expect(page.locator(".message")).to_have_count(0)


async def test_a_reload_shows_the_chat_again(page: Page, person: Person, client: Bot) -> None:
    person.says("salam")
    await client.send_message(person.id, "still here")
    await page.reload()
    await expect(page.locator(".message")).to_have_count(2)


@pytest.mark.usefixtures("echoing")
async def test_own_messages_can_be_edited_and_deleted(page: Page, person: Person) -> None:
    await write(page, "one")
    mine = bubbles(page, "mine")
    await mine.get_by_role("button", name="edit").click()
    await expect(page.get_by_label("Message", exact=True)).to_have_value("one")
    await write(page, "two")
    await expect(mine).to_contain_text("two")
    await expect(mine).to_contain_text("edited")
    await mine.get_by_role("button", name="delete").click()
    await expect(mine).to_have_count(0)
    assert [message.by_bot for message in person.messages] == [True]


async def test_what_the_bot_deletes_is_gone(page: Page, person: Person, client: Bot) -> None:
    said = person.says("salam")
    sent = await client.send_message(person.id, "hello")
    await expect(page.locator(".message")).to_have_count(2)
    await client.delete_messages(person.id, [said.id, sent.message_id])
    await expect(page.locator(".message")).to_have_count(0)
    await expect(page.get_by_role("button", name="START")).to_be_visible()


async def test_files_and_voices(page: Page, person: Person, client: Bot) -> None:
    for kind in ("sticker", "photo"):
        await page.get_by_label("Send a file").click()
        await page.locator("#files").get_by_role("button", name=kind).click()
        await expect(page.locator(f".message.mine.{kind}")).to_be_visible()
    await client.send_voice(person.id, b"OggS-sound")
    player = page.locator(".message.bot audio")
    await expect(player).to_have_attribute("src", re.compile(r"^/page/files/file\d+$"))
    assert [message.kind for message in person.messages] == ["sticker", "photo", "voice"]


async def test_commands_and_description_of_the_bot(page: Page, person: Person, client: Bot) -> None:
    await client.set_my_description("محفوظ")
    await client.set_my_commands([BotCommand("help", "What this is")])
    await expect(page.get_by_text("محفوظ")).to_be_visible()
    await page.get_by_label("Commands").click()
    await page.get_by_role("button", name="What this is").click()
    await expect(bubbles(page, "mine")).to_contain_text("/help")
    assert person.messages[0].text == "/help"


async def test_markup_is_only_text(page: Page, person: Person, client: Bot) -> None:
    person.says("<img src=x onerror=alert(1)>")
    await client.send_message(
        person.id, "<b>no</b> javascript", entities=[MessageEntity("text_link", 0, 4, "javascript:1")]
    )
    await expect(bubbles(page, "mine")).to_contain_text("<img src=x onerror=alert(1)>")
    await expect(bubbles(page, "bot")).to_contain_text("<b>no</b>")
    await expect(page.locator(".bubble img, .bubble b, .bubble a")).to_have_count(0)


async def test_the_longest_message_fits_and_the_end_is_in_sight(page: Page, person: Person, client: Bot) -> None:
    person.says("salam")
    await client.send_message(person.id, ("لفظ" * 40 + " word " * 20) * 17)
    await client.send_message(person.id, "the end", reply_markup=keyboard(["ok"]))
    await expect(page.get_by_role("button", name="ok", exact=True)).to_be_in_viewport()
    assert await page.evaluate("document.querySelector('#chat').scrollWidth <= innerWidth")


async def test_urdu_is_set_in_an_urdu_font(page: Page, person: Person, client: Bot, screenshot: Screenshot) -> None:
    if not has_font("Noto Nastaliq Urdu"):
        pytest.skip("no Urdu font on this machine (fonts-noto-core)")
    person.says("مجھے مدد چاہیے")
    await client.send_message(person.id, MIXED, reply_markup=keyboard(["ہاں", "نہیں"], ["Later"]))
    await expect(bubbles(page, "bot")).to_be_visible()
    devtools = await page.context.new_cdp_session(page)
    await devtools.send("DOM.enable")
    await devtools.send("CSS.enable")
    root = (await devtools.send("DOM.getDocument"))["root"]["nodeId"]
    node = await devtools.send("DOM.querySelector", {"nodeId": root, "selector": ".message.bot p"})
    fonts = (await devtools.send("CSS.getPlatformFontsForNode", node))["fonts"]
    assert "Noto Nastaliq Urdu" in {font["familyName"] for font in fonts}
    await screenshot("page-urdu")
