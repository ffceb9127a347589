"""What the desk remembers of chats while it runs, for as many chats as fit. Never written anywhere."""

from collections import OrderedDict
from typing import Generic, TypeVar

T = TypeVar("T")

CHATS = 10_000


class Recent(Generic[T]):
    """A value for each of the chats that were active last."""

    def __init__(self, size: int = CHATS) -> None:
        """Remember `size` chats."""
        self._size = size
        self._values: OrderedDict[int, T] = OrderedDict()

    def get(self, chat_id: int, default: T) -> T:
        """Return the value of a chat."""
        return self._values.get(chat_id, default)

    def put(self, chat_id: int, value: T) -> None:
        """Remember a value; the chat that was silent longest makes room."""
        self._values[chat_id] = value
        self._values.move_to_end(chat_id)
        if len(self._values) > self._size:
            self._values.popitem(last=False)
