"""deleteMessage and deleteMessages, with Telegram's 48 hours."""

from typing import Any

from bot.sandbox.params import Params
from bot.sandbox.refusals import Refused, bad_request
from bot.sandbox.world import BOT_ID, Chat, World

DELETABLE = 48 * 3600
"""Seconds after which a message stays for good."""
MOST_AT_ONCE = 100


def delete_message(world: World, params: Params) -> bool:
    """Delete one message for everyone."""
    chat = world.chat(params.integer("chat_id"))
    number = params.integer("message_id")
    if not number:
        raise bad_request("message identifier is not specified")
    _check(world, chat, number)
    world.remove(chat, number)
    return True


def delete_messages(world: World, params: Params) -> bool:
    """Delete up to 100 messages; those that cannot be found or deleted are passed over."""
    chat = world.chat(params.integer("chat_id"))
    numbers: Any = params.json("message_ids")
    if not isinstance(numbers, list) or not numbers:
        raise bad_request("message identifiers are not specified")
    if len(numbers) > MOST_AT_ONCE:
        raise bad_request("too many message identifiers specified")
    for number in numbers:
        try:
            _check(world, chat, int(number))
        except (Refused, TypeError, ValueError):
            continue
        world.remove(chat, int(number))
    return True


def _check(world: World, chat: Chat, number: int) -> None:
    message = chat.messages.get(number)
    if message is None:
        raise bad_request("message to delete not found")
    if not chat.private and message.get("from", {}).get("id") != BOT_ID:
        raise bad_request("message can't be deleted")
    if world.clock() - message["date"] >= DELETABLE:
        raise bad_request("message can't be deleted for everyone")
