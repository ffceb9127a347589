"""What Telegram does to the text of a message: control characters, trimming, limits, entities."""

import re
from collections.abc import Callable
from typing import Any

from bot.sandbox.refusals import bad_request

Json = dict[str, Any]

LONGEST_TEXT = 4096
"""UTF-16 units in a message."""
LONGEST_CAPTION = 1024
"""UTF-16 units in a caption."""

ENTITY_TYPES = frozenset(
    {"mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number"}
    | {"bold", "italic", "underline", "strikethrough", "spoiler", "blockquote", "expandable_blockquote"}
    | {"code", "pre", "text_link", "text_mention", "custom_emoji"}
)

_CONTROL = re.compile("[\x00-\x09\x0b-\x0c\x0e-\x1f]")
_REMOVED = re.compile("[\r\u2028-\u202e]")
"""Telegram drops these: carriage returns, line and paragraph separators, the old bidi embeddings and overrides.
The isolates (U+2066 to U+2069) stay."""
_MARKS = re.compile("[\u200e\u200f]{2,}")

_FOUND = re.compile(
    r"(?P<bot_command>(?<![\w/@<>])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/<>]))"
    r"|(?P<email>\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+\b)"
    r"|(?P<url>\bhttps?://[^\s\u2066-\u2069]+[^\s.,;:!?)\u06d4\u060c\u2066-\u2069]"
    r"|(?<![\w@/.])(?:[a-z0-9-]+\.)+(?:com|org|net|pk|gov|info|me|io|uk)\b(?:/[^\s\u2066-\u2069]*)?)"
    r"|(?P<mention>(?<!\w)@[A-Za-z][A-Za-z0-9_]{3,31}\b)"
    r"|(?P<phone_number>(?<![\w+-])\+?\d(?:[ -]?\d){6,14}(?![\w-]))",
    re.ASCII | re.IGNORECASE,
)


def units(text: str) -> int:
    """Return the length of a text in UTF-16 units, which Telegram counts in."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", errors="surrogatepass")) // 2


def clean(text: str, entities: list[Json]) -> tuple[str, list[Json]]:
    """Return text and entities as Telegram would keep them."""
    text = _CONTROL.sub(" ", text)
    text = _MARKS.sub(lambda found: "\u200c" * (len(found.group()) - 1) + found.group()[-1], text)
    if _REMOVED.search(text):
        text, entities = _without(text, entities, lambda letter: bool(_REMOVED.match(letter)))
    lead = len(text) - len(text.lstrip())
    if lead:
        entities = [_moved(entity, units(text[:lead])) for entity in entities]
    text = text.strip()
    return text, _within(entities, units(text))


def _without(text: str, entities: list[Json], drop: Callable[[str], bool]) -> tuple[str, list[Json]]:
    kept, places, here = [], [0], 0
    for letter in text:
        size = 0 if drop(letter) else units(letter)
        if size:
            kept.append(letter)
        places += [here + size] * units(letter)
        here += size
    moved = []
    for entity in entities:
        start = places[min(entity["offset"], len(places) - 1)]
        end = places[min(entity["offset"] + entity["length"], len(places) - 1)]
        moved.append({**entity, "offset": start, "length": end - start})
    return "".join(kept), moved


def _moved(entity: Json, by: int) -> Json:
    start = max(entity["offset"] - by, 0)
    return {**entity, "offset": start, "length": entity["offset"] + entity["length"] - by - start}


def _within(entities: list[Json], length: int) -> list[Json]:
    clipped = [{**entity, "length": min(entity["length"], length - entity["offset"])} for entity in entities]
    return [entity for entity in clipped if entity["length"] > 0]


def read_entities(given: Any) -> list[Json]:
    """Return the entities of a call, checked. Raises Refused."""
    if given is None:
        return []
    if not isinstance(given, list):
        raise bad_request("can't parse entities JSON object")
    return sorted((_read_entity(entity) for entity in given), key=lambda entity: int(entity["offset"]))


def _read_entity(entity: Any) -> Json:
    if not isinstance(entity, dict) or entity.get("type") not in ENTITY_TYPES:
        raise bad_request("can't parse MessageEntity: unsupported type specified")
    if not isinstance(entity.get("offset"), int) or not isinstance(entity.get("length"), int):
        raise bad_request("can't parse MessageEntity: offset and length must be of the type Number")
    if entity["offset"] < 0 or entity["length"] <= 0:
        raise bad_request("receive an entity with incorrect offset or length")
    return {name: value for name, value in entity.items() if value is not None}


def with_found(text: str, entities: list[Json]) -> list[Json]:
    """Return the entities together with those Telegram finds by itself: commands, links, addresses, numbers."""
    found = [] if text.isalpha() else [_entity(text, match) for match in _FOUND.finditer(text)]
    if not found:
        return entities
    free = [one for one in found if not any(_overlap(one, other) for other in entities)]
    return sorted(entities + free, key=lambda entity: int(entity["offset"]))


def _entity(text: str, match: re.Match[str]) -> Json:
    return {"type": match.lastgroup, "offset": units(text[: match.start()]), "length": units(match.group())}


def _overlap(one: Json, other: Json) -> bool:
    ends = (int(found["offset"]) + int(found["length"]) for found in (one, other))
    return max(int(one["offset"]), int(other["offset"])) < min(ends)
