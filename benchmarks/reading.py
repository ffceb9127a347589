"""How long one message takes to understand: `python benchmarks/reading.py` (needs a trained model).

Every message of nlu/evaluation/ once, in random order, after a warm-up; the memory is that of this process.
"""

import json
import os
import random
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from bot.adapters.content_release import ContentKeeper  # noqa: E402
from bot.adapters.understanding import make_understander  # noqa: E402
from bot.settings import read_settings  # noqa: E402

WARM_UP = 300


def main() -> None:
    """Measure and print."""
    settings = read_settings(dict(os.environ), HERE.parent)
    began = time.perf_counter()
    keeper = ContentKeeper(settings, lambda word: (word,))
    understander = make_understander(settings, keeper.current)
    loading = time.perf_counter() - began
    files = sorted((HERE.parent / "nlu" / "evaluation").glob("*.jsonl"))
    texts = [json.loads(line)["text"] for path in files for line in path.read_text(encoding="utf-8").splitlines()]
    random.Random(1).shuffle(texts)
    for text in texts[:WARM_UP]:
        understander.understand(text)
    taken = sorted(_milliseconds(understander.understand, text) for text in texts[WARM_UP:])
    peak = next(
        line.split()[1] for line in Path("/proc/self/status").read_text("utf-8").splitlines() if "VmHWM" in line
    )
    print(
        f"{len(taken)} messages: median {statistics.median(taken):.2f} ms, p99 {taken[len(taken) * 99 // 100]:.2f} ms"
    )
    print(f"content and model loaded in {loading:.1f} s; peak memory {int(peak) / 1024:.0f} MB")


def _milliseconds(understand: Callable[[str], object], text: str) -> float:
    began = time.perf_counter()
    understand(text)
    return 1000 * (time.perf_counter() - began)


if __name__ == "__main__":
    main()
