"""Which goals count as stated by year: never by the date of a milestone or the end of a period."""

import pytest

from minsheng.audit import audit, measurability
from tests.audit.conftest import make, target
from tests.audit.made import by_year

MILESTONE = {"kind": "milestone", "unit": "milestone"}


def beside_yearly_goals(*targets, **indicator):
    """A programme with yearly goals, and one with a single goal, as `no_yearly` counts them."""
    plan = by_year("一", "一", "一")
    plan["indicators"][0] = {"indicator": "parks.count", **indicator}
    plan["targets"] = [*plan["targets"][:3], *targets]
    plan["baselines"] = plan["baselines"][1:]
    return make(**plan)


def counted(plan):
    checked = audit(plan)
    parks = checked[(checked["rule"] == "no_yearly") & (checked["programme"] == "parks")]
    return list(parks[["severity", "arithmetic"]].itertuples(index=False, name=None))


def level(value, year, **more):
    return target("parks.count", value, year, **more)


@pytest.mark.parametrize(
    ("targets", "indicator", "expected"),
    [
        ([level(0, "2021")], {}, [("agreed", "1 / 1")]),
        ([level(11, "2023")], {}, [("question", "0 / 1")]),
        ([level(9, "2021-2022", statistic="total")], {"kind": "flow"}, [("question", "0 / 1")]),
        ([level(1, "2021")], MILESTONE, []),
        (
            [level(1, "2021", printed="初步建成"), level(1, "2022", printed="全面建成")],
            MILESTONE,
            [("agreed", "1 / 1")],
        ),
    ],
    ids=["early level", "last year", "part of the plan", "milestone", "milestone by year"],
)
def test_a_goal_is_stated_by_year_where_a_year_has_a_target_of_its_own(
    targets, indicator, expected
):
    assert counted(beside_yearly_goals(*targets, **indicator)) == expected


def test_the_date_of_a_milestone_is_no_interim_target():
    plan = beside_yearly_goals(level(1, "2021"), **MILESTONE)
    interim = measurability(plan).set_index("indicator")["interim"]
    assert interim.to_dict() == {"parks.count": False, "lakes.count": True}
