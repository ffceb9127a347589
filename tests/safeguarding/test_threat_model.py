"""The threat model promises only what a test checks."""

import re
from pathlib import Path

import pytest

HERE = Path(__file__).parent
DOCUMENT = (HERE.parents[1] / "docs" / "safeguarding.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| (\d+) \| (.+?) \| (.+?) \| (\S+)::(test_\w+) \|$", DOCUMENT, flags=re.MULTILINE)


def test_at_least_sixty_abuses_have_a_test_each() -> None:
    assert len(ROWS) >= 60
    assert [int(row[0]) for row in ROWS] == list(range(1, len(ROWS) + 1))
    assert len({row[4] for row in ROWS}) == len(ROWS)


@pytest.mark.parametrize(("module", "function"), [row[3:] for row in ROWS])
def test_a_named_test_exists(module: str, function: str) -> None:
    path = HERE.parent / f"{module}.py" if "/" in module else HERE / f"test_{module}.py"
    assert re.search(rf"^(async )?def {function}\(", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
