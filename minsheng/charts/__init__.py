"""Charts: the only room that draws, and the only one that imports matplotlib.

Each chart is one function, in a module of its own, and answers one question:

=================  ==================================================  =========================
chart              question                                            axes: across; down or up
=================  ==================================================  =========================
of a plan or a selection of one
------------------------------------------------------------------------------------------------
`path`             what does the plan want of one indicator, by year?  year; the unit
`comparison`       how do several plans or parts differ in it?         year; the unit
`small_multiples`  the same for a programme, side by side              year; a scale each
`gap`              how far is it from baseline to target?              the unit; indicators
`growth`           how fast must it move each year?                    change a year; indicators
`loading`          is the work put first or put off?                   share of it; indicators
`overview`         of how many goals can the change be computed?       goals; programmes
`measurability`    how many goals have what an evaluation needs?       needs; programmes
-----------------  --------------------------------------------------  -------------------------
of a standing: a plan, what was observed, and a period
------------------------------------------------------------------------------------------------
`progress`         what was observed on the path of one indicator?     year; the unit
`progresses`       the same for a programme, side by side              year; a scale each
`waterfall`        how does a total add up over the years?              years; the unit
`bullet`           where does each goal lie on its own scale?          the unit; goals
`lead`             how much of the way is done for the time gone?      share done; indicators
`pace`             must it go faster than so far?                     share achieved; indicators
`grades`           how did every goal go, period by period?            periods; goals
`scoreboard`       which share of each programme stands well?          per cent; programmes
=================  ==================================================  =========================

::

    from minsheng import charts

    charts.gap(plan.select(programme="childcare"))
    charts.path(plan.select(indicator="childcare.gross_enrolment"))

The layers of a path stand in `planned_paths` and `observations`; `sheet` lays a figure out (title,
rows with names, notes), `labels` keeps figures clear of marks, `theme` says how it looks, `words`
and the catalogue ``charts`` what it says, `requirement_rows` what the rows of gaps and growth mean.

What comes back are matplotlib axes: an array of them from `gap`, `growth`, `loading`, `grades`,
`bullet`, `pace` and the small multiples, one `Axes` from the others. Either has its ``figure``, a
`Sheet`, which knows its finding. The title of a figure with several axes is its suptitle; it states
what the numbers say. What cannot be drawn is counted below the chart with its reason, never drawn
as zero.

Everything is drawn inside `themed`, which leaves the settings of the session alone. Save inside it
too, after `drawn` has made sure that the font has every character::

    with charts.themed():
        charts.drawn(axes.figure).savefig("gap.svg")
"""

from minsheng.charts.bullets import bullet
from minsheng.charts.comparisons import comparison
from minsheng.charts.front_loading import loading
from minsheng.charts.gaps import gap
from minsheng.charts.grades import grades
from minsheng.charts.leads import lead
from minsheng.charts.multiples import progresses, small_multiples
from minsheng.charts.needs import measurability
from minsheng.charts.observed_paths import progress
from minsheng.charts.overviews import overview
from minsheng.charts.paths import path
from minsheng.charts.required_growth import growth
from minsheng.charts.required_pace import pace
from minsheng.charts.scoreboards import scoreboard
from minsheng.charts.theme import as_svg, drawn, missing_glyphs, themed
from minsheng.charts.waterfalls import waterfall

__all__ = [
    "as_svg",
    "bullet",
    "comparison",
    "drawn",
    "gap",
    "grades",
    "growth",
    "lead",
    "loading",
    "measurability",
    "missing_glyphs",
    "overview",
    "pace",
    "path",
    "progress",
    "progresses",
    "scoreboard",
    "small_multiples",
    "themed",
    "waterfall",
]


def __dir__() -> list[str]:
    """Return the charts alone, which Tab offers; neither their modules nor what saves them."""
    return [name for name in __all__ if globals()[name].__module__ != themed.__module__]
