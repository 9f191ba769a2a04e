"""The demonstration as a whole: a ledger, its files, a frozen mid-term, the analysts' texts.

The ledger is written as CSV and read as any other is, so it has the columns, types and warnings
that a ledger of a department would have.
"""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import io
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from minsheng.demo.cases import assigned_cases
from minsheng.demo.departments import Departments, task_rows, texts
from minsheng.evaluation import Frozen, freeze, periods_in, read_frozen, stand_midterm
from minsheng.files import require_writable, write_whole
from minsheng.plan.facts import SYNTHETIC
from minsheng.plan.observations import COLUMNS, Ledger
from minsheng.reports.paragraphs import Paragraphs, paragraphs_from
from minsheng.tables.ledger import ledger_from, source_table
from minsheng.tables.schema import ledger_tables

if TYPE_CHECKING:
    from minsheng.plan.periods import Period
    from minsheng.plan.plan import Plan

_MIDTERM_DELAY = dt.timedelta(days=31)  # from the middle of the plan to the mid-term evaluation


def ledger(plan: Plan) -> Ledger:
    """Return a made-up ledger for any plan; equal plans always get equal ledgers.

    It has observations by years, halves and quarters of the plan's own years, explanations of what
    is behind, and the status of tasks. Every row is marked: its ``source`` begins with
    `~minsheng.plan.facts.SYNTHETIC`. Cases that none of the goals can show are left out. A
    selection of a plan is another plan, whose goals show other cases: give the whole one.

    Examples
    --------
    >>> made_up = ledger(ms.load_plan())
    >>> made_up.synthetic, str(made_up.last_period)
    (True, '2020')
    """
    tables = csv_tables(plan)
    sources = {
        name: source_table(table, tables[name].encode()) for name, table in ledger_tables().items()
    }
    read = ledger_from(plan, sources, SYNTHETIC, may_be_made_up=True)
    whole = "".join(tables[name] for name in COLUMNS)
    digest = hashlib.sha256(whole.encode()).hexdigest()
    return replace(read, fingerprint=digest).marked_as_checked(plan)


def csv_tables(plan: Plan) -> Mapping[str, str]:
    """Return the tables of the made-up ledger as CSV, by name.

    Days are written as 2019-06-30, values with the decimals they have; of a value that was divided
    only numerator and denominator are written.
    """
    observed: list[Mapping[str, object]] = []
    explained: list[Mapping[str, object]] = []
    departments = Departments(plan)
    for subject, case in assigned_cases(plan):
        rows = case.report(subject)
        share = plan.unit(subject.goal.unit).share
        observed += (row.cells(share=share) for row in rows)
        explained += departments.explain(subject, case, rows)
    rows_of = {"observations": observed, "explanations": explained, "task_status": task_rows(plan)}
    return {table: _csv(table, rows) for table, rows in rows_of.items()}


def write(plan: Plan, folder: Path) -> tuple[Path, ...]:
    """Write the made-up ledger of `plan` to `folder` and return the files' paths.

    Each is UTF-8 with a byte order mark for Excel, and written whole or not at all. The names begin
    with 演示, so that a folder is never taken for one with a real ledger.

    Examples
    --------
    >>> import tempfile, minsheng as ms
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     [path.name for path in write(ms.load_plan(), Path(folder))]
    ['演示-observations.csv', '演示-explanations.csv', '演示-task_status.csv']
    """
    files = {folder / f"演示-{table}.csv": text for table, text in csv_tables(plan).items()}
    require_writable(folder)
    for path, text in files.items():
        write_whole(path, text.encode("utf-8-sig"))
    return tuple(files)


def midterm(plan: Plan) -> Frozen:
    """Return the frozen results of a mid-term evaluation of the made-up ledger.

    It is the ledger as it stood a month after the middle of the plan.

    Examples
    --------
    >>> midterm(ms.load_plan()).as_of
    '2019-07-31'
    """
    half = stand_midterm(plan, ledger(plan))
    day = half.period.end + _MIDTERM_DELAY
    return read_frozen(freeze(stand_midterm(plan, half.ledger, as_of=day)), plan)


def paragraphs(plan: Plan, period: str | Period) -> Paragraphs:
    """Return what analysts would have written for a period, from `markdown_texts`.

    Examples
    --------
    >>> len(paragraphs(ms.load_plan(), "2019H1").of("overall", "judgement"))
    1
    """
    (when,) = periods_in(period, [plan])
    files = {
        name: text for name, text in markdown_texts(plan).items() if name.startswith(f"{when}/")
    }
    return replace(paragraphs_from(plan, when, files), synthetic=True)


def markdown_texts(plan: Plan) -> Mapping[str, str]:
    """Return what analysts would have written, as Markdown in the language in force, marked.

    Texts go by ``<period>/<programme>.md`` and ``<period>/overall.md``, for the middle of the plan
    and for its last year; of a programme only where it has a figure to quote. A figure stands as a
    link to its indicator. One of the texts quotes a figure as it was first reported, which has been
    corrected since: it no longer matches the ledger.

    Examples
    --------
    >>> print(markdown_texts(ms.load_plan())["2019H1/overall.md"].splitlines()[0])
    （演示）分专项情况和存在的问题见以下各章。
    """
    return dict(texts(plan, ledger(plan)))


def _csv(table: str, rows: Iterable[Mapping[str, object]]) -> str:
    # The column `decimals` is not written: a reader takes it from the values.
    columns = [column for column in COLUMNS[table] if column != "decimals"]
    stream = io.StringIO()
    writer = csv.DictWriter(stream, columns, lineterminator="\n", extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue()
