"""Comparison of the numbers in the analysts' paragraphs with the data of their period."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from minsheng.reports.paragraphs.markdown import FORMALITIES, OVERALL
from minsheng.reports.paragraphs.quoting import Quoted, bare, first_number, quoted

if TYPE_CHECKING:
    import pandas as pd

    from minsheng.evaluation import Standing
    from minsheng.plan.arrays import Floats
    from minsheng.plan.plan import Plan
    from minsheng.reports.paragraphs.files import Paragraphs, Passage
    from minsheng.text.units import Unit
    from minsheng.text.written_numbers import WrittenNumber

_RATIOS = ("pace", "progress")
_COLUMNS = (
    "observed",
    "done",
    "baseline",
    "target",
    "due_target",
    "planned",
    "gap",
    "required",
    "so_far",
    "lead",
)
_AS_PERCENT = (
    "pace",
    "progress",
    "planned_share",
    "time_share",
    "attainment",
    "required_growth",
    "growth_so_far",
)


@dataclass(frozen=True)
class Finding:
    """A number in a paragraph that the data do not confirm."""

    passage: Passage  # the paragraph
    line: int  # its line in the file
    # ``differs`` (the data have another number), ``no_figure`` (the data have none) or
    # ``not_found`` (a number without a link that occurs nowhere in the data).
    code: str
    written: str  # the number as written
    # Target of the link, ``which`` one of `~minsheng.reports.paragraphs.quoting.WHICH`; empty for a
    # number without a link.
    indicator: str = ""
    which: str = ""
    # The number in the data, in the unit that was written; NaN for a number without a link.
    now: float = math.nan


def check(standing: Standing, written: Paragraphs) -> tuple[Finding, ...]:
    """Return every number in the paragraphs that the data of the period do not confirm.

    A linked number must equal the figure that it is linked to, rounded to the digits written. A
    number with a unit but no link is only searched for among all figures of its programme: a match
    proves nothing, but a number without a match should be checked. The standing is that of the
    whole plan in the period of the paragraphs.

    Examples
    --------
    >>> plan = ms.load_plan()
    >>> standing = ms.stand(plan, ms.load_observations(plan, "demo"), "2019H1")
    >>> found = check(standing, ms.load_paragraphs(plan, "2019H1", "demo"))
    >>> [(one.code, one.written, round(one.now, 2)) for one in found]
    [('differs', '78.61%', 78.27)]
    """
    rows = standing.verdicts.set_index("indicator", drop=False)
    units = _units(standing.plan)
    names = _names(standing.plan)
    known: dict[str, Floats] = {}
    findings: list[Finding] = []
    for passage in written.passages:
        if passage.section in FORMALITIES:
            continue  # the date of a report is no figure
        for one in quoted(passage.text, passage.line):
            findings += _of_link(passage, one, rows, standing.plan)
        if passage.programme not in known:
            known[passage.programme] = _figures(standing, passage.programme)
        text = names.sub(lambda match: "\0" * len(match[0]), passage.text)
        for shown, written_number, line in bare(text, units, passage.line):
            if not _among(written_number, known[passage.programme]):
                findings.append(Finding(passage, line, "not_found", shown))
    return tuple(findings)


def _units(plan: Plan) -> tuple[str, ...]:
    units = plan.tables["units"]
    symbols = [part for text in units["symbol_en"] for part in text.split("|")]
    return tuple(dict.fromkeys([*units["symbol_zh"], *units["name_zh"], *symbols]))


def _names(plan: Plan) -> re.Pattern[str]:
    """Return a pattern that matches the names of indicators, whose digits must not be checked."""
    rows = plan.tables["indicators"]
    names = sorted({*rows["name_zh"], *rows["name_en"]} - {""}, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, names)) or r"(?!)")


def _of_link(passage: Passage, one: Quoted, rows: pd.DataFrame, plan: Plan) -> Iterator[Finding]:
    """Yield a finding if a linked number differs from the figure in the data."""
    written_number = first_number(one.words)
    if written_number is None:
        return
    now = float(rows[one.which].get(one.indicator, math.nan))
    if one.which in _RATIOS and written_number.percent:
        now *= 100
    if math.isnan(now):
        yield Finding(passage, one.line, "no_figure", one.words, one.indicator, one.which)
        return
    unit = plan.unit(str(rows.loc[one.indicator, "unit"]))
    if not written_number.says(now) or (
        written_number.percent and not _may_be_percent(one.which, unit)
    ):
        yield Finding(passage, one.line, "differs", one.words, one.indicator, one.which, now)


def _may_be_percent(which: str, unit: Unit) -> bool:
    """Return whether a figure may be written with a percent sign; a gap between shares may not."""
    return which in _RATIOS or (unit.share and which != "gap")


def _figures(standing: Standing, programme: str) -> Floats:
    """Return the absolute values of all figures of a programme or of the whole plan."""
    verdicts, plan = standing.verdicts, standing.plan
    if programme != OVERALL:
        verdicts = verdicts[verdicts["programme"].eq(programme)]
        plan = plan.select(programme=programme)
    parts: Sequence[Floats] = [
        *(verdicts[name].to_numpy(np.float64) for name in _COLUMNS),
        *(100 * verdicts[name].to_numpy(np.float64) for name in _AS_PERCENT),
        *(
            plan.tables[table][name].to_numpy(np.float64)
            for table in ("targets", "baselines")
            for name in ("value", "value_high")
        ),
        np.array([len(verdicts), len(plan.tasks)], dtype=np.float64),
    ]
    whole = np.abs(np.concatenate(parts))
    return whole[~np.isnan(whole)]


def _among(written_number: WrittenNumber, figures: Floats) -> bool:
    size, step = abs(float(written_number.value)), float(written_number.step)
    return bool((np.abs(figures - size) <= step / 2 * (1 + 1e-9)).any())
