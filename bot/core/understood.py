"""What a message means, as the bot acts on it."""

from dataclasses import dataclass
from typing import Any, Literal

Urgency = Literal["emergency", "high", "normal"]


@dataclass(frozen=True)
class Entity:
    """A platform (`value` is its name) or a place (`value` is its region, `name` the place itself)."""

    entity: str
    value: str
    name: str | None = None

    def to_json(self) -> dict[str, str]:
        """The entity as `mehfooz understand` prints it."""
        found = {"entity": self.entity, "value": self.value}
        return found if self.name is None else {**found, "name": self.name}


@dataclass(frozen=True)
class Understood:
    """One message, understood. `alternatives` is empty when the bot is sure enough to answer `intent` at once."""

    text: str
    intent: str
    confidence: float
    urgency: Urgency
    language: str
    who: str
    entities: tuple[Entity, ...] = ()
    alternatives: tuple[str, ...] = ()
    alarm: str = ""
    """An emergency that is likely enough to give its numbers too, though `intent` says something else."""
    misuse: bool = False
    """True when the writer asks how to get at a child; the rules are content/safety/offender.yaml."""
    names: bool = False
    """True when the text introduces somebody by name, which nobody here needs."""

    def to_json(self) -> dict[str, Any]:
        """The object `mehfooz understand` prints, its keys in the order of the contract."""
        return {
            "text": self.text,
            "intent": self.intent,
            "confidence": round(self.confidence, 9),
            "urgency": self.urgency,
            "language": self.language,
            "who": self.who,
            "entities": [entity.to_json() for entity in self.entities],
            "alternatives": list(self.alternatives),
        }
