"""What can be followed in numbers, and what has to be asked."""

from minsheng.audit import asks, measurability, measurability_of_programmes, summary
from minsheng.audit.evaluability import ASK_COLUMNS, CLASSES, GOAL_COLUMNS
from minsheng.plan.plan import Plan
from tests.audit.conftest import base, make, target
from tests.audit.made import dated

INDICATORS = [
    "parks.count",
    "parks.above",
    {"indicator": "parks.none", "holder": "statistics"},
    {"indicator": "parks.open", "kind": "flow"},
    {"indicator": "parks.kept", "aim": "hold"},
    {"indicator": "parks.lake", "kind": "milestone", "unit": "milestone"},
    {"indicator": "parks.calm", "aim": "listed"},
    {"indicator": "parks.all", "aim": "context", "direction": "none"},
]


def made():
    return make(
        indicators=INDICATORS,
        baselines=[
            base("parks.count", 10),
            base("parks.above", 10, bound=">"),
            base("parks.kept", 10),
            base("parks.all", 99),
        ],
        targets=[
            target("parks.count", 11, "2022"),
            target("parks.count", 12, "2023"),
            target("parks.above", 12, "2023"),
            target("parks.none", 12, "2023"),
            target("parks.open", 1, "2023"),
            target("parks.kept", 9, "2023"),
            target("parks.lake", 1, "2023"),
            {"indicator": "parks.calm", "year": "2023", "bound": ""},
        ],
    )


def test_the_class_of_each_goal():
    frame = measurability(made()).set_index("indicator")
    assert frame["class"].to_dict() == {
        "parks.count": "followed",
        "parks.above": "interval",
        "parks.none": "no baseline",
        "parks.open": "yearly amounts",
        "parks.kept": "held",
        "parks.lake": "milestone",
        "parks.calm": "words",
    }
    assert frame["baseline"].to_dict() | {} == {
        "parks.count": "yes",
        "parks.above": "bound",
        "parks.none": "no",
        "parks.open": "no",
        "parks.kept": "yes",
        "parks.lake": "no",
        "parks.calm": "no",
    }
    assert list(frame.index[frame["interim"]]) == ["parks.count"]
    assert list(frame.index[~frame["holder_responsible"]]) == ["parks.none"]
    assert not frame.loc["parks.lake", "has_number"]
    assert frame.loc["parks.lake", "has_date"]
    assert not frame.loc["parks.calm", "has_date"]


def test_the_counts_of_a_programme():
    (row,) = measurability_of_programmes(made()).to_dict("records")
    assert row.pop("programme") == "parks"
    assert row.pop("goals") == 7
    assert row == dict.fromkeys(CLASSES.values(), 1)


def test_what_has_to_be_asked_of_whom():
    frame = asks(made())
    told = set(frame[["indicator", "what", "whom"]].itertuples(index=False, name=None))
    assert told == {
        ("parks.above", "value", "landscape"),
        ("parks.above", "interim", "landscape"),
        ("parks.none", "baseline", "statistics"),
        ("parks.none", "interim", "statistics"),
        ("parks.calm", "number", "landscape"),
    }
    row = frame[frame["indicator"] == "parks.none"].iloc[0]
    assert row["zh"] == "parks.none：2020年底的基期值（向市统计局索取）"
    assert "the baseline at the end of 2020 (of the Statistics Bureau)" in row["en"]
    assert set(frame["lead"]) == {"landscape"}


def test_the_plan_that_ships(plan):
    frame = measurability(plan)
    assert tuple(frame.columns) == tuple(GOAL_COLUMNS)
    assert set(frame["class"]) == set(CLASSES.values())
    assert len(frame) == (plan.indicators["aim"] != "context").sum()
    counted = measurability_of_programmes(plan)
    assert list(counted["programme"]) == list(plan.programmes["programme"])
    assert counted["goals"].sum() == len(frame)
    missing = summary(plan).set_index("rule").loc["missing_baseline", "remarks"]
    assert (asks(plan)["what"] == "baseline").sum() == missing
    assert (~frame["holder_responsible"]).sum() == 8


def test_an_empty_plan(plan):
    empty = Plan(plan.facts, {name: plan.table(name).iloc[:0] for name in plan.tables})
    assert tuple(measurability(empty).columns) == tuple(GOAL_COLUMNS)
    assert tuple(asks(empty).columns) == ASK_COLUMNS
    assert measurability_of_programmes(empty).empty


def test_a_goal_without_a_printed_year_has_no_date_and_one_is_asked_for():
    for due, has_date in (("2023-12-31", True), (None, False)):
        plan = make(**dated(due))
        assert bool(measurability(plan).loc[0, "has_date"]) is has_date
        assert ("date" in set(asks(plan)["what"])) is not has_date
    (row,) = asks(plan).to_dict("records")
    assert row["zh"] == "parks.open：完成时限，计划没有写明（与市园林局商定）"
    assert row["en"] == ("parks.open: by when, which is not printed (of the Landscape Bureau)")
