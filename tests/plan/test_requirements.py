"""Gaps, required change and growth, steps: worked cases, and what must hold for any plan."""

import math
import tomllib
from pathlib import Path

import pandas as pd
import pytest
from building import PROGRAMME, UNITS, Wish, build
from hypothesis import given, settings
from hypothesis import strategies as st

import minsheng as ms

CASES = sorted((Path(__file__).parents[1] / "cases").glob("*.toml"))
NUMBERS = ("gap", "change", "growth", "headroom")
FRAMES = (ms.gaps, ms.required_growth, ms.steps, ms.trajectory)

up_or_down = st.sampled_from(["up", "down"])
shares = st.integers(1, 99).map(float)
amounts = st.integers(1, 100_000).map(lambda n: n / 100)


# --- worked cases


def _wish(case):
    spec = dict(case["indicator"])
    wordless = spec.pop("wordless", {}).get("years", ())
    targets = {int(year): figure for year, figure in spec.pop("targets", {}).items()}
    changes = {int(year): change for year, change in spec.pop("changes", {}).items()}
    return Wish(**spec, targets=targets | dict.fromkeys(wordless), changes=changes)


def _frames(case, shipped):
    """Yield the frames of the case's indicator: built from what it says, and as it ships."""
    yield [make(build(_wish(case), **case.get("plan", {}))) for make in FRAMES]
    if indicator := case.get("shipped"):
        yield [frame[frame["indicator"] == indicator] for frame in shipped]


@pytest.fixture(scope="module")
def shipped(plan):
    return [make(plan) for make in FRAMES]


def _same(found, expected):
    if expected == "missing":
        return pd.isna(found)
    if isinstance(expected, str | bool):
        return found == expected
    return found == pytest.approx(expected, rel=0, abs=1e-4 if abs(expected) >= 1 else 1e-6)


def _wrong_in_row(row, expected):
    for name, value in expected.items():
        if isinstance(value, list):
            if not pd.isna(row[name]):
                yield name, row[name], "only an interval"
            for end, limit in zip(("low", "high"), value, strict=True):
                if not _same(row[f"{name}_{end}"], "missing" if limit == "open" else limit):
                    yield f"{name}_{end}", row[f"{name}_{end}"], limit
        elif not _same(row[name], value):
            yield name, row[name], value


def _wrong_in_years(rows, column, expected):
    by_year = rows.set_index("year")
    for year, value in expected.items():
        found, reason = by_year.loc[int(year), [column, "reason"]]
        if isinstance(value, str) and column in ("value", "step"):
            right = pd.isna(found) and reason == value
        else:
            right = _same(found, value)
        if not right:
            yield f"{column} {year}", (found, reason), value


def _wrong(case, frames):
    gaps, growth, steps, path = frames
    expected = case["expected"]
    yield from _wrong_in_row(gaps.iloc[0], expected.get("gaps", {}))
    yield from _wrong_in_row(growth.iloc[0], expected.get("growth", {}))
    for name, rows, column in (
        ("path", path, "value"),
        ("basis", path, "basis"),
        ("bounds", path, "bound"),
        ("steps", steps, "step"),
        ("shares", steps, "share_of_change"),
    ):
        yield from _wrong_in_years(rows, column, expected.get(name, {}))


@pytest.mark.parametrize("file", CASES, ids=lambda file: file.stem)
def test_a_worked_case(file, shipped):
    case = tomllib.loads(file.read_text(encoding="utf-8"))
    assert case["source"]
    assert set(case) <= {"source", "shipped", "plan", "indicator", "expected"}
    assert set(case["expected"]) <= {"gaps", "growth", "path", "basis", "bounds", "steps", "shares"}
    assert any(case["expected"].values())
    for frames in _frames(case, shipped):
        assert list(_wrong(case, frames)) == [], case["source"]


def test_what_is_wrong_with_a_case_is_seen():
    """The check of the cases can fail: each kind of expectation, held against a wrong number."""
    case = tomllib.loads((CASES[0].parent / "known_82_to_95.toml").read_text(encoding="utf-8"))
    case["expected"] = {
        "gaps": {"gap": 12.999, "reason": "no_baseline"},
        "growth": {"change": [1, 2]},
        "path": {"2018": "no_target", "2019": 90.001},
        "basis": {"2018": "baseline"},
        "bounds": {"2018": ">="},
        "steps": {"2018": 5},
        "shares": {"2018": "missing"},
    }
    (frames,) = _frames(case, None)
    wrong = [name for name, _, _ in _wrong(case, frames)]
    assert wrong == [
        "gap",
        "reason",
        "change",
        "change_low",
        "change_high",
        "value 2018",
        "value 2019",
        "basis 2018",
        "bound 2018",
        "step 2018",
        "share_of_change 2018",
    ]


# --- a plan of any kind


@st.composite
def figures(draw, unit, *, plain=False):
    top = 100 if unit == "percent" else 5000
    number = draw(st.integers(0, top * 2)) / 2
    bound = draw(st.sampled_from(["", "", "", "~", ">=", "<=", ">", "<", "range"]))
    if plain or not bound:
        return number
    if bound == "range":
        return f"{number}..{min(number + draw(st.integers(1, 9)), top)}" if number < top else number
    return f"{bound}{number}"


@st.composite
def wishes(draw, name="indicator"):
    kind = draw(st.sampled_from(["stock", "stock", "stock", "flow", "cumulative", "milestone"]))
    aim = draw(st.sampled_from(["reach", "reach", "hold", "direction", "listed", "context"]))
    # The amounts of a flow are never a share.
    units = {"milestone": ["milestone"], "flow": ["person", "index"]}
    unit = draw(st.sampled_from(units.get(kind, ["percent", "person", "index"])))
    direction = draw(up_or_down)
    if kind == "milestone":
        years = draw(st.sets(st.integers(2018, 2020)))
        return Wish(name, unit, kind, aim, direction, None, dict.fromkeys(sorted(years), 1))
    silent = aim in ("direction", "listed", "context")
    figure = figures(unit)
    maybe = st.none() if silent else st.none() | figure
    baseline = draw(st.none() | figure)
    targets = {year: draw(maybe) for year in draw(st.sets(st.integers(2018, 2020)))}
    total = draw(maybe) if kind == "flow" else None
    mean = draw(maybe) if kind == "flow" and total is None else None
    return Wish(name, unit, kind, aim, direction, baseline, targets, total, mean=mean)


@st.composite
def plans(draw, most=3):
    count = draw(st.integers(1, most))
    return build(*[draw(wishes(f"indicator{number}")) for number in range(count)])


def _holes(gaps, growth, steps, path):
    """Yield name, numbers and reasons of every column that may have holes."""
    yield "gap", gaps["gap"], gaps["reason"]
    yield "growth", growth["growth"], growth["growth_reason"]
    yield "change", growth["change"], growth["reason"]
    yield "step", steps["step"], steps["reason"]
    yield "value", path["value"], path["reason"]


def _check(plan):
    """Check what holds of the frames of every plan: reasons, no infinity, ends the right way."""
    frames = [make(plan) for make in FRAMES]
    gaps, growth = frames[:2]
    for name, numbers, reasons in _holes(*frames):
        silent = numbers.isna() & reasons.eq("")
        assert not silent.any(), f"{name} is missing without a reason"
        loud = numbers.notna() & reasons.ne("")
        assert not loud.any(), f"{name} is there and has a reason"
    for frame in frames:
        numbers = frame.select_dtypes("number").astype("float64")
        assert not numbers.isin([math.inf, -math.inf]).any(axis=None)
    for frame, name in [(gaps, "gap"), *((growth, name) for name in NUMBERS[1:])]:
        low, high, number = frame[f"{name}_low"], frame[f"{name}_high"], frame[name]
        assert (number.isna() | (low.eq(number) & high.eq(number))).all()
        between = low.notna() & high.notna() & number.isna()
        assert (low[between] < high[between]).all()


def test_missing_numbers_of_the_plan_that_ships(plan):
    _check(plan)


@settings(max_examples=15, deadline=None)
@given(plans(most=5))
def test_missing_numbers_of_any_plan(plan):
    _check(plan)


@settings(max_examples=8, deadline=None)
@given(plans())
def test_reasons_agree_between_the_frames(plan):
    gaps, growth = ms.gaps(plan), ms.required_growth(plan)
    assert gaps["indicator"].tolist() == growth["indicator"].tolist()
    assert gaps["state"].tolist() == growth["state"].tolist()
    held = growth["reason"].isin(["baseline_meets_target", "to_hold"])
    told = gaps["reason"].ne("") & ~held
    assert gaps.loc[told, "reason"].tolist() == growth.loc[told, "reason"].tolist()
    # What is to be held has headroom, where a baseline is printed, and no growth.
    ends = ["headroom_low", "headroom_high"]
    printed = held & gaps["reason"].ne("no_baseline")
    assert growth.loc[printed, ends].notna().any(axis=1).all()
    assert growth.loc[~held, ends].isna().all(axis=None)
    assert growth.loc[held, ["change_low", "growth_low", "pace"]].isna().all(axis=None)
    assert gaps[["headroom", *ends]].equals(growth[["headroom", *ends]])


# --- identities


@given(
    baseline=amounts,
    rate=st.integers(-60, 200).filter(bool).map(lambda n: n / 100),
    years=st.integers(1, 12),
    direction=up_or_down,
)
@settings(max_examples=8, deadline=None)
def test_a_path_of_known_growth_gives_the_growth_back(baseline, rate, years, direction):
    path = [baseline]
    for _ in range(years):
        path.append(path[-1] * (1 + rate))
    targets = {2017 + year: value for year, value in enumerate(path) if year}
    plan = build(
        Wish(unit="person", direction=direction, baseline=baseline, targets=targets),
        last_year=2017 + years,
    )
    row = ms.required_growth(plan).iloc[0]
    grows = (rate > 0) == (direction == "up")
    assert row["reason"] == ("" if grows else "baseline_meets_target")
    if grows:
        assert row["growth"] == pytest.approx(rate, rel=1e-9)
        arrived = row["baseline"] + row["change"] * row["years"]
        assert arrived == pytest.approx(path[-1], rel=1e-9)
    assert ms.trajectory(plan)["value"].tolist() == pytest.approx(path)


@given(b=shares, t=shares, interim=st.none() | shares, direction=up_or_down)
@settings(max_examples=8, deadline=None)
def test_steps_lead_from_baseline_to_target(b, t, interim, direction):
    targets = {2020: t} if interim is None else {2018: interim, 2020: t}
    plan = build(Wish(direction=direction, baseline=b, targets=targets))
    steps, (gap,) = ms.steps(plan), ms.gaps(plan)["gap"]
    sign = 1 if direction == "up" else -1
    if gap < 0:  # the line is kept, and no step leads back to it
        assert steps["step"].isna().all()
        assert set(steps["reason"]) == {"baseline_meets_target"}
        return
    assert steps["step"].sum() == pytest.approx(sign * gap, abs=1e-9)
    if b != t:
        assert steps["share_of_change"].sum() == pytest.approx(1)
    else:
        assert steps["share_of_change"].isna().all()


@given(st.dictionaries(st.integers(2018, 2020), amounts, min_size=1))
@settings(max_examples=8, deadline=None)
def test_the_amounts_of_a_flow_make_its_whole(amounts):
    plan = build(Wish(unit="person", kind="flow", targets=amounts))
    steps, row = ms.steps(plan), ms.required_growth(plan).iloc[0]
    stated = steps[steps["reason"] == ""]
    assert dict(zip(stated["year"], stated["step"], strict=True)) == amounts
    assert stated["share_of_change"].sum() == pytest.approx(1)
    (gap,) = ms.gaps(plan)["gap"]
    assert stated["step"].sum() == pytest.approx(gap)
    assert row["pace"] * len(amounts) == pytest.approx(gap)


def test_shares_of_change_of_the_plan_that_ships_sum_to_one(plan):
    steps = ms.steps(plan)
    complete = steps.groupby("indicator").filter(lambda rows: rows["share_of_change"].notna().any())
    sums = complete.groupby("indicator")["share_of_change"].sum()
    assert len(sums) > 50
    assert sums.tolist() == pytest.approx([1] * len(sums))


def test_steps_and_gaps_of_the_plan_that_ships_agree(plan):
    gaps = ms.gaps(plan).set_index("indicator")
    steps = ms.steps(plan)
    whole = steps.groupby("indicator")["step"].sum()
    both = gaps[gaps["gap"].notna()].index
    assert len(both) > 60
    signs = gaps.loc[both, "direction"].map({"up": 1, "down": -1})
    assert whole[both].tolist() == pytest.approx((gaps.loc[both, "gap"] * signs).tolist())


@given(b=shares, t=shares)
@settings(max_examples=8, deadline=None)
def test_the_gap_turns_its_sign_with_the_direction(b, t):
    plan = build(
        *(
            Wish(direction, direction=direction, baseline=b, targets={2020: t})
            for direction in ("up", "down")
        )
    )
    up, down = ms.gaps(plan)["gap"]
    assert up == -down


@given(b=shares, t=shares, direction=up_or_down)
@settings(max_examples=8, deadline=None)
def test_covered_and_uncovered_are_the_same_fact(b, t, direction):
    other = "down" if direction == "up" else "up"
    plan = build(
        Wish("covered", direction=direction, baseline=b, targets={2020: t}),
        Wish("uncovered", direction=other, baseline=100 - b, targets={2020: 100 - t}),
    )
    covered, uncovered = ms.gaps(plan)["gap"]
    assert covered == pytest.approx(uncovered)
    rows = ms.required_growth(plan)
    assert rows["reason"][0] == rows["reason"][1]
    assert rows["growth_is_marked"].all()
    if rows["reason"][0]:
        assert rows["headroom"][0] == pytest.approx(rows["headroom"][1])
        return
    change = rows["change"]
    assert change[0] == pytest.approx(-change[1])
    # Growth depends on what one counts: it has the other sign, and another size unless halves meet.
    assert (rows["growth"][0] > 0) != (rows["growth"][1] > 0)
    if b + t != 100:
        assert abs(rows["growth"][0]) != pytest.approx(abs(rows["growth"][1]), rel=1e-6)


@given(
    bound=st.sampled_from([">", ">=", "<", "<=", "range"]),
    limit=st.integers(1, 98),
    inside=st.floats(0.001, 0.999),
    t=st.integers(1, 100),
    direction=up_or_down,
    unit=st.sampled_from(["percent", "person"]),
    width=st.integers(1, 9),
)
@settings(max_examples=8, deadline=None)
def test_an_interval_holds_the_result_of_each_number_inside_it(
    bound, limit, inside, t, direction, unit, width
):
    top = 100 if unit == "percent" else 10 * limit
    ends = {">": (limit, top), ">=": (limit, top), "<": (0, limit), "<=": (0, limit)}
    low, high = ends.get(bound, (limit, limit + width))
    number = low + inside * (high - low)
    figure = f"{low}..{high}" if bound == "range" else f"{bound}{limit}"
    plan = build(
        *(
            Wish(name, unit=unit, direction=direction, baseline=baseline, targets={2020: t})
            for name, baseline in (("bound", figure), ("number", number))
        )
    )
    gaps, growth = ms.gaps(plan), ms.required_growth(plan)
    assert gaps["gap"].isna().tolist() == [True, False]
    _inside(gaps, "gap")
    bounded, single = growth["reason"]
    if single:
        # One number that meets the target says nothing of the others, all of them say it of one.
        assert single == "baseline_meets_target"
        assert bounded in ("baseline_is_a_bound", "baseline_meets_target")
    else:
        assert bounded == "baseline_is_a_bound"
    if bounded == single:
        _inside(growth, "headroom")
    if not single:
        _inside(growth, "change")
        _inside(growth, "growth")


def _inside(frame, name):
    low, high = frame.loc[0, [f"{name}_low", f"{name}_high"]]
    number = frame.loc[1, name]
    if math.isnan(number):
        assert math.isnan(low)
        assert math.isnan(high)
        return
    assert not (math.isnan(low) and math.isnan(high))
    assert math.isnan(low) or low <= number
    assert math.isnan(high) or number <= high


# --- selections and order


def test_the_frame_of_a_selection_is_the_frame_filtered(plan):
    parts = {name: plan.select(programme=name) for name in plan.programmes["programme"]}
    for make in FRAMES:
        whole = make(plan)
        for programme, selected in parts.items():
            part = make(selected)
            mine = whole["indicator"].str.startswith(f"{programme}.")
            pd.testing.assert_frame_equal(part, whole[mine].reset_index(drop=True))


def test_a_frame_without_rows_has_the_types_of_one_with_rows(plan):
    context = plan.select(aim="context")
    for make in FRAMES:
        assert make(context).empty
        assert make(context).dtypes.equals(make(plan).dtypes)


@settings(max_examples=8, deadline=None)
@given(plans(most=4), st.data())
def test_the_frame_of_any_selection_is_the_frame_filtered(plan, data):
    some = data.draw(st.sampled_from(plan.indicators["indicator"].tolist()))
    for make in FRAMES:
        whole = make(plan)
        pd.testing.assert_frame_equal(
            make(plan.select(indicator=some)),
            whole[whole["indicator"] == some].reset_index(drop=True),
        )


@pytest.mark.parametrize("seed", range(2))
def test_the_order_of_rows_in_the_package_does_not_matter(plan, seed):
    tables = {
        name: frame.sample(frac=1, random_state=seed).reset_index(drop=True)
        for name, frame in plan.tables.items()
    }
    shuffled = ms.Plan(plan.facts, tables, plan.fingerprint)
    assert shuffled.indicators["indicator"].tolist() != plan.indicators["indicator"].tolist()
    for make in FRAMES:
        before, after = (
            make(each).sort_values("indicator", kind="stable", ignore_index=True)
            for each in (plan, shuffled)
        )
        pd.testing.assert_frame_equal(before, after)


def test_context_figures_are_left_out(plan):
    context = set(plan.indicators.query("aim == 'context'")["indicator"])
    goals = plan.indicators.query("aim != 'context'")["indicator"]
    assert context
    for make in FRAMES:
        assert make(plan)["indicator"].drop_duplicates().tolist() == goals.tolist()


@pytest.mark.parametrize("make", FRAMES, ids=lambda make: make.__name__)
def test_a_plan_without_goals_gives_an_empty_frame(make, plan):
    shipped, plan = plan, build(Wish(aim="context", baseline=5))
    assert make(plan).empty
    assert make(plan).columns.tolist() == make(shipped).columns.tolist()


def test_the_unit_of_a_gap_of_a_share_is_never_per_cent(plan):
    shares = set(plan.units.query("share")["unit"])
    for frame, column in ((ms.gaps(plan), "gap_unit"), (ms.required_growth(plan), "change_unit")):
        of_shares = frame["unit"].isin(shares)
        assert of_shares.any()
        assert frame.loc[of_shares, column].eq("percentage_point").all()
        assert frame.loc[~of_shares, column].eq(frame.loc[~of_shares, "unit"]).all()


def test_the_built_plan_is_what_it_says():
    plan = build(Wish(baseline="<=3.5", targets={2018: "1..2", 2020: None}, total=9))
    assert set(UNITS) == set(plan.units["unit"])
    assert plan.programmes["programme"].tolist() == [PROGRAMME]
    assert plan.baselines.loc[0, ["bound", "value"]].tolist() == ["<=", 3.5]
    rows = plan.targets[["first_year", "last_year", "statistic", "bound", "value", "value_high"]]
    assert rows.fillna(-1).to_numpy().tolist() == [
        [2018, 2018, "value", "range", 1, 2],
        [2020, 2020, "value", "", -1, -1],
        [2018, 2020, "total", "=", 9, -1],
    ]


def test_a_rank_has_a_distance_in_places_and_no_per_cent_of_itself():
    plan = build(Wish(unit="rank", direction="down", baseline=9, targets={2020: "<=3"}))
    found = ms.gaps(plan).iloc[0]
    assert found["gap"] == 6
    assert math.isnan(found["relative_gap"])
