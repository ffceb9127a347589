"""Guarding the person: files are refused, a chat can be left fast, and what should not be written is said kindly."""

import re

from bot.core.arrivals import Said
from bot.core.guidebook import Guidebook
from bot.core.replies import ClearChat, DeleteArrived, Forget, Reply, Say
from bot.core.screens import ask_language, button, say_phrase
from bot.core.session import Session
from bot.core.words import plain

_CNIC = re.compile(r"(?<!\d)\d{5}[- ]?\d{7}[- ]?\d(?!\d)")
_PHONE = re.compile(r"(?<!\d)(?:\+?92|0)[ -]?3\d{2}[ -]?\d{7}(?!\d)")
_HANDLE = re.compile(r"(?<![\w@.])@[A-Za-z][\w.]{3,}")

QUIET_KINDS = frozenset({"sticker", "animation", "dice"})
"""Files that show nothing private: they are answered, not warned about."""


def refuse_file(session: Session, kind: str, guidebook: Guidebook) -> tuple[Session, tuple[Reply, ...]]:
    """Delete a file unseen and say kindly why, and what helps instead."""
    numbers = button(session, guidebook, "button.numbers", "lines")
    menu = button(session, guidebook, "button.menu", "menu")
    if kind in QUIET_KINDS:
        return session, (say_phrase(session, guidebook, "file.sticker", ((menu, numbers),)),)
    name = {"voice": "file.voice", "location": "file.location", "contact": "file.contact"}.get(kind, "file.refused")
    return session, (DeleteArrived(), say_phrase(session, guidebook, name, ((menu, numbers),)))


def leave(session: Session, guidebook: Guidebook) -> tuple[Session, tuple[Reply, ...]]:
    """Clear the chat, leave a harmless message and forget where the person was."""
    kept = Session(locale=session.locale, locale_chosen=session.locale_chosen, exit_word=session.exit_word)
    return kept, (ClearChat(Say("leave.harmless", guidebook.phrases(session.locale or "ur", "leave.harmless"))),)


def forget(session: Session, guidebook: Guidebook) -> tuple[Session, tuple[Reply, ...]]:
    """Delete all that is stored and give a receipt."""
    return Session(locale=session.locale), (Forget(), say_phrase(session, guidebook, "forget.receipt"))


def is_own_exit_word(session: Session, text: str) -> bool:
    """Say whether the whole message is the exit word that the person chose."""
    return bool(session.exit_word) and session.exit_word == plain(text)


def notices(session: Session, said: Said, guidebook: Guidebook) -> tuple[Reply, ...]:
    """Return what must be said about a caption's file or about private details in the words."""
    found: list[Reply] = []
    if said.with_file:
        found.append(say_phrase(session, guidebook, "file.refused"))
    if any(pattern.search(said.text) for pattern in (_CNIC, _PHONE, _HANDLE)):
        found.append(say_phrase(session, guidebook, "private.not_needed"))
    return tuple(found)


def choose_language(session: Session, guidebook: Guidebook) -> tuple[Session, tuple[Reply, ...]]:
    """Ask which language to answer in."""
    return session, (ask_language(session, guidebook),)


def cannot_talk_here(guidebook: Guidebook) -> Say:
    """Return the short refusal for groups and channels, in the languages most read there."""
    text = "\n\n".join(guidebook.phrases(locale, "group.refused") for locale in ("ur", "en"))
    return Say("group.refused", text)
