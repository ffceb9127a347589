"""The browser harness: headless Chromium, a phone-sized page, screenshots. Says and counts what could not be run."""

from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, ViewportSize, async_playwright
from telegram import Bot

from bot.sandbox.box import Sandbox
from tests.support.bot_api import client_of
from tools.browser import HOW_TO, provide_chromium, provide_fonts

HERE = Path(__file__).parent
SCREENSHOTS = HERE.parent.parent / "artifacts" / "screenshots"
PHONE = ViewportSize(width=390, height=844)
OWN = ("http://127.0.0.1:", "data:", "blob:")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

_not_run: list[str] = []


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let all browser tests share one event loop, and with it one browser."""
    for item in items:
        if HERE in item.path.parents and pytest_asyncio.is_async_test(item):
            item.add_marker(pytest.mark.asyncio(loop_scope="session"), append=False)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say how many browser tests could not be run."""
    if _not_run:
        terminalreporter.section("browser tests NOT RUN", yellow=True)
        terminalreporter.line(f"{len(_not_run)} browser tests were not run: no Chromium starts here. {HOW_TO}")


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a Chromium that starts, installed if need be; empty where there is none."""
    provide_fonts()
    return provide_chromium()


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser(chromium: str) -> AsyncIterator[Browser | None]:
    """A headless Chromium for the whole run; None where there is none."""
    if not chromium:
        yield None
        return
    async with async_playwright() as playwright:
        running = await playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield running
        await running.close()


@pytest_asyncio.fixture(loop_scope="session")
async def page(browser: Browser | None, request: pytest.FixtureRequest) -> AsyncIterator[Page]:
    """A fresh page of a phone's size. A mistake in its script, or a request to another machine, fails the test."""
    if browser is None:
        _not_run.append(request.node.nodeid)
        pytest.skip(f"no Chromium starts here. {HOW_TO}")
    context = await browser.new_context(
        viewport=PHONE, device_scale_factor=2, locale="en-GB", permissions=["clipboard-read", "clipboard-write"]
    )
    opened = await context.new_page()
    mistakes: list[str] = []
    asked: list[str] = []
    opened.on("pageerror", lambda error: mistakes.append(str(error)))
    opened.on("request", lambda request: asked.append(request.url))
    yield opened
    await context.close()
    assert not mistakes
    assert not [url for url in asked if not url.startswith(OWN)]


@pytest_asyncio.fixture(loop_scope="session")
async def box() -> AsyncIterator[Sandbox]:
    """A Bot API server in the loop of the browser tests."""
    async with Sandbox() as running:
        yield running


@pytest_asyncio.fixture(loop_scope="session")
async def client(box: Sandbox) -> AsyncIterator[Bot]:
    """A python-telegram-bot client of `box`, in the same loop."""
    async with client_of(box) as bot:
        yield bot


@pytest.fixture
def screenshot(page: Page) -> Callable[[str], Awaitable[Path]]:
    """Save what the page shows as artifacts/screenshots/<name>.png and return the path."""

    async def save(name: str) -> Path:
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        path = SCREENSHOTS / f"{name}.png"
        await page.screenshot(path=path)
        return path

    return save
