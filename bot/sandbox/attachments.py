"""What a person can send that is not text, as the Bot API shows it to the bot. No real file stands behind it."""

import itertools
from collections.abc import Callable, Mapping
from typing import Any

Json = dict[str, Any]

_numbers = itertools.count(1)


def _file(**about: Any) -> Json:
    number = next(_numbers)
    return {"file_id": f"sent{number}", "file_unique_id": f"s{number}", "file_size": 2048, **about}


def _place() -> Json:
    return {"latitude": 24.86, "longitude": 67.0}


def _animation() -> Json:
    animation = _file(width=240, height=240, duration=2, mime_type="video/mp4")
    return {"animation": animation, "document": animation}


def _poll() -> Json:
    options = [{"text": letter, "voter_count": 0, "persistent_id": letter} for letter in "AB"]
    return {
        "id": str(next(_numbers)),
        "question": "?",
        "options": options,
        "total_voter_count": 0,
        "is_closed": False,
        "is_anonymous": True,
        "type": "regular",
        "allows_multiple_answers": False,
        "allows_revoting": True,
        "members_only": False,
    }


ATTACHMENTS: Mapping[str, Callable[[], Json]] = {
    "photo": lambda: {"photo": [_file(width=90, height=90), _file(width=800, height=800)]},
    "video": lambda: {"video": _file(width=640, height=360, duration=3, mime_type="video/mp4")},
    "voice": lambda: {"voice": _file(duration=3, mime_type="audio/ogg")},
    "video_note": lambda: {"video_note": _file(length=240, duration=3)},
    "audio": lambda: {"audio": _file(duration=30, mime_type="audio/mpeg")},
    "animation": _animation,
    "document": lambda: {"document": _file(file_name="file.pdf", mime_type="application/pdf")},
    "sticker": lambda: {
        "sticker": _file(type="regular", width=512, height=512, is_animated=False, is_video=False, emoji="🙂")
    },
    "contact": lambda: {"contact": {"phone_number": "0" * 11, "first_name": "A"}},
    "location": lambda: {"location": _place()},
    "live_location": lambda: {"location": {**_place(), "live_period": 900}},
    "venue": lambda: {
        "venue": {"location": _place(), "title": "A", "address": "B"},
        "location": _place(),
    },
    "poll": lambda: {"poll": _poll()},
    "dice": lambda: {"dice": {"emoji": "🎲", "value": 4}},
    "story": lambda: {"story": {"chat": {"id": -1009, "type": "channel", "title": "A"}, "id": 1}},
    "unknown": lambda: {"a_kind_from_the_future": {}},
}
"""The kinds, each with a maker of its part of a message."""


def attachment(kind: str) -> Json:
    """Return the part of a message that holds a file of this kind. Raises KeyError for a kind that is not known."""
    return ATTACHMENTS[kind]()


def kind_of(message: Json) -> str:
    """Return what a message mainly is: "text", "photo", "voice" …, or "service"."""
    if "text" in message:
        return "text"
    order = ("animation", "venue", *ATTACHMENTS)
    return next((kind for kind in order if kind in message), "service")
