"""getMe, the command list, the descriptions, and leaving a chat."""

import re
from typing import Any

from bot.sandbox.params import Params
from bot.sandbox.refusals import bad_request
from bot.sandbox.world import BOT, World

Json = dict[str, Any]

MOST_COMMANDS = 100
LONGEST_DESCRIPTION = 512
LONGEST_SHORT_DESCRIPTION = 120
"""Letters."""

_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_LANGUAGE = re.compile(r"([a-z]{2})?")


def get_me(_world: World, _params: Params) -> Json:
    """Say who the bot is."""
    return {
        **BOT,
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


def set_my_commands(world: World, params: Params) -> bool:
    """Keep the command list of a language."""
    commands = params.json("commands")
    if not isinstance(commands, list) or not all(isinstance(command, dict) for command in commands):
        raise bad_request("can't parse commands list: expected an Array of BotCommand")
    if len(commands) > MOST_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    for command in commands:
        if not _COMMAND.fullmatch(str(command.get("command", "")).removeprefix("/")):
            raise bad_request("BOT_COMMAND_INVALID")
        if not 1 <= len(str(command.get("description", ""))) <= 256:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    world.tell_about_bot(f"commands:{_language(params)}", commands)
    return True


def set_my_description(world: World, params: Params) -> bool:
    """Keep what an empty chat shows."""
    return _keep(world, params, "description", LONGEST_DESCRIPTION)


def set_my_short_description(world: World, params: Params) -> bool:
    """Keep what the bot's profile shows."""
    return _keep(world, params, "short_description", LONGEST_SHORT_DESCRIPTION)


def _keep(world: World, params: Params, name: str, longest: int) -> bool:
    text = params.text(name)
    if len(text) > longest:
        raise bad_request(f"{name.replace('_', ' ')} is too long")
    world.tell_about_bot(f"{name}:{_language(params)}", text)
    return True


def _language(params: Params) -> str:
    code = params.text("language_code")
    if not _LANGUAGE.fullmatch(code):
        raise bad_request("invalid language code specified")
    return code


def leave_chat(world: World, params: Params) -> bool:
    """Leave a group or channel."""
    chat = world.chat(params.integer("chat_id"))
    if chat.private:
        raise bad_request("chat member status can't be changed in private chats")
    world.open_chat(chat.id)
    chat.member, chat.left = False, True
    chat.tell({"event": "left"})
    return True
