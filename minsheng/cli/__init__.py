"""The command ``minsheng``: parses, calls, prints. Heavy rooms are entered only when needed."""

import sys

try:
    from minsheng.cli import data, lab, names, render, runs, show
    from minsheng.cli.main import main
    from minsheng.render.settings import FAILED, FAULTY, INTERRUPTED
except KeyboardInterrupt:  # nothing has begun
    sys.exit(130)  # INTERRUPTED may not be there yet

__all__ = [
    "FAILED",
    "FAULTY",
    "INTERRUPTED",
    "data",
    "lab",
    "main",
    "names",
    "render",
    "runs",
    "show",
]
