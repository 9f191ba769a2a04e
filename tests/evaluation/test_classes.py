"""A mean, for those who ask for it: capped, weighted, what is missing left out and counted."""

import math

import pytest
from building import Wish
from standings import standing

from minsheng.errors import BadInput
from minsheng.evaluation import capped_mean
from minsheng.reports import listings
from minsheng.text.language import using

NAMES = ("early", "half", "silent")
GOALS = [Wish(name, baseline=0, targets={2020: 30}) for name in NAMES]
SEEN = [("test.early", 2018, 45), ("test.half", 2018, 15)]


def here(seen=SEEN):
    return standing(*GOALS, seen=seen)


def mean(weights=None, seen=SEEN):
    (row,) = capped_mean(here(seen).verdicts, weights).to_dict("records")
    return row


def test_no_goal_counts_for_more_than_all_and_a_silent_one_for_nothing():
    assert mean() == {"mean": 0.75, "goals": 2, "left_out": 1, "weight": 2}


def test_a_weight_counts_and_one_of_nought_leaves_the_mean_alone():
    told = mean({"test.half": 3, "test.silent": 100})
    assert told == {"mean": 0.625, "goals": 2, "left_out": 1, "weight": 4}
    assert mean({"test.half": 0})["mean"] == 1


@pytest.mark.parametrize("factor", [0.5, 2, 7])
def test_weights_are_shares_of_their_sum(factor):
    weights = {"test.early": 1.5, "test.half": 4}
    more = {name: factor * weight for name, weight in weights.items()}
    assert mean(more)["mean"] == pytest.approx(mean(weights)["mean"])


def test_where_nothing_is_known_there_is_no_mean():
    told = mean(seen=[])
    assert math.isnan(told["mean"])
    assert (told["goals"], told["left_out"], told["weight"]) == (0, 3, 0)


def test_weights_that_mean_nothing_are_told_all_at_once():
    with pytest.raises(BadInput) as error, using("en"):
        mean({"test.erly": 1, "test.early": -1, "test.half": math.nan})
    with using("en"):
        unknown, *bad = error.value.text().splitlines()[1:]
    assert unknown.strip() == (
        "unknown indicator; found “test.erly”; allowed: test.early, test.half and test.silent; "
        "nearest: test.early"
    )
    assert [line.strip() for line in bad] == [
        "column test.early: the weight is no number from 0 up; found “-1”",
        "column test.half: the weight is no number from 0 up; found “nan”",
    ]


def test_the_table_prints_the_weights_and_what_is_left_out():
    with using("zh"):
        table = listings.capped_means(here(), {"test.half": 3})
        (row,) = table.rows
        assert (row["mean"], row["counted_in"], row["left_out"], row["weight"]) == (
            "62.5",
            "2",
            "1",
            "4",
        )
        assert table.notes[0] == "权重：“某指标”3；其余各项均为1。"
        assert listings.capped_means(here()).notes[0] == "计入的各项权重均为1。"
        assert "不计入，也不按零计" in table.notes[1]
