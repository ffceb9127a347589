"""The reviewed content as the core sees it: cards in every locale, and the words staff maintain."""

from collections.abc import Mapping
from dataclasses import dataclass, field

AUDIENCES = ("child", "young", "adult")
"""`child` is 13 to 17 and everyone who has not said; `young` is under 13."""


@dataclass(frozen=True)
class Link:
    """A button from one card to another."""

    to: str
    audience: str = ""
    """Only for `child` (young included) or `adult`; empty means everyone."""
    unless: str = ""
    """`harm_at_home`: left out when the harm may come from the family."""
    at: str = "last"
    """The step that shows it: `first`, `last` or `every`."""
    label: str = ""
    """`yes` or `no` for the answer to a question; empty for the label of the target card."""


@dataclass(frozen=True)
class Card:
    """One piece of guidance: steps of one message each, in every locale, for each audience."""

    id: str
    intents: tuple[str, ...]
    steps: Mapping[str, Mapping[str, tuple[str, ...]]]
    """locale -> audience -> messages."""
    labels: Mapping[str, str]
    """locale -> the text of a button that leads here."""
    platform: str = ""
    """The platform whose settings these are, for cards picked by entity."""
    situation: str = ""
    """The intent whose helplines go with this card; empty means none are added."""
    sensitive: bool = False
    """True when nobody looking over a shoulder should see the topic at once."""
    home_is_unsafe: bool = False
    """True when whoever opens the card says by it that home is not safe."""
    links: tuple[Link, ...] = ()
    voices: Mapping[str, str] = field(default_factory=dict)
    """locale -> path of a voice note, relative to the content folder."""

    def messages(self, locale: str, audience: str) -> tuple[str, ...]:
        """Return the steps for this reader; `young` falls back to `child`, a card for one audience serves all."""
        texts = self.steps[locale]
        order = {"young": ("young", "child", "adult"), "child": ("child", "adult")}.get(audience, ("adult", "child"))
        return next(texts[name] for name in order if name in texts)

    def differs_by_audience(self, locale: str) -> bool:
        """Say whether child and adult are told different things."""
        texts = self.steps[locale]
        return "child" in texts and "adult" in texts and texts["child"] != texts["adult"]

    def links_for(self, audience: str, harm_at_home: bool, place: str) -> tuple[Link, ...]:
        """Return the links to show at a step that is `first`, `middle`, `last` or `only` (first and last at once)."""
        role = "adult" if audience == "adult" else "child"
        wanted = {
            "first": ("first", "every"),
            "last": ("last", "every"),
            "only": ("first", "last", "every"),
            "middle": ("every",),
        }[place]
        return tuple(
            link
            for link in self.links
            if link.at in wanted
            and link.audience in ("", role)
            and not (link.unless == "harm_at_home" and harm_at_home)
        )


@dataclass(frozen=True)
class Cards:
    """Every card by id, and which card answers which intent."""

    by_id: Mapping[str, Card]

    def for_intent(self, intent: str, platforms: tuple[str, ...] = ()) -> Card:
        """Return the card for an intent; one for the first platform that has its own is preferred.

        Raises KeyError when no card serves the intent: the content check makes sure that cannot happen.
        """
        for platform in platforms:
            for card in self.by_id.values():
                if intent in card.intents and card.platform == platform:
                    return card
        return self.by_id[intent]

    def platform_cards(self, intent: str) -> tuple[Card, ...]:
        """Return the cards that answer an intent for one platform each, in the order of their ids."""
        return tuple(card for _, card in sorted(self.by_id.items()) if intent in card.intents and card.platform)
