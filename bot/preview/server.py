"""Serves the preview on this machine: the page, the cards as JSON, and a stream that tells of every save."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import date
from pathlib import Path

from aiohttp import web

from bot.adapters.content_release import signature_of
from bot.adapters.staff_phrases import staff_language
from bot.core.intents import OUTSIDE, REGIONS
from bot.core.ports import Phrases
from bot.errors import CannotStart
from bot.preview.shelf import Reading, one_card, overview, read

HERE = Path(__file__).parent / "static"
PAGES = {
    "/": HERE / "preview.html",
    "/preview.css": HERE / "preview.css",
    "/preview.js": HERE / "preview.js",
    "/chat.css": Path(__file__).parent.parent / "sandbox" / "static" / "chat.css",
}
LOOK = 0.5
"""Seconds between two looks at the files."""
POLICY = "default-src 'self'; img-src 'self' data:; frame-ancestors 'none'; base-uri 'none'"


class Preview:
    """The last reading of the content folder and the pages that wait for the next."""

    def __init__(self, root: Path, phrases: Phrases, today: Callable[[], date], locales: Path) -> None:
        """Serve the content below `root`; `locales` holds the staff's sentences in Urdu."""
        self._root = root
        self._phrases = phrases
        self._today = today
        self._locales = locales
        self._seen = signature_of(root)
        self._waiting: set[asyncio.Queue[None]] = set()
        self.reading: Reading = read(root, today(), phrases)

    def app(self) -> web.Application:
        """Return the web application."""
        app = web.Application(middlewares=[_only_this_machine])
        for address, path in PAGES.items():
            app.router.add_get(address, _page(path))
        app.router.add_get("/api/overview", self._overview)
        app.router.add_get("/api/card/{id}", self._card)
        app.router.add_get("/events", self._events)
        app.cleanup_ctx.append(self._watching)
        return app

    async def _overview(self, request: web.Request) -> web.Response:
        translate = staff_language(self._locales, request.query.get("language", "en"))
        return web.json_response(overview(self.reading, translate))

    async def _card(self, request: web.Request) -> web.Response:
        region = request.query.get("region", "")
        found = await asyncio.to_thread(
            one_card,
            self.reading,
            request.match_info["id"],
            region if region in (*REGIONS, OUTSIDE) else "",
            request.query.get("at_home") == "1",
            staff_language(self._locales, request.query.get("language", "en")),
        )
        return web.json_response(found) if found else web.json_response({}, status=404)

    async def _events(self, request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"})
        await response.prepare(request)
        queue: asyncio.Queue[None] = asyncio.Queue()
        self._waiting.add(queue)
        try:
            await response.write(b": open\n\n")
            while True:
                await queue.get()
                await response.write(b"event: saved\ndata: \n\n")
        except (ConnectionResetError, asyncio.CancelledError):
            return response
        finally:
            self._waiting.discard(queue)

    async def _watching(self, _app: web.Application) -> AsyncIterator[None]:
        task = asyncio.create_task(self._watch())
        yield
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task

    async def _watch(self) -> None:
        while True:
            await asyncio.sleep(LOOK)
            signature = await asyncio.to_thread(signature_of, self._root)
            if signature == self._seen:
                continue
            self._seen = signature
            self.reading = await asyncio.to_thread(read, self._root, self._today(), self._phrases)
            for queue in self._waiting:
                queue.put_nowait(None)


@web.middleware
async def _only_this_machine(
    request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
) -> web.StreamResponse:
    """Refuse a page of another site that asks through this machine's browser; forbid the page to load anything."""
    if request.host.rpartition(":")[0] not in ("127.0.0.1", "localhost"):
        raise web.HTTPForbidden(text="The preview is open on this machine only.")
    response = await handler(request)
    if not response.prepared:
        response.headers["Content-Security-Policy"] = POLICY
        response.headers["Cache-Control"] = "no-store"
    return response


def _page(path: Path) -> Callable[[web.Request], Awaitable[web.FileResponse]]:
    async def send(_request: web.Request) -> web.FileResponse:
        return web.FileResponse(path)

    return send


@contextlib.asynccontextmanager
async def running_preview(preview: Preview, port: int) -> AsyncIterator[str]:
    """Serve on 127.0.0.1 until the block ends; gives the address. Raises OSError when the port is taken."""
    runner = web.AppRunner(preview.app(), access_log=None, shutdown_timeout=0.5)
    await runner.setup()
    try:
        site = web.TCPSite(runner, "127.0.0.1", port)
        await site.start()
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


PORTS = 50
"""How many ports after the wanted one are tried."""


async def serve_preview(preview: Preview, port: int, say: Callable[[str], None]) -> None:
    """Serve until interrupted, on `port` or the next free one. Raises CannotStart when none is free."""
    for wanted in range(port, port + PORTS):
        try:
            async with running_preview(preview, wanted) as address:
                say(f"The preview is at {address} (on this machine only). Stop it with Ctrl-C.")
                await asyncio.Event().wait()
        except OSError:
            continue
    raise CannotStart(f"content preview: no port from {port} to {port + PORTS - 1} is free")
