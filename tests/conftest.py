"""What every test may use."""

from pathlib import Path

import pytest

from bot.settings import Settings, read_settings

ROOT = Path(__file__).parent.parent

pytest_plugins = ("tests.support.bot_api",)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """The project's content and model with a database of this test's own."""
    return read_settings({"DATABASE_URL": f"sqlite:///{tmp_path}/data/mehfooz.db"}, ROOT)
