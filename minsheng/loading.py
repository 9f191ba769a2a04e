"""What notebooks and commands load by name: observations, a frozen mid-term, analysts' paragraphs.

For the name `DEMO` `minsheng.demo` makes them up; for any other, tables, evaluation and paragraphs
read them from files or a database. Those rooms know nothing of the demonstration.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from minsheng.plan.naming import taking_parts

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from minsheng.evaluation import Frozen
    from minsheng.plan.observations import Ledger
    from minsheng.plan.periods import Period
    from minsheng.plan.plan import Plan
    from minsheng.reports.paragraphs import Paragraphs

DEMO = "demo"
"""The source that stands for the demonstration data."""


@taking_parts
def load_observations(plan: Plan, source: str | Path = "", today: dt.date | None = None) -> Ledger:
    """Read a ledger of observations and check it against a plan.

    Parameters
    ----------
    plan
        A whole plan, no selection: what it does not know is refused.
    source
        Nothing for the ledger in the plan's own package; a folder with any of
        ``observations.csv``, ``explanations.csv`` and ``task_status.csv``; one CSV file of
        observations; the URL of a database (``sqlite:///…``, ``postgresql://…``), which is only
        read; ``demo`` for a ledger that is made up and says so.
    today
        Figures that were reported after this day are warned of; not asked when left out.

    Returns
    -------
    Ledger
        Its tables are tidy frames with the columns of `~minsheng.plan.observations.COLUMNS`:
        periods as ``2019H1``, shares in per cent, values in the unit of the indicator. What is
        improbable but not wrong stands in ``warnings``.

    Raises
    ------
    BadInput
        With every fault of every table: file, row, column, what was found, what is allowed, the
        nearest match. Rows that were made up to show what the suite does are refused.

    Examples
    --------
    >>> import minsheng as ms
    >>> load_observations(ms.load_plan()).is_empty
    True
    """
    if source == DEMO:
        from minsheng import demo
        from minsheng.tables.keeping import kept_or_loaded

        return kept_or_loaded((plan, DEMO), tuple, lambda: demo.ledger(plan))
    from minsheng.tables import read_ledger

    return read_ledger(plan, source, today)


@taking_parts
def load_midterm(plan: Plan, source: str | Path = "") -> Frozen | None:
    """Read the frozen results of a plan's mid-term evaluation.

    Parameters
    ----------
    plan
        The whole plan.
    source
        A file of frozen results; ``demo`` for those of the made-up ledger, as it stood a month
        after the middle of the plan. When empty, ``evaluations/midterm-<period>.json`` in the
        plan's folder, for the period in the middle of the plan.

    Returns
    -------
    Frozen or None
        None where no source is named and there is nothing in the plan's folder.

    Raises
    ------
    BadInput
        Where the file that is named is not there, was changed, or belongs to another plan; where
        the one in the plan's folder is a link that leads out of it.

    Examples
    --------
    >>> import minsheng as ms
    >>> load_midterm(ms.load_plan()) is None
    True
    >>> load_midterm(ms.load_plan(), "demo").as_of
    '2019-07-31'
    """
    if source == DEMO:
        from minsheng import demo

        return demo.midterm(plan)
    from minsheng.evaluation import read_midterm

    return read_midterm(plan, source)


@taking_parts
def load_paragraphs(plan: Plan, period: str | Period, folder: str | Path = "") -> Paragraphs:
    """Read the paragraphs that analysts wrote for a period.

    Parameters
    ----------
    plan
        The whole plan.
    period
        The period that the write-up is about.
    folder
        The folder that holds one folder per period; ``paragraphs`` in the plan's own when empty;
        ``demo`` for the made-up ones. A file is named for its programme, ``childcare.md``, or
        ``overall.md``; headings of level 2 name the sections of the write-up.

    Returns
    -------
    Paragraphs
        Empty where nobody wrote anything for the period.

    Raises
    ------
    BadInput
        With every fault: a folder that is no period of the plan, a file of no programme, another
        encoding than UTF-8 or GB 18030, a file that cannot be read, a link that leads out of the
        package or the folder, a heading that is no section, a figure of an unknown indicator; each
        with file, line and nearest match.

    Examples
    --------
    >>> import minsheng as ms
    >>> written = load_paragraphs(ms.load_plan(), "2019H1", "demo")
    >>> written.synthetic, len(written.of("overall", "judgement"))
    (True, 1)
    """
    if folder == DEMO:
        from minsheng import demo

        return demo.paragraphs(plan, period)
    from minsheng.reports.paragraphs import read_paragraphs

    return read_paragraphs(plan, period, folder)
