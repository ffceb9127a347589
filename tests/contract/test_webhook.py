"""Updates by webhook: spoofed and broken ones are refused, real ones answered once."""

import asyncio
from collections.abc import AsyncIterator

import aiohttp
import pytest

from bot.app import Service, build_service
from bot.runner import run_webhook
from bot.sandbox.box import Sandbox, is_free
from bot.settings import Settings
from tests.support.real_bot import settings_for

HEADER = "X-Telegram-Bot-Api-Secret-Token"
PORT = next(port for port in range(18443, 18543) if is_free("127.0.0.1", port))
URL = f"http://127.0.0.1:{PORT}/hook"


@pytest.fixture
async def service(settings: Settings, box: Sandbox) -> AsyncIterator[Service]:
    """The bot behind a webhook."""
    running, stop = build_service(settings_for(settings, box)), asyncio.Event()
    task = asyncio.ensure_future(run_webhook(running, URL, ("127.0.0.1", PORT), lambda _: None, stop))
    await _until_set(box)
    yield running
    stop.set()
    await asyncio.wait_for(task, 20)


async def _until_set(box: Sandbox) -> None:
    for _ in range(500):
        if box.calls("setWebhook"):
            return
        await asyncio.sleep(0.02)
    raise AssertionError("no webhook was set")


async def post(body: bytes, secret: str | None) -> int:
    headers = {} if secret is None else {HEADER: secret}
    async with aiohttp.ClientSession() as client, client.post(URL, data=body, headers=headers) as answer:
        return answer.status


async def test_a_message_by_webhook_is_answered(service: Service, box: Sandbox) -> None:
    person = box.person(11)
    person.says("i want to die")
    assert "1122" in (await person.answer()).text
    await person.until_confirmed()
    assert service is not None


async def test_spoofed_requests_are_refused_and_change_nothing(service: Service, box: Sandbox) -> None:
    person = box.person(12)
    message = b'{"message_id": 1, "date": 1, "chat": {"id": 12, "type": "private"}, "text": "/forget"}'
    body = b'{"update_id": 5, "message": ' + message + b"}"
    for secret in (None, "", "0" * 64, "wrong", "\u00e9" * 64, service.keys.webhook_secret()[:-1]):
        assert await post(body, secret) == 403
    assert box.calls("sendMessage") == []
    assert person.messages == []


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"null", b'{"update_id": "x"}', b"\xff\xfe", b'{"a": 1}'])
async def test_broken_bodies_are_refused(service: Service, body: bytes) -> None:
    assert await post(body, service.keys.webhook_secret()) == 400


async def test_a_huge_body_is_refused(service: Service) -> None:
    assert await post(b"x" * (2 * 1024 * 1024), service.keys.webhook_secret()) in (400, 413)


async def test_a_replayed_update_is_answered_once(service: Service, box: Sandbox) -> None:
    person = box.person(13)
    person.says("hello")
    await person.answers()
    await person.until_confirmed()
    before = len(person.messages)
    box.replay(person.updates[-1])
    await person.until_confirmed()
    assert len(person.messages) == before
    assert service is not None


async def test_another_path_is_unknown(service: Service) -> None:
    secret = {HEADER: service.keys.webhook_secret()}
    async with aiohttp.ClientSession() as client, client.post(URL + "/other", data=b"{}", headers=secret) as answer:
        assert answer.status == 404
