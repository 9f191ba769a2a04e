"""The class of a goal after its last year: what was reported since decides whether it is late."""

from dataclasses import replace

import pandas as pd
import pytest
from building import Wish, build
from standings import standing

from minsheng.evaluation import evaluate, met_later, stand_final
from minsheng.evaluation.outcomes import outcomes
from tests.evaluation.made import rows, seen

SHARE = Wish(baseline=80, targets={2019: ">=95"})
FLOW = Wish(unit="person", kind="flow", targets={2018: 5, 2019: 5})
LINE = Wish(aim="hold", baseline=90, targets=dict.fromkeys((2018, 2019, 2020), ">=85"))
# 3.14 at the baseline, and 2.72 and 2.93 on the way to 3.21.
BACK = Wish(unit="index", baseline=3.14, targets={2018: 2.72, 2019: 2.93, 2020: 3.21})


def row(wish, *seen, when="2020"):
    return standing(wish, seen=seen, when=when).verdicts.iloc[0]


@pytest.mark.parametrize(
    ("wish", "seen", "name", "since"),
    [
        (SHARE, [(2019, 94), (2020, 96)], "late", "met_since"),
        (SHARE, [(2019, 93), (2020, 94)], "not_met", "still_short"),
        (SHARE, [(2018, 85), (2020, 96)], "late", "met_since"),
        (SHARE, [(2018, 96)], "not_reported", ""),  # nothing since the year it is due in
        (SHARE, [(2019, 96), (2020, 94)], "met", "not_kept"),
        (SHARE, [(2019, 96), (2020, 95)], "met", "kept"),
        (FLOW, [(2018, 5), (2019, 3), (2020, 4)], "late", "met_since"),  # 12 of 10
        (FLOW, [(2018, 5), (2019, 3), (2020, 1)], "not_met", "still_short"),  # 9 of 10
        (FLOW, [(2018, 5), (2019, 6), (2020, 4)], "met", ""),
        (LINE, [(2018, 84), (2019, 86), (2020, 87)], "not_met", ""),
    ],
)
def test_what_is_reported_after_the_last_year(wish, seen, name, since):
    found = row(wish, *seen)
    assert (found["class"], found["since"]) == (name, since)


@pytest.mark.parametrize(
    ("wish", "value", "when"),
    [
        (Wish(targets={2020: 90}), 92, "2018"),  # no baseline, and no target of the year
        (Wish(targets={2019: 88, 2020: 90}), 92, "2018H1"),
        (BACK, 3.3, "2019H1"),  # the target of 2019 is below the baseline
        (Wish(unit="person", kind="flow", targets={2018: 0, 2019: 9}), 9, "2018"),
    ],
)
def test_a_final_target_that_is_met_before_its_year_is_reached_early(wish, value, when):
    assert row(wish, (when, value), when=when)["class"] == "early"


@pytest.mark.parametrize(
    ("wish", "seen", "margin", "day"),
    [
        (SHARE, [(2019, 94), ("2020H1", 96)], 1, "2020-06-30"),
        (SHARE, [(2019, 94), ("2020H1", 96), (2020, 97)], 2, "2020-06-30"),
        (FLOW, [(2018, 5), (2019, 3), (2020, 4)], 2, "2020-12-31"),
        (
            Wish(direction="down", baseline=9, targets={2019: 5}),
            [(2019, 6), (2020, 3)],
            2,
            "2020-12-31",
        ),
    ],
)
def test_a_goal_that_was_met_late_has_its_date_and_the_margin_of_its_latest_value(
    wish, seen, margin, day
):
    here = standing(wish, seen=seen, when="2020")
    (found,) = outcomes(here).to_dict("records")
    assert found["outcome"] == "late" and found["margin"] == pytest.approx(margin)
    assert str(met_later(here)[wish.indicator].date()) == day == str(found["met_by"].date())
    assert stand_final(here.plan, here.ledger).period == here.period


def test_the_lead_is_against_the_path_of_the_plan():
    """Half of the way is planned for the first of three years: 86 is on it, though time is not."""
    front = Wish(baseline=82, targets={2018: 86, 2020: 90})
    found = row(front, (2018, 86), when="2018")
    assert (found["progress"], found["planned_share"], found["lead"]) == (0.5, 0.5, 0)
    assert found["time_share"] == pytest.approx(1 / 3)
    assert row(front, (2018, 84), when="2018")["lead"] == -25


# Held lines are judged in every year that was reported; a day of a milestone counts, not its year.


def test_a_line_left_in_a_year_without_a_target_of_its_own_is_not_met():
    """At most 5.5 by 2020; 5.7 in 2018: the line was left, whatever 2020 brings."""
    wish = Wish(aim="hold", direction="down", targets={2020: "<=5.5"})
    frame = rows(wish, seen((2018, 5.7), (2019, 5.4), (2020, 5.3)))
    assert frame["class"].tolist() == ["not_kept", "kept", "not_met"]
    frame = rows(wish, seen((2018, 5.5), (2019, 5.4), (2020, 5.3)))
    assert frame["class"].tolist() == ["kept", "kept", "met"]


@pytest.mark.parametrize(
    ("reports", "classes"),
    [
        ([("2019H1", 0), ("2019H2", 1)], ["not_met", "late", "late"]),
        ([("2019H1", 1)], ["met", "met", "met"]),
        ([("2019H2", 1)], ["not_reported", "late", "late"]),
        ([("2019H1", 0)], ["not_met", "not_met", "not_met"]),
        ([("2018H2", 1)], ["met", "met", "met"]),
    ],
)
def test_a_milestone_due_on_a_day_is_met_by_that_day_or_late(reports, classes):
    plan = build(Wish(unit="milestone", kind="milestone", targets={2019: 1}))
    targets = plan.tables["targets"].assign(due=pd.Timestamp("2019-06-30"))
    plan = replace(plan, tables={**plan.tables, "targets": targets})
    frame = evaluate(plan, seen(*reports), ["2019H1", "2019H2", "2020"])
    assert frame["class"].tolist() == classes
