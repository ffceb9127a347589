"""Serves the model as a Rasa server on this machine, with no message in any log: for `NLU_URL`."""

from __future__ import annotations

import logging
import os
import sys
import warnings

from train import PROJECT, QUIET


def main() -> None:
    """`python serve.py [PORT]`; the port is 5005 when none is given."""
    port = sys.argv[1] if len(sys.argv) > 1 else "5005"
    os.chdir(PROJECT)
    warnings.simplefilter("ignore")
    os.environ.update(QUIET, LOG_LEVEL="WARNING", LOG_LEVEL_LIBRARIES="ERROR")
    silence()
    sys.argv = [
        "rasa", "run", "--enable-api", "--quiet", "--model", "models/mehfooz.tar.gz",
        "--interface", "127.0.0.1", "--port", port,
    ]  # fmt: skip
    from rasa.__main__ import main as rasa

    rasa()


def silence() -> None:
    """Nothing below a warning, from structlog or logging, before Rasa is loaded: it prints messages at lower levels."""
    import structlog

    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    logging.basicConfig(level=logging.WARNING)
    logging.getLogger("sanic.access").setLevel(logging.ERROR)


if __name__ == "__main__":
    main()
