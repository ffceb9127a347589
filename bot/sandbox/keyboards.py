"""The keyboards under messages, checked as Telegram checks them."""

from typing import Any

from bot.sandbox.refusals import bad_request

LONGEST_DATA = 64
"""Bytes of a button's callback data."""
MOST_BUTTONS = 100

Json = dict[str, Any]

_ACTIONS = ("callback_data", "url", "switch_inline_query", "switch_inline_query_current_chat", "copy_text", "web_app")


def read_markup(given: Any) -> Json | None:
    """Return the inline keyboard of a call, None when there is none. Raises Refused.

    Other reply markups are accepted, checked for their form and not kept: they are no part of a message.
    """
    if given is None or given == {}:
        return None
    if not isinstance(given, dict):
        raise bad_request("object expected as reply markup")
    if "inline_keyboard" not in given:
        _read_other(given)
        return None
    rows = given["inline_keyboard"]
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request("inline keyboard must be an Array of Arrays")
    if sum(len(row) for row in rows) > MOST_BUTTONS:
        raise bad_request("REPLY_MARKUP_TOO_LONG")
    read = [[_read_button(button) for button in row] for row in rows if row]
    return {"inline_keyboard": read} if read else None


def _read_other(given: Json) -> None:
    if not any(name in given for name in ("keyboard", "remove_keyboard", "force_reply")):
        raise bad_request("can't parse reply keyboard markup JSON object")


def _read_button(button: Any) -> Json:
    if not isinstance(button, dict):
        raise bad_request("can't parse inline keyboard button: InlineKeyboardButton must be an Object")
    if not str(button.get("text", "")).strip():
        raise bad_request('can\'t parse inline keyboard button: field "text" must be of type String')
    if not any(name in button for name in _ACTIONS):
        raise bad_request("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    if "callback_data" in button and not 1 <= len(str(button["callback_data"]).encode()) <= LONGEST_DATA:
        raise bad_request("BUTTON_DATA_INVALID")
    if "url" in button and "://" not in str(button["url"]):
        raise bad_request(f"inline keyboard button URL '{button['url']}' is invalid: Wrong HTTP URL")
    return button
