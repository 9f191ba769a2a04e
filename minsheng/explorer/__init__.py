"""Explore a plan in JupyterLab: choose one of its indicators, and see what is known of it.

`view` makes what is shown, with the line of code for each part; `controls` are the widgets, the
only module that imports ipywidgets.
"""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from minsheng.explorer.view import Plain, View

if TYPE_CHECKING:
    import pandas as pd

    from minsheng.plan.naming import Part
    from minsheng.plan.observations import Ledger


def explore(plan: Part, observations: Ledger | pd.DataFrame | str | Path | None = None) -> Any:  # noqa: ANN401
    """Explore a plan: one indicator at a time, with the line of code for each part that is shown.

    In JupyterLab, and on a page by Voilà, programme, indicator, period, method and language are
    chosen by name, and target and year can be moved to see what follows. What is shown: the answer,
    the path with what was observed on it, gap and required change, what every method says, the
    findings of the audit, the tasks, and the sources.

    Parameters
    ----------
    plan
        A plan or a part of one; only its indicators are offered.
    observations
        From `minsheng.load_observations`, or a frame of observations; or a source that
        `minsheng.load_observations` reads, such as ``demo``. The ledger in the plan's own package
        when left out.

    Returns
    -------
    ipywidgets.VBox or Plain
        Without ipywidgets the same of the first indicator, to be chosen by ``plan.select(…)``, and
        how to install what is missing.

    Raises
    ------
    BadInput
        With every fault of the observations, and for a plan without indicators.

    Examples
    --------
    >>> import minsheng as ms
    >>> plan = ms.load_plan()
    >>> explorer = ms.explore(plan.select(indicator="childcare.gross_enrolment"), "demo")
    """
    view = View.of(plan, observations)
    if find_spec("ipywidgets") is None:
        return Plain(view)
    from minsheng.explorer.controls import Explorer

    return Explorer(view)
