"""Assembles the understanding: the model in-process or a Rasa server, the safety net beside it, the places."""

from collections.abc import Callable, Iterable

from understanding.errors import ModelMissing, ModelUnfit

from bot.adapters.guard_files import load_guards
from bot.adapters.model import ModelReader
from bot.adapters.rasa_server import RasaServer
from bot.adapters.safety_files import SafetyRulesBroken, load_safety_net
from bot.core.guidebook import Guidebook
from bot.core.intents import REGIONS
from bot.errors import CannotStart
from bot.settings import Settings
from bot.understand import Reader, Understander


class UnderstandingUnusable(CannotStart):
    """The model or the safety rules cannot be used."""


def make_understander(settings: Settings, guidebook: Callable[[], Guidebook]) -> Understander:
    """Return the understanding that the settings ask for; `guidebook` gives the content in force.

    Raises UnderstandingUnusable with one clear line.
    """
    try:
        net = load_safety_net(settings.content / "safety")
        guards = load_guards(settings.content / "safety")
    except SafetyRulesBroken as error:
        raise UnderstandingUnusable(str(error)) from None

    def places(text: str) -> Iterable[tuple[str, str, bool]]:
        for place in guidebook().find_places(text):
            yield place.region if place.region in REGIONS else "", place.name, place.whole

    def guarded(reader: Reader, *, remote: bool) -> Understander:
        return Understander(reader, net, places, remote=remote, offender=guards.offender, private=guards.private)

    if settings.nlu_url:
        return guarded(RasaServer(settings.nlu_url), remote=True)
    try:
        return guarded(ModelReader(settings.model), remote=False)
    except (ModelMissing, ModelUnfit) as error:
        raise UnderstandingUnusable(str(error)) from None
