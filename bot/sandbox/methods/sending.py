"""sendMessage, sendVoice, sendPhoto, sendChatAction."""

from typing import Any

from bot.sandbox.keyboards import read_markup
from bot.sandbox.params import Params, Upload
from bot.sandbox.refusals import bad_request
from bot.sandbox.text import LONGEST_CAPTION, LONGEST_TEXT, clean, read_entities, units, with_found
from bot.sandbox.world import BOT, Chat, World

Json = dict[str, Any]

CHAT_ACTIONS = frozenset(
    {"typing", "choose_sticker", "find_location"}
    | {"upload_photo", "upload_video", "upload_voice", "upload_document", "upload_video_note"}
    | {"record_video", "record_voice", "record_video_note"}
)


def send_message(world: World, params: Params) -> Json:
    """Send a text."""
    chat = _target(world, params)
    return _post(world, chat, params, read_text(params))


def send_voice(world: World, params: Params) -> Json:
    """Send a voice note."""
    return _send_file(world, params, "voice", "audio/ogg", {"duration": params.integer("duration")})


def send_photo(world: World, params: Params) -> Json:
    """Send a picture."""
    return _send_file(world, params, "photo", "image/jpeg", {"width": 320, "height": 320})


def send_chat_action(world: World, params: Params) -> bool:
    """Show "typing …" and the like."""
    chat = _target(world, params)
    if params.text("action") not in CHAT_ACTIONS:
        raise bad_request("wrong parameter action in request")
    chat.tell({"event": "action", "action": params.text("action")})
    return True


def _target(world: World, params: Params) -> Chat:
    if not params.text("chat_id"):
        raise bad_request("chat_id is empty")
    return world.open_chat(params.integer("chat_id"))


def read_text(params: Params) -> Json:
    """Return the text of a call with its entities, as it will stand in the message. Raises Refused."""
    if params.text("parse_mode"):
        raise bad_request("this sandbox reads entities only; send entities instead of parse_mode")
    text, entities = clean(params.text("text"), read_entities(params.json("entities")))
    if not text:
        raise bad_request("message text is empty")
    if units(text) > LONGEST_TEXT:
        raise bad_request("message is too long")
    return {"text": text, "entities": with_found(text, entities) or None}


def _send_file(world: World, params: Params, kind: str, mime: str, about: Json) -> Json:
    chat = _target(world, params)
    caption, entities = clean(params.text("caption"), read_entities(params.json("caption_entities")))
    if units(caption) > LONGEST_CAPTION:
        raise bad_request("message caption is too long")
    number = _file(world, params, kind, mime)
    size = len(world.files[number].content)
    stored = {"file_id": number, "file_unique_id": f"u{number}", "file_size": size, **about}
    content: Json = {kind: [stored] if kind == "photo" else {**stored, "mime_type": world.files[number].mime}}
    if caption:
        content |= {"caption": caption, "caption_entities": with_found(caption, entities) or None}
    return _post(world, chat, params, content)


def _file(world: World, params: Params, kind: str, mime: str) -> str:
    given = params.text(kind)
    upload: Upload | None = params.files.get(given.removeprefix("attach://") if given else kind)
    if upload is None and given in world.files:
        return given
    if upload is None:
        raise bad_request(
            f"there is no {kind} in the request" if not given else "wrong file identifier/HTTP URL specified"
        )
    if not upload.content:
        raise bad_request("file must be non-empty")
    return world.store(upload.content, upload.mime if upload.mime.startswith(mime.split("/")[0]) else mime)


def _post(world: World, chat: Chat, params: Params, content: Json) -> Json:
    preview = params.json("link_preview_options")
    extra = {
        "reply_markup": read_markup(params.json("reply_markup")),
        "link_preview_options": preview,
        "has_protected_content": params.flag("protect_content") or None,
        "reply_to_message": _replied_to(chat, params),
    }
    content = {name: value for name, value in {**content, **extra}.items() if value is not None}
    message = world.post(chat, BOT if chat.about["type"] != "channel" else None, content)
    if params.flag("disable_notification"):
        world.silent.add(message["message_id"])
    return message


def _replied_to(chat: Chat, params: Params) -> Json | None:
    given = params.json("reply_parameters") or {}
    number = given.get("message_id") or params.integer("reply_to_message_id")
    if not number:
        return None
    if number not in chat.messages:
        if given.get("allow_sending_without_reply") or params.flag("allow_sending_without_reply"):
            return None
        raise bad_request("message to be replied not found")
    return {name: value for name, value in chat.messages[number].items() if name != "reply_to_message"}
