"""One turn of the conversation: a session and what arrived go in, a new session and replies come out."""

from dataclasses import dataclass
from datetime import datetime

from bot.core import actions, answers, listening, safeguards, screens
from bot.core.arrivals import Arrival, Commanded, Pressed, Said, SentFile, SharedPlace
from bot.core.guidebook import Guidebook
from bot.core.replies import ClearChat, DeleteArrived, Forget, Reply, Say
from bot.core.session import Session
from bot.core.understood import Understood

STOP_CARD = "stop_offender"
"""The card for whoever asks how to get at a child."""
VITAL_COMMANDS = frozenset({"exit", "forget", "stop", "helpline"})
VITAL_BUTTONS = frozenset({"exit", "forget", "lines"})


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
        if arrival.word and understood is not None and understood.urgency == "emergency":
            return _hear(session, Said(arrival.word), understood, guidebook, now)
        return _turn(actions.command(session, arrival, guidebook, now))
    if isinstance(arrival, SentFile):
        return _turn(safeguards.refuse_file(session, arrival, guidebook))
    if isinstance(arrival, SharedPlace):
        return _turn(answers.take_place(session, arrival, guidebook, now))
    return _hear(session, arrival, understood, guidebook, now)


def _hear(session: Session, said: Said, understood: Understood | None, guidebook: Guidebook, now: datetime) -> Turn:
    if understood is None or not said.text.strip():
        if said.with_file:
            return _turn(safeguards.refuse_file(session, SentFile("file", said.again), guidebook))
        return _turn(actions.show_menu(session, guidebook))
    if guidebook.words.is_leave(said.text) or safeguards.is_own_exit_word(session, said.text, guidebook):
        return _turn(safeguards.leave(session, guidebook))
    heard = listening.listen(session, said.text, understood, guidebook)
    in_danger = understood.urgency == "emergency" and not understood.alternatives
    if understood.misuse and not in_danger:
        heard, replies = answers.show_card(heard, guidebook.cards.by_id[STOP_CARD], 0, guidebook, now)
    else:
        heard, replies = answers.answer(heard, said.text, understood, guidebook, now)
    heard, after = safeguards.notices(heard, said, guidebook, names=understood.names)
    before: tuple[Reply, ...] = (DeleteArrived(),) if said.with_file else ()
    return Turn(heard, (*before, *replies, *after), understood.intent)


def too_much(session: Session, arrival: Arrival, guidebook: Guidebook, *, tell: bool) -> Turn:
    """Answer what a flooding person sends: files are still deleted, and they are asked once to slow down."""
    file = isinstance(arrival, SentFile) or (isinstance(arrival, Said) and arrival.with_file)
    said: tuple[Reply, ...] = (safeguards.slow_down(session, guidebook),) if tell else ()
    return Turn(session, ((DeleteArrived(),) if file else ()) + said)


def is_vital(session: Session, arrival: Arrival, understood: Understood | None, guidebook: Guidebook) -> bool:
    """Say whether something must be answered however much the person sends: danger, leaving, forgetting, numbers."""
    if understood is not None and understood.urgency == "emergency":
        return True
    if isinstance(arrival, Said):
        return guidebook.words.is_leave(arrival.text) or safeguards.is_own_exit_word(session, arrival.text, guidebook)
    if isinstance(arrival, Commanded):
        return arrival.name in VITAL_COMMANDS
    return isinstance(arrival, Pressed) and arrival.action.partition(":")[0] in VITAL_BUTTONS


def _turn(result: tuple[Session, tuple[Reply, ...]]) -> Turn:
    session, replies = result
    return Turn(session, replies)


def help_anyway(session: Session, guidebook: Guidebook, now: datetime) -> Turn:
    """Return the numbers that serve everyone, for when an answer could not be made."""
    session = session.with_(situation="", card="", step=0, pending="")
    return Turn(session, (screens.helplines(session, guidebook, now),))


def spoken(turn: Turn) -> tuple[Say, ...]:
    """Return only what the person reads after a turn in which everything works."""
    return tuple(said for reply in turn.replies for said in _read(reply))


def _read(reply: Reply) -> tuple[Say, ...]:
    if isinstance(reply, Say):
        return (reply,)
    if isinstance(reply, ClearChat):
        return (reply.said,)
    return (reply.receipt,) if isinstance(reply, Forget) else ()
