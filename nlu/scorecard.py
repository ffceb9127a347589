"""Measures `mehfooz understand` on the evaluation set and writes docs/scorecard.md and docs/scorecard.png.

Run with the Python of `nlu/.venv` (it has scikit-learn and matplotlib); the bot is asked through its own command, so
that safety net and places count. `--ablation` also trains the model without each part in turn (some ten minutes),
`--stock` Rasa's default pipeline (half an hour); what they found is kept in `scoring/`.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from scoring.figures import TARGETS, Row, also_trained_on, table
from scoring.page import page
from scoring.picture import draw
from scoring.rivals import ablations, plain_ngrams
from scoring.stock import compare_with_stock
from understanding.training_files import read_folder

PROJECT = Path(__file__).resolve().parent
ROOT = PROJECT.parent
ABLATION = PROJECT / "scoring" / "ablation.json"
STOCK = PROJECT / "scoring" / "stock.json"


def rows(folder: Path) -> list[Row]:
    """Every message of the evaluation set, with its labels."""
    return [
        Row.read(json.loads(line))
        for path in sorted(folder.glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.strip()
    ]


def ask_bot(wanted: Sequence[Row]) -> list[dict[str, object]]:
    """What the bot understands of each message."""
    lines = "\n".join(" ".join(row.text.split()) for row in wanted) + "\n"
    command = [str(ROOT / ".venv" / "bin" / "mehfooz"), "understand"]
    done = subprocess.run(command, input=lines, capture_output=True, text=True, check=True, cwd=ROOT)
    return [json.loads(line) for line in done.stdout.splitlines()]


def _kept(path: Path) -> Any:
    """What a slow comparison found when it was last made."""
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else None


def main() -> None:
    """Ask, count, write."""
    wanted = rows(PROJECT / "evaluation")
    print(f"asking the bot about {len(wanted)} messages", flush=True)
    heard = ask_bot(wanted)
    if "--stock" in sys.argv:
        STOCK.write_text(json.dumps(compare_with_stock(PROJECT, wanted), indent=1) + "\n", encoding="utf-8")
    if "--ablation" in sys.argv:
        found = ablations(PROJECT, wanted)
        ABLATION.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    print("training the plain n-gram model to compare with", flush=True)
    rival = plain_ngrams(PROJECT, wanted)
    figures = table(wanted, heard)
    parts, stock = _kept(ABLATION) or [], _kept(STOCK) or {}
    trained = also_trained_on(wanted, (example.text for example in read_folder(PROJECT / "data")[0]))
    text = page(wanted, heard, figures, rival, parts, stock, trained, date.today())
    (ROOT / "docs" / "scorecard.md").write_text(text, encoding="utf-8")
    draw(figures, TARGETS, wanted, heard, ROOT / "docs" / "scorecard.png")
    print(text.split("\n## ")[0])


if __name__ == "__main__":
    main()
