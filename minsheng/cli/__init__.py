"""The command ``minsheng``: parses, calls, prints. Heavy rooms are entered only when needed."""

from minsheng.cli import drawing, keeping, looking, rendering
from minsheng.cli.main import main
from minsheng.cli.shared import FAILED, FAULTY, INTERRUPTED

__all__ = ["FAILED", "FAULTY", "INTERRUPTED", "drawing", "keeping", "looking", "main", "rendering"]
