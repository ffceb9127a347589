"""Imports point one way: cli -> app -> adapters -> core, and the core knows no supplier."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
FOREIGN = ("telegram", "rasa", "httpx", "aiohttp", "sqlite3", "sqlite_utils", "structlog", "yaml", "babel", "pydantic")


def imports_of(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found.update(name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return found


def modules(folder: str) -> list[Path]:
    return sorted((ROOT / folder).rglob("*.py"))


@pytest.mark.parametrize("path", modules("bot/core"), ids=lambda path: path.name)
def test_the_core_imports_itself_and_the_standard_library_only(path: Path) -> None:
    for name in imports_of(path):
        first = name.split(".")[0]
        assert first not in FOREIGN, f"{path.name} imports {name}"
        assert first != "bot" or name.startswith("bot.core"), f"{path.name} imports {name}"


@pytest.mark.parametrize("path", modules("bot/adapters"), ids=lambda path: path.name)
def test_adapters_do_not_know_who_assembles_them(path: Path) -> None:
    assert not imports_of(path) & {"bot.app", "bot.cli", "bot.runner", "bot.offline"}


@pytest.mark.parametrize("path", modules("nlu/understanding") + modules("nlu/components"), ids=lambda path: path.name)
def test_the_model_does_not_know_the_bot(path: Path) -> None:
    assert not any(name.split(".")[0] == "bot" for name in imports_of(path))


@pytest.mark.parametrize("path", modules("nlu/understanding"), ids=lambda path: path.name)
def test_only_the_components_know_rasa(path: Path) -> None:
    assert not any(name.split(".")[0] == "rasa" for name in imports_of(path))
