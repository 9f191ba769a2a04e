"""Figures for reports: each chart with a caption and alternative text.

Each function takes a plan or a selection, or a `~minsheng.evaluation.Standing`, and returns a
`~minsheng.reports.exhibits.Figure`, or a sentence where there is nothing to draw.
"""

from minsheng.reports.figures.evaluations import halfway, outcome
from minsheng.reports.figures.plans import (
    gaps,
    growth,
    loading,
    measurability,
    overview,
    path,
    paths,
)
from minsheng.reports.figures.standings import lead, progress, progresses, scoreboard

OF_A_PLAN = ("gaps", "growth", "loading", "measurability", "overview", "path", "paths")
OF_A_STANDING = ("halfway", "lead", "outcome", "progress", "progresses", "scoreboard")

__all__ = [
    "gaps",
    "growth",
    "halfway",
    "lead",
    "loading",
    "measurability",
    "outcome",
    "overview",
    "path",
    "paths",
    "progress",
    "progresses",
    "scoreboard",
]
