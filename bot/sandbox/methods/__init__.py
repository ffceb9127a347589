"""The methods of the Bot API that this server speaks, by their name in lower case."""

from collections.abc import Callable, Mapping
from typing import Any

from bot.sandbox.methods import about, deleting, editing, sending
from bot.sandbox.params import Params
from bot.sandbox.world import World

Method = Callable[[World, Params], Any]

METHODS: Mapping[str, Method] = {
    "getme": about.get_me,
    "setmycommands": about.set_my_commands,
    "setmydescription": about.set_my_description,
    "setmyshortdescription": about.set_my_short_description,
    "leavechat": about.leave_chat,
    "sendmessage": sending.send_message,
    "sendvoice": sending.send_voice,
    "sendphoto": sending.send_photo,
    "sendchataction": sending.send_chat_action,
    "editmessagetext": editing.edit_message_text,
    "editmessagereplymarkup": editing.edit_message_reply_markup,
    "answercallbackquery": editing.answer_callback_query,
    "deletemessage": deleting.delete_message,
    "deletemessages": deleting.delete_messages,
}
"""Receiving updates (getUpdates, setWebhook …) is not here: see receiving.py."""
