"""The command ``minsheng``: parses, calls, prints. Heavy rooms are entered only when needed."""

import sys

try:
    from minsheng.cli import drawing, keeping, looking, rendering
    from minsheng.cli.main import main
    from minsheng.cli.shared import FAILED, FAULTY, INTERRUPTED
except KeyboardInterrupt:  # nothing has begun
    sys.exit(130)

__all__ = ["FAILED", "FAULTY", "INTERRUPTED", "drawing", "keeping", "looking", "main", "rendering"]
