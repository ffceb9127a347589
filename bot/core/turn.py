"""One turn of the conversation: a session and what arrived go in, a new session and replies come out."""

from dataclasses import dataclass
from datetime import datetime

from bot.core import actions, answers, safeguards, screens
from bot.core.arrivals import Arrival, Commanded, Pressed, Said, SentFile
from bot.core.guidebook import Guidebook
from bot.core.replies import DeleteArrived, Reply, Say
from bot.core.session import Session
from bot.core.understood import Understood


@dataclass(frozen=True)
class Turn:
    """The outcome of a turn."""

    session: Session
    replies: tuple[Reply, ...]
    topic: str = ""
    """The intent that was answered, for the counts; empty for buttons and commands."""


def take_turn(
    session: Session, arrival: Arrival, understood: Understood | None, guidebook: Guidebook, now: datetime
) -> Turn:
    """Answer what arrived.

    `understood` is what a `Said` text means and None for everything else; `now` carries a time zone.
    """
    if isinstance(arrival, Pressed):
        return _turn(actions.press(session, arrival.action, guidebook, now))
    if isinstance(arrival, Commanded):
        return _turn(actions.command(session, arrival.name, guidebook, now))
    if isinstance(arrival, SentFile):
        return _turn(safeguards.refuse_file(session, arrival.kind, guidebook))
    return _hear(session, arrival, understood, guidebook, now)


def _hear(session: Session, said: Said, understood: Understood | None, guidebook: Guidebook, now: datetime) -> Turn:
    if understood is None or not said.text.strip():
        replied = (
            safeguards.refuse_file(session, "file", guidebook)
            if said.with_file
            else actions.show_menu(session, guidebook)
        )
        return _turn(replied)
    if guidebook.words.is_leave(said.text) or safeguards.is_own_exit_word(session, said.text):
        return _turn(safeguards.leave(session, guidebook))
    heard = answers.listen(session, said.text, understood, guidebook)
    heard, replies = answers.answer(heard, said.text, understood, guidebook, now)
    before: tuple[Reply, ...] = ()
    after = safeguards.notices(heard, said, guidebook)
    if said.with_file:
        before = (DeleteArrived(),)
    return Turn(heard, (*before, *replies, *after), understood.intent)


def _turn(result: tuple[Session, tuple[Reply, ...]]) -> Turn:
    session, replies = result
    return Turn(session, replies)


def help_anyway(session: Session, guidebook: Guidebook, now: datetime) -> Turn:
    """Return the numbers that serve everyone, for when an answer could not be made."""
    session = session.with_(situation="", card="", step=0, pending="")
    return Turn(session, (screens.helplines(session, guidebook, now),))


def spoken(turn: Turn) -> tuple[Say, ...]:
    """Return only the messages of a turn."""
    return tuple(reply for reply in turn.replies if isinstance(reply, Say))
