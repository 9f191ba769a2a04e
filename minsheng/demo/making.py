"""Making the ledger, as tables and as files, and what analysts would write of it."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from minsheng.demo.cases import assigned_cases
from minsheng.demo.departments import Departments, task_rows, texts
from minsheng.files import require_writable, write_whole
from minsheng.plan.observations import COLUMNS, SYNTHETIC, Ledger

if TYPE_CHECKING:
    from minsheng.plan.plan import Plan


def ledger(plan: Plan) -> Ledger:
    """Return a made-up ledger for `plan`; the same one for the same plan, always.

    Every row is marked: its ``source`` begins with `~minsheng.plan.observations.SYNTHETIC`. A
    selection of a plan is another plan, whose goals show other cases: give the whole one.

    Parameters
    ----------
    plan
        Any plan. Cases that none of its goals can show are left out.

    Returns
    -------
    Ledger
        Observations by years, halves and quarters of the plan's own years, explanations of what is
        behind, and the status of tasks.

    Examples
    --------
    >>> import minsheng as ms
    >>> made_up = ledger(ms.load_plan())
    >>> made_up.synthetic, str(made_up.last_period)
    (True, '2020')
    """
    observed: list[dict[str, object]] = []
    explained: list[dict[str, object]] = []
    departments = Departments(plan)
    for subject, case in assigned_cases(plan):
        rows = case.report(subject)
        observed += ({**vars(row), "period": str(row.period), "source": SYNTHETIC} for row in rows)
        explained += departments.explain(subject, case, rows)
    tables = Ledger(
        _frame("observations", observed),
        _frame("explanations", explained),
        _frame("task_status", task_rows(plan)),
        origin=SYNTHETIC,
    )
    whole = "".join(as_csv(tables, table) for table in COLUMNS)
    return replace(tables, fingerprint=hashlib.sha256(whole.encode()).hexdigest())


def paragraphs(plan: Plan) -> Mapping[str, str]:
    """Return what analysts would have written, as Markdown in Chinese, marked as made up.

    A figure stands as a link to its indicator. One of the texts quotes a figure as it was first
    reported, which has been corrected since: it no longer matches the ledger.

    Returns
    -------
    Mapping
        Texts by ``<period>/<programme>.md`` and ``<period>/overall.md``, for the middle of the plan
        and for its last year.

    Examples
    --------
    >>> import minsheng as ms
    >>> print(paragraphs(ms.load_plan())["2019H1/overall.md"].splitlines()[0])
    **演示文字，非真实情况。**
    """
    return dict(texts(plan, ledger(plan)))


def as_csv(ledger: Ledger, table: str) -> str:
    """Return a table as CSV: dates as 2019-06-30, values with the decimals they have.

    Of a value that was divided only numerator and denominator are written; the column
    ``decimals`` is not written: a reader takes it from the values.
    """
    frame: pd.DataFrame = getattr(ledger, table)
    columns = [column for column in COLUMNS[table] if column != "decimals"]
    rows = frame.to_dict("records")
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_cell(row, column) for column in columns] for row in rows)
    return stream.getvalue()


def _cell(row: dict[Any, Any], column: str) -> str:
    value = row[column]
    if pd.isna(value):
        return ""
    if column in ("reported_on", "due"):
        return value.date().isoformat()  # type: ignore[no-any-return]
    if column == "value":
        return "" if pd.isna(row["decimals"]) else f"{value:.{row['decimals']}f}"
    return f"{value:.0f}" if column in ("numerator", "denominator") else str(value)


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


def _frame(table: str, rows: Iterable[Mapping[str, object]]) -> pd.DataFrame:
    frame = pd.DataFrame(list(rows), columns=list(COLUMNS[table]))
    return frame.astype(dict(COLUMNS[table]))
