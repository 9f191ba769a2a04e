"""Silence is no performance: what was not reported is counted, and never ranked."""

import re

import pytest

import minsheng as ms
from minsheng.evaluation import JUDGED
from minsheng.reports.findings import standing_finding
from minsheng.reports.scorecard import plan_scorecard
from minsheng.text.language import using
from minsheng.text.tracing import told

HEARD = ("childcare", "education")


@pytest.fixture(scope="module")
def here(plan, made_up):
    """Where the plan stands if only two of its programmes had reported anything."""
    ids = plan.indicators.loc[plan.indicators["programme"].isin(HEARD), "indicator"]
    seen = made_up.observations
    return ms.stand(plan, seen[seen["indicator"].isin(ids)], "2019")


def test_no_programme_is_called_the_lowest_that_has_only_said_nothing(here, plan):
    with using("zh"):
        finding = ms.charts.scoreboard(here).figure.finding
    named = [name for name in plan.programmes["name_zh"] if name in finding]
    silent = plan.programmes.loc[~plan.programmes["programme"].isin(HEARD), "name_zh"]
    assert not set(named) & set(silent)


def test_what_should_have_been_reported_is_counted_and_not_every_goal(here):
    for programme in ("healthcare", "housing"):
        rows = here.of_programme(programme).verdicts
        assert not rows["class"].isin(JUDGED).any()
        missing = int(rows["class"].eq("not_reported").sum())
        assert 0 < missing < len(rows)
        with using("zh"):
            words = str(told(standing_finding(here.of_programme(programme), rows)))
        assert int(re.search(r"(\d+)项目标没有报送实际值", words)[1]) == missing


def test_a_goal_to_be_held_is_no_line_from_its_baseline_to_its_bound(plan):
    aims = plan.indicators.set_index("name_zh")["aim"]
    with using("zh"):
        rows = plan_scorecard(plan, "")["rows"]
    lines = [row["line"]["name"] for row in rows if row["line"]]
    assert lines
    assert set(aims[lines]) == {"reach"}
