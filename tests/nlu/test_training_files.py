"""The check of the training files names each fault by file and line."""

from pathlib import Path

import pytest
import yaml
from understanding.duplicates import find_duplicates
from understanding.training_files import FORMS, check_labels, read_folder

NLU = Path(__file__).parents[2] / "nlu"
HEAD = 'version: "3.1"\nnlu:\n- intent: {}\n  metadata: {{who: child}}\n  examples: |\n'


def write(folder: Path, messages: str, intent: str = "greet", form: str = "en") -> Path:
    path = folder / form / "greet.yml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(HEAD.format(intent) + messages, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("messages", "problem"),
    [
        ("    - \n", "empty"),
        ("    - he is on [insta\n", "not closed"),
        ("    - he is on [insta](app)\n", "not an entity"),
        ("    -hello\nrubbish\n", "neither a message"),
    ],
)
def test_a_fault_is_named_by_file_and_line(tmp_path: Path, messages: str, problem: str) -> None:
    path = write(tmp_path, messages)
    _, faults = read_folder(tmp_path)
    assert any(problem in fault.problem and fault.path == path and fault.line >= 6 for fault in faults)


def test_marks_are_stripped(tmp_path: Path) -> None:
    write(tmp_path, "    - he is on [insta](platform) now\n")
    examples, faults = read_folder(tmp_path)
    assert not faults
    assert [(e.text, e.who, e.form, e.line) for e in examples] == [("he is on insta now", "child", "en", 6)]


def test_an_unknown_intent_and_a_wrong_file_are_named(tmp_path: Path) -> None:
    write(tmp_path, "    - hello\n", intent="greeting")
    examples, _ = read_folder(tmp_path)
    assert "not in domain.yml" in check_labels(examples, ["greet"])[0].problem
    assert "another intent" in check_labels(examples, ["greeting"])[0].problem


def test_duplicates_and_near_duplicates_are_found(tmp_path: Path) -> None:
    write(tmp_path, "    - my teacher asked me to come alone\n    - My teacher asked me to come alone!\n    - hi\n")
    examples, _ = read_folder(tmp_path)
    assert [fault.line for fault in find_duplicates(examples)] == [7]


def test_the_messages_of_the_project_are_in_order() -> None:
    examples, faults = read_folder(NLU / "data")
    intents = yaml.safe_load((NLU / "domain.yml").read_text(encoding="utf-8"))["intents"]
    assert not [str(fault) for fault in [*faults, *check_labels(examples, intents)]]
    assert {(e.form, e.intent) for e in examples} == {(form, intent) for form in FORMS for intent in intents}
