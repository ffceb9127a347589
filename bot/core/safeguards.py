"""Guarding the person: files are refused, a chat can be left fast, and what should not be written is said kindly."""

import re
from dataclasses import replace

from bot.core.arrivals import Said, SentFile
from bot.core.guidebook import Guidebook
from bot.core.replies import ClearChat, DeleteArrived, Forget, Reply, Say
from bot.core.screens import ask_language, button, phrase, say_phrase
from bot.core.session import Session
from bot.core.words import plain

_CNIC = re.compile(r"(?<!\d)\d{5}[- ]?\d{7}[- ]?\d(?!\d)")
_PHONE = re.compile(r"(?<!\d)(?:(?:\+|00)?92|0)[ -]?3\d{2}[ -]?\d{3}[ -]?\d{4}(?!\d)")
_HANDLE = re.compile(r"(?<![\w@.])@[A-Za-z][\w.]{3,}")

QUIET_KINDS = frozenset({"sticker", "animation", "dice"})
"""Files that show nothing private: they are answered, not warned about."""


def refuse_file(session: Session, sent: SentFile, guidebook: Guidebook) -> tuple[Session, tuple[Reply, ...]]:
    """Delete a file unseen and say kindly why, and what helps instead."""
    if sent.again:
        return session, (DeleteArrived(),)
    numbers = button(session, guidebook, "button.numbers", "lines")
    menu = button(session, guidebook, "button.menu", "menu")
    if sent.kind in QUIET_KINDS:
        return session, (say_phrase(session, guidebook, "file.sticker", ((menu, numbers),)),)
    names = {"voice": "file.voice", "location": "file.location", "venue": "file.location", "contact": "file.contact"}
    said = say_phrase(session, guidebook, names.get(sent.kind, "file.refused"), ((menu, numbers),))
    return session, (DeleteArrived(), said)


def clear(session: Session, guidebook: Guidebook, said: Say) -> ClearChat:
    """Return the reply that empties the chat and leaves `said`, with the truth about what stays below it."""

    def with_truth(name: str) -> Say:
        return replace(said, text=f"{said.text}\n\n{phrase(session, guidebook, name)}")

    return ClearChat(said, with_truth("leave.refused"), with_truth("leave.older"))


def leave(session: Session, guidebook: Guidebook) -> tuple[Session, tuple[Reply, ...]]:
    """Clear the chat, leave a harmless message and forget where the person was."""
    kept = Session(locale=session.locale, locale_chosen=session.locale_chosen, exit_word=session.exit_word)
    return kept, (clear(kept, guidebook, say_phrase(kept, guidebook, "leave.harmless")),)


def forget(
    session: Session, guidebook: Guidebook, receipt: str = "forget.receipt"
) -> tuple[Session, tuple[Reply, ...]]:
    """Delete all that is stored and give a receipt, by the name of its phrase."""
    fresh = Session(locale=session.locale)
    given = say_phrase(session, guidebook, receipt)
    return fresh, (Forget(given, say_phrase(session, guidebook, "forget.failed")),)


def choose_exit_word(session: Session, word: str, guidebook: Guidebook) -> tuple[Session, tuple[Reply, ...]]:
    """Keep the keyed hash of a leave-fast word of the person's own; with no word, say how and drop the old one."""
    if not word:
        return session.with_(exit_word=""), (say_phrase(session, guidebook, "exitword.how"),)
    session = session.with_(exit_word=guidebook.hash_word(plain(word))[0])
    return session, (DeleteArrived(), say_phrase(session, guidebook, "exitword.done"))


def is_own_exit_word(session: Session, text: str, guidebook: Guidebook) -> bool:
    """Say whether the whole message is the exit word that the person chose."""
    return bool(session.exit_word) and session.exit_word in guidebook.hash_word(plain(text))


def notices(session: Session, said: Said, guidebook: Guidebook, *, names: bool) -> tuple[Session, tuple[Reply, ...]]:
    """Return what must be said about a caption's file or, once, about private details; `names`: a name was told."""
    found: list[Reply] = []
    if said.with_file and not said.again:
        found.append(say_phrase(session, guidebook, "file.refused"))
    if not session.told_private and (names or tells_private(said.text)):
        session = session.with_(told_private=True)
        found.append(say_phrase(session, guidebook, "private.not_needed"))
    return session, tuple(found)


def tells_private(text: str) -> bool:
    """Say whether a text holds an identity card's number, a mobile number or a handle."""
    return any(pattern.search(text) for pattern in (_CNIC, _PHONE, _HANDLE))


def slow_down(session: Session, guidebook: Guidebook) -> Say:
    """Return the one message that a flooding person gets; the numbers stay at hand."""
    numbers = button(session, guidebook, "button.numbers", "lines")
    return say_phrase(session, guidebook, "flood.slow_down", ((numbers,),))


def choose_language(session: Session, guidebook: Guidebook) -> tuple[Session, tuple[Reply, ...]]:
    """Ask which language to answer in."""
    return session, (ask_language(session, guidebook),)


def cannot_talk_here(guidebook: Guidebook) -> Say:
    """Return the short refusal for groups and channels, in the languages most read there."""
    text = "\n\n".join(guidebook.phrases(locale, "group.refused") for locale in ("ur", "en"))
    return Say("group.refused", text)
