"""What if: other targets, years, baselines and paces; the numbers are computed by hand."""

import math
import pickle

import pytest
from building import Wish, build
from hypothesis import given, settings
from hypothesis import strategies as st

import minsheng as ms
from minsheng.plan.assumptions import Assumption

RATE = "childcare.gross_enrolment"  # 86 in 2017; at least 87, 89 and 90 from 2018 to 2020


def growth_of(plan, indicator=RATE):
    return ms.required_growth(plan.select(indicator=indicator)).iloc[0]


def targets_of(plan, indicator=RATE):
    rows = plan.targets[plan.targets["indicator"] == indicator]
    return rows[["year", "bound", "value"]].values.tolist()


def test_another_target_needs_another_change_a_year(plan):
    assumed = plan.assume(RATE, target=92)
    assert growth_of(assumed)["change"] == 2.0  # (92 - 86) / 3
    assert targets_of(assumed) == [[2018, ">=", 87], [2019, ">=", 89], [2020, ">=", 92]]
    assert growth_of(plan)["target"] == 90


def test_a_target_of_another_year_leaves_the_others(plan):
    assumed = plan.assume(RATE, target=88, year=2019)
    assert targets_of(assumed) == [[2018, ">=", 87], [2019, ">=", 88], [2020, ">=", 90]]
    path = ms.trajectory(assumed.select(indicator=RATE))
    assert path["value"].tolist() == [86, 87, 88, 90]


def test_a_year_moves_the_last_target(plan):
    assumed = plan.assume(RATE, year=2019)
    assert targets_of(assumed) == [[2018, ">=", 87], [2019, ">=", 90]]
    assert growth_of(assumed)["change"] == 2.0  # (90 - 86) / 2


def test_another_baseline(plan):
    assumed = plan.assume("childcare.inclusive_share", baseline=82.4)
    row = growth_of(assumed, "childcare.inclusive_share")
    assert row["baseline"] == 82.4
    assert assumed.baselines["value"].notna().sum() == plan.baselines["value"].notna().sum()


def test_a_baseline_that_the_plan_lacks():
    bare = build(Wish(targets={2020: ">=90"}))
    row = growth_of(bare.assume("test.indicator", baseline=84), "test.indicator")
    assert (row["baseline"], row["change"]) == (84, 2.0)  # (90 - 84) / 3


def test_a_change_per_year_puts_every_target_on_one_line(plan):
    assumed = plan.assume(RATE, change_per_year=2)
    assert targets_of(assumed) == [[2018, ">=", 88], [2019, ">=", 90], [2020, ">=", 92]]
    earlier = plan.assume(RATE, change_per_year=2, year=2019)
    assert targets_of(earlier) == [[2018, ">=", 88], [2019, ">=", 90]]


def test_a_change_per_year_from_an_assumed_baseline():
    bare = build(Wish(unit="person", direction="down", baseline="<=60", targets={2020: "<=30"}))
    assumed = bare.assume("test.indicator", baseline=50, change_per_year=-4)
    assert targets_of(assumed, "test.indicator") == [[2020, "<=", 38]]  # 50 - 3 × 4


def test_the_total_of_a_flow():
    made = build(Wish(unit="person", kind="flow", total=300))
    assumed = made.assume("test.indicator", target=600)
    assert growth_of(assumed, "test.indicator")["pace"] == 200


def test_the_amount_of_one_year_of_a_flow():
    made = build(Wish(unit="person", kind="flow", targets={2018: 10, 2019: 20, 2020: 30}))
    assumed = made.assume("test.indicator", target=50, year=2019)
    assert growth_of(assumed, "test.indicator")["target"] == 90  # 10 + 50 + 30


def test_an_indicator_without_a_number_gets_one():
    made = build(Wish(unit="person", aim="direction", baseline=10, targets={2020: None}))
    row = growth_of(made.assume("test.indicator", target=16), "test.indicator")
    assert (row["target_bound"], row["target"], row["change"]) == (">=", 16, 2.0)


def test_a_range_becomes_a_bound_in_the_direction_of_the_goal():
    made = build(Wish(direction="down", baseline=9, targets={2020: "3..4"}))
    assert targets_of(made.assume("test.indicator", target=3), "test.indicator") == [
        [2020, "<=", 3]
    ]


def test_a_target_stated_as_a_change_becomes_a_level():
    decline = Wish(baseline=50, direction="down", targets={2020: ">=18"})
    made = build(Wish(**{**vars(decline), "changes": {2020: "decrease_percent"}}))
    assert targets_of(made.assume("test.indicator", target=44), "test.indicator") == [
        [2020, "<=", 44]
    ]


def test_names_serve_as_well_as_ids(plan):
    for name in ("学前三年毛入园率", "Gross enrolment rate in three-year pre-school education"):
        assert plan.assume(name, target=92).assumptions == (Assumption(RATE, target=92),)


def test_assumptions_are_made_one_after_the_other(plan):
    assumed = plan.assume(RATE, target=92).assume(RATE, baseline=83)
    assert growth_of(assumed)["change"] == 3.0  # (92 - 83) / 3
    assert [one.target for one in assumed.assumptions] == [92, None]


def test_a_selection_knows_the_whole_plan_as_assumed(plan):
    part = plan.select(programme="childcare").assume(RATE, target=92)
    assert set(part.indicators["programme"]) == {"childcare"}
    assert growth_of(part.whole)["target"] == 92
    assert part.fingerprint == part.whole.fingerprint
    assert part.assumptions == part.select(headline=True).assumptions


def test_a_plan_says_that_it_is_hypothetical_and_has_a_fingerprint_of_its_own(plan):
    once, again, other = (plan.assume(RATE, target=value) for value in (92, 92, 93))
    assert repr(once) == repr(plan) + " (假设情景 hypothetical)"
    assert once.fingerprint == again.fingerprint
    assert len({plan.fingerprint, once.fingerprint, other.fingerprint}) == 3
    mine = once.targets[once.targets["printed"] == "假设情景 hypothetical"]
    assert mine[["indicator", "year"]].values.tolist() == [[RATE, 2020]]


def test_it_travels_to_another_process(plan):
    there = pickle.loads(pickle.dumps(plan.assume(RATE, target=92)))
    assert growth_of(there.assume(RATE, baseline=83))["change"] == 3.0


def test_relations_with_a_figure_that_is_gone_are_left_out(plan):
    relations = plan.tables["relations"]
    assert relations.duplicated("relation").any()
    for row in relations.drop_duplicates("indicator").to_dict("records"):
        years = plan.targets.loc[plan.targets["indicator"] == row["indicator"], "year"].dropna()
        if len(years) > 1:
            assumed = plan.assume(row["indicator"], year=int(years.min()))
            kept = assumed.tables["relations"]["relation"]
            assert (
                kept.value_counts().sub(relations["relation"].value_counts()).dropna().eq(0).all()
            )
            ms.audit.audit(assumed)
            return
    raise AssertionError


def test_what_is_so_already_changes_no_number(plan):
    same = plan.assume(RATE, target=90)
    for frame in (ms.trajectory, ms.gaps, ms.required_growth):
        assert frame(same).equals(frame(plan))


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 100), st.integers(0, 100))
def test_what_is_required_leads_from_the_baseline_to_the_target(start, end):
    made = build(Wish(baseline=50, targets={2018: 60, 2020: 70}))
    assumed = made.assume("test.indicator", baseline=start).assume("test.indicator", target=end)
    path = ms.trajectory(assumed)
    assert (path["value"].iloc[0], path["value"].iloc[-1]) == (start, end)
    row = growth_of(assumed, "test.indicator")
    if math.isfinite(row["change"]):
        assert start + 3 * row["change"] == pytest.approx(end)


@pytest.mark.parametrize(
    ("wish", "zh", "en"),
    [
        ({}, "没有写明假设什么", "nothing is assumed"),
        ({"target": 9, "change_per_year": 1}, "只能假设其一", "the one follows from the other"),
        ({"target": math.nan}, "“target”列：不是数字；填写为“nan”", "is not a number; found “nan”"),
        ({"target": "many"}, "不是数字", "is not a number; found “many”"),
        ({"year": 2018.5}, "不是整数", "column year: is not a whole number; found “2018.5”"),
    ],
)
def test_what_is_no_assumption_is_refused(plan, wish, zh, en):
    assert_refused(plan, RATE, wish, zh, en)


@pytest.mark.parametrize(
    ("goal", "wish", "zh", "en"),
    [
        (
            {"kind": "flow", "unit": "person", "targets": {2018: 1, 2019: 2}},
            {"target": 9},
            "应写明假设的是哪一年（year）",
            "`year` must say which one is assumed; found “test.indicator”; allowed: 2018 and 2019",
        ),
        (
            {"kind": "flow", "unit": "person", "total": 9},
            {"change_per_year": 1},
            "该指标不是存量",
            "the indicator is no level that changes from year to year",
        ),
        (
            {"targets": {2020: 9}},
            {"change_per_year": 1},
            "可同时假设基期值（baseline）",
            "no target follows from a change; assume a baseline as well",
        ),
        (
            {"kind": "flow", "unit": "person", "total": 9},
            {"year": 2019},
            "规划没有该指标单个年份的目标值",
            "no target of a single year whose date could change; assume a target as well",
        ),
    ],
)
def test_what_the_plan_cannot_answer_is_refused(goal, wish, zh, en):
    assert_refused(build(Wish(**goal)), "test.indicator", wish, zh, en)


def test_an_unknown_indicator_is_named_with_the_nearest(plan):
    assert_refused(
        plan, "childcare.gros_enrolment", {"target": 9}, "没有这个指标", f"nearest: {RATE}"
    )


def assert_refused(plan, indicator, wish, zh, en):
    with pytest.raises(ms.BadInput) as error:
        plan.assume(indicator, **wish)
    assert zh in error.value.text("zh")
    assert en in error.value.text("en")


def test_an_assumption_finer_than_the_unit_is_told_of_the_indicator_not_of_a_file(plan):
    for assumed in ({"target": 70.5}, {"baseline": 70.5}):
        with pytest.raises(ms.BadInput) as raised:
            plan.assume("childcare.kindergartens", **assumed)
        (fault,) = raised.value.faults
        assert (fault.code, fault.nearest, fault.file) == ("assumed_finer_than_unit", "0", "")
        assert fault.found.startswith("childcare.kindergartens ")


def test_a_year_may_be_a_number(plan):
    assert str(ms.stand(plan, ms.Ledger(), 2019).period) == "2019"
