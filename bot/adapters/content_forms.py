"""The forms that content files are written in. The JSON Schemas for editors are made from the same models."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from bot.core.intents import ALL, PLATFORMS

CARD_ID = r"[a-z][a-z0-9_]{1,37}"
"""A card's id travels inside a button, which holds 48 bytes."""

Confidence = Literal["high", "medium", "low"]


def _known(names: Iterable[str]) -> Callable[[str], str]:
    allowed = tuple(names)

    def known(value: str) -> str:
        if value and value not in allowed:
            raise PydanticCustomError("not_allowed", "not allowed", {"allowed": allowed})
        return value

    return known


def _names(names: Iterable[str]) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", "enum": list(names)})


def _empty_is_none(value: object) -> object:
    return None if value == "" else value


def _empty_is_no_entry(value: object) -> object:
    return () if value == "" else value


Intent = Annotated[str, AfterValidator(_known(ALL)), _names(ALL)]
Platform = Annotated[str, AfterValidator(_known(PLATFORMS)), _names(PLATFORMS)]
Id = Annotated[str, Field(pattern=f"^{CARD_ID}$", description="Small letters, digits and _; the name of the folder.")]
Day = Annotated[date, Field(description="A day such as 2026-11-22.")]
Entries = BeforeValidator(_empty_is_no_entry)
MaybeDay = Annotated[date | None, BeforeValidator(_empty_is_none)]


class Form(BaseModel):
    """A form that knows all its keys: any other is a spelling mistake."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class LinkForm(Form):
    """A button that leads to another card; it shows that card's `button`."""

    to: Id
    audience: Literal["child", "adult"] | None = Field(None, alias="for", description="Only for these readers.")
    unless: Literal["harm_at_home"] | None = Field(None, description="Left out when the harm may come from home.")
    at: Literal["first", "last", "every"] = Field("last", description="The step that shows it.")
    label: Literal["yes", "no"] | None = Field(None, description="For the answers to a yes/no question.")


class ReviewForm(Form):
    """Who looked at the card, and until when that holds."""

    by: str = Field("", description="Initials of whoever reviewed the card.")
    on: MaybeDay = Field(None, description="The day of the review.")
    until: Day = Field(description="After this day the card must be reviewed again.")
    note: str = Field("", description="What to look at. Required below high confidence.")


class ReviewedForm(Form):
    """What every text with facts says about them."""

    sources: Annotated[tuple[str, ...], Entries] = Field(description="Tags of content/sources.yaml, or RULE, or MEM.")
    confidence: Confidence = Field(description="The lowest of the facts used.")
    checked: Day = Field(description="The day the facts were compiled.")
    review: ReviewForm


class CardForm(ReviewedForm):
    """card.yaml: everything about a card that is not text for people."""

    id: Id
    intents: Annotated[tuple[Intent, ...], Entries] = Field((), description="Intents that this card answers by itself.")
    platform: Platform = Field("", description="Set when the card is for one platform.")
    situation: Intent = Field("", description="The intent whose helplines go with the card.")
    sensitive: bool = Field(False, description="true when somebody looking on must not see the topic at once.")
    home_is_unsafe: bool = Field(False, description="true when whoever opens the card says that home is not safe.")
    links: Annotated[tuple[LinkForm, ...], Entries] = Field((), description="The buttons on the card.")


class PageForm(Form):
    """The head of a text file."""

    button: str = Field(min_length=1, description="The text of buttons that lead to the card, at most 32 characters.")
    written: Day = Field(description="The day this text was last written anew.")


class TextsForm(Form):
    """One text in every locale."""

    en: str = Field(min_length=1)
    ur: str = Field(min_length=1)
    ur_latn: str = Field(min_length=1, alias="ur-Latn")

    def by_locale(self) -> dict[str, str]:
        """Return locale -> text."""
        return {"en": self.en, "ur": self.ur, "ur-Latn": self.ur_latn}


class QuizItemForm(Form):
    """One situation of the quiz."""

    id: Id
    text: TextsForm = Field(description="The situation, as a child or adult meets it.")
    trick: bool = Field(description="true when it is a trick, false when it is fine.")
    why: TextsForm = Field(description="The kind explanation.")
    sources: tuple[str, ...] = ()


class QuizForm(ReviewedForm):
    """quiz/<group>.yaml: the situations for one age group."""

    items: tuple[QuizItemForm, ...] = Field(min_length=1)


class QuizLabelsForm(Form):
    """quiz/labels.yaml: the words around the quiz."""

    welcome: TextsForm
    start: TextsForm = Field(description="The button that leads to the quiz.")
    young: TextsForm = Field(description="The button of the group under 13.")
    teen: TextsForm
    adult: TextsForm
    trick: TextsForm = Field(description="The button `It is a trick`.")
    fine: TextsForm = Field(description="The button `It is fine`.")
    right: TextsForm = Field(description="Stands before the explanation after a right answer.")
    wrong: TextsForm = Field(description="Stands before the explanation after another answer.")
    next: TextsForm = Field(description="The button to the next situation.")


class WordsForm(Form):
    """words.yaml."""

    leave: tuple[str, ...] = Field(min_length=1)
    languages: dict[str, tuple[str, ...]]
    relatives: tuple[str, ...] = Field(min_length=1)


class SourceForm(Form):
    """One source of sources.yaml."""

    title: str = Field(min_length=1)
    publisher: str = ""
    date: str = Field("", description="The date printed on it; n.d. when none was seen.")
    grade: Literal["A", "B", "C", "rule"] = Field(description="A: publisher's own page. B: relayed. C: a guide.")
    url: str = ""
