"""The sandbox's people: what they do becomes updates that python-telegram-bot reads; faults come as asked for."""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator

import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, Message, Update
from telegram.error import BadRequest, NetworkError, RetryAfter, TelegramError, TimedOut

from bot.errors import CannotStart
from bot.sandbox.attachments import ATTACHMENTS
from bot.sandbox.box import Sandbox
from bot.sandbox.people import NoAnswer
from bot.sandbox.serve import free_port, running_sandbox
from tests.support.bot_api import Answer, answer_all, client_of


async def echo_twice(bot: Bot, update: Update) -> None:
    """Answer "a" with "a" and "a!", the second with a button; a press with its data."""
    if update.message:
        keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("more", callback_data="d")]])
        await bot.send_message(update.message.chat.id, update.message.text or "file")
        await bot.send_message(update.message.chat.id, f"{update.message.text}!", reply_markup=keyboard)
    if update.callback_query and update.callback_query.message:
        await bot.answer_callback_query(update.callback_query.id)
        await bot.send_message(update.callback_query.message.chat.id, update.callback_query.data or "")


@contextlib.asynccontextmanager
async def answering(bot: Bot, answer: Answer = echo_twice) -> AsyncIterator[None]:
    task = asyncio.ensure_future(answer_all(bot, answer))
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def only_update(client: Bot) -> Update:
    (update,) = await client.get_updates()
    return update


async def only_message(client: Bot) -> Message:
    message = (await only_update(client)).message
    assert message is not None
    return message


async def test_answer_gives_the_next_answers_all_of_them(box: Sandbox, client: Bot) -> None:
    person = box.person()
    async with answering(client):
        person.says("a")
        assert (await person.answer()).text == "a"
        assert (await person.answer()).text == "a!"
        person.says("b")
        assert [one.text for one in await person.answers()] == ["b", "b!"]
        person.presses("more")
        assert [one.text for one in await person.answers()] == ["d"]
        person.presses("d")
        assert (await person.answer()).text == "d"
    assert [one.by_bot for one in person.messages] == [False, True, True, False, True, True, True, True]


async def test_chats_are_apart(box: Sandbox, client: Bot) -> None:
    one, other = box.person(), box.person()
    async with answering(client):
        one.says("from one")
        other.says("from the other")
        await one.answers()
        await other.answers()
    assert {shown.text for shown in one.messages} == {"from one", "from one!"}


async def test_no_answer_says_what_was_seen(box: Sandbox) -> None:
    person = box.person()
    person.says("hello?")
    with pytest.raises(NoAnswer, match=r"no answer within 0\.05 s[\s\S]*hello\?"):
        await person.answer(0.05)
    with pytest.raises(NoAnswer, match=r"(?i)no button 'x'"):
        person.presses("x")


@pytest.mark.parametrize("kind", [*ATTACHMENTS])
async def test_every_kind_of_file_can_be_read(box: Sandbox, client: Bot, kind: str) -> None:
    box.person().sends_file(kind, caption="words")
    message = await only_message(client)
    name = {"live_location": "location", "unknown": "a_kind_from_the_future"}.get(kind, kind)
    assert getattr(message, name, None) or name in message.api_kwargs
    assert message.caption == "words"
    assert message.text is None


async def test_albums_forwards_replies_and_edits(box: Sandbox, client: Bot) -> None:
    person = box.person()
    person.sends_album(["photo", "video"], caption="both")
    first, second = [update.message for update in await client.get_updates()]
    assert first
    assert second
    assert first.media_group_id == second.media_group_id
    assert (first.caption, second.caption) == ("both", None)
    said = person.says("one")
    person.forwards("passed on", of="A friend")
    person.replies("two", to=said)
    person.edits(said, "three")
    _, _, one, forwarded, reply, edited = await client.get_updates()
    assert one.message
    assert forwarded.message
    assert forwarded.message.forward_origin
    assert reply.message
    assert reply.message.reply_to_message
    assert reply.message.reply_to_message.text == "one"
    assert edited.edited_message
    assert edited.edited_message.text == "three"
    assert edited.edited_message.message_id == one.message.message_id
    assert person.messages[2].edited


async def test_forged_and_old_buttons(box: Sandbox, client: Bot) -> None:
    person = box.person()
    person.says("one")
    await client.send_message(person.id, "old", reply_markup=InlineKeyboardMarkup.from_button(button("b", "d")))
    old = person.last
    person.deletes(old)
    person.presses_data("forged", old)
    query = (await client.get_updates(offset=-1))[0].callback_query
    assert query
    assert query.data == "forged"
    assert query.message
    assert not query.message.is_accessible


def button(label: str, data: str) -> InlineKeyboardButton:
    return InlineKeyboardButton(label, callback_data=data)


async def test_groups_and_channels(box: Sandbox, client: Bot) -> None:
    person = box.person()
    group, channel = box.group(-1001, "Class 8"), box.group(-1002, "News", "channel")
    group.is_joined(by=person)
    group.says("hello all", by=person)
    channel.posts("news")
    joined, service, said, post = await client.get_updates()
    assert joined.my_chat_member
    assert joined.my_chat_member.new_chat_member.status == "member"
    assert service.message
    assert service.message.new_chat_members
    assert said.message
    assert said.message.chat.type == "supergroup"
    assert post.channel_post
    assert post.channel_post.text == "news"
    sent = await client.send_message(-1001, "no", reply_markup=InlineKeyboardMarkup.from_button(button("b", "d")))
    assert group.messages[-1].text == "no"
    group.presses_data("d", group.messages[-1], by=person)
    query = (await client.get_updates(offset=-1))[0].callback_query
    assert query
    assert query.message
    assert query.message.message_id == sent.message_id
    with pytest.raises(BadRequest, match=r"(?i)message can't be deleted"):
        await client.delete_message(-1001, group.messages[0].id)


async def test_blocking_is_told(box: Sandbox, client: Bot) -> None:
    box.person().blocks_bot()
    change = (await only_update(client)).my_chat_member
    assert change
    assert (change.old_chat_member.status, change.new_chat_member.status) == ("member", "kicked")


async def test_any_update_can_be_sent(box: Sandbox, client: Bot) -> None:
    sent = box.update("removed_chat_boost_of_the_future", {})
    assert (await only_update(client)).update_id == sent["update_id"]


async def test_asked_for_errors(box: Sandbox, client: Bot) -> None:
    person = box.person()
    person.says("one")
    fault = box.fail("sendMessage", 429, times=2, retry_after=7)
    for _ in range(2):
        with pytest.raises(RetryAfter) as caught:
            await client.send_message(person.id, "a")
        assert caught.value._retry_after.total_seconds() == 7
    assert await client.send_message(person.id, "a")
    assert fault.used == 2
    box.fail("sendMessage", 502)
    with pytest.raises(NetworkError, match="Bad Gateway"):
        await client.send_message(person.id, "a")
    assert [call.code for call in box.calls("sendMessage")] == [429, 429, 200, 502]


async def test_a_fault_can_be_for_one_chat_only(box: Sandbox, client: Bot) -> None:
    one, other = box.person(), box.person()
    for person in (one, other):
        person.says("one")
    box.fail("sendMessage", 403, times=9, chat_id=one.id)
    assert await client.send_message(other.id, "a")
    with pytest.raises(TelegramError):
        await client.send_message(one.id, "a")
    box.mend()
    assert await client.send_message(one.id, "a")


async def test_hanging_calls_wait_and_are_then_carried_out(box: Sandbox, client: Bot) -> None:
    person = box.person()
    person.says("one")
    box.hang("sendMessage", seconds=0.2)
    began = time.monotonic()
    await client.send_message(person.id, "late")
    assert time.monotonic() - began >= 0.2
    box.hang("sendMessage")
    async with client_of(box, read_timeout=0.1) as hasty:
        with pytest.raises(TimedOut):
            await hasty.send_message(person.id, "never")
    assert [one.text for one in person.messages] == ["one", "late"]


@pytest.mark.parametrize(("carried_out", "seen"), [(True, ["one", "two"]), (False, ["one"])])
async def test_cut_connections(box: Sandbox, client: Bot, carried_out: bool, seen: list[str]) -> None:
    person = box.person()
    person.says("one")
    box.cut("sendMessage", carried_out=carried_out)
    with pytest.raises(NetworkError):
        await client.send_message(person.id, "two")
    assert [one.text for one in person.messages] == seen
    assert box.calls("sendMessage")[0].code == 0


async def test_a_partial_server(box: Sandbox, client: Bot) -> None:
    box.only({"getMe", "sendMessage"})
    person = box.person()
    person.says("one")
    assert await client.send_message(person.id, "a")
    with pytest.raises(TelegramError):
        await client.send_chat_action(person.id, "typing")


async def test_a_taken_port_gives_way_to_the_next(box: Sandbox) -> None:
    taken = int(box.address.rsplit(":", 1)[1])
    async with running_sandbox("127.0.0.1", taken) as address:
        assert taken < int(address.rsplit(":", 1)[1]) <= taken + 50
        assert address.startswith("http://127.0.0.1:")


def test_no_port_at_all_is_one_clear_line() -> None:
    with pytest.raises(CannotStart, match=r"(?i)no free port from 70000"):
        free_port("127.0.0.1", 70000)
