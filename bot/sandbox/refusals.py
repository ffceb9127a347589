"""What the server says when it refuses a call: Telegram's codes and texts."""

from typing import Any


class Refused(Exception):
    """A call is answered with an error. `retry_after` is in seconds."""

    def __init__(self, code: int, description: str, retry_after: int | None = None) -> None:
        """Refuse with an HTTP status and Telegram's description."""
        super().__init__(description)
        self.code = code
        self.description = description
        self.retry_after = retry_after

    def to_json(self) -> dict[str, Any]:
        """Return the body of the answer."""
        body: dict[str, Any] = {"ok": False, "error_code": self.code, "description": self.description}
        if self.retry_after is not None:
            body["parameters"] = {"retry_after": self.retry_after}
        return body


def bad_request(what: str) -> Refused:
    """Return a 400 with Telegram's usual beginning."""
    return Refused(400, f"Bad Request: {what}")


def forbidden(what: str) -> Refused:
    """Return a 403 with Telegram's usual beginning."""
    return Refused(403, f"Forbidden: {what}")


def conflict(what: str) -> Refused:
    """Return a 409 with Telegram's usual beginning."""
    return Refused(409, f"Conflict: {what}")


UNKNOWN_METHOD = (404, "Not Found: method not found")

STANDARD = {
    400: "Bad Request: message is not valid",
    401: "Unauthorized",
    403: "Forbidden: bot was blocked by the user",
    404: "Not Found",
    409: "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
    429: "Too Many Requests: retry after {retry_after}",
    500: "Internal Server Error",
    502: "Bad Gateway",
}
"""The description for each code when a test asks for a fault without naming one."""
