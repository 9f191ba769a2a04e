"""The frame of verdicts: its columns, what it refuses, and what holds for any plan and ledger."""

import datetime as dt
import math
import warnings

import numpy as np
import pandas as pd
import pytest
from building import Wish, build, read
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from minsheng.errors import BadInput, UnknownName
from minsheng.evaluation import FAVOURABLE, evaluate
from minsheng.plan.goals import goals
from minsheng.plan.observations import Ledger
from minsheng.plan.periods import Period, parts, period
from minsheng.plan.trajectory import trajectory
from tests.evaluation.made import (
    QUARTERS,
    YEARS,
    ledgers,
    named,
    plain,
    plans,
    row,
    same,
    seen,
    together,
)

SLOW = settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.too_slow])
YEAR_ENDS = [str(year) for year in YEARS]
PERIODS = [str(part) for year in YEARS for part in parts(year)]
EVERY_KIND = build(
    Wish("share", baseline=82, targets={2018: 86, 2019: 90, 2020: ">=95"}),
    Wish("flow", unit="person", kind="flow", targets=dict.fromkeys(YEARS, 10)),
    Wish("total", unit="person", kind="flow", total=">=30"),
    Wish("running", unit="person", kind="cumulative", baseline=5, targets={2020: 50}),
    Wish(
        "line", aim="hold", direction="down", baseline="<=3.5", targets=dict.fromkeys(YEARS, "<=4")
    ),
    Wish("way", unit="index", aim="direction", baseline=50),
    Wish("words", aim="listed"),
    Wish("context", aim="context", baseline=3),
    Wish("done", unit="milestone", kind="milestone", targets={2019: 1}),
)


# The frame.


def test_one_row_for_each_goal_and_period_context_left_out():
    frame = evaluate(EVERY_KIND, seen(), ["2018", "2019H1"])
    names = [
        f"test.{name}"
        for name in ("share", "flow", "total", "running", "line", "way", "words", "done")
    ]
    assert frame["indicator"].tolist() == names * 2
    assert frame["period"].tolist() == ["2018"] * 8 + ["2019H1"] * 8
    assert frame["time"].tolist() == [2018] * 8 + [2018.5] * 8
    assert frame.index.tolist() == list(range(16))
    assert frame["plan"].unique().tolist() == ["test-plan"]


def test_every_column_is_told_in_the_docstring():
    frame = evaluate(EVERY_KIND, seen(), "2018")
    assert not [name for name in frame if f"``{name}``" not in (evaluate.__doc__ or "")]


def test_what_the_plan_says_stands_in_each_row():
    found = evaluate(EVERY_KIND, seen(), "2018").set_index("indicator").loc["test.share"]
    said = [
        "unit",
        "kind",
        "aim",
        "headline",
        "holder",
        "strength",
        "baseline",
        "target",
        "target_bound",
        "target_year",
        "due_target",
        "due_bound",
        "planned",
    ]
    assert found[said].tolist() == [
        "percent",
        "stock",
        "reach",
        True,
        "office",
        "firm",
        82,
        95,
        ">=",
        2020,
        86,
        "=",
        86,
    ]


def test_a_period_may_be_an_object_or_words():
    table = seen(("2018H1", 83), indicator="test.share")
    expected = evaluate(EVERY_KIND, table, "2018H1")
    for asked in (Period(2018, 1, 6), "2018年上半年", ["2018H1"], iter(["2018-H1"])):
        same(evaluate(EVERY_KIND, table, asked), expected)


def test_a_ledger_is_read_like_its_observations():
    table = seen((2018, 85, "2019-01-31"), (2018, 87, "2019-06-30"), indicator="test.share")
    for day in (None, dt.date(2019, 3, 1)):
        same(
            evaluate(EVERY_KIND, Ledger(table), "2018", as_of=day),
            evaluate(EVERY_KIND, table, "2018", as_of=day),
        )
    same(
        evaluate(EVERY_KIND, Ledger(table).as_of(dt.date(2019, 3, 1)), "2018"),
        evaluate(EVERY_KIND, table, "2018", as_of=dt.date(2019, 3, 1)),
    )


def test_an_empty_ledger_is_an_answer_too():
    frame = evaluate(EVERY_KIND, Ledger(), YEAR_ENDS)
    # The milestone of 2019 need not be reported before it is due.
    verdicts = frame["verdict"].astype("str").value_counts().to_dict()
    assert verdicts == {"not_reported": 20, "not_due": 1, "": 3}


def test_what_was_given_is_left_alone():
    table = together(
        seen((2018, 85), indicator="test.share"), seen((2018, 1), indicator="test.flow")
    )
    before = table.copy(deep=True)
    evaluate(EVERY_KIND, table, YEAR_ENDS)
    pd.testing.assert_frame_equal(table, before)


@pytest.mark.parametrize("when", ["2017", "2021", "2018-2020", "上半年", "2018Q5", ""])
def test_a_period_that_is_none_of_the_plan_s_is_refused(when):
    with pytest.raises(UnknownName) as caught:
        evaluate(EVERY_KIND, seen(), when)
    assert caught.value.faults[0].found == when


def test_all_faults_are_told_at_once():
    with pytest.raises(UnknownName) as caught:
        evaluate(EVERY_KIND, seen(), ["2021", "2018", "gestern", "2017H1"])
    assert [fault.found for fault in caught.value.faults] == ["2021", "gestern", "2017H1"]
    assert caught.value.faults[0].nearest in YEAR_ENDS


def test_an_unknown_method_is_refused_with_the_nearest():
    with pytest.raises(UnknownName) as caught:
        evaluate(EVERY_KIND, seen(), "2018", method="plan_paht")
    assert caught.value.faults[0].nearest == "plan_path"


def test_no_period_gives_no_row():
    assert len(evaluate(EVERY_KIND, seen(), [])) == 0


def test_a_period_that_cannot_be_read_is_a_fault_of_the_observations():
    with pytest.raises(BadInput) as caught:
        evaluate(EVERY_KIND, seen(("gestern", 3), indicator="test.share"), "2018")
    assert caught.value.faults[0].found == "gestern"


def test_with_several_plans_nobody_s_observations_are_refused():
    several = [named(EVERY_KIND, "a"), named(EVERY_KIND, "b")]
    with pytest.raises(BadInput):
        evaluate(several, seen((2018, 86), indicator="test.share"), "2018")


def test_two_plans_of_one_id_are_refused():
    with pytest.raises(BadInput):
        evaluate([EVERY_KIND, EVERY_KIND], seen(plan=[]), "2018")


# What is missing has a reason.


def check_reasons(frame):
    """Hold each row against the first rule of the methods: missing has a reason, never a number."""
    numbers = frame.select_dtypes("number")
    assert not np.isinf(numbers.to_numpy(dtype=float)).any()
    for one in plain(frame).itertuples():
        assert one.verdict or one.reason, one
        if one.verdict in ("not_reported", "no_target"):
            assert one.reason, one
        if one.aim in ("reach", "hold"):
            assert one.annual, one
            assert not math.isnan(one.attainment) or one.annual_reason, one
        if one.method == "hold":
            assert not math.isnan(one.drift) or one.hold_reason, one
            assert one.hold or one.hold_reason, one
        elif one.aim == "reach" and one.kind != "milestone":
            assert not math.isnan(one.pace) or one.pace_reason, one
            assert one.pace_verdict or one.pace_reason, one
            assert not math.isnan(one.progress) or one.pace_reason, one
        assert math.isnan(one.required) == bool(one.required_reason), one
        growth_told = one.required_reason or one.growth_reason
        assert math.isnan(one.required_growth) == bool(growth_told), one
        assert not math.isnan(one.gap) or one.required_reason, one
        decided = one.verdict not in ("", "not_due", "not_reported", "no_target")
        assert bool(one.robustness) == decided, one
        assert not one.disagreeing or one.robustness == "sensitive", one
        assert bool(one.status) == (not math.isnan(one.observed)), one
        assert pd.isna(one.reported_on) == math.isnan(one.observed), one


@SLOW
@given(st.data())
def test_whatever_is_missing_has_a_reason_and_nothing_is_infinite(data):
    plan = data.draw(plans())
    table = data.draw(ledgers(plan))
    when = data.draw(st.lists(st.sampled_from(PERIODS), min_size=1, max_size=3))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        check_reasons(evaluate(plan, table, when))


@pytest.mark.parametrize(
    "method", ["milestone", "cagr_ratio", "un_chart", "escap", "destatis", "sdsn", "tolerance"]
)
def test_by_any_method_what_is_missing_has_a_reason(method):
    values = {"share": 86, "flow": 8, "total": 9, "running": 20, "line": 3, "way": 51, "done": 0}
    table = together(
        *[
            seen(("2018H1", value / 2), (2018, value), (2019, value), indicator=f"test.{name}")
            for name, value in values.items()
        ]
    )
    check_reasons(evaluate(EVERY_KIND, table, ["2018H1", *YEAR_ENDS], method=method))


def test_the_plan_that_ships_without_observations(plan):
    check_reasons(evaluate(plan, seen(), PERIODS))


def test_the_plan_that_ships_with_any_observations(plan):
    chance = np.random.default_rng(20190221)
    known = list(plan.indicators["indicator"])
    table = pd.DataFrame(
        {
            "indicator": np.repeat(known, len(PERIODS)),
            "period": PERIODS * len(known),
            "reported_on": pd.Timestamp("2021-01-31"),
            "status": "final",
            "value": chance.integers(0, 2000, len(PERIODS) * len(known)) / 10,
        }
    )
    table = table[chance.random(len(table)) < 0.4]
    # Whatever the numbers: no file could hold all of them.
    check_reasons(evaluate(plan, Ledger(table).marked_as_checked(plan), PERIODS))


# Each row says what a reader can reckon from goal and path, one by one.


@SLOW
@given(st.data())
def test_each_row_can_be_reckoned_from_goal_and_path(data):
    plan = data.draw(plans())
    table = data.draw(ledgers(plan))
    year, share = data.draw(st.sampled_from(YEARS)), data.draw(st.sampled_from([0.5, 1]))
    frame = evaluate(plan, table, f"{year}H1" if share < 1 else str(year))
    path = trajectory(plan).set_index(["indicator", "year"])["value"]
    told = {goal.indicator: goal for goal in goals(plan)}
    for one in plain(frame[frame["aim"].isin(["reach", "hold"])]).itertuples():
        goal = told[one.indicator]
        if goal.kind == "milestone" or goal.final_year < year:
            continue  # an outcome stands; see test_situation
        assert one.target == pytest.approx(goal.final.value)
        due = goal.yearly.get(year)
        assert one.due_target == pytest.approx(due.value if due else math.nan, nan_ok=True) or (
            goal.is_flow and not goal.yearly
        )
        seen_at = period(one.observed_in).elapsed if one.observed_in else share
        before = seen_at < share and not goal.is_flow
        open_end = before and share == 1 and goal.final_year == year  # due, and no value of its day
        if due:
            seen_then = (
                "not_reported"
                if math.isnan(one.observed) or before
                else ("met" if goal.meets(one.observed, due) else "missed")
            )
            assert one.annual == (seen_then if share == 1 else "not_due")
        ends = [path[goal.indicator, year - 1], path[goal.indicator, year]]
        if goal.aim == "hold" or math.isnan(one.planned) or any(map(math.isnan, ends)):
            continue
        if one.method == "hold":
            continue  # met at the baseline: a line of each year, and no way between them
        gone = seen_at if before and not open_end else share
        assert one.planned == pytest.approx(ends[0] + (ends[1] - ends[0]) * gone)
        done = math.nan if open_end else one.done
        assert one.gap == pytest.approx(goal.direction * (goal.final.value - done), nan_ok=True)
        base = 0.0 if goal.is_flow else one.baseline
        if one.pace_reason == "" and one.planned != base:
            assert one.pace == pytest.approx((one.done - base) / (one.planned - base), abs=1e-9)


# A plan evaluated against its own targets.


def own_targets(plan, periods=YEAR_ENDS):
    """Return observations that are the plan's own path, of flows the amounts of its years."""
    path = trajectory(plan).merge(plan.indicators[["indicator", "kind", "aim"]])
    path = path[path["year"].ge(plan.facts.first_year)]
    amounts = path["kind"].eq("flow")
    path["told"] = path["value"].where(~amounts, path["amount"].fillna(0))
    path = path[path["told"].notna() & path["aim"].isin(["reach", "hold"])]
    return pd.DataFrame(
        {
            "indicator": path["indicator"],
            "period": path["year"].astype("str"),
            "reported_on": pd.Timestamp("2021-01-31"),
            "value": path["told"],
            "status": "final",
        }
    ).reset_index(drop=True)


def test_the_plan_that_ships_is_met_by_its_own_targets(plan):
    frame = evaluate(plan, own_targets(plan), YEAR_ENDS)
    asked = frame[frame["aim"].isin(["reach", "hold"])]
    assert set(asked["annual"].astype("str")) <= {"met", "no_target", "not_due", "not_reported"}
    stated = asked[asked["due_target"].notna() & asked["kind"].ne("milestone")]
    assert len(stated) > 250
    assert stated["annual"].unique().tolist() == ["met"]
    bad = stated[~stated["verdict"].isin(FAVOURABLE)]
    told = bad[["indicator", "period", "verdict", "reason"]].astype("str").to_numpy().tolist()
    assert not told
    # The one path that begins below its baseline is judged by its years alone.
    on_path = stated[stated["pace"].notna() & stated["pace_reason"].eq("")]
    assert on_path["pace"].to_numpy() == pytest.approx(1)
    assert asked[asked["required_reason"] == "no_time_left"].empty


@st.composite
def sound_wishes(draw, number):
    """Draw a goal whose path leads from its baseline to its target without a step back."""
    direction = draw(st.sampled_from(["up", "down"]))
    bound = draw(st.sampled_from(["", "~", ">=" if direction == "up" else "<="]))
    kind = draw(st.sampled_from(["stock", "cumulative", "flow", "hold"]))
    years = draw(st.sets(st.sampled_from(YEARS), min_size=1))
    start = draw(st.integers(1, 1000))
    steps = [draw(st.integers(1, 300)) for _ in YEARS]
    name = f"i{number}"
    if kind == "flow":
        bound = bound if bound != "<=" else ">="
        targets = {year: f"{bound}{steps[year - 2018] / 10}" for year in years}
        return Wish(name, "index", "flow", "reach", "up", None, targets)
    if kind == "hold":
        targets = dict.fromkeys(years, f"{bound}{start / 10}")
        return Wish(name, "index", "stock", "hold", direction, None, targets)
    sign = 1 if direction == "up" else -1
    ends = {year: (start + sign * sum(steps[: year - 2017])) / 10 for year in YEARS}
    targets = {year: f"{bound}{ends[year]}" for year in years}
    baseline = draw(st.sampled_from([start / 10, None]))
    return Wish(name, "index", kind, "reach", direction, baseline, targets)


@SLOW
@given(st.data())
def test_any_sound_plan_is_met_by_its_own_targets(data):
    plan = build(*[data.draw(sound_wishes(number)) for number in range(4)])
    # Down to zero and below, where no file is believed.
    seen_as_planned = Ledger(own_targets(plan)).marked_as_checked(plan)
    frame = evaluate(plan, seen_as_planned, YEAR_ENDS)
    assert set(frame["annual"].astype("str")) <= {"met", "no_target", "not_reported"}
    told = frame["due_target"].notna()
    assert frame.loc[told, "annual"].unique().tolist() == ["met"]
    assert frame.loc[told, "verdict"].isin(FAVOURABLE).all()
    assert frame.loc[told, "pace"].dropna().to_numpy() == pytest.approx(1)
    last = frame["time"].ge(frame["target_year"]) & frame["observed"].notna()
    assert frame.loc[last, "gap"].to_numpy() == pytest.approx(0, abs=1e-9)


@pytest.mark.parametrize(("direction", "bound", "step"), [("up", ">", 0.1), ("down", "<", -0.1)])
def test_what_is_to_be_passed_is_not_met_by_itself(direction, bound, step):
    wish = Wish(baseline=50, direction=direction, targets={2018: f"{bound}{50 + 50 * step}"})
    assert row(wish, seen((2018, 50 + 50 * step)), 2018)["annual"] == "missed"
    assert row(wish, seen((2018, 50 + 51 * step)), 2018)["annual"] == "met"


# Identities.

FIGURES = [
    "observed",
    "done",
    "baseline",
    "due_target",
    "planned",
    "target",
    "gap",
    "required",
    "so_far",
    "drift",
    "last_change",
]
PURE = [
    "annual",
    "pace_verdict",
    "hold",
    "verdict",
    "method",
    "reason",
    "annual_reason",
    "pace_reason",
    "hold_reason",
    "required_reason",
    "disagreeing",
]
RATIOS = ["pace", "progress", "time_share", "lead", "faster", "required_growth"]


def scaled(figure, factor):
    """Return a figure of a wish times a number."""
    if figure is None:
        return None
    bound, value, high = read(figure)
    if bound == "range":
        ends = sorted((value * factor, high * factor))
        return f"{ends[0]}..{ends[1]}"
    return f"{bound}{value * factor}"


def times(wish, factor, **changed):
    """Return a wish with all its figures times a number."""
    from dataclasses import replace

    return replace(
        wish,
        baseline=scaled(wish.baseline, factor),
        total=scaled(wish.total, factor),
        mean=scaled(wish.mean, factor),
        targets={year: scaled(figure, factor) for year, figure in wish.targets.items()},
        **changed,
    )


@st.composite
def free_wishes(draw, number):
    """Draw a goal in a unit without bounds: what is scaled or mirrored stays possible."""
    figure = st.integers(1, 500).map(float)
    kind, aim = draw(
        st.sampled_from(
            [
                ("stock", "reach"),
                ("cumulative", "reach"),
                ("flow", "reach"),
                ("stock", "hold"),
                ("stock", "direction"),
            ]
        )
    )
    direction = "up" if kind == "flow" else draw(st.sampled_from(["up", "down"]))
    bound = st.sampled_from(["", ">=", ">", "~"] if direction == "up" else ["", "<=", "<", "~"])
    baseline = draw(st.none() | figure) if kind != "flow" else None
    years = draw(st.sets(st.sampled_from(YEARS), min_size=1)) if aim != "direction" else ()
    targets = {year: f"{draw(bound)}{draw(figure)}" for year in sorted(years)}
    return Wish(f"i{number}", "person", kind, aim, direction, baseline, targets)


def told(draw, wishes, factor=1):
    """Draw year-end values of goals, whole numbers."""
    values = {
        (wish.indicator, year): draw(st.integers(0, 500)) for wish in wishes for year in YEARS
    }
    return values, lambda factor: together(
        *[
            seen((year, value * factor), indicator=indicator)
            for (indicator, year), value in values.items()
        ]
    )


@SLOW
@given(st.data(), st.sampled_from([10.0, 100.0, 0.5]))
def test_units_do_not_matter(data, factor):
    wishes = [data.draw(free_wishes(number)) for number in range(3)]
    _, table = told(data.draw, wishes)
    one = plain(evaluate(build(*wishes), table(1), YEAR_ENDS))
    other = plain(
        evaluate(build(*[times(wish, factor) for wish in wishes]), table(factor), YEAR_ENDS)
    )
    pd.testing.assert_frame_equal(one[PURE], other[PURE])
    pd.testing.assert_frame_equal(one[RATIOS], other[RATIOS], check_exact=False)
    pd.testing.assert_frame_equal(one[FIGURES] * factor, other[FIGURES], check_exact=False)


MIRRORED = {">=": "<=", "<=": ">=", ">": "<", "<": ">"}


def mirrored(wish):
    """Return a goal with every number negated: what was more is now less."""
    from dataclasses import replace

    turned = times(wish, -1, direction={"up": "down", "down": "up"}[wish.direction])
    targets = {}
    for year, figure in turned.targets.items():
        bound, value, _ = read(figure)
        targets[year] = f"{MIRRORED.get(bound, bound)}{value}"
    return replace(turned, targets=targets, unit="temperature")


@SLOW
@given(st.data())
def test_the_direction_is_in_the_numbers(data):
    from dataclasses import replace

    drawn = [data.draw(free_wishes(number)) for number in range(3)]
    wishes = [replace(wish, unit="temperature") for wish in drawn if wish.kind != "flow"]
    if not wishes:
        return
    _, table = told(data.draw, wishes)
    one = plain(evaluate(build(*wishes), table(1), YEAR_ENDS))
    other = plain(evaluate(build(*[mirrored(wish) for wish in wishes]), table(-1), YEAR_ENDS))
    words = [
        "annual",
        "pace_verdict",
        "hold",
        "verdict",
        "method",
        "pace_reason",
        "hold_reason",
        "required_reason",
    ]
    pd.testing.assert_frame_equal(one[words], other[words])
    ratios = ["pace", "progress", "time_share", "lead", "faster"]
    pd.testing.assert_frame_equal(one[ratios], other[ratios])
    pd.testing.assert_series_equal(one["gap"], other["gap"])
    turned = ["observed", "planned", "required", "so_far", "drift", "last_change"]
    pd.testing.assert_frame_equal(one[turned], 0 - other[turned])


@SLOW
@given(st.data())
def test_the_order_of_the_rows_does_not_matter(data):
    plan = data.draw(plans())
    table = data.draw(ledgers(plan))
    order = data.draw(st.permutations(range(len(table))))
    when = data.draw(st.lists(st.sampled_from(PERIODS), min_size=1, max_size=2))
    same(evaluate(plan, table.iloc[list(order)], when), evaluate(plan, table, when))


@SLOW
@given(st.data())
def test_a_selection_gives_the_same_rows_as_the_whole(data):
    plan = data.draw(plans())
    table = data.draw(ledgers(plan))
    known = list(plan.indicators["indicator"])
    chosen = data.draw(st.lists(st.sampled_from(known), min_size=1, unique=True))
    when = data.draw(st.sampled_from(PERIODS))
    whole = evaluate(plan, table, when)
    same(
        evaluate(plan.select(indicator=chosen), table, when), whole[whole["indicator"].isin(chosen)]
    )


@SLOW
@given(st.data())
def test_several_periods_at_once_are_each_alone(data):
    plan = data.draw(plans())
    table = data.draw(ledgers(plan))
    when = data.draw(st.lists(st.sampled_from(PERIODS), min_size=2, max_size=4))
    alone = [plain(evaluate(plan, table, one)) for one in when]
    pd.testing.assert_frame_equal(
        plain(evaluate(plan, table, when)), pd.concat(alone, ignore_index=True)
    )


@SLOW
@given(st.data())
def test_many_plans_at_once_are_each_alone(data):
    """Plans of different years, with the same ids; what concerns one leaves the other alone."""
    firsts = data.draw(st.lists(st.integers(2016, 2020), min_size=2, max_size=3))
    made, tables = [], []
    for number, first in enumerate(firsts):
        plan = named(data.draw(plans(most=3, first_year=first)), f"p{number}")
        table = data.draw(ledgers(plan, most=6))
        made.append(plan)
        tables.append(table.assign(plan=plan.facts.plan))
    shared = sorted({year for plan in made for year in plan.facts.years})
    when = str(data.draw(st.sampled_from(shared)))
    at_once = evaluate(made, together(*tables), when)
    for plan, table in zip(made, tables, strict=True):
        if int(when) in plan.facts.years:
            same(
                at_once[at_once["plan"] == plan.facts.plan],
                evaluate(plan, table.drop(columns="plan"), when),
            )


def test_before_a_plan_begins_nothing_is_judged():
    # Only where an older plan is evaluated beside it can a year be asked for that it does not know.
    older = named(build(Wish("old", baseline=5, targets={2020: 9})), "older")
    younger = named(
        build(
            Wish("way", baseline=50, targets={2025: 60}),
            Wish("line", aim="hold", targets={2024: ">=5"}),
            Wish("flow", unit="person", kind="flow", total=9),
            baseline_year=2022,
            first_year=2023,
            last_year=2025,
        ),
        "younger",
    )
    frame = evaluate([older, younger], seen(plan=[]), "2019")
    early = frame[frame["plan"] == "younger"]
    assert early["verdict"].isin(["", "not_due"]).all()
    assert (early["reason"] != "").all()
    assert early[["pace", "progress", "time_share", "lead", "drift"]].isna().all(axis=None)


@SLOW
@given(st.data())
def test_the_ledger_as_it_stood_is_the_ledger_cut_off(data):
    plan = data.draw(plans())
    table = data.draw(ledgers(plan))
    day = data.draw(
        st.sampled_from([dt.date(2019, 1, 9), dt.date(2019, 1, 10), dt.date(2020, 6, 1)])
    )
    cut = table[table["reported_on"] <= pd.Timestamp(day)]
    same(evaluate(plan, table, YEAR_ENDS, as_of=day), evaluate(plan, cut, YEAR_ENDS))


def test_quarters_follow_a_path_to_its_end():
    # A plan followed exactly, quarter by quarter, is never behind and needs what it was to need.
    wish = Wish(unit="index", baseline=20, targets={2018: 28, 2019: 36, 2020: 44})
    table = seen(*[(quarter, 20 + 2 * (n + 1)) for n, quarter in enumerate(QUARTERS)])
    frame = evaluate(build(wish), table, QUARTERS)
    assert frame["pace"].tolist() == [1] * 12
    assert frame["verdict"].tolist() == ["on_track"] * 11 + ["met"]
    assert frame["lead"].tolist() == pytest.approx([0] * 12)
    assert frame["faster"].tolist()[:-1] == pytest.approx([1] * 11)
    assert frame["required_reason"].tolist() == [""] * 11 + ["target_reached"]
    assert frame["annual"].tolist() == (["not_due"] * 3 + ["met"]) * 3


def test_a_total_over_part_of_the_plan_is_due_in_its_own_last_year():
    """430 in 2021–2023 of a plan to 2025: 143.3 a year; 300 done by then is no good pace."""
    wish = Wish(unit="person", kind="flow", total=430, span="2021-2023")
    plan = build(wish, baseline_year=2020, first_year=2021, last_year=2025)
    done = seen((2021, 145), (2022, 75), (2023, 80), (2024, 130))
    frame = evaluate(plan, done, ["2021", "2022", "2023", "2024"])
    assert frame["planned"].round(1).tolist() == [143.3, 286.7, 430, 430]
    assert frame["target_year"].tolist() == [2023] * 4
    assert frame["verdict"].iloc[0] == "on_track"
    assert not frame["verdict"].iloc[1:].isin(["on_track", "ahead", "met"]).any()
    assert frame["judged"].tolist() == [145, 220, 300, 300]
    assert frame["done"].tolist() == [145, 220, 300, 430]
    assert frame["class"].tolist()[2:] == ["not_met", "late"]  # 430 are done a year late


def test_what_is_done_before_a_total_begins_does_not_count_towards_it():
    """300 in 2023–2025: the 50 of 2022 are none of them."""
    wish = Wish(unit="person", kind="flow", total=300, span="2023-2025")
    plan = build(wish, baseline_year=2020, first_year=2021, last_year=2025)
    frame = evaluate(plan, seen((2021, 0), (2022, 50), (2023, 100)), ["2022", "2023"])
    assert frame["planned"].tolist() == [0, 100]
    assert frame["done"].iloc[1] == 100
    assert frame["verdict"].iloc[1] == "on_track"


# Running totals of the year. The right values are those of the definition: the last running total
# of a year is its amount so far, and no running total is the amount of its own quarter.


def test_the_last_running_total_of_the_year_is_its_amount_so_far():
    plan = build(Wish(unit="person", kind="flow", targets=dict.fromkeys(YEARS, 40)))
    quarters = [("2018Q1", 8), ("2018年上半年累计", 19), ("2018年1—9月", 31), ("2018", 42)]
    frame = evaluate(plan, seen(*quarters), ["2018Q1", "2018H1", "2018Q3", "2018Q1-Q3", "2018"])
    assert frame["observed"].tolist() == [8, 19, 31, 31, 42]
    assert frame["done"].tolist() == [8, 19, 31, 31, 42]


def test_a_running_total_counts_before_the_sum_of_parts():
    plan = build(Wish(unit="person", kind="flow", targets=dict.fromkeys(YEARS, 40)))
    told = seen(("2018Q1", 8), ("2018Q2", 11), ("2018Q3", 12), ("2018Q1-Q3", 32))
    assert evaluate(plan, told, "2018Q3")["observed"].tolist() == [32]
