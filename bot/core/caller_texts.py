"""Texts to use beside a call: a card to read out, numbers to save, and the office to go to with what to bring."""

from collections.abc import Iterable, Sequence

from bot.core.directory import Helpline, Office
from bot.core.intents import DISCLOSURE, EMERGENCY, REGIONS
from bot.core.ports import Phrases
from bot.core.referral_text import Phrase, isolated
from bot.core.routing import Referral

OPERATOR_SITUATIONS = (*EMERGENCY, *DISCLOSURE)
"""What an operator card can say; one phrase `operator.<intent>` each."""
NUMBERS_TO_SAVE = 6


def operator_card(phrases: Phrases, situation: str, who: str, region: str, *, harm_at_home: bool = False) -> str:
    """Return a short text to read out or show to an operator, in Urdu and below it in English.

    Everything in it comes from buttons, nothing from what the person wrote. `situation` is an emergency or disclosure
    intent, or empty; `region` one of REGIONS, or empty.
    """
    return "\n\n".join(
        " ".join(phrases(locale, name) for name in _operator_parts(situation, who, region, harm_at_home))
        for locale in ("ur", "en")
    )


def _operator_parts(situation: str, who: str, region: str, harm_at_home: bool) -> list[str]:
    names = ["operator.adult" if who == "adult" else "operator.child"]
    if region in REGIONS:
        names.append(f"operator.in_{region}")
    names.append(f"operator.{situation}" if situation in OPERATOR_SITUATIONS else "operator.needs_help")
    if harm_at_home:
        names.append("operator.not_home")
    return [*names, "operator.what_now"]


def numbers_to_save(referrals: Iterable[Referral], locale: str, phrase: Phrase) -> str:
    """Return a plain list of the surest numbers, for days without internet."""
    lines = [phrase("save.intro")]
    for referral in referrals:
        helpline = referral.helpline
        if helpline.has_number and helpline.confidence == "high" and len(lines) <= NUMBERS_TO_SAVE:
            lines.append(f"{helpline.names[locale]}\n{isolated(helpline.contacts[0].value)}")
    lines.append(phrase("save.careful"))
    return "\n\n".join(lines)


def office_text(
    helpline: Helpline, offices: Sequence[Office], locale: str, phrase: Phrase, *, nearest: bool = True
) -> str:
    """Return where to go and what to bring.

    `offices` as `offices_for` returns them, best first; `nearest` is False when the person's district is not known.
    """
    if not offices:
        return phrase("office.none", agency=helpline.names[locale])
    cities = phrase("list.comma").join(office.names[locale] for office in (offices[:2] if nearest else offices))
    where = phrase("office.where" if nearest else "office.all", agency=helpline.names[locale], cities=cities)
    return "\n\n".join((where, phrase("office.ask_first"), phrase("office.bring")))
