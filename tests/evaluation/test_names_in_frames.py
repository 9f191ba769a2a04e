"""The frames of a standing begin like those of a plan, and follow the language in force."""

import pytest

import minsheng as ms
from minsheng.evaluation import compared, outcomes, since_midterm
from minsheng.plan.views import DESCRIPTION
from minsheng.text.language import using


@pytest.fixture(scope="module")
def standing(plan, made_up):
    return ms.stand(plan, made_up, "2020")


FRAMES = {
    "verdicts": lambda standing: standing.verdicts.drop(columns="plan"),
    "history": lambda standing: standing.history.drop(columns="plan"),
    "moved": lambda standing: standing.moved,
    "explanations": lambda standing: standing.explanations,
    "compared": compared,
    "outcomes": lambda standing: outcomes(standing).drop(columns="plan"),
    "since_midterm": lambda standing: since_midterm(
        standing, ms.load_midterm(standing.plan, "demo")
    ),
}


@pytest.mark.parametrize("frame_of", FRAMES.values(), ids=list(FRAMES))
def test_frames_of_goals_begin_with_the_same_columns(standing, plan, frame_of):
    names = plan.tables["indicators"].set_index("indicator")
    for lang in ("zh", "en", "zh"):
        with using(lang):
            frame = frame_of(standing)
        assert tuple(frame)[:5] == DESCRIPTION
        assert len(frame)
        own = names.loc[frame["indicator"]]
        assert frame["indicator_name"].tolist() == own[f"name_{lang}"].tolist()
        assert frame["unit"].astype("str").tolist() == own["unit"].tolist()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_tasks_of_a_standing_have_names_and_departments(standing, plan, lang):
    with using(lang):
        tasks, own = standing.tasks, plan.tasks
    columns = ["task_name", "programme_name", "lead_departments", "due_year"]
    assert tasks[columns].equals(own[columns])


def test_verdicts_on_several_plans_have_the_names_of_each(plan, small_plan):
    observed = ms.Ledger().observations.assign(plan="")
    frame = ms.evaluate([plan, small_plan], observed, "2019")
    for one in (plan, small_plan):
        own = frame[frame["plan"] == one.facts.plan]
        names = one.tables["indicators"].set_index("indicator")["name_zh"]
        assert own["indicator_name"].tolist() == own["indicator"].map(names).tolist()
