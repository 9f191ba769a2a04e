"""What every method says, side by side: the same as the methods say one by one."""

import math

import pytest
from building import Wish
from standings import standing

from minsheng.evaluation import compared
from minsheng.methods import METHODS

PATH = Wish(baseline=82, targets={2018: 86, 2019: 90, 2020: 95})


def told(where):
    return compared(where).set_index("method")


def test_known_answers_of_one_case():
    # METHODS, section 6, first case.
    found = told(standing(PATH, seen=[(2018, 86)]))
    expected = {
        "plan_path": 1.0,
        "cagr_ratio": 0.970263,
        "un_chart": 0.968837,
        "achievement": 0.923077,
    }
    for name, figure in expected.items():
        assert found.loc[name, "figure"] == pytest.approx(figure, abs=1e-4)
    assert found.loc["milestone", "verdict"] == "met"
    assert found.loc["destatis", "reason"] == "too_few_points"
    assert found.index[found["used"]].tolist() == ["plan_path"]


def test_a_method_with_another_question_says_nothing():
    row = told(standing(PATH, seen=[(2018, 86)])).loc["hold"]
    assert (row["verdict"], row["reason"], math.isnan(row["figure"])) == ("", "", True)


def test_each_goal_has_every_method_once_and_one_is_used_where_one_judges(stand_at):
    where = stand_at("2019")
    found = compared(where)
    assert len(found) == len(where.verdicts) * len(METHODS)
    assert found["indicator"].drop_duplicates().tolist() == where.verdicts["indicator"].tolist()
    used = found[found["used"]].set_index("indicator")
    judged = where.verdicts[where.verdicts["method"] != ""].set_index("indicator")
    assert used["method"].to_dict() == judged["method"].astype("str").to_dict()
    settled = judged[judged["verdict"].isin(["on_track", "behind", "met", "missed", "held"])]
    verdicts = settled["verdict"].astype("str")
    assert used.loc[verdicts.index, "verdict"].tolist() == verdicts.tolist()
