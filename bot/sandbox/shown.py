"""A message as a person sees it."""

from dataclasses import dataclass
from typing import Any

from bot.sandbox.attachments import kind_of
from bot.sandbox.world import BOT_ID

Json = dict[str, Any]


@dataclass(frozen=True)
class ShownButton:
    """A button under a message."""

    label: str
    data: str = ""
    """What it sends back; empty for a link."""
    url: str = ""


@dataclass(frozen=True)
class Shown:
    """A message on a person's screen."""

    id: int
    by_bot: bool
    kind: str
    text: str
    """The text, or the caption of a file."""
    buttons: tuple[tuple[ShownButton, ...], ...]
    silent: bool
    raw: Json
    """The Bot API's Message object."""

    @property
    def labels(self) -> list[str]:
        """What the buttons say, row by row."""
        return [button.label for row in self.buttons for button in row]

    @property
    def entities(self) -> list[Json]:
        """The entities of text or caption."""
        return list(self.raw.get("entities") or self.raw.get("caption_entities") or [])

    @property
    def edited(self) -> bool:
        """Whether it was edited after it was sent."""
        return "edit_date" in self.raw

    def button(self, wanted: str) -> ShownButton | None:
        """Return the button with this label or data, the label first."""
        buttons = [button for row in self.buttons for button in row]
        by_label = [button for button in buttons if button.label == wanted]
        return next(iter(by_label or [button for button in buttons if button.data == wanted]), None)


def show(message: Json, silent: bool) -> Shown:
    """Return a Bot API message as a person sees it."""
    rows = (message.get("reply_markup") or {}).get("inline_keyboard", ())
    return Shown(
        id=message["message_id"],
        by_bot=message.get("from", {}).get("id") == BOT_ID,
        kind=kind_of(message),
        text=message.get("text") or message.get("caption") or "",
        buttons=tuple(tuple(_button(button) for button in row) for row in rows),
        silent=silent,
        raw=message,
    )


def _button(button: Json) -> ShownButton:
    return ShownButton(button["text"], button.get("callback_data", ""), button.get("url", ""))
