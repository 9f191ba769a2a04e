"""The numbered tasks at the end of the plan: how many are completed, and which are not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minsheng.evaluation import SHORT, outcomes
from minsheng.plan.wording import programme_names
from minsheng.reports.evaluations.goals import TOTAL, text, titled
from minsheng.reports.evaluations.phrases import (
    OPEN_STATES,
    STATE_WORDS,
    count_clauses,
    count_words,
    counted_text,
    last_reported,
    next_tasks,
)
from minsheng.reports.exhibits import Prose, Table, marked
from minsheng.reports.plan import departments_by_programme
from minsheng.reports.rows import Rows, count_table
from minsheng.reports.standing.tasks import count_tasks, day_of
from minsheng.text.language import current

if TYPE_CHECKING:
    from minsheng.evaluation import Standing


@marked
def final_open(standing: Standing) -> Prose:
    """Say what is left at the end: goals not met or not reported, tasks not completed.

    Examples
    --------
    >>> import minsheng as ms
    >>> str(final_open(ms.stand_final(ms.load_plan(), ms.Ledger()))).splitlines()[-1][:18]
    '- 规划期末未完成销号的任务168项'
    """
    tasks, known = standing.tasks, outcomes(standing)["outcome"]
    sizes = count_words(last_reported(tasks))
    numbers = {
        "fin_left": int(known.isin(SHORT).sum()),
        "next_unreported": int(known.eq("not_reported").sum()),
        **next_tasks(standing),
        "fin_open_tasks": len(tasks) - sizes.get("completed", 0),
    }
    clauses = count_clauses(sizes, OPEN_STATES, STATE_WORDS)
    points = [counted_text(key, n=n, clauses=clauses) for key, n in numbers.items() if n]
    if len(tasks) and not numbers["fin_open_tasks"]:
        points.append(text("fin_open_tasks_none"))
    return Prose((), tuple(points)) if points else Prose((text("next_nothing"),))


@marked
def task_outcomes(standing: Standing) -> Table:
    """Return one row per programme with the number of its tasks in each reported status.

    Examples
    --------
    >>> import minsheng as ms
    >>> table = task_outcomes(ms.stand_final(ms.load_plan(), ms.Ledger()))
    >>> table.rows[0]["tasks"], table.rows[0]["silent"]
    ('20', '20')
    """
    names = programme_names(standing.plan)
    sizes = count_tasks(standing).drop(columns="due_next")
    sizes = sizes.rename(columns={"not_reported": "silent"})
    if len(sizes) > 1:
        sizes.loc[TOTAL] = sizes.sum()
    columns = titled("programme", *sizes.columns, numbers=sizes.columns)
    return count_table(text("task_outcomes"), columns, sizes, {**names, TOTAL: text(TOTAL)})


@marked
def open_tasks(standing: Standing) -> Table:
    """Return the tasks that are not completed at the end, with date, last report and lead.

    Examples
    --------
    >>> import minsheng as ms
    >>> len(open_tasks(ms.stand_final(ms.load_plan(), ms.Ledger())).rows)
    168
    """
    rows, tasks = Rows(standing.plan), standing.tasks
    titles = standing.plan.tasks.set_index("task")[f"title_{current()}"]
    leads = departments_by_programme(standing.plan, "lead")
    for task in tasks[tasks["status"].ne("completed")].to_dict("records"):
        rows.add(
            task["programme"],
            task["task"],
            {
                "task": str(titles[task["task"]]),
                "task_due": day_of(task["due"]),
                "status": text(f"col_{task['status'] or 'silent'}"),
                "lead_department": leads.get(task["programme"], ""),
            },
        )
    return rows.table(text("open_tasks"), titled("task", "task_due", "status", "lead_department"))
