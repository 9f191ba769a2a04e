"""Write the made-up ledger to files whose names no ledger is loaded from."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from minsheng.demo.cells import as_csv
from minsheng.demo.generating import ledger
from minsheng.files import require_writable, write_whole
from minsheng.plan.observations import COLUMNS

if TYPE_CHECKING:
    from minsheng.plan.plan import Plan


def write(plan: Plan, folder: Path) -> tuple[Path, ...]:
    """Write the made-up ledger of `plan` to `folder` and return the files' paths.

    Each is UTF-8 with a mark that Excel knows it by, and written whole or not at all. The names
    begin with 演示, so that a folder is never taken for one with a real ledger.

    Raises
    ------
    BadInput
        Where the folder cannot be written to.

    Examples
    --------
    >>> import tempfile, minsheng as ms
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     [path.name for path in write(ms.load_plan(), Path(folder))]
    ['演示-observations.csv', '演示-explanations.csv', '演示-task_status.csv']
    """
    made_up = ledger(plan)
    require_writable(folder)
    paths = tuple(folder / f"演示-{table}.csv" for table in COLUMNS)
    for table, path in zip(COLUMNS, paths, strict=True):
        write_whole(path, as_csv(made_up, table).encode("utf-8-sig"))
    return paths
