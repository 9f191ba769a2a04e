"""The numbers in the analysts' paragraphs that the data do not give."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, cast

from minsheng.reports.exhibits import Table
from minsheng.reports.exhibits.marking import mark
from minsheng.reports.listings.evaluations import heads, words
from minsheng.text.numerals import amount, difference, plain
from minsheng.reports.paragraphs import OVERALL, check
from minsheng.plan.wording import indicator_names, programme_names

if TYPE_CHECKING:
    from minsheng.evaluation import Standing
    from minsheng.reports.paragraphs import Finding, Paragraphs
    from minsheng.plan.plan import Plan

_MOST_DECIMALS = 4


def data_now(one: Finding, plan: Plan) -> str:
    """Return what the data say instead of a written number, in the same form."""
    if math.isnan(one.now):
        return words("no_figure") if one.indicator else ""
    if one.which in ("pace", "progress"):
        return f"{plain(one.now, 2)}%" if "%" in one.written else plain(one.now, 3)
    row = plan.tables["indicators"].set_index("indicator").loc[one.indicator]
    unit = plan.unit(str(row["unit"]))
    exact = replace(unit, decimals=min(_MOST_DECIMALS, unit.decimals + 1))
    return difference(one.now, exact) if one.which == "gap" else amount(one.now, exact)


def quotations(standing: Standing, written: Paragraphs) -> Table:
    """Return every number of the paragraphs that the data do not give, and what they say.

    Examples
    --------
    >>> import minsheng as ms
    >>> plan = ms.load_plan()
    >>> standing = ms.stand(plan, ms.load_observations(plan, "demo"), "2019H1")
    >>> table = quotations(standing, ms.load_paragraphs(plan, "2019H1", "demo"))
    >>> [(row["written"], row["now"], row["finding"]) for row in table.rows]
    [('78.61%', '78.27%', '不一致')]
    """
    programmes, names = programme_names(standing.plan), indicator_names(standing.plan)
    rows, ids = [], []
    for one in check(standing, written):
        about = one.passage.programme
        rows.append({
            "programme": words("section_judgement") if about == OVERALL else programmes[about],
            "place": words("line", file=one.passage.file, line=one.line),
            "written": one.written,
            "indicator": names.get(one.indicator, ""),
            "now": data_now(one, standing.plan),
            "finding": words(one.code),
        })  # fmt: skip
        ids.append(one.indicator or one.passage.file)
    made = Table(
        words("quotations"),
        heads("programme", "place", "written", "indicator", "now", "finding"), tuple(rows),
        tuple(ids), notes=(words("note_quotations"),) if rows else (),
    )  # fmt: skip
    return cast("Table", mark(made)) if standing.synthetic or written.synthetic else made
