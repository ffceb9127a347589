"""The chat page: one HTML page, its live updates, and what its buttons do."""

import asyncio
import contextlib
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aiohttp import web

from bot.sandbox.attachments import ATTACHMENTS
from bot.sandbox.people import NoAnswer, Person
from bot.sandbox.shown import Shown, show

if TYPE_CHECKING:
    from bot.sandbox.box import Sandbox

Json = dict[str, Any]

STATIC = Path(__file__).parent / "static"
KEEP_ALIVE = 15.0
"""Seconds between two signs of life on a quiet stream."""
LOCAL_NAMES = frozenset({"127.0.0.1", "localhost", "[::1]"})

_HEADERS = {
    "Content-Security-Policy": "default-src 'self'; frame-ancestors 'none'",
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


class ChatPage:
    """The page and its routes."""

    def __init__(self, box: "Sandbox") -> None:
        """Show the people of this sandbox."""
        self._box = box
        self._streams: set[asyncio.Queue[Json | None]] = set()

    def add_to(self, app: web.Application) -> None:
        """Serve it as a part of a web application."""
        app.router.add_get("/", _guarded(self.index))
        app.router.add_get("/static/{name}", _guarded(self.static))
        app.router.add_get("/page/people", _guarded(self.people))
        app.router.add_post("/page/people", _guarded(self.add_person))
        app.router.add_get("/page/files/{id}", _guarded(self.file))
        app.router.add_get("/page/{person:\\d+}/events", _guarded(self.events))
        app.router.add_get("/page/{person:\\d+}/about", _guarded(self.about))
        app.router.add_post("/page/{person:\\d+}/do", _guarded(self.do))

    def close(self) -> None:
        """End all streams."""
        for stream in self._streams:
            stream.put_nowait(None)

    async def index(self, _request: web.Request) -> web.StreamResponse:
        """Return the page."""
        return web.FileResponse(STATIC / "chat.html", headers=_HEADERS)

    async def static(self, request: web.Request) -> web.StreamResponse:
        """Return the style or the script."""
        name = request.match_info["name"]
        if name not in ("chat.css", "chat.js", "icon.svg"):
            raise web.HTTPNotFound
        return web.FileResponse(STATIC / name, headers=_HEADERS)

    async def people(self, _request: web.Request) -> web.StreamResponse:
        """Return the people, oldest first."""
        return _json([{"id": person.id, "name": person.user["first_name"]} for person in self._box.people.values()])

    async def add_person(self, request: web.Request) -> web.StreamResponse:
        """Add a person."""
        asked = await _body(request)
        person = self._box.person(language=str(asked.get("language") or "en")[:2])
        return _json({"id": person.id, "name": person.user["first_name"]})

    async def file(self, request: web.Request) -> web.StreamResponse:
        """Return a file the bot sent."""
        stored = self._box.world.files.get(request.match_info["id"])
        if stored is None:
            raise web.HTTPNotFound
        return web.Response(body=stored.content, content_type=stored.mime, headers=_HEADERS)

    async def about(self, request: web.Request) -> web.StreamResponse:
        """Return the bot's description and commands in the person's language."""
        code = self._person(request).user["language_code"]
        about = self._box.world.about_bot
        return _json(
            {name: about.get(f"{name}:{code}") or about.get(f"{name}:") or "" for name in ("description", "commands")}
        )

    async def events(self, request: web.Request) -> web.StreamResponse:
        """Stream a chat: first everything, then each change."""
        person = self._person(request)
        stream: asyncio.Queue[Json | None] = asyncio.Queue()
        response = web.StreamResponse(headers={**_HEADERS, "Content-Type": "text/event-stream"})
        await response.prepare(request)
        person.chat.watchers.add(stream.put_nowait)
        self._streams.add(stream)
        try:
            await _send(response, {"event": "all", "messages": [_to_page(one) for one in person.messages]})
            while (event := await _next(stream)) is not None:
                await _send(response, self._for_page(event))
        except ConnectionError:
            return response
        finally:
            self._streams.discard(stream)
            person.chat.watchers.discard(stream.put_nowait)
        return response

    def _for_page(self, event: Json) -> Json:
        if "message" not in event:
            return event
        message = event["message"]
        return {**event, "message": _to_page(show(message, message["message_id"] in self._box.world.silent))}

    async def do(self, request: web.Request) -> web.StreamResponse:
        """Carry out what the person did on the page."""
        person, asked = self._person(request), await _body(request)
        deed = _DEEDS.get(str(asked.get("do")))
        if deed is None:
            raise web.HTTPBadRequest(text="unknown deed")
        try:
            done = deed(person, asked)
        except (KeyError, ValueError, TypeError, NoAnswer):
            raise web.HTTPBadRequest(text="that cannot be done any more") from None
        return _json({"ok": True, "id": done if isinstance(done, str) else ""})

    def _person(self, request: web.Request) -> Person:
        person = self._box.people.get(int(request.match_info["person"]))
        if person is None:
            raise web.HTTPNotFound
        return person


def _say(person: Person, asked: Json) -> None:
    if str(asked["text"]).strip():
        person.says(str(asked["text"])[:4096])


def _edit(person: Person, asked: Json) -> None:
    person.edits(_message(person, asked), str(asked["text"])[:4096])


def _delete(person: Person, asked: Json) -> None:
    person.deletes(_message(person, asked))


def _press(person: Person, asked: Json) -> str:
    return person.presses_data(str(asked["data"]), _message(person, asked))


def _file(person: Person, asked: Json) -> None:
    if asked["kind"] not in ATTACHMENTS:
        raise ValueError
    person.sends_file(asked["kind"], str(asked.get("caption") or ""))


def _message(person: Person, asked: Json) -> Shown:
    """Return the message that a deed is about. Raises KeyError when it is gone."""
    return {message.id: message for message in person.messages}[asked["id"]]


_DEEDS: Mapping[str, Callable[[Person, Json], str | None]] = {
    "say": _say,
    "edit": _edit,
    "delete": _delete,
    "press": _press,
    "file": _file,
}


def _to_page(message: Shown) -> Json:
    voice = message.raw.get("voice") or {}
    photo = (message.raw.get("photo") or [{}])[-1]
    origin = message.raw.get("forward_origin") or {}
    return {
        "id": message.id,
        "bot": message.by_bot,
        "kind": message.kind,
        "text": message.text,
        "entities": message.entities,
        "rows": [[{"label": one.label, "data": one.data, "url": one.url} for one in row] for row in message.buttons],
        "date": message.raw["date"],
        "edited": message.edited,
        "silent": message.silent,
        "file": str((voice or photo).get("file_id", "")) if message.by_bot else "",
        "forwarded": origin.get("sender_user_name", ""),
    }


def _guarded(
    handler: Callable[[web.Request], Any],
) -> Callable[[web.Request], Any]:
    """Answer only a browser that opened this address itself: other sites must not reach into the chats."""

    async def guarded(request: web.Request) -> web.StreamResponse:
        name = request.host.rsplit(":", 1)[0] if not request.host.endswith("]") else request.host
        origin = request.headers.get("Origin", "")
        if name not in LOCAL_NAMES or (origin and origin != f"http://{request.host}"):
            raise web.HTTPForbidden(text="open this page at its own address, http://127.0.0.1")
        response: web.StreamResponse = await handler(request)
        return response

    return guarded


async def _body(request: web.Request) -> Json:
    with contextlib.suppress(ValueError):
        asked = json.loads(await request.read() or b"{}")
        if isinstance(asked, dict) and request.content_type == "application/json":
            return asked
    raise web.HTTPBadRequest(text="expected a JSON object")


async def _next(stream: asyncio.Queue[Json | None]) -> Json | None:
    try:
        async with asyncio.timeout(KEEP_ALIVE):
            return await stream.get()
    except TimeoutError:
        return {"event": "alive"}


async def _send(response: web.StreamResponse, event: Json) -> None:
    await response.write(f"data: {json.dumps(event)}\n\n".encode())


def _json(body: Any) -> web.Response:
    return web.Response(body=json.dumps(body).encode(), content_type="application/json", headers=_HEADERS)
