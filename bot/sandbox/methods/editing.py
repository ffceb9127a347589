"""editMessageText, editMessageReplyMarkup, answerCallbackQuery."""

from typing import Any

from bot.sandbox.keyboards import read_markup
from bot.sandbox.methods.sending import read_text
from bot.sandbox.params import Params
from bot.sandbox.refusals import bad_request
from bot.sandbox.world import BOT_ID, Chat, World

Json = dict[str, Any]

LONGEST_NOTICE = 200
"""Letters in the answer to a button press."""

_SAME = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current "
    "content and reply markup of the message"
)


def edit_message_text(world: World, params: Params) -> Json:
    """Change the text of one of the bot's messages; a keyboard that is not given goes away."""
    chat, message = _to_edit(world, params)
    if "text" not in message:
        raise bad_request("there is no text in the message to edit")
    return _change(world, chat, message, {**read_text(params), "reply_markup": _markup(params)})


def edit_message_reply_markup(world: World, params: Params) -> Json:
    """Change the keyboard under one of the bot's messages."""
    chat, message = _to_edit(world, params)
    return _change(world, chat, message, {"reply_markup": _markup(params)})


def _markup(params: Params) -> Json | None:
    return read_markup(params.json("reply_markup"))


def _to_edit(world: World, params: Params) -> tuple[Chat, Json]:
    chat = world.open_chat(params.integer("chat_id"))
    message = chat.messages.get(params.integer("message_id"))
    if message is None:
        raise bad_request("message to edit not found")
    if message.get("from", {}).get("id", BOT_ID) != BOT_ID:
        raise bad_request("message can't be edited")
    return chat, message


def _change(world: World, chat: Chat, message: Json, content: Json) -> Json:
    if all(message.get(name) == value for name, value in content.items()):
        raise bad_request(_SAME)
    return world.change(chat, message, {**content, "edit_date": world.now()})


def answer_callback_query(world: World, params: Params) -> bool:
    """Stop the spinning of a pressed button, perhaps with a notice."""
    if len(params.text("text")) > LONGEST_NOTICE:
        raise bad_request("MESSAGE_TOO_LONG")
    number = world.presses.pop(params.text("callback_query_id"), None)
    if number is None:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    notice = {"text": params.text("text"), "alert": params.flag("show_alert")}
    world.chats[number].tell({"event": "acknowledged", "press": params.text("callback_query_id"), **notice})
    return True
