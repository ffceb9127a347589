"""The transport between python-telegram-bot and a Bot API server, against real servers on this machine."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest
from telegram import Bot
from telegram.error import BadRequest, NetworkError, RetryAfter, TimedOut

from bot.adapters.telegram.transport import AiohttpRequest
from bot.sandbox.box import SANDBOX_TOKEN, Sandbox

TOKEN = "7:secret-part"
URDU = "آپ اکیلے نہیں ہیں\n\u20661799\u2069 & ٪ + = # 😀"
Handler = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]
Serve = Callable[[Handler], Awaitable[str]]


def client_of(address: str, token: str = TOKEN, read_timeout: float = 5.0) -> Bot:
    """Return a client that speaks through the transport."""
    return Bot(
        token,
        base_url=f"{address}/bot",
        request=AiohttpRequest(4, read_timeout=read_timeout),
        get_updates_request=AiohttpRequest(1, read_timeout=read_timeout),
    )


@pytest.fixture
async def client(box: Sandbox) -> AsyncIterator[Bot]:
    """A client of the sandbox."""
    async with client_of(box.address, SANDBOX_TOKEN) as bot:
        yield bot


@pytest.fixture
async def serve() -> AsyncIterator[Serve]:
    """Start a server of raw connections and return its address."""
    servers = []

    async def start(handler: Handler) -> str:
        server = await asyncio.start_server(handler, "127.0.0.1", 0)
        servers.append(server)
        return f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"

    yield start
    for server in servers:
        server.close()


async def test_text_arrives_as_it_was_sent(box: Sandbox, client: Bot) -> None:
    person = box.person()
    person.says("/start")
    sent = await client.send_message(person.id, URDU)
    assert sent.text == URDU


async def test_updates_come_back_with_the_persons_words(box: Sandbox, client: Bot) -> None:
    box.person().says(URDU)
    assert [update.message.text for update in await client.get_updates() if update.message] == [URDU]


async def test_a_file_goes_with_its_caption(box: Sandbox, client: Bot, tmp_path: Path) -> None:
    person = box.person()
    person.says("/start")
    path = tmp_path / "voice.ogg"
    path.write_bytes(bytes(range(256)) * 40)
    sent = await client.send_voice(person.id, path, caption=URDU)
    assert sent.voice
    assert sent.voice.file_size == 10_240
    assert sent.caption == URDU


async def test_refusals_are_the_librarys_own_errors(box: Sandbox, client: Bot) -> None:
    person = box.person()
    person.says("/start")
    box.fail("sendMessage", 429, retry_after=7)
    with pytest.raises(RetryAfter):
        await client.send_message(person.id, "a")
    with pytest.raises(BadRequest):
        await client.send_message(person.id, "")


async def test_a_cut_connection_is_a_network_error(box: Sandbox, client: Bot) -> None:
    person = box.person()
    person.says("/start")
    box.cut("sendMessage")
    with pytest.raises(NetworkError):
        await client.send_message(person.id, "a")
    assert await client.send_message(person.id, "b")


async def test_a_silent_server_times_out(serve: Serve) -> None:
    async def silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read()
        writer.close()

    bot = client_of(await serve(silent), read_timeout=0.1)
    with pytest.raises(TimedOut):
        await bot.initialize()
    await bot.shutdown()


async def test_an_answer_that_stops_half_way_is_a_network_error(serve: Serve) -> None:
    async def half(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b'HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{"ok": tr')
        writer.close()

    bot = client_of(await serve(half))
    with pytest.raises(NetworkError) as error:
        await bot.initialize()
    assert "secret" not in str(error.value)
    await bot.shutdown()


async def test_errors_name_neither_token_nor_words() -> None:
    bot = client_of("http://127.0.0.1:1")
    request = AiohttpRequest(1)
    await request.initialize()
    with pytest.raises(NetworkError) as error:
        await request.post(f"{bot.base_url}/sendMessage")
    shown = f"{error.value!r} {error.value.__cause__!r}"
    assert "secret" not in shown
    assert "127.0.0.1" not in shown
    await request.shutdown()


async def test_closing_twice_and_opening_again_work(box: Sandbox) -> None:
    request = AiohttpRequest(1)
    for _ in range(2):
        await request.initialize()
        assert await request.post(f"{box.address}/bot{SANDBOX_TOKEN}/getMe")
        await request.shutdown()
        await request.shutdown()
    with pytest.raises(NetworkError):
        await request.post(f"{box.address}/bot{SANDBOX_TOKEN}/getMe")


async def test_the_machines_proxy_is_used_but_not_for_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("https_proxy", "http://proxy.example:3128")
    monkeypatch.setenv("no_proxy", "127.0.0.1,localhost")
    request = AiohttpRequest(1)
    assert request.proxy_for("https://api.telegram.org/bot1/getMe") == "http://proxy.example:3128"
    assert request.proxy_for("https://127.0.0.1:8443/bot1/getMe") is None
