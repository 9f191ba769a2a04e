"""Figures for reports: each chart with a caption and alternative text.

Each function takes a plan or a selection, or a `~minsheng.evaluation.Standing`, and returns a
`~minsheng.reports.exhibits.Figure`, or a sentence where there is nothing to draw.
"""

from minsheng.reports.audit import measurability_figure as measurability
from minsheng.reports.final.outcomes import outcome
from minsheng.reports.indicator import progress
from minsheng.reports.midterm.progress import midterm_classes
from minsheng.reports.plan import overview
from minsheng.reports.programme import path, paths
from minsheng.reports.requirements import gaps_figure as gaps
from minsheng.reports.requirements import growth, loading
from minsheng.reports.standing.counts import scoreboard_figure as scoreboard
from minsheng.reports.standing.verdicts import lead, progresses

__all__ = [
    "gaps",
    "growth",
    "lead",
    "loading",
    "measurability",
    "midterm_classes",
    "outcome",
    "overview",
    "path",
    "paths",
    "progress",
    "progresses",
    "scoreboard",
]
