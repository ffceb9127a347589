"""The page for staff is right: its commands and keys exist, its pictures are there."""

import argparse
import re

import pytest

from bot.adapters.content_forms import CardForm
from bot.commands.content import configure
from tests.conftest import ROOT

README = (ROOT / "content" / "README.md").read_text(encoding="utf-8")


def test_every_key_of_a_card_is_explained() -> None:
    for name, field in CardForm.model_fields.items():
        assert f"| `{field.alias or name}` |" in README


def test_every_picture_is_there() -> None:
    pictures = re.findall(r"\]\((pictures/[^)]+)\)", README)
    assert len(pictures) == 2
    assert all((ROOT / "content" / name).read_bytes().startswith(b"\x89PNG") for name in pictures)


@pytest.mark.parametrize("command", sorted(set(re.findall(r"`mehfooz content ([^`]+)`", README))))
def test_every_command_can_be_given(command: str) -> None:
    parser = argparse.ArgumentParser()
    configure(parser)
    assert parser.parse_args(command.split()).work


def test_every_folder_and_file_is_named() -> None:
    for path in (ROOT / "content").iterdir():
        if path.name not in ("README.md", "pictures", "schema") and not path.name.startswith("."):
            assert f"`{path.name}" in README or f"{path.name}/" in README, path.name
