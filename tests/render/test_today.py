"""A report of a plan that runs depends on the date that chose its period."""

import datetime as dt

import pytest
from render.books import notebook

from minsheng.render import jobs
from minsheng.render.freshness import Decision, FreshnessCheck, Records, State
from minsheng.render.outputs import store
from minsheng.render.running.task import RunResult, UsedData
from minsheng.render.running.tracking import TODAY


@pytest.mark.parametrize(
    ("days_ago", "state", "why"),
    [
        (0, State.FRESH, ""),
        (1, State.PERHAPS, "日期已变化，由日期选定的报告期可能不同"),
    ],
)
def test_what_the_date_chose_is_looked_at_again_on_another_day(
    days_ago, state, why, small_plan, folder, tmp_path
):
    notebook(folder, "report", "print(1)")
    (job,) = jobs(small_plan, "", tmp_path, folder=folder)
    records = Records(tmp_path)
    day = dt.date.today() - dt.timedelta(days=days_ago)
    used = UsedData("digest of what was loaded", {TODAY: day.isoformat()})
    result = RunResult(files={".html": b"page"}, used=used)
    assert store(job, result, Decision(State.STALE), records, "shell").ok
    decision = FreshnessCheck("shell").decide(job, records.read(job))
    assert (decision.state, decision.text("zh")) == (state, why)
