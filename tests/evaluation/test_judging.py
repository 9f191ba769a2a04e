"""Which method judges which goal, whether the others agree, and the known answers."""

import math

import pytest
from building import Wish, build
from hypothesis import given, settings
from hypothesis import strategies as st

from minsheng.evaluation import FAVOURABLE, evaluate
from minsheng.evaluation.judging import PACES, methods_in
from minsheng.methods import METHODS, VERDICTS
from tests.evaluation.made import YEARS, row, rows, seen, together

PATH = Wish(baseline=82, targets={2018: 86, 2019: 90, 2020: 95})
STRAIGHT = Wish(baseline=82, targets={2020: 95})
TENS = Wish(unit="person", kind="flow", targets=dict.fromkeys(YEARS, 10))


def typed(*told):
    """Return observations of period, value and the decimals that it was typed with."""
    return seen(*[one[:2] for one in told], decimals=[float(one[2]) for one in told])


# The known answers of METHODS, section 6.


def test_86_of_82_to_95_on_its_own_path():
    found = row(PATH, seen((2018, 86)), 2018)
    assert (found["annual"], found["attainment"]) == ("met", 1)
    assert (found["pace"], found["pace_verdict"]) == (1, "on_track")
    assert (found["verdict"], found["method"], found["reason"]) == ("on_track", "plan_path", "")
    assert found["progress"] == pytest.approx(0.307692, abs=1e-6)
    assert found["time_share"] == pytest.approx(0.333333, abs=1e-6)
    assert found["planned_share"] == found["progress"] and found["lead"] == 0
    assert 100 * (found["progress"] - found["time_share"]) == pytest.approx(-2.5641, abs=1e-4)


def test_86_of_82_to_95_on_the_straight_line():
    found = row(STRAIGHT, seen((2018, 86)), 2018)
    assert found["pace"] == pytest.approx(0.923077, abs=1e-6)
    assert (found["verdict"], found["annual"], found["annual_reason"]) == (
        "behind",
        "no_target",
        "no_target",
    )


@pytest.mark.parametrize(
    ("method", "verdict"),
    [
        ("cagr_ratio", "on_track"),
        ("un_chart", "reached_or_on_track"),
        ("escap", "maintain"),
        ("sdsn", "improving"),
        ("tolerance", "on_scope"),
        ("milestone", "met"),
    ],
)
def test_86_of_82_to_95_by_another_method(method, verdict):
    found = row(PATH, seen((2018, 86)), 2018, method=method)
    assert (found["verdict"], found["method"]) == (verdict, method)
    assert found["pace"] == 1  # the three columns stay what they are


def test_two_points_are_too_few_for_destatis():
    found = row(PATH, seen((2018, 86)), 2018, method="destatis")
    assert (found["verdict"], found["reason"]) == ("", "too_few_points")


def test_18_to_14_toward_5():
    wish = Wish(direction="down", baseline=18, targets={2020: 5})
    found = row(wish, seen((2018, 14)), 2018, method="cagr_ratio")
    assert found["verdict"] == "behind"
    assert found["progress"] == pytest.approx(0.307692, abs=1e-6)


def test_a_floor_that_the_baseline_meets_is_breached_and_not_behind():
    wish = Wish(baseline=98, targets={2020: ">=95"})
    found = row(wish, seen((2018, 94)), 2018)
    assert (found["verdict"], found["method"], found["hold"]) == ("breached", "hold", "breached")
    assert math.isnan(found["pace"])
    assert (found["gap"], found["required"]) == (1, 0.5)


def test_a_target_that_equals_the_baseline_is_held():
    frame = rows(
        Wish(baseline=95, targets={2020: 95}), seen((2018, 95), (2019, 94.9), (2020, 95.1))
    )
    assert frame["verdict"].tolist() == ["held", "breached", "held"]
    assert frame["method"].unique().tolist() == ["hold"]
    assert frame[["pace", "progress"]].isna().all(axis=None)
    assert frame["hold"].tolist() == frame["verdict"].tolist()


def test_over_a_target_that_equals_the_baseline():
    # "Over 95" from 95: T = b, so the hold rule; the column says so too.
    found = row(Wish(baseline=95, targets={2020: ">95"}), seen((2018, 95)), 2018)
    assert (found["verdict"], found["hold"], found["method"]) == ("breached", "breached", "hold")


def test_17_of_20():
    frame = rows(TENS, seen((2018, 8), (2019, 9)), [2018, 2019])
    assert frame["pace"].tolist() == [0.8, 0.85]
    assert frame["verdict"].tolist() == ["behind", "behind"]
    assert frame["annual"].tolist() == ["missed", "missed"]
    assert frame["attainment"].tolist() == [0.8, 0.9]
    assert frame["done"].tolist() == [8, 17]
    assert frame["required"].tolist() == [11, 13]
    assert rows(TENS, seen((2018, 8), (2019, 9)), [2019], method="tolerance")[
        "verdict"
    ].tolist() == ["on_scope"]


# Bands: the edges are themselves in the better band.


@pytest.mark.parametrize(
    ("value", "verdict"),
    [
        (29.5, "on_track"),
        (29.4, "behind"),
        (26, "behind"),
        (25.9, "far_behind"),
        (20, "far_behind"),
        (19.9, "moving_away"),
        (45, "on_track"),
    ],
)
def test_the_bands_of_the_pace(value, verdict):
    # From 20 to 30 in the first year: 29.5 is 0.95, 26 is 0.60.
    wish = Wish(unit="index", baseline=20, targets={2018: 30, 2020: 50})
    assert row(wish, seen((2018, value)), 2018)["verdict"] == verdict


@pytest.mark.parametrize("start", [0.1, 28.7, 70.1, 99.3])
def test_binary_noise_does_not_flip_a_band(start):
    # 0.1 + 0.95 × 0.2 and the like: decimals that no computer holds exactly.
    wish = Wish(unit="index", baseline=start, targets={2018: round(start + 0.2, 1), 2020: 200})
    found = row(wish, seen((2018, round(start + 0.19, 2))), 2018)
    assert (found["pace"], found["verdict"]) == (0.95, "on_track")


@pytest.mark.parametrize(
    ("parts", "target"),
    [((0.1, 0.2), "0.3"), ((28.7, 0.3), "29"), ((0.7, 0.1), ">=0.8"), ((1.1, 2.2), "3.3")],
)
def test_binary_noise_does_not_flip_the_annual_verdict(parts, target):
    wish = Wish(unit="index", kind="flow", targets={2018: target})
    first, second = parts
    found = row(wish, seen(("2018H1", first), ("2018H2", second)), 2018)
    assert (found["annual"], found["pace"], found["gap"]) == ("met", 1, 0)
    over = Wish(unit="index", kind="flow", targets={2018: target.replace(">=", "").join((">", ""))})
    assert row(over, seen(("2018H1", first), ("2018H2", second)), 2018)["annual"] == "missed"


# The annual verdict by its wording.


@pytest.mark.parametrize(
    ("direction", "target", "value", "annual"),
    [
        ("up", "90", 90, "met"),
        ("up", "90", 89.9, "missed"),
        ("up", ">=90", 90, "met"),
        ("up", ">90", 90, "missed"),
        ("up", ">90", 90.1, "met"),
        ("down", "<=4", 4, "met"),
        ("down", "<4", 4, "missed"),
        ("down", "4", 4.1, "missed"),
        ("down", "4", 3.9, "met"),
        ("up", "~20", 20, "met"),
        ("up", "~20", 19, "missed"),
        ("up", "1..2", 1, "met"),
        ("up", "1..2", 0.9, "missed"),
        ("down", "1..2", 2, "met"),
        ("down", "1..2", 2.1, "missed"),
        ("up", "1..2", 3, "met"),
        ("down", "0", 0, "met"),
    ],
)
def test_the_year_s_target_by_its_wording(direction, target, value, annual):
    wish = Wish(unit="index", direction=direction, targets={2018: target})
    found = row(wish, seen((2018, value)), 2018)
    assert (found["annual"], found["verdict"]) == (annual, annual)
    assert (found["method"], found["reason"]) == ("milestone", "no_baseline")


@pytest.mark.parametrize(
    ("told", "when", "annual", "reason"),
    [
        ([(2018, 84)], "2018H1", "not_due", "not_due"),
        ([("2018H1", 84)], "2018H1", "not_due", ""),
        ([("2018H1", 99)], "2018H1", "not_due", ""),
        ([], 2018, "not_reported", "not_reported"),
        ([(2018, 84)], 2019, "not_reported", "not_reported"),
        ([(2018, 84)], 2018, "missed", ""),
    ],
)
def test_when_the_annual_verdict_is_given(told, when, annual, reason):
    found = row(PATH, seen(*told), when)
    assert (found["annual"], found["annual_reason"]) == (annual, reason)


def test_a_year_without_a_target_has_no_annual_verdict():
    wish = Wish(baseline=82, targets={2018: 86, 2020: 95})
    found = row(wish, seen((2019, 91)), 2019)
    assert (found["annual"], found["annual_reason"]) == ("no_target", "no_target")
    assert (found["verdict"], found["planned"]) == ("on_track", 90.5)


def test_a_flow_with_nothing_but_a_total_is_due_at_the_end():
    wish = Wish(unit="person", kind="flow", total=">=30")
    frame = rows(wish, seen((2018, 10), (2019, 10), (2020, 10)))
    assert frame["annual"].tolist() == ["no_target", "no_target", "met"]
    assert frame["due_target"].iloc[2] == 30
    assert frame["verdict"].tolist() == ["on_track", "on_track", "met"]
    assert rows(wish, seen((2018, 10), (2019, 10), (2020, 9)))["annual"].iloc[2] == "missed"


def test_a_part_of_a_year_is_held_against_its_share():
    found = row(TENS, seen(("2018H1", 5)), "2018H1")
    assert (found["planned"], found["pace"], found["verdict"]) == (5, 1, "on_track")
    assert found["annual"] == "not_due"
    found = row(TENS, seen((2018, 10), ("2019Q1", 2)), "2019Q1")
    assert (found["planned"], found["done"]) == (12.5, 12)
    assert found["pace"] == pytest.approx(0.96)


def test_a_half_year_of_a_stock_is_held_against_the_path():
    found = row(PATH, seen(("2018H1", 83)), "2018H1")
    assert (found["planned"], found["pace"], found["verdict"]) == (84, 0.5, "far_behind")


# The guards, in their order.


def test_words_alone_are_not_judged():
    wish = Wish(aim="listed", targets={2020: None})
    found = row(wish, seen(), 2018)
    assert (found["verdict"], found["method"], found["reason"]) == ("", "", "no_number")
    assert (found["annual"], found["hold"], found["pace_verdict"]) == ("", "", "")


def test_what_is_not_reported_is_said_so():
    found = row(PATH, seen(), 2018)
    assert (found["verdict"], found["reason"]) == ("not_reported", "not_reported")
    assert (found["robustness"], found["disagreeing"]) == ("", "")
    assert found["pace_reason"] == "not_reported"


def test_missing_parts_are_said_so():
    found = row(TENS, seen(("2018Q2", 3)), "2018H1")
    assert (found["verdict"], found["reason"]) == ("not_reported", "parts_missing")
    assert found["pace_reason"] == "parts_missing"
    found = row(TENS, seen(("2018H2", 3)), 2018)
    assert (found["annual"], found["annual_reason"]) == ("not_reported", "parts_missing")


def test_what_follows_a_running_total_is_added_to_it():
    """7 from January to September and 3 in the last quarter are the 10 of the year."""
    found = row(TENS, seen(("2018Q1-Q3", 7), ("2018Q4", 3)), 2018)
    assert (found["annual"], found["observed"]) == ("met", 10)
    found = row(TENS, seen(("2018Q1-Q3", 7), ("2018Q4", 3), ("2019", 10)), 2019)
    assert (found["done"], found["verdict"]) == (20, "on_track")


def test_an_earlier_year_that_is_missing_does_not_hide_this_one():
    found = row(TENS, seen((2019, 10)), 2019)
    assert (found["annual"], found["observed"]) == ("met", 10)
    assert (found["pace_verdict"], found["pace_reason"]) == ("", "parts_missing")
    assert row(TENS, seen((2019, 10)), 2019, method="milestone")["verdict"] == "met"


def test_without_a_baseline_the_year_s_target_alone_judges():
    frame = rows(Wish(targets={2018: 86, 2020: 95}), seen((2018, 86), (2019, 90), (2020, 94)))
    assert frame["verdict"].tolist() == ["met", "no_target", "missed"]
    assert frame["reason"].tolist() == ["no_baseline", "no_target", "no_baseline"]
    assert frame["pace_reason"].unique().tolist() == ["no_baseline"]


def test_a_baseline_that_is_a_bound_is_no_number():
    found = row(Wish(baseline=">94", targets={2018: 96, 2020: 99}), seen((2018, 96)), 2018)
    assert (found["verdict"], found["method"]) == ("met", "milestone")
    assert (found["reason"], found["pace_reason"]) == ("baseline_is_a_bound", "baseline_is_a_bound")
    assert math.isnan(found["baseline"])


def test_over_94_meets_over_94_and_is_held():
    found = row(Wish(baseline=">94", targets={2020: ">94"}), seen((2018, 94.5)), 2018)
    assert (found["verdict"], found["method"]) == ("held", "hold")


def test_an_interim_target_below_the_baseline(plan):
    # Nurses per thousand: 3.14 in 2017, then 2.72, 2.93, 3.21 (annex on health care).
    nurses = plan.select(indicator="healthcare.nurses")
    table = seen((2018, 2.8), (2019, 2.9), (2020, 3.21), indicator="healthcare.nurses")
    frame = evaluate(nurses, table, ["2018", "2019", "2020"])
    below = "interim_below_baseline"
    assert frame["verdict"].tolist() == ["met", "missed", "met"]
    assert frame["method"].tolist() == ["milestone"] * 3
    assert frame["reason"].tolist() == [below, below, "no_time_left"]
    assert frame["pace_reason"].tolist() == frame["reason"].tolist()
    assert frame["pace"].isna().tolist() == [True, True, False]
    assert frame["disagreeing"].tolist() == ["", "tolerance", ""]


def test_a_path_below_the_baseline_is_judged_by_itself_within_a_year_too(plan):
    # Half-way from 2.72 to 2.93 the path is at 2.825: 2.83 is on it. Against the straight line from
    # 3.14 to 3.21 it would be (-0.31 / 0.07) / 0.5 = -8.86, or -442.9 % of the way.
    nurses = plan.select(indicator="healthcare.nurses")
    table = seen((2018, 2.72), ("2019H1", 2.83), indicator="healthcare.nurses")
    found = evaluate(nurses, table, "2019H1").iloc[0]
    assert (found["verdict"], found["method"], found["planned"]) == ("not_due", "milestone", 2.825)
    assert found["pace_reason"] == "interim_below_baseline"
    for name in ("pace", "progress", "time_share", "lead"):
        assert math.isnan(found[name]), name


def test_a_target_below_the_baseline_where_less_is_better():
    found = row(
        Wish(direction="down", baseline=10, targets={2018: 11, 2020: 5}), seen((2018, 10.5)), 2018
    )
    assert (found["verdict"], found["reason"]) == ("met", "interim_below_baseline")


def test_nothing_planned_yet_is_no_pace():
    wish = Wish(unit="person", kind="flow", targets={2020: 30})
    found = row(wish, seen((2018, 4)), 2018)
    assert (found["verdict"], found["reason"]) == ("", "nothing_planned")
    assert (found["planned"], found["annual"]) == (0, "no_target")


@pytest.mark.parametrize(("done", "annual"), [(3, "met"), (5, "met"), (6, "missed")])
def test_an_amount_of_which_less_is_better(done, annual):
    # At most five a year: there is no baseline to meet it, and less done is not behind.
    wish = Wish(unit="person", kind="flow", direction="down", targets=dict.fromkeys(YEARS, "<=5"))
    found = row(wish, seen((2018, done)), 2018)
    assert found["annual"] == annual
    assert found["reason"] != "baseline_meets_target"
    assert found["verdict"] in VERDICTS[1:]
    assert (found["verdict"] in FAVOURABLE) == (annual == "met")


def test_unknown_methods_and_those_without_a_verdict_are_refused():
    from minsheng.errors import UnknownName

    for name in ("plan_paht", "achievement", "level", "hold"):
        with pytest.raises(UnknownName, match=name):
            row(PATH, seen((2018, 86)), 2018, method=name)


# Robustness.


def test_methods_that_come_to_the_other_side_are_named():
    # Of all methods sdsn alone (0.923 of the steady pace) sees 86 as not enough.
    found = row(PATH, typed((2018, 86, 2)), 2018)
    assert (found["robustness"], found["disagreeing"]) == ("sensitive", "sdsn")


def test_a_verdict_on_which_all_agree_is_robust():
    wish = Wish(baseline=10, targets={2018: 15, 2020: 30})
    found = row(wish, typed((2018, 20, 1)), 2018)
    assert (found["verdict"], found["robustness"], found["disagreeing"]) == (
        "on_track",
        "robust",
        "",
    )


@pytest.mark.parametrize(
    ("value", "places", "robustness"),
    [
        (90, 1, "sensitive"),
        (90, 0, "sensitive"),
        (90.04, 1, "sensitive"),
        (90.05, 1, "robust"),
        (90.1, 1, "robust"),
        (90.1, 0, "sensitive"),
        (91, 0, "robust"),
        (90.5, 0, "robust"),
        (90.01, 2, "robust"),
        (90.01, 1, "sensitive"),
    ],
)
def test_half_a_digit_flips_what_stands_on_the_line(value, places, robustness):
    # ">= 90" of a year, judged alone: 90.0 may be 89.95 as well.
    found = row(Wish(unit="index", targets={2018: ">=90"}), typed((2018, value, places)), 2018)
    assert (found["verdict"], found["robustness"]) == ("met", robustness)


def test_a_value_within_the_tolerance_is_missed_and_disputed():
    found = row(Wish(targets={2018: ">=90", 2020: ">=92"}), typed((2018, 88, 1)), 2018)
    assert (found["verdict"], found["robustness"], found["disagreeing"]) == (
        "missed",
        "sensitive",
        "tolerance",
    )


@pytest.mark.parametrize(
    ("value", "name", "robustness"),
    [
        (158, "lagging", "robust"),  # a pace of 0.60 exactly: behind or far behind, it is one class
        (255, "in_line", "robust"),
        (261.5, "ahead", "sensitive"),  # 1.05 exactly
        (270, "ahead", "robust"),
        (500, "early", "sensitive"),  # the final target exactly
    ],
)
def test_half_a_digit_that_changes_the_class_is_sensitive(value, name, robustness):
    wish = Wish(unit="index", baseline=20, targets={2018: 250, 2020: 500})
    found = row(wish, typed((2018, value, 1)), 2018)
    assert (found["class"], found["robustness"], found["disagreeing"]) == (name, robustness, "")


def test_a_computed_value_counts_with_the_decimals_of_its_unit():
    # A share, two decimals: 90.01 may be 90.005, and no less.
    wish = Wish(targets={2018: ">=90"})
    for value, robustness in ((90.01, "robust"), (90.004, "sensitive")):
        found = row(wish, typed((2018, value, math.nan)), 2018)
        assert found["robustness"] == robustness


def test_half_a_digit_moves_the_last_change_too():
    # 52 after 52 is a standstill; 52.5 is not.
    wish = Wish(aim="direction", baseline=50)
    found = row(wish, typed((2018, 51, 0), (2019, 52, 0), (2020, 52, 0)), 2020)
    assert (found["verdict"], found["robustness"]) == ("stalled", "sensitive")


def test_a_milestone_is_no_matter_of_digits():
    wish = Wish(unit="milestone", kind="milestone", targets={2018: 1})
    assert row(wish, typed((2018, 1, 0)), 2018)["robustness"] == "robust"


@pytest.mark.parametrize("told", [[], [("2018H1", 84)]])
def test_what_is_undecided_is_neither_robust_nor_sensitive(told):
    wish = Wish(targets={2018: 86})
    found = row(wish, seen(*told), "2018H1")
    assert found["verdict"] in ("not_due", "not_reported")
    assert (found["robustness"], found["disagreeing"]) == ("", "")


def test_a_line_kept_is_not_disputed_by_methods_of_pace():
    wish = Wish(aim="hold", baseline=98, targets=dict.fromkeys(YEARS, ">=95"))
    found = row(wish, typed((2018, 96, 1)), 2018)
    assert (found["robustness"], found["disagreeing"]) == ("robust", "")
    assert row(wish, typed((2018, 95, 1)), 2018)["robustness"] == "sensitive"


@given(st.sets(st.sampled_from(list(METHODS))))
def test_a_pattern_of_bits_is_a_set_of_methods(names):
    order = list(METHODS)
    assert methods_in(sum(1 << order.index(name) for name in names)) == tuple(
        name for name in order if name in names
    )


# Inversion: choose the pace, build the value, get the pace back.

PERIODS = st.sampled_from(
    ["2018Q1", "2018H1", "2018", "2019Q1", "2019H1", "2019Q3", "2019", "2020Q2", "2020"]
)
STEPS = st.integers(1, 40)


CASES = st.tuples(
    st.integers(0, 100),
    st.tuples(STEPS, STEPS, STEPS),
    st.sampled_from(["up", "down"]),
    st.integers(-20, 40),
)


@settings(max_examples=8, deadline=None)
@given(PERIODS, st.lists(CASES, min_size=6, max_size=6))
def test_pace_and_progress_invert(when, cases):
    year, gone = (
        int(when[:4]) - 2018,
        {"Q1": 0.25, "H1": 0.5, "Q2": 0.5, "Q3": 0.75}.get(when[4:], 1),
    )
    wishes, reported, expected = [], [], []
    for number, (base, steps, direction, tenths) in enumerate(cases):
        sign = 1 if direction == "up" else -1
        ends = [base, *(base + sign * sum(steps[: n + 1]) for n in range(3))]
        wish = Wish(
            f"i{number}",
            unit="temperature",
            baseline=base,
            direction=direction,
            targets=dict(zip(YEARS, ends[1:], strict=True)),
        )
        due = ends[year] + (ends[year + 1] - ends[year]) * gone
        pace = tenths / 10
        wishes.append(wish)
        reported.append(seen((when, base + pace * (due - base)), indicator=wish.indicator))
        expected.append((base, ends, due, pace))
    frame = evaluate(build(*wishes), together(*reported), when)  # all at once: it is quicker
    for found, one in zip(frame.to_dict("records"), expected, strict=True):
        require_inverse(found, year, gone, *one)


def require_inverse(found, year, gone, base, ends, due, pace):
    """Require that a row has the pace its value was built with, and what follows from it."""
    assert found["planned"] == pytest.approx(due)
    assert found["pace"] == pytest.approx(pace, abs=1e-9)
    done, time = pace * (due - base) / (ends[3] - base), (year + gone) / 3
    assert found["progress"] == pytest.approx(done, abs=1e-9)
    assert found["time_share"] == pytest.approx(time)
    planned = (due - base) / (ends[3] - base)
    assert found["planned_share"] == pytest.approx(planned)
    assert found["lead"] == pytest.approx(100 * (done - planned), abs=1e-7)
    bands = ((0.95, "on_track"), (0.60, "behind"), (0, "far_behind"), (-math.inf, "moving_away"))
    if (year, gone) == (2, 1):
        bands = ((1, "met"), (-math.inf, "missed"))
    assert found["verdict"] == next(word for cut, word in bands if pace >= cut)


@settings(max_examples=8, deadline=None)
@given(
    st.integers(1, 12),
    st.lists(
        st.tuples(st.lists(st.integers(1, 50), min_size=3, max_size=3), st.integers(0, 30)),
        min_size=5,
        max_size=5,
    ),
)
def test_the_pace_of_a_flow_inverts(months, cases):
    wishes = [
        Wish(f"i{n}", "index", "flow", targets=dict(zip(YEARS, amounts, strict=True)))
        for n, (amounts, _) in enumerate(cases)
    ]
    reported = [
        seen(
            *[(f"2018-{n:02d}", tenths / 10 * amounts[0] / 12) for n in range(1, months + 1)],
            indicator=wish.indicator,
        )
        for wish, (amounts, tenths) in zip(wishes, cases, strict=True)
    ]
    frame = evaluate(build(*wishes), together(*reported), f"2018-{months:02d}")
    assert frame["planned"].tolist() == pytest.approx([one[0] * months / 12 for one, _ in cases])
    assert frame["pace"].tolist() == pytest.approx([tenths / 10 for _, tenths in cases], abs=1e-9)


def test_names_and_verdicts_are_words_of_the_catalogue():
    table = seen((2018, 86), (2019, 91), (2020, 93))
    frame = evaluate(build(PATH), table, [str(year) for year in YEARS])
    for name in ("verdict", "annual", "pace_verdict", "hold"):
        assert set(frame[name].astype("str")) <= set(VERDICTS)
    assert set(frame["method"].astype("str")) <= {"", *METHODS}


# Once the last target is due: met or missed, by the wording, and no pace.


@pytest.mark.parametrize(
    ("target", "value", "verdict", "gap"),
    [
        (">=90", 89.9, "missed", 0.1),  # 7.9 of 8 is a pace of 0.99: no "on track"
        (">=90", 90, "met", 0),
        (">95", 95, "missed", 0),  # the wording leaves the number out
        (">95", 95.1, "met", -0.1),
    ],
)
def test_a_target_that_is_due_is_met_or_missed(target, value, verdict, gap):
    found = row(Wish(baseline=82, targets={2020: target}), seen((2020, value)), 2020)
    assert (found["verdict"], found["annual"], found["gap"]) == (verdict, verdict, gap)
    assert (found["method"], found["reason"]) == ("milestone", "no_time_left")
    assert (found["pace_verdict"], found["pace_reason"]) == ("", "no_time_left")
    assert found["disagreeing"] == ""


@pytest.mark.parametrize(
    ("last", "verdict", "annual"),
    [(9, "missed", "missed"), (10, "met", "met"), (7, "missed", "missed")],
)
def test_an_amount_that_is_due_is_judged_by_its_whole(last, verdict, annual):
    # 10 a year: 30 in all.
    wish = Wish(unit="person", kind="flow", targets={2018: 10, 2019: 10, 2020: 10})
    found = row(wish, seen((2018, 10), (2019, 10), (2020, last)), 2020)
    assert (found["verdict"], found["annual"], found["in_all"]) == (verdict, annual, True)
    made_good = row(wish, seen((2018, 12), (2019, 10), (2020, 8)), 2020)
    assert (made_good["verdict"], made_good["annual"]) == ("met", "missed")


def test_no_method_of_pace_gives_a_verdict_once_the_target_is_due():
    wish = Wish(baseline=82, targets={2020: 90})
    for method in PACES:
        found = row(wish, seen((2018, 84), (2019, 87), (2020, 89.9)), 2020, method=method)
        assert (found["verdict"], found["method"]) == ("missed", "milestone"), method
