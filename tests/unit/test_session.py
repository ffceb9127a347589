"""The session as it is stored."""

import json
import re
from dataclasses import fields
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from bot.core.session import QUESTIONS, Session

SESSIONS = st.builds(Session, step=st.integers(0, 99))


@given(SESSIONS)
def test_a_session_survives_storage(session: Session) -> None:
    assert Session.from_dict(json.loads(json.dumps(session.to_dict()))) == session


@given(SESSIONS)
def test_fields_of_another_version_are_ignored(session: Session) -> None:
    assert Session.from_dict({**session.to_dict(), "of_a_later_version": 1}) == session


def test_missing_fields_take_their_default() -> None:
    assert Session.from_dict({"locale": "ur"}) == Session(locale="ur")
    assert Session.from_dict({}) == Session()


def test_a_session_cannot_hold_what_people_write() -> None:
    assert {field.name for field in fields(Session)} == {
        "locale", "locale_chosen", "who", "who_chosen", "young", "region", "situation", "harm_at_home",
        "card", "step", "pending", "exit_word", "told_private",
    }  # fmt: skip


def test_every_question_that_the_core_leaves_open_is_one_the_audit_knows() -> None:
    core = Path(__file__).parents[2] / "bot" / "core"
    asked = {name for path in core.glob("*.py") for name in re.findall(r'pending="(\w+)"', path.read_text("utf-8"))}
    assert asked == set(QUESTIONS)
