"""The frames of a plan: names beside ids, units beside numbers, and the raw tables untouched."""

from dataclasses import replace

import pandas as pd
import pytest

import minsheng as ms
from minsheng.plan.views import DESCRIPTION
from minsheng.text.language import using

VIEWS = (
    "baselines",
    "departments",
    "groups",
    "indicators",
    "programmes",
    "responsibilities",
    "targets",
    "tasks",
)
NAMED = {"holder": "department"}


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("view", VIEWS)
def test_names_stand_beside_ids_in_the_language_in_force(plan, view, lang):
    with using(lang):
        frame = getattr(plan, view)
    for key in ("programme", "indicator", "department", "holder", "group", "task"):
        if key not in frame:
            continue
        kind = NAMED.get(key, key)
        table = plan.tables[f"{kind}s"]
        names = table.set_index(kind)[f"{'title' if kind == 'task' else 'name'}_{lang}"]
        assert frame[f"{key}_name"].tolist() == frame[key].map(names).tolist()
        assert list(frame).index(f"{key}_name") == list(frame).index(key) + 1


@pytest.mark.parametrize("view", ["indicators", "baselines", "targets"])
def test_goals_begin_with_the_same_columns(plan, view):
    assert tuple(getattr(plan, view))[:5] == DESCRIPTION


@pytest.mark.parametrize("view", VIEWS)
def test_a_view_holds_the_rows_and_columns_of_its_table(plan, view):
    raw = plan.tables[view]
    pd.testing.assert_frame_equal(getattr(plan, view)[list(raw)], raw)


def test_a_view_that_is_put_back_as_a_table_gives_the_same_plan(plan):
    again = replace(plan, tables={**plan.tables, **{view: getattr(plan, view) for view in VIEWS}})
    pd.testing.assert_frame_equal(ms.gaps(again), ms.gaps(plan))
    for view in VIEWS:
        assert set(getattr(again, view)) == set(getattr(plan, view))


def test_targets_of_a_year_are_found_by_number(plan):
    assert len(plan.targets[plan.targets["year"] == 2020]) > 100


def test_tasks_have_departments_and_years(plan):
    with using("zh"):
        tasks = plan.tasks.set_index("task")
    first = tasks.loc["childcare.project1.1"]
    # Annex 1 names 区教委 as lead (牵头单位); the task says 2019年底.
    assert first["programme_name"] == "幼有所育"
    assert first["lead_departments"] == "区教委"
    assert first["responsible_departments"].split("、")[:2] == ["区发展改革委", "区民政局"]
    assert (first["due_year"], str(first["due"].date())) == (2019, "2019-12-31")
    assert tasks["due_year"].isna().equals(tasks["due"].isna())
    housing = tasks[tasks["programme"] == "housing"].iloc[0]
    assert set(housing["lead_departments"].split("、")) == {"区住房城乡建委", "区规划自然资源局"}


def test_tasks_of_a_plan_without_any_are_an_empty_frame(plan):
    tables = plan.tables
    none = replace(
        plan,
        tables={**tables, **{n: tables[n].head(0) for n in ("tasks", "responsibilities")}},
    )
    assert list(none.tasks) == list(plan.tasks)
    assert none.tasks.empty


@pytest.mark.parametrize("word", ["health", "区卫生健康委", "Health Commission"])
def test_a_department_chooses_the_goals_of_its_programmes(plan, word):
    part = plan.select(department=word)
    duties = plan.responsibilities
    own = duties[(duties["department"] == "health") & duties["role"].isin(["lead", "responsible"])]
    assert set(part.programmes["programme"]) == set(own["programme"])
    assert set(part.indicators["programme"]) == set(own["programme"])
    assert "healthcare" in set(own["programme"])


@pytest.mark.parametrize(
    ("lang", "words"), [("zh", "最接近的是：health"), ("en", "nearest: health")]
)
def test_an_unknown_department_is_told_with_the_nearest(plan, lang, words):
    with pytest.raises(ms.UnknownName) as error:
        plan.select(department="区卫生委")
    assert words in error.value.text(lang)


def test_holder_and_department_are_two_things(plan):
    held = plan.select(holder="区卫生健康委")
    assert set(held.indicators["holder_name"]) == {"区卫生健康委"}
    assert len(held) < len(plan.select(department="区卫生健康委"))


def test_names_are_those_of_the_language_in_force_and_each_frame_is_the_callers_own(plan):
    with using("zh"):
        mine = plan.programmes
        mine["programme_name"] = ""
    with using("en"):
        assert plan.programmes["programme_name"].iloc[0] == "Childcare"
    with using("zh"):
        assert plan.programmes["programme_name"].iloc[0] == "幼有所育"
