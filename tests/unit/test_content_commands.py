"""`mehfooz content`: what each command prints and returns."""

import shutil
from pathlib import Path

import pytest

from bot.cli import main

ROOT = Path(__file__).parent.parent.parent
Output = pytest.CaptureFixture[str]


@pytest.fixture
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the content that the commands are pointed to."""
    shutil.copytree(ROOT / "content", tmp_path / "content")
    monkeypatch.setenv("CONTENT_DIR", str(tmp_path / "content"))
    monkeypatch.chdir(ROOT)
    return tmp_path / "content"


def damage(content: Path) -> None:
    path = next((content / "cards").glob("*/self_harm/card.yaml"))
    path.write_text(path.read_text("utf-8").replace("sensitive:", "sensitiv:"), encoding="utf-8")


@pytest.mark.usefixtures("content")
def test_faultless_content_passes(capsys: Output) -> None:
    assert main(["content", "check"]) == 0
    assert capsys.readouterr().out == "No fault found.\n"


def test_a_fault_is_printed_with_its_place(content: Path, capsys: Output) -> None:
    damage(content)
    assert main(["content", "check", str(content)]) == 1
    line = capsys.readouterr().out.splitlines()[0]
    assert "/cards/emergency/self_harm/card.yaml:" in line
    assert line.endswith('there is no key "sensitiv" here. Did you mean "sensitive"?')
    assert Path(line.split(":")[0]).is_file()


def test_faults_can_be_read_in_urdu(content: Path, capsys: Output) -> None:
    damage(content)
    assert main(["content", "check", "--language", "ur"]) == 1
    assert "نام کا کوئی خانہ نہیں ہوتا" in capsys.readouterr().out


def test_a_missing_folder_is_wrong_usage(capsys: Output) -> None:
    assert main(["content", "check", "/no/such/folder"]) == 2
    assert capsys.readouterr().err == "mehfooz: content check: there is no folder /no/such/folder\n"


@pytest.mark.usefixtures("content")
def test_what_is_due_is_printed(capsys: Output) -> None:
    assert main(["content", "due"]) == 0
    assert "card.yaml: review" in capsys.readouterr().out
    assert main(["content", "due", "--days", "0"]) == 0
    assert "more later; the next on" in capsys.readouterr().out


@pytest.mark.usefixtures("content")
def test_texts_travel_to_translators_and_back(tmp_path: Path, capsys: Output) -> None:
    file = tmp_path / "texts.xlf"
    assert main(["content", "export", str(file), "--to", "ur"]) == 0
    assert "0 of them wait for a translator" in capsys.readouterr().out
    text = file.read_text(encoding="utf-8")
    assert "<target" in text
    assert main(["content", "import", str(file), "--to", "ur"]) == 0
    assert capsys.readouterr().out.startswith("0 files changed, 0 texts left out.")


@pytest.mark.usefixtures("content")
def test_a_wrong_translation_file_is_wrong_usage(tmp_path: Path, capsys: Output) -> None:
    assert main(["content", "export", str(tmp_path / "texts.doc"), "--to", "ur"]) == 2
    assert main(["content", "export", str(tmp_path / "no" / "texts.po"), "--to", "ur"]) == 2
    assert main(["content", "import", str(tmp_path / "none.po"), "--to", "ur"]) == 2
    assert capsys.readouterr().err.count("mehfooz: ") == 3
