"""The real bot against a sandbox, with content and model read once for the whole run."""

import dataclasses
from collections.abc import AsyncIterator, Callable

import pytest

import bot.app
from bot.adapters.content_release import ContentKeeper
from bot.adapters.understanding import make_understander
from bot.app import Service
from bot.core.guidebook import Guidebook
from bot.sandbox.box import Sandbox
from bot.sandbox.people import Person
from bot.settings import Settings
from bot.understand import Understander
from tests.support.real_bot import running_bot


class WarmKeeper:
    """A `ContentKeeper` whose content was read before."""

    def __init__(self, guidebook: Guidebook) -> None:
        self._guidebook = guidebook

    def current(self) -> Guidebook:
        return self._guidebook

    def reload_if_changed(self) -> list[object]:
        return []


_guidebooks: dict[str, Guidebook] = {}
_understanders: dict[tuple[str, str], Understander] = {}


def _keeper(settings: Settings, hash_word: Callable[[str], tuple[str, ...]]) -> WarmKeeper:
    name = str(settings.content)
    if name not in _guidebooks:
        _guidebooks[name] = ContentKeeper(settings, hash_word).current()
    return WarmKeeper(dataclasses.replace(_guidebooks[name], hash_word=hash_word))


def _understander(settings: Settings, guidebook: Callable[[], Guidebook]) -> Understander:
    name = (str(settings.content), settings.nlu_url)
    if settings.nlu_url or name not in _understanders:
        _understanders[name] = make_understander(settings, guidebook)
    return _understanders[name]


@pytest.fixture(autouse=True)
def warm(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let `build_service` take content and model that were read before."""
    monkeypatch.setattr(bot.app, "ContentKeeper", _keeper)
    monkeypatch.setattr(bot.app, "make_understander", _understander)


@pytest.fixture
async def service(settings: Settings, box: Sandbox) -> AsyncIterator[Service]:
    """The running bot."""
    async with running_bot(settings, box) as running:
        yield running


@pytest.fixture
def child(service: Service, box: Sandbox) -> Person:
    """Somebody who writes to the running bot for the first time."""
    assert service is not None
    return box.person(777000501, "Zainab")


@pytest.fixture
def stranger(service: Service, box: Sandbox) -> Person:
    """Somebody else."""
    assert service is not None
    return box.person(777000502, "Stranger")


@pytest.fixture
def offline_understander(settings: Settings) -> Understander:
    """The understanding of the real content and model, without a bot."""
    keeper = _keeper(settings, lambda word: (word,))
    return _understander(settings, keeper.current)
