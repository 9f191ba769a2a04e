"""What is said of tasks is the same in every report, and agrees with what their goals were told."""

from pathlib import Path

import pytest
from standings import ledger

import minsheng as ms
from minsheng.reports import listings, sentences
from minsheng.text.language import using

SMALL = Path(__file__).parents[1] / "small_package"
TASK, GOAL = "parks.project1.1", "parks.lake_park"  # the lakeside park: due by the end of 2022


@pytest.mark.parametrize("period", ["2019H1", "2020"])
def test_tasks_are_counted_alike_in_every_report(stand_at, period):
    here = stand_at(period)
    of_standing, of_final = (
        {
            name: sum(int(row[name]) for row in table.rows if row["programme"] != "合计")
            for name in table.values[0]
        }
        for table in (listings.task_counts(here), listings.task_outcomes(here))
    )
    of_standing["silent"] = of_standing.pop("not_reported")
    assert of_final.items() <= of_standing.items()
    told = str(sentences.midterm_answer(here))
    assert f"编号任务{of_final['tasks']}项：完成销号{of_final['completed']}项" in told
    assert f"未报送{of_final['silent']}项" in told
    assert f"已过规划时限而没有报送完成销号的任务{of_final['overdue']}项。" in told
    assert of_final["overdue"] == len(listings.overdue(here).rows)


@pytest.mark.parametrize(
    ("done", "status", "state"),
    [
        (1, "", "逾期（待核对）"),  # the goal is done, of the task nothing was reported
        (1, "completed", "完成销号"),
        (0, "completed", "完成销号（待核对）"),
        (0, "", "逾期"),
        (None, "completed", "完成销号"),  # of the goal nothing was reported: no contradiction
        (None, "", "逾期"),
    ],
)
def test_a_task_that_contradicts_its_milestone_is_asked_about(done, status, state):
    plan = ms.load_plan(SMALL)
    tasks = [{"task": TASK, "period": "2022", "reported_on": "2023-01-31", "status": status}]
    known = ledger(
        *([(GOAL, "2022", done)] if done is not None else []), tasks=tasks if status else ()
    )
    here = ms.stand(plan, known, "2022")
    with using("zh"):
        table = listings.task_states(here)
        told = str(sentences.midterm_next(here))
    assert dict(zip(table.ids, table.rows, strict=True))[TASK]["state"] == state
    asked = "待核对" in state
    assert asked == any(note.startswith("待核对") for note in table.notes)
    assert asked == ("与所服务的节点目标报送不一致的编号任务1项" in told)


def test_some_of_several_milestones_say_nothing_of_their_task(plan):
    links = plan.tables["task_indicators"]
    task = "culture_sport.reform2.5"
    of_task = links.loc[links["task"].eq(task), "indicator"]
    goals = plan.indicators.set_index("indicator").loc[of_task]
    milestones = list(goals.index[goals["kind"].eq("milestone")])
    assert len(milestones) > 1
    for done, contradicted in ((milestones[:1], False), (milestones, True)):
        known = ledger(*((goal, "2020", 1) for goal in done))
        tasks = ms.stand(plan, known, "2020").tasks.set_index("task")
        assert bool(tasks.loc[task, "contradicted"]) is contradicted
