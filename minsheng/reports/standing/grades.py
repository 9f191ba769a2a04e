"""The class of every goal in every period so far, as a table and as one picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minsheng.evaluation import class_history, class_name
from minsheng.plan.periods import period
from minsheng.reports.drawing import Exhibit, make_figure
from minsheng.reports.exhibits import Column, Table, marked
from minsheng.reports.rows import Rows, columns, title

if TYPE_CHECKING:
    from minsheng.evaluation import Standing


@marked
def grades(standing: Standing) -> Table:
    """Return the goals with their class in each period so far, oldest first.

    Goals that were in no period to be judged are left out.

    Examples
    --------
    >>> import minsheng as ms
    >>> plan = ms.load_plan().select(indicator="childcare.gross_enrolment")
    >>> table = grades(ms.stand(plan, ms.load_observations(plan, "demo"), "2018"))
    >>> table.rows[0]["2018H1"], table.rows[0]["2018"]
    ('● 基本符合预期', '● 基本符合预期')
    """
    rows = Rows(standing.plan)
    classes = class_history(standing)
    for goal in standing.plan.tables["indicators"].to_dict("records"):
        if goal["indicator"] in classes.index:
            course = classes.loc[goal["indicator"]]
            rows.add_goal(goal, {name: class_name(found) for name, found in course.items()})
    heads = [Column(name, period(name).name(), "short") for name in map(str, classes)]
    return rows.table(title("grades"), (*columns("indicator"), *heads))


@marked
def grades_figure(standing: Standing) -> Exhibit:
    """Draw the class of every goal in every period so far.

    Examples
    --------
    >>> import minsheng as ms
    >>> plan = ms.load_plan().select(programme="housing")
    >>> grades_figure(ms.stand(plan, ms.load_observations(plan, "demo"), "2019")).caption
    '各专项目标指标历次研判'
    """
    from minsheng import charts

    return make_figure("grades", charts.grades, standing, [grades(standing)])
