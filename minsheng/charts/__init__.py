"""Charts: the only room that draws, and the only one that imports matplotlib.

Each chart is one function of a plan or a selection of one, or of where it stands, and answers one
question::

    from minsheng import charts

    charts.path(plan.select(indicator="childcare.gross_enrolment"))  # one indicator, year by year
    charts.small_multiples(part)  # the paths of a programme, side by side
    charts.gap(part)              # how far is it from baseline to target?
    charts.growth(part)           # how fast must it move each year?
    charts.loading(part)          # is the work put first or put off?
    charts.overview(plan)         # what can be measured at all, programme by programme?
    charts.measurability(plan)    # what of what an evaluation needs is there?

    charts.progress(standing)     # one indicator: what was observed on its path?
    charts.progresses(standing)   # the same for a programme, side by side
    charts.lead(standing)         # how much of the way is done for the time gone?
    charts.scoreboard(standing)   # how many goals of each programme stand well?
    charts.halfway(standing)      # at mid-term, how many are ahead, in line, lagging?
    charts.outcome(standing)      # at the end, how many were met?

What comes back are matplotlib axes: one `Axes` from `path` and `overview`, an array of them from
the others. The title of a figure with several axes is its suptitle; it states what the numbers
say. What cannot be drawn is counted below the chart with its reason, never drawn as zero.

Everything is drawn inside `themed`, which leaves the settings of the session alone. Save inside it
too, after `drawn` has made sure that the font has every character::

    with charts.themed():
        charts.drawn(axes[0].figure).savefig("gap.svg")
"""

from minsheng.charts.front_loading import loading
from minsheng.charts.gaps import gap
from minsheng.charts.leads import lead
from minsheng.charts.multiples import progresses, small_multiples
from minsheng.charts.needs import measurability
from minsheng.charts.observed_paths import progress
from minsheng.charts.overviews import overview
from minsheng.charts.paths import path
from minsheng.charts.required_growth import growth
from minsheng.charts.scoreboards import halfway, outcome, scoreboard
from minsheng.charts.theme import as_svg, drawn, missing_glyphs, themed

__all__ = [
    "as_svg",
    "drawn",
    "gap",
    "growth",
    "halfway",
    "lead",
    "loading",
    "measurability",
    "missing_glyphs",
    "outcome",
    "overview",
    "path",
    "progress",
    "progresses",
    "scoreboard",
    "small_multiples",
    "themed",
]
