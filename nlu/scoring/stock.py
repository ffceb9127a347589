"""Rasa's default pipeline (`stock.yml`, DIET) on a sample of the training messages; this model on the same sample."""

from __future__ import annotations

import asyncio
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from train import QUIET
from understanding.lexicon import Lexicon
from understanding.training import WEIGHTS
from understanding.training_files import Example, read_folder

from scoring.figures import FORMS, Row
from scoring.rivals import Prepared, shares

FALLBACK = "nlu_fallback"
EACH = 14
"""Messages of each intent and form in the sample: with all messages DIET would train for hours."""


def compare_with_stock(project: Path, wanted: Sequence[Row]) -> dict[str, Any]:
    """Train both on the sample, ask both about `wanted`; first-choice accuracy by form, and the seconds of training."""
    examples = sample(read_folder(project / "data")[0])
    began = time.perf_counter()
    archive = _train_stock(project, examples)
    seconds = time.perf_counter() - began
    stock = asyncio.run(_ask_stock(archive, [row.text for row in wanted]))
    began = time.perf_counter()
    ours = Prepared.of(examples, wanted, Lexicon.read(project / "lexicon")).named(WEIGHTS, softmax=True)
    return {
        "date": str(date.today()),
        "messages": len(examples),
        "asked": len(wanted),
        "settings": (project / "stock.yml").read_text(encoding="utf-8").partition("pipeline:")[2],
        "rows": [
            {"name": "stock Rasa (DIET)", "shares": shares(wanted, stock), "seconds": round(seconds)},
            {"name": "this model", "shares": shares(wanted, ours), "seconds": round(time.perf_counter() - began)},
        ],
    }


def sample(examples: Sequence[Example]) -> list[Example]:
    """The same number of messages of each intent and form, the same ones for the same files."""
    by_kind: Mapping[tuple[str, str], list[Example]] = defaultdict(list)
    for example in examples:
        by_kind[example.form, example.intent].append(example)
    chosen = random.Random(1)
    return [example for _, found in sorted(by_kind.items()) for example in chosen.sample(found, min(EACH, len(found)))]


def _train_stock(project: Path, examples: Sequence[Example]) -> Path:
    with tempfile.TemporaryDirectory() as folder:
        for form in FORMS:
            _write(Path(folder) / form / "sample.yml", [example for example in examples if example.form == form])
        command = [sys.executable, "-m", "rasa", "train", "nlu", "--config", "stock.yml", "--nlu", folder]
        command += ["--out", f"{folder}/model", "--fixed-model-name", "stock"]
        subprocess.run(command, cwd=project, env={**os.environ, **QUIET}, check=True)
        return Path(shutil.move(f"{folder}/model/stock.tar.gz", project / "models" / "stock.tar.gz"))


def _write(path: Path, examples: Sequence[Example]) -> None:
    path.parent.mkdir(parents=True)
    lines = ['version: "3.1"', "nlu:"]
    for example in examples:
        lines += [f"- intent: {example.intent}", "  examples: |", f"    - {example.text}"]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


async def _ask_stock(archive: Path, texts: Sequence[str]) -> list[str]:
    """DIET's own first choice, also where the fallback would have refused."""
    from rasa.core.agent import Agent

    agent = Agent.load(str(archive))
    parsed = [await agent.parse_message(text.lstrip("/ ")) for text in texts]
    return [next(found["name"] for found in one["intent_ranking"] if found["name"] != FALLBACK) for one in parsed]
