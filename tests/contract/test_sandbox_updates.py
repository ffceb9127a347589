"""The sandbox hands out updates as Telegram does: long polling, confirming, webhooks."""

import asyncio
from typing import Any

import pytest
from aiohttp import web
from telegram import Bot, Update
from telegram.error import BadRequest, Conflict

from bot.sandbox.box import Sandbox
from bot.sandbox.receiving import SECRET_HEADER
from tests.support.bot_api import client_of


def texts(updates: tuple[Update, ...]) -> list[str]:
    return [update.message.text or "" for update in updates if update.message]


async def test_updates_stay_until_an_offset_confirms_them(box: Sandbox, client: Bot) -> None:
    person = box.person()
    for text in ("a", "b", "c"):
        person.says(text)
    first = await client.get_updates(limit=2)
    assert texts(first) == texts(await client.get_updates(limit=2)) == ["a", "b"]
    assert texts(await client.get_updates(offset=first[1].update_id)) == ["b", "c"]
    assert texts(await client.get_updates(offset=-1)) == ["c"]
    assert await client.get_updates(offset=first[1].update_id + 2) == ()
    assert len(box.world.updates) == 0


async def test_a_waiting_poll_ends_with_the_news(box: Sandbox, client: Bot) -> None:
    person = box.person()
    poll = asyncio.ensure_future(client.get_updates(timeout=5, read_timeout=10))
    await asyncio.sleep(0.05)
    assert not poll.done()
    person.says("now")
    assert texts(await asyncio.wait_for(poll, 1)) == ["now"]
    assert await client.get_updates(offset=-1, timeout=0) != ()


async def test_an_empty_poll_ends_in_time(client: Bot) -> None:
    assert await asyncio.wait_for(client.get_updates(timeout=1, read_timeout=5), 2) == ()


async def test_a_second_poll_ends_the_first(box: Sandbox, client: Bot) -> None:
    async with client_of(box) as other:
        first = asyncio.ensure_future(client.get_updates(timeout=5, read_timeout=10))
        await asyncio.sleep(0.05)
        second = asyncio.ensure_future(other.get_updates(timeout=5, read_timeout=10))
        with pytest.raises(Conflict, match=r"(?i)terminated by other getUpdates request"):
            await first
        box.person().says("for the second")
        assert texts(await second) == ["for the second"]


async def test_a_poll_that_was_given_up_does_not_count(box: Sandbox, client: Bot) -> None:
    poll = asyncio.ensure_future(client.get_updates(timeout=5, read_timeout=10))
    await asyncio.sleep(0.05)
    poll.cancel()
    await asyncio.sleep(0.05)
    box.person().says("kept")
    assert texts(await client.get_updates(timeout=1)) == ["kept"]


async def test_kinds_that_are_not_wanted_are_dropped(box: Sandbox, client: Bot) -> None:
    await client.get_updates(allowed_updates=["edited_message"])
    person = box.person()
    message = person.says("one")
    person.edits(message, "two")
    assert [update.edited_message is not None for update in await client.get_updates()] == [True]


async def test_an_update_can_come_again(box: Sandbox, client: Bot) -> None:
    person = box.person()
    person.says("one")
    number = (await client.get_updates())[0].update_id
    await client.get_updates(offset=number + 1)
    person.says("two")
    box.replay(person.updates[0])
    assert [update.update_id for update in await client.get_updates()] == [number, number + 1]


class Listener:
    """A webhook that keeps what it gets and answers with the codes it was given, then with 200."""

    def __init__(self, *codes: int) -> None:
        self.codes = list(codes)
        self.got: list[tuple[str, dict[str, Any]]] = []
        self.at_once = self.most_at_once = 0

    async def receive(self, request: web.Request) -> web.Response:
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        self.got.append((request.headers.get(SECRET_HEADER, ""), await request.json()))
        await asyncio.sleep(0.02)
        self.at_once -= 1
        return web.Response(status=self.codes.pop(0) if self.codes else 200)

    async def start(self) -> tuple[web.AppRunner, str]:
        app = web.Application()
        app.router.add_post("/hook", self.receive)
        runner = web.AppRunner(app)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        return runner, f"http://127.0.0.1:{runner.addresses[0][1]}/hook"


async def test_a_webhook_gets_each_update_with_the_secret_until_it_takes_it(box: Sandbox, client: Bot) -> None:
    person = box.person()
    person.says("before")
    listener = Listener(500, 200)
    runner, url = await listener.start()
    await client.set_webhook(url, secret_token="shh")
    person.says("after")
    await asyncio.wait_for(person.until_confirmed(), 5)
    assert [update["message"]["text"] for _, update in listener.got] == ["before", "before", "after"]
    assert {secret for secret, _ in listener.got} == {"shh"}
    about = await client.get_webhook_info()
    assert (about.url, about.pending_update_count) == (url, 0)
    assert "500" in (about.last_error_message or "")
    await client.delete_webhook()
    person.says("polled")
    assert texts(await client.get_updates()) == ["polled"]
    await runner.cleanup()


async def test_a_webhook_gets_chats_side_by_side_and_each_in_order(box: Sandbox, client: Bot) -> None:
    listener = Listener()
    runner, url = await listener.start()
    await client.set_webhook(url)
    people = [box.person() for _ in range(3)]
    for text in ("1", "2", "3"):
        for person in people:
            person.says(text)
    for person in people:
        await asyncio.wait_for(person.until_confirmed(), 5)
    for person in people:
        theirs = [update["message"] for _, update in listener.got if update["message"]["chat"]["id"] == person.id]
        assert [message["text"] for message in theirs] == ["1", "2", "3"]
    assert listener.most_at_once == 3
    await runner.cleanup()


async def test_no_polling_while_a_webhook_is_set(box: Sandbox, client: Bot) -> None:
    await client.set_webhook("http://127.0.0.1:9/hook")
    with pytest.raises(Conflict, match=r"(?i)webhook is active"):
        await client.get_updates()
    box.person().says("dropped")
    await client.delete_webhook(drop_pending_updates=True)
    assert await client.get_updates() == ()
    with pytest.raises(BadRequest, match=r"(?i)bad webhook"):
        await client.set_webhook("nowhere")
    with pytest.raises(BadRequest, match=r"(?i)unallowed characters"):
        await client.set_webhook("http://127.0.0.1:9/hook", secret_token="a b")
