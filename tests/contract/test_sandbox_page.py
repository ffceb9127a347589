"""The routes of the chat page: what they do, and whom they refuse."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup

from bot.sandbox.box import SANDBOX_TOKEN, Sandbox


@pytest.fixture
async def browser(box: Sandbox) -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession(box.address) as session:
        yield session


async def events(answer: aiohttp.ClientResponse) -> AsyncIterator[dict[str, Any]]:
    async for line in answer.content:
        if line.startswith(b"data: "):
            yield json.loads(line[6:])


@pytest.mark.parametrize("path", ["/", "/static/chat.css", "/static/chat.js", "/static/icon.svg"])
async def test_the_page_and_its_parts_come_from_here_alone(browser: aiohttp.ClientSession, path: str) -> None:
    async with browser.get(path) as answer:
        assert answer.status == 200
        assert answer.headers["Content-Security-Policy"].startswith("default-src 'self'")
        body = (await answer.text()).replace("http://www.w3.org/2000/svg", "")
    assert "http://" not in body
    assert "//cdn" not in body


@pytest.mark.parametrize("path", ["/static/secret", "/static/..%2Fpage.py", "/page/files/none", "/page/5/about"])
async def test_what_is_not_there(browser: aiohttp.ClientSession, path: str) -> None:
    async with browser.get(path) as answer:
        assert answer.status == 404


@pytest.mark.parametrize(
    "headers", [{"Host": "evil.example"}, {"Origin": "http://evil.example"}, {"Origin": "http://127.0.0.1:1"}]
)
async def test_other_sites_cannot_reach_in(
    box: Sandbox, browser: aiohttp.ClientSession, headers: dict[str, str]
) -> None:
    person = box.person()
    async with browser.post(f"/page/{person.id}/do", json={"do": "say", "text": "a"}, headers=headers) as answer:
        assert answer.status == 403
    assert person.messages == []


async def test_deeds_become_updates(box: Sandbox, browser: aiohttp.ClientSession, client: Bot) -> None:
    person = box.person()

    async def do(**deed: Any) -> int:
        async with browser.post(f"/page/{person.id}/do", json=deed) as answer:
            return answer.status

    assert await do(do="say", text="سلام") == 200
    await client.send_message(
        person.id, "hi", reply_markup=InlineKeyboardMarkup.from_button(InlineKeyboardButton("b", callback_data="d"))
    )
    assert await do(do="press", id=person.last.id, data="d") == 200
    assert await do(do="edit", id=person.messages[0].id, text="salam") == 200
    assert await do(do="file", kind="sticker") == 200
    assert await do(do="delete", id=person.messages[0].id) == 200
    said, pressed, edited, sticker = await client.get_updates()
    assert said.message
    assert said.message.text == "سلام"
    assert pressed.callback_query
    assert pressed.callback_query.data == "d"
    assert edited.edited_message
    assert edited.edited_message.text == "salam"
    assert sticker.message
    assert sticker.message.sticker
    for wrong in ({"do": "fly"}, {"do": "edit", "id": 77, "text": "a"}, {"do": "file", "kind": "gold"}, {"do": "say"}):
        assert await do(**wrong) == 400


async def test_a_stream_begins_with_everything_and_follows(
    box: Sandbox, browser: aiohttp.ClientSession, client: Bot
) -> None:
    person = box.person()
    person.says("one")
    async with browser.get(f"/page/{person.id}/events") as answer:
        stream = events(answer)
        begin = await anext(stream)
        assert [message["text"] for message in begin["messages"]] == ["one"]
        sent = await client.send_message(person.id, "two", disable_notification=True)
        news = await anext(stream)
        assert (news["message"]["text"], news["message"]["bot"]) == ("two", True)
        await client.delete_message(person.id, sent.message_id)
        assert await anext(stream) == {"event": "deleted", "id": sent.message_id}
        box.person().says("somebody else")
        await client.send_chat_action(person.id, "typing")
        assert (await anext(stream))["event"] == "action"


async def test_people_can_be_added(browser: aiohttp.ClientSession, client: Bot) -> None:
    await client.set_my_description("about", language_code="ur")
    async with browser.post("/page/people", json={"language": "ur-PK"}) as answer:
        number = (await answer.json())["id"]
    async with browser.get("/page/people") as answer:
        assert [person["id"] for person in await answer.json()] == [number]
    async with browser.get(f"/page/{number}/about") as answer:
        assert (await answer.json())["description"] == "about"


async def test_voices_of_the_bot_can_be_played(box: Sandbox, browser: aiohttp.ClientSession, client: Bot) -> None:
    person = box.person()
    person.says("one")
    sent = await client.send_voice(person.id, b"OggS-sound")
    assert sent.voice
    async with browser.get(f"/page/files/{sent.voice.file_id}") as answer:
        assert (answer.content_type, await answer.read()) == ("audio/ogg", b"OggS-sound")


async def test_open_pages_and_polls_do_not_hold_up_the_end() -> None:
    box = Sandbox()
    async with box, aiohttp.ClientSession(box.address) as browser:
        poll = asyncio.ensure_future(browser.get(f"/bot{SANDBOX_TOKEN}/getUpdates?timeout=30"))
        async with browser.get(f"/page/{box.person().id}/events") as answer:
            await anext(events(answer))
            await asyncio.wait_for(box.__aexit__(None, None, None), 2)
        await asyncio.gather(poll, return_exceptions=True)
