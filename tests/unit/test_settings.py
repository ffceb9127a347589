"""Each setting has a default and, when wrong, one line that names it."""

from pathlib import Path

import pytest

from bot.settings import TELEGRAM, SettingsWrong, read_settings


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "content").mkdir()
    return tmp_path


def test_nothing_set_means_the_defaults(root: Path) -> None:
    settings = read_settings({}, root)
    assert settings.token == ""
    assert settings.api_url == TELEGRAM
    assert settings.nlu_url == ""
    assert settings.database == root / "data" / "mehfooz.db"
    assert settings.content == root / "content"
    assert settings.admin_chat is None


def test_the_environment_wins_over_the_file(root: Path) -> None:
    (root / ".env").write_text('# a note\nNLU_URL="http://127.0.0.1:5005"\nADMIN_CHAT_ID=7\n', encoding="utf-8")
    settings = read_settings({"ADMIN_CHAT_ID": "8"}, root)
    assert settings.nlu_url == "http://127.0.0.1:5005"
    assert settings.admin_chat == 8


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TELEGRAM_BOT_TOKEN", "not a token"),
        ("TELEGRAM_API_URL", "telegram"),
        ("NLU_URL", "ftp://127.0.0.1"),
        ("DATABASE_URL", "postgres://somewhere"),
        ("DATABASE_URL", "sqlite:///"),
        ("CONTENT_DIR", "nowhere"),
        ("ADMIN_CHAT_ID", "me"),
    ],
)
def test_a_wrong_value_is_one_line_that_names_the_variable(root: Path, name: str, value: str) -> None:
    with pytest.raises(SettingsWrong) as caught:
        read_settings({name: value}, root)
    assert str(caught.value).startswith(name)
    assert "\n" not in str(caught.value)


def test_a_line_without_a_value_in_the_file_is_named(root: Path) -> None:
    (root / ".env").write_text("NLU_URL\n", encoding="utf-8")
    with pytest.raises(SettingsWrong, match=r"\.env:1"):
        read_settings({}, root)
