"""Helplines as text: what a message shows of them, what happens on a call, and what to say to an operator."""

from collections.abc import Iterable
from datetime import datetime
from typing import Protocol

from bot.core.directory import Contact, Helpline
from bot.core.hours import Hours, pakistan_time
from bot.core.routing import Referral

LEFT_TO_RIGHT = "\u2066"
"""Begins a part that stays left to right inside Urdu text; `END` ends it."""
END = "\u2069"
DOT = " · "
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


class Phrase(Protocol):
    """An interface string of one locale, by name."""

    def __call__(self, name: str, **values: object) -> str:
        """Return the string with `%(key)s` filled in."""
        ...


def isolated(text: str) -> str:
    """Return a number or address that keeps its order inside Urdu text."""
    return f"{LEFT_TO_RIGHT}{text}{END}"


def referral_lines(referrals: Iterable[Referral], locale: str, phrase: Phrase, at: datetime) -> str:
    """Return the helplines as text: name, number alone on its line, then hours, cost and what it is for.

    `phrase` gives the interface strings of the locale; `at` is the present moment.
    """
    return "\n\n".join(_entry(referral, locale, phrase, at) for referral in referrals)


def _entry(referral: Referral, locale: str, phrase: Phrase, at: datetime) -> str:
    helpline = referral.helpline
    lines = [helpline.names[locale]]
    lines += [line for contact in helpline.contacts[:1] for line in _contact_lines(contact, phrase)]
    said = {reason.id: reason.texts[locale] for reason in referral.reasons}
    parts = [hours_text(referral, phrase, at), _cost_text(helpline, phrase)]
    parts += [said[name] for name in ("for_women", "does", "unconfirmed") if name in said]
    lines.append(DOT.join(part for part in parts if part))
    return "\n".join(lines)


def _contact_lines(contact: Contact, phrase: Phrase) -> list[str]:
    """Return a contact, its number or address alone on a line, with what to press after it."""
    lines = [isolated(contact.value)] if contact.kind != "app" else [contact.value]
    if contact.kind in ("sms", "whatsapp"):
        lines.insert(0, phrase(f"contact.{contact.kind}"))
    if contact.keys:
        lines.append(phrase("contact.keys", keys=isolated(contact.keys)))
    return lines


def hours_text(referral: Referral, phrase: Phrase, at: datetime) -> str:
    """Return whether it is open now, or when it opens; nothing for a place without a contact."""
    if referral.open:
        web = referral.helpline.contacts and all(c.kind in ("url", "app", "email") for c in referral.helpline.contacts)
        return phrase("hours.online" if web else "hours.open")
    if referral.open is None:
        return phrase("hours.unknown")
    if referral.opens_at is None:
        return phrase("hours.closed")
    opening, now = pakistan_time(referral.opens_at), pakistan_time(at)
    time = clock_text(opening.hour * 60 + opening.minute, phrase)
    days = (opening.date() - now.date()).days
    if days < 2:
        return phrase("hours.opens_today" if days == 0 else "hours.opens_tomorrow", time=time)
    if days < 7:
        return phrase(f"hours.opens_{DAYS[opening.weekday()]}", time=time)
    return phrase("hours.opens_on", time=time, day=isolated(f"{opening:%d-%m-%Y}"))


def _cost_text(helpline: Helpline, phrase: Phrase) -> str:
    if not helpline.has_number:
        return ""
    cost = helpline.contacts[0].cost or helpline.cost
    return "" if cost == "unknown" else phrase(f"cost.{cost}")


def why_text(referral: Referral, locale: str, phrase: Phrase, at: datetime) -> str:
    """Return the reasons of a referral as one line, such as `open now, free, for children in Sindh`."""
    reasons = [reason.texts[locale] for reason in referral.reasons]
    parts = [hours_text(referral, phrase, at), _cost_text(referral.helpline, phrase), *reasons]
    return ("، " if locale == "ur" else ", ").join(part for part in parts if part)


def call_text(helpline: Helpline, locale: str, phrase: Phrase) -> str:
    """Return what happens if one calls: who answers, languages, cost, hours, whom they tell, all ways to reach it."""
    paragraphs = [helpline.names[locale], helpline.call.get(locale, "")]
    contacts = [line for contact in helpline.contacts for line in _contact_lines(contact, phrase)]
    paragraphs.append("\n".join(contacts))
    facts = [_languages_text(helpline, phrase), _call_cost(helpline, phrase), _timetable(helpline.hours, phrase)]
    paragraphs.append("\n".join(fact for fact in facts if fact))
    if helpline.has_number:
        tells = helpline.tells.get(locale) or phrase("call.tells_unknown")
        paragraphs.append(f"{tells}\n{phrase('call.hang_up')}")
    if helpline.confidence != "high":
        paragraphs.append(phrase("call.unconfirmed"))
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph)


def _languages_text(helpline: Helpline, phrase: Phrase) -> str:
    names = phrase("list.comma").join(phrase(f"language.{code}") for code in helpline.languages)
    return phrase("call.languages", languages=names) if names else ""


def _call_cost(helpline: Helpline, phrase: Phrase) -> str:
    if not helpline.has_number:
        return ""
    return phrase(f"call.cost_{helpline.cost}")


def _timetable(hours: Hours, phrase: Phrase) -> str:
    """Return the usual hours in words; holidays are left to the line `open now`."""
    if not hours.known:
        return phrase("call.hours_unknown")
    if hours.always:
        return phrase("call.hours_always")
    sure = any(hours.sure)
    week = hours.sure if sure else hours.perhaps
    spans = {span for day in week for span in day}
    start, end = min(start for start, _ in spans), max(end for _, end in spans)
    span = phrase("call.span", start=clock_text(start, phrase), end=clock_text(end, phrase))
    open_days = [number for number, day in enumerate(week) if day]
    days = {7: "every_day", 6: "mon_sat", 5: "mon_fri"}.get(len(open_days), "some_days")
    text = phrase(f"call.hours_{days}", hours=span)
    return text if sure else phrase("call.reported", text=text)


PARTS_OF_DAY = ((5, "small_hours"), (12, "morning"), (16, "afternoon"), (20, "evening"), (24, "night"))
"""Hour before which a part of the day lasts, and its name."""


def clock_text(minutes: int, phrase: Phrase) -> str:
    """Return a time of day, in minutes since midnight, as people say it: 9 am, or in Urdu with the part of the day."""
    hour, minute = minutes // 60 % 24, minutes % 60
    part = next(name for before, name in PARTS_OF_DAY if hour < before)
    return phrase(f"time.{part}", time=f"{hour % 12 or 12}:{minute:02d}" if minute else f"{hour % 12 or 12}")


def until_then_text(referrals: Iterable[Referral], locale: str, phrase: Phrase, at: datetime) -> str:
    """Return what to do until the best line opens: the first one that is open now. Empty when nothing is shut."""
    found = list(referrals)
    shut = next((item for item in found if item.open is False), None)
    answering = sorted((item for item in found if item.open), key=lambda item: not item.helpline.has_number)
    opened = next(iter(answering), None)
    if shut is None or opened is None:
        return ""
    opens = hours_text(shut, phrase, at)
    values = {"shut": shut.helpline.names[locale], "opens": opens, "open": opened.helpline.names[locale]}
    return phrase("hours.until_then", **values)
