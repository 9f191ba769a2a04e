"""Minsheng (民生): follow a government livelihood plan from its baselines to its targets.

One sentence a step::

    import minsheng as ms

    plan = ms.load_plan()                            # the plan that ships, or a package's folder
    part = plan.select(programme="childcare")        # a selection is a plan again

    ms.trajectory(part)                              # the planned path, point by point
    ms.gaps(part)                                    # baseline to target, in the right unit
    ms.required_growth(part)                         # change, growth and pace a year
    ms.steps(part)                                   # what each year is to contribute

    more = plan.assume("childcare.gross_enrolment", target=92)    # what if
    ms.compare(plan, more)                           # path, requirement, verdict: what differs

    ms.charts.gap(part)                              # matplotlib axes, to go on with
    ms.figures.gaps(part)                            # the same for a report: caption, alt text
    ms.listings.targets(part)                        # tables for readers
    ms.sentences.programme_answer(part)              # what the numbers say

Frames are plain `pandas.DataFrame`; wherever a number is missing a column ``reason`` says why.
Chinese is spoken unless ``ms.set_language("en")`` or ``MINSHENG_LANG=en`` says otherwise.

In a notebook the import changes one thing of the session: where a font that matplotlib is set to
lacks a character, the Chinese font of this library is used. ``ms.release_font()`` undoes it.
"""

import lazy_loader as _lazy

from minsheng.notebook import set_up as _set_up
from minsheng.version import __version__ as __version__

__getattr__, __dir__, __all__ = _lazy.attach_stub(__name__, __file__)
_set_up()
