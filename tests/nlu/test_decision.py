"""From probabilities to an intent and an alarm."""

import numpy as np
import pytest
from understanding.calibration import Calibration
from understanding.decision import decide
from understanding.speaker import stated

LABELS = ("ask_law", "danger_now", "disclose_scam", "out_of_scope", "self_harm")


@pytest.mark.parametrize(
    ("chances", "intent", "alarm"),
    [
        ((0.0, 0.1, 0.6, 0.0, 0.3), "disclose_scam", "self_harm"),
        ((0.2, 0.05, 0.7, 0.0, 0.05), "disclose_scam", ""),
        ((0.6, 0.1, 0.0, 0.0, 0.3), "ask_law", ""),
        ((0.0, 0.6, 0.4, 0.0, 0.0), "danger_now", ""),
    ],
)
def test_only_a_disclosure_gets_an_alarm(chances: tuple[float, ...], intent: str, alarm: str) -> None:
    found = decide(LABELS, np.array(chances), 1.0, Calibration(alarm=0.3))
    assert (found.intent, found.alarm) == (intent, alarm)


@pytest.mark.parametrize(
    ("words", "who"),
    [
        ("my son is #age", "adult"),
        ("میری بیٹی #age سال کی ہے", "adult"),
        ("main #age saal ka hun", "child"),
        ("main #age din se pareshan hun", "unknown"),
        ("someone hacked it", "unknown"),
    ],
)
def test_what_is_plainly_said_of_the_writer(words: str, who: str) -> None:
    assert stated(words.split()) == who
