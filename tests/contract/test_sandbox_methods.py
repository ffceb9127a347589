"""The sandbox answers calls as Telegram does: results, limits, codes and texts."""

from typing import Any

import aiohttp
import pytest
from telegram import (
    Bot,
    BotCommand,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    MessageEntity,
    ReplyParameters,
)
from telegram.error import BadRequest, Forbidden, InvalidToken

from bot.sandbox.box import SANDBOX_TOKEN, Sandbox
from tests.support.bot_api import client_of

UNSUPPORTED = "can't parse MessageEntity: unsupported type specified"


def key(label: str, data: str) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup([[InlineKeyboardButton(label, callback_data=data)]])


async def raw(box: Sandbox, method: str, token: str = SANDBOX_TOKEN, **how: Any) -> tuple[int, dict[str, Any]]:
    url = f"{box.address}/bot{token}/{method}"
    async with aiohttp.ClientSession() as session, session.post(url, **how) as answer:
        return answer.status, await answer.json()


@pytest.fixture
def chat(box: Sandbox) -> int:
    person = box.person()
    person.says("/start")
    return person.id


async def test_a_message_keeps_text_entities_keyboard_and_silence(box: Sandbox, client: Bot, chat: int) -> None:
    sent = await client.send_message(
        chat,
        "آپ محفوظ ہیں 😀 15",
        entities=[MessageEntity("code", 16, 2)],
        reply_markup=key("ٹھیک", "ok"),
        disable_notification=True,
        link_preview_options=LinkPreviewOptions(is_disabled=True),
    )
    shown = box.person(chat).last
    assert sent.text == shown.text == "آپ محفوظ ہیں 😀 15"
    assert [(one.type, sent.parse_entity(one)) for one in sent.entities] == [("code", "15")]
    assert shown.labels == ["ٹھیک"]
    assert shown.silent
    assert sent.link_preview_options
    assert sent.link_preview_options.is_disabled


@pytest.mark.parametrize("how", ["data", "json", "params"])
async def test_form_json_and_query_are_the_same(box: Sandbox, chat: int, how: str) -> None:
    values: dict[str, Any] = {how: {"chat_id": str(chat), "text": "salam"}}
    code, body = await raw(box, "SENDmessage", **values)
    assert (code, body["ok"], body["result"]["text"]) == (200, True, "salam")


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("  two  \n", "two"),
        ("a\x07b\r\nc", "a b\nc"),
        ("a\u202eb\u202cc", "abc"),
        ("\u2066+92\u2069", "\u2066+92\u2069"),
        ("a\u200f\u200fb", "a\u200c\u200fb"),
    ],
)
async def test_text_is_cleaned_as_by_telegram(client: Bot, chat: int, given: str, kept: str) -> None:
    assert (await client.send_message(chat, given)).text == kept


async def test_entities_move_with_what_is_trimmed(client: Bot, chat: int) -> None:
    sent = await client.send_message(chat, "\n \u202bbold\u202c end", entities=[MessageEntity("bold", 3, 4)])
    assert {one.type: sent.parse_entity(one) for one in sent.entities} == {"bold": "bold"}


async def test_numbers_links_and_commands_are_found(client: Bot, chat: int) -> None:
    text = "/help 042-35762999 or \u2066+92 51 1234567\u2069, https://example.org/a. or a@example.org or 1121, 2026-11"
    sent = await client.send_message(chat, text)
    assert [(one.type, sent.parse_entity(one)) for one in sent.entities] == [
        ("bot_command", "/help"),
        ("phone_number", "042-35762999"),
        ("phone_number", "+92 51 1234567"),
        ("url", "https://example.org/a"),
        ("email", "a@example.org"),
    ]


@pytest.mark.parametrize(
    ("values", "text"),
    [
        ({"text": ""}, "message text is empty"),
        ({"text": " \n"}, "message text is empty"),
        ({"text": "ا" * 4097}, "message is too long"),
        ({"text": "😀" * 2049}, "message is too long"),
        ({"chat_id": 999, "text": "a"}, "chat not found"),
        ({"chat_id": "", "text": "a"}, "chat_id is empty"),
        ({"text": "a", "parse_mode": "HTML"}, "this sandbox reads entities only; send entities instead of parse_mode"),
        ({"text": "a", "reply_markup": key("b", "d" * 65).to_json()}, "BUTTON_DATA_INVALID"),
        ({"text": "a", "reply_markup": "{"}, "can't parse reply markup JSON object"),
        ({"text": "a", "reply_parameters": '{"message_id": 777}'}, "message to be replied not found"),
        ({"text": "a", "entities": '[{"type": "loud", "offset": 0, "length": 1}]'}, UNSUPPORTED),
    ],
)
async def test_refused_messages(box: Sandbox, chat: int, values: dict[str, Any], text: str) -> None:
    code, body = await raw(box, "sendMessage", data={"chat_id": chat, **values})
    assert (code, body["ok"], body["error_code"]) == (400, False, 400)
    assert body["description"] == f"Bad Request: {text}"
    assert len(box.person(chat).messages) == 1


async def test_the_longest_text_and_data_are_taken(client: Bot, chat: int) -> None:
    sent = await client.send_message(chat, "😀" * 2048, reply_markup=key("b", "د" * 32))
    assert sent.text == "😀" * 2048


async def test_a_reply_shows_what_it_answers(client: Bot, chat: int) -> None:
    first = await client.send_message(chat, "one")
    second = await client.send_message(chat, "two", reply_parameters=ReplyParameters(first.message_id))
    assert second.reply_to_message
    assert second.reply_to_message.text == "one"


async def test_the_bot_cannot_write_first_nor_when_blocked(box: Sandbox, client: Bot, chat: int) -> None:
    with pytest.raises(Forbidden, match=r"(?i)can't initiate conversation"):
        await client.send_message(box.person().id, "a")
    box.person(chat).blocks_bot()
    with pytest.raises(Forbidden, match=r"(?i)blocked by the user"):
        await client.send_message(chat, "a")
    box.person(chat).unblocks_bot()
    assert await client.send_message(chat, "a")


async def test_editing(box: Sandbox, client: Bot, chat: int) -> None:
    sent = await client.send_message(chat, "one", reply_markup=key("b", "d"))
    await client.edit_message_reply_markup(chat, sent.message_id, reply_markup=key("c", "d"))
    assert box.person(chat).last.labels == ["c"]
    await client.edit_message_text("two", chat, sent.message_id)
    last = box.person(chat).last
    assert (last.text, last.labels, last.edited) == ("two", [], True)
    with pytest.raises(BadRequest, match=r"(?i)not modified"):
        await client.edit_message_text("two", chat, sent.message_id)
    with pytest.raises(BadRequest, match=r"(?i)to edit not found"):
        await client.edit_message_text("two", chat, 777)
    with pytest.raises(BadRequest, match=r"(?i)can't be edited"):
        await client.edit_message_text("two", chat, box.person(chat).messages[0].id)


async def test_deleting_own_and_theirs_for_48_hours(box: Sandbox, client: Bot, chat: int) -> None:
    person = box.person(chat)
    sent = await client.send_message(chat, "one")
    assert await client.delete_message(chat, person.messages[0].id)
    assert [one.text for one in person.messages] == ["one"]
    box.later(hours=47.9)
    kept = await client.send_message(chat, "two")
    box.later(hours=0.2)
    with pytest.raises(BadRequest, match=r"(?i)can't be deleted for everyone"):
        await client.delete_message(chat, sent.message_id)
    assert await client.delete_messages(chat, [sent.message_id, kept.message_id, 777])
    assert [one.text for one in person.messages] == ["one"]
    with pytest.raises(BadRequest, match=r"(?i)to delete not found"):
        await client.delete_message(chat, 777)


async def test_button_presses_are_answered_once(box: Sandbox, client: Bot, chat: int) -> None:
    await client.send_message(chat, "one", reply_markup=key("b", "d"))
    press = box.person(chat).presses("b")
    assert await client.answer_callback_query(press, "noted")
    assert box.person(chat).notices == ["noted"]
    with pytest.raises(BadRequest, match=r"(?i)query is too old"):
        await client.answer_callback_query(press)


async def test_files_are_kept_for_the_page(box: Sandbox, client: Bot, chat: int) -> None:
    voice = await client.send_voice(chat, b"OggS-sound", caption="listen", duration=2)
    photo = await client.send_photo(chat, b"\xff\xd8picture")
    again = await client.send_voice(chat, voice.voice.file_id if voice.voice else "")
    assert [one.kind for one in box.person(chat).messages] == ["text", "voice", "photo", "voice"]
    assert voice.voice
    assert again.voice
    assert photo.photo
    assert voice.voice.duration == 2
    assert box.world.files[again.voice.file_id].content == b"OggS-sound"
    with pytest.raises(BadRequest, match=r"(?i)wrong file identifier"):
        await client.send_voice(chat, "nowhere")


async def test_commands_and_descriptions_by_language(box: Sandbox, client: Bot) -> None:
    await client.set_my_commands([BotCommand("help", "مدد")], language_code="ur")
    await client.set_my_description("about")
    await client.set_my_short_description("short")
    assert box.world.about_bot["commands:ur"] == [{"command": "help", "description": "مدد"}]
    assert box.world.about_bot["description:"] == "about"
    with pytest.raises(BadRequest, match=r"(?i)BOT_COMMAND_INVALID"):
        await client.set_my_commands([BotCommand("No!", "a")])
    with pytest.raises(BadRequest, match=r"(?i)short description is too long"):
        await client.set_my_short_description("a" * 121)
    with pytest.raises(BadRequest, match=r"(?i)invalid language code"):
        await client.set_my_description("a", language_code="urdu")


async def test_chat_actions(client: Bot, chat: int) -> None:
    assert await client.send_chat_action(chat, "typing")
    with pytest.raises(BadRequest, match=r"(?i)wrong parameter action"):
        await client.send_chat_action(chat, "dance")


async def test_leaving_a_group(box: Sandbox, client: Bot, chat: int) -> None:
    group = box.group(-1005)
    await client.leave_chat(-1005)
    assert not group.bot_is_member
    with pytest.raises(Forbidden, match=r"(?i)not a member of the supergroup chat"):
        await client.send_message(-1005, "a")
    with pytest.raises(BadRequest, match=r"(?i)private chats"):
        await client.leave_chat(chat)


async def test_unknown_methods_files_and_tokens(box: Sandbox) -> None:
    assert (await raw(box, "getChat"))[1]["description"] == "Not Found: method not found"
    assert (await raw(box, "getFile"))[0] == 404
    assert (await raw(box, "getMe", token="nonsense"))[0] == 404
    url = f"{box.address}/file/bot{SANDBOX_TOKEN}/photos/1.jpg"
    async with aiohttp.ClientSession() as session, session.get(url) as answer:
        assert answer.status == 404
    assert [call.method for call in box.log_of_calls][-1] == "file"


async def test_only_the_tokens_that_were_named() -> None:
    async with Sandbox(tokens=["1:right-token"]) as strict:
        assert (await raw(strict, "getMe", token="1:right-token"))[0] == 200
        code, body = await raw(strict, "getMe", token="1:wrong-token")
        assert (code, body["description"]) == (401, "Unauthorized")
        with pytest.raises(InvalidToken):
            await client_of(strict).initialize()
