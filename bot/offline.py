"""What answers need without a channel: for the commands that print, and for tests."""

from dataclasses import dataclass

from bot.adapters.content_release import ContentKeeper
from bot.adapters.understanding import make_understander
from bot.core.guidebook import Guidebook
from bot.settings import Settings
from bot.understand import Understander


@dataclass(frozen=True)
class Offline:
    """The content in force and the understanding."""

    guidebook: Guidebook
    understander: Understander


def build_offline(settings: Settings) -> Offline:
    """Load content and model. Raises CannotStart with one clear line."""
    keeper = ContentKeeper(settings, lambda word: (word,))
    return Offline(keeper.current(), make_understander(settings, keeper.current))
