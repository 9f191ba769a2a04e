"""The made-up ledger: every kind of case is in it, every row says what it is, always the same."""

import datetime as dt
from collections import Counter
from decimal import ROUND_CEILING, Decimal

import pandas as pd
import pytest
from building import Wish, build

from minsheng import demo
from minsheng.demo.cases import CASES
from minsheng.evaluation import evaluate
from minsheng.plan.facts import SYNTHETIC
from minsheng.plan.goals import goals
from minsheng.plan.observations import COLUMNS, STATUSES, TASK_STATUSES
from minsheng.plan.periods import period
from minsheng.plan.trajectory import trajectory

YEARS = ["2018", "2019", "2020"]
# Of the stories, those that leave a mark in the ledger itself; the others are seen by verdicts.
SEEN = {
    "met",
    "missed",
    "not_reported",
    "on_track",
    "behind",
    "far_behind",
    "moving_away",
    "held",
    "breached",
}
SEEN_2020 = {"right_way", "stalled", "wrong_way", "turning"}


@pytest.fixture(scope="module")
def ledger(plan):
    return demo.ledger(plan)


@pytest.fixture(scope="module")
def cast(plan):
    return demo.case_by_indicator(plan)


@pytest.fixture(scope="module")
def verdicts(plan, ledger):
    return evaluate(plan, ledger, [*YEARS, "2019H1"])


@pytest.fixture(scope="module")
def told(ledger, cast):
    """The observations by story."""
    return dict(iter(ledger.observations.groupby(ledger.observations["indicator"].map(cast))))


def of_story(verdicts, cast, story, year):
    return verdicts[verdicts["indicator"].map(cast).eq(story) & verdicts["period"].eq(year)]


# ---- what the ledger is


def test_the_ledger_has_the_columns_of_any_ledger(ledger):
    for table, columns in COLUMNS.items():
        frame = getattr(ledger, table)
        assert {name: str(kind) for name, kind in frame.dtypes.items()} == columns
        assert len(frame)


def test_every_row_says_that_it_is_made_up(ledger):
    for table in COLUMNS:
        assert getattr(ledger, table)["source"].str.startswith(SYNTHETIC).all()
    assert ledger.synthetic
    assert SYNTHETIC in repr(ledger)
    assert ledger.origin == SYNTHETIC


def test_every_text_of_a_department_says_that_it_is_made_up(ledger):
    texts = ["achieved", "problem", "cause", "action", "next_step"]
    assert ledger.explanations[texts].map(lambda text: text.startswith("（演示）")).all(axis=None)
    for frame in (ledger.observations, ledger.task_status):
        notes = frame.loc[frame["note"].ne(""), "note"]
        assert len(notes)
        assert notes.str.startswith("（演示）").all()


def test_keys_are_unique_and_codes_are_known(plan, ledger):
    for table in COLUMNS:
        frame = getattr(ledger, table)
        key = ["task" if table == "task_status" else "indicator", "period", "reported_on"]
        assert not frame.duplicated(key).any()
    assert set(ledger.observations["status"]) == set(STATUSES)
    assert set(ledger.task_status["status"]) == set(TASK_STATUSES)
    assert set(ledger.observations["indicator"]) <= set(plan.indicators["indicator"])
    assert set(ledger.explanations["department"]) <= set(plan.departments["department"])
    assert set(ledger.task_status["task"]) <= set(plan.tasks["task"])


def test_goals_in_words_and_context_figures_are_not_observed(plan, ledger):
    aims = plan.indicators.set_index("indicator")["aim"]
    assert set(ledger.observations["indicator"].map(aims)) == {"reach", "hold", "direction"}


def test_values_are_possible(plan, ledger):
    rows = ledger.observations.merge(plan.indicators[["indicator", "unit"]], on="indicator")
    rows = rows.merge(plan.units[["unit", "share", "decimals"]], on="unit", suffixes=("", "_unit"))
    assert rows["value"].ge(0).all()
    assert rows.loc[rows["share"], "value"].le(100).all()
    assert rows.loc[rows["unit"].eq("milestone"), "value"].isin([0, 1]).all()
    typed = rows[rows["decimals"].notna()]
    assert all(
        round(value, places) == value
        for value, places in zip(typed["value"], typed["decimals"], strict=True)
    )
    assert typed["decimals"].eq(typed["decimals_unit"]).all()


def test_nothing_lies_outside_the_years_of_the_plan(ledger):
    for table in COLUMNS:
        years = getattr(ledger, table)["period"].map(lambda text: period(text).year)
        assert set(years) == {2018, 2019, 2020}


def test_years_halves_and_quarters_are_mixed(ledger):
    kinds = Counter(period(text).kind for text in ledger.observations["period"])
    assert set(kinds) == {"year", "half", "quarter"}
    assert kinds["half"] > kinds["quarter"]
    assert {"2018H1", "2018H2", "2018Q1", "2018"} <= set(ledger.observations["period"])


def test_figures_are_reported_about_a_month_after_their_period(ledger):
    first = ledger.observations.drop_duplicates(["indicator", "period"])
    ends = pd.to_datetime(first["period"].map(lambda text: period(text).end))
    days = (first["reported_on"] - ends).dt.days
    assert days.min() >= 20
    assert days.quantile(0.85) <= 40


def test_on_a_day_in_the_middle_the_ledger_is_half_full(plan, ledger):
    then = ledger.as_of(dt.date(2019, 8, 31))
    assert str(then.last_period) == "2019H1"
    assert 0.4 < len(then.observations) / len(ledger.observations) < 0.6
    seen = evaluate(plan, ledger, "2019H1", as_of=dt.date(2019, 8, 31))
    assert {"on_track", "behind", "far_behind", "held", "not_due"} <= set(seen["verdict"])


# ---- every kind of case


def test_every_story_is_told_in_the_plan_that_ships(cast):
    names = {story.name for stories in CASES.values() for story in stories}
    assert set(cast.values()) == names


def test_stories_are_spread_over_all_programmes(plan, ledger, cast, verdicts):
    programmes = plan.indicators.set_index("indicator")["programme"]
    by_programme = pd.Series(cast).groupby(programmes.reindex(list(cast)).to_numpy()).nunique()
    assert set(by_programme.index) == set(plan.programmes["programme"])
    assert by_programme.min() >= 4
    wrong = verdicts["verdict"].isin(["missed", "behind", "far_behind", "breached", "wrong_way"])
    assert set(verdicts.loc[wrong, "programme"]) == set(plan.programmes["programme"])
    right = verdicts["verdict"].isin(["met", "on_track"])
    assert set(verdicts.loc[right, "programme"]) == set(plan.programmes["programme"])


def test_every_verdict_occurs(verdicts):
    years = verdicts[verdicts["period"].isin(YEARS)]
    assert set(years["verdict"]) >= SEEN
    assert set(years.loc[years["period"].eq("2020"), "verdict"]) >= SEEN_2020
    assert "not_due" in set(verdicts["verdict"])
    assert {"robust", "sensitive"} <= set(years["robustness"])
    assert {
        "parts_missing",
        "not_reported",
        "no_number",
        "no_target",
        "no_baseline",
        "baseline_is_a_bound",
        "too_few_points",
    } <= set(years["reason"])


@pytest.mark.parametrize(
    "line",
    [
        (Wish("a", aim="hold", baseline=98, targets={2020: ">=95"}), {}),
        (
            Wish(
                "a",
                aim="hold",
                direction="down",
                unit="person",
                baseline=20,
                targets={2020: "<=40"},
            ),
            {},
        ),
        (Wish("a", aim="hold", baseline=80, targets={2020: ">=95"}), {"outside": True}),
        (
            Wish(
                "a",
                aim="hold",
                direction="down",
                unit="person",
                baseline=90,
                targets={2020: "<=40"},
            ),
            {"outside": True},
        ),
    ],
)
def test_a_line_with_a_printed_baseline_worsens_or_recovers(line):
    """Drift needs four yearly points: the baseline must be a number."""
    wish, outside = line
    wishes = [Wish(**{**vars(wish), "name": f"line{n}"}) for n in range(4)]
    plan = build(*wishes)
    seen = evaluate(plan, demo.ledger(plan), "2020").set_index("indicator")["verdict"]
    by_story = {story: seen[indicator] for indicator, story in demo.case_by_indicator(plan).items()}
    if outside:
        assert by_story["recovering"] == "recovering"
    else:
        assert by_story["drifting"] == "held_worsening"
        assert "recovering" not in by_story
    assert by_story["breached"] == "breached" or outside


def test_good_ones_keep_to_their_path(verdicts, cast):
    for year in YEARS:
        rows = of_story(verdicts, cast, "steady", year)
        judged = rows[~rows["verdict"].isin(["no_target", "not_reported"])]
        assert set(judged["verdict"]) <= {"met", "on_track"}
        assert len(judged)


def test_some_fall_short(verdicts, cast):
    before = set(of_story(verdicts, cast, "short", "2019")["verdict"])
    assert before == {"behind", "missed", "no_target"}
    assert set(of_story(verdicts, cast, "short", "2020")["verdict"]) == {"missed"}


def test_some_are_far_behind_and_catch_up(verdicts, cast):
    early = of_story(verdicts, cast, "catching_up", "2018")
    assert "far_behind" in set(early["verdict"])
    assert set(early["verdict"]) <= {"far_behind", "missed", "no_target"}
    at_last = of_story(verdicts, cast, "catching_up", "2020")
    assert set(at_last["verdict"]) <= {"on_track", "met"}


def test_one_moves_away(verdicts, cast):
    assert "moving_away" in set(of_story(verdicts, cast, "moving_away", "2019")["verdict"])
    assert set(of_story(verdicts, cast, "moving_away", "2020")["verdict"]) == {"missed"}


def test_some_arrive_early(plan, ledger, cast):
    whole = {goal.indicator: goal for goal in goals(plan)}
    early = [
        name
        for name, story in cast.items()
        if story == "early" and not whole[name].is_flow and whole[name].final_year == 2020
    ]
    assert early
    values = ledger.observations.set_index(["indicator", "period"])["value"]
    for name in early:
        assert whole[name].meets(values[name, "2019"], whole[name].final)


def test_some_are_corrected(told, verdicts, cast, plan, ledger):
    rows = told["revised"]
    corrected = rows[rows.duplicated(["indicator", "period"])]
    assert set(corrected["status"]) == {"revised"}
    first = rows.drop_duplicates(["indicator", "period"]).set_index(["indicator", "period"])
    later = corrected.set_index(["indicator", "period"])
    assert (first["value"].reindex(later.index) != later["value"]).any()
    assert (later["reported_on"] > first["reported_on"].reindex(later.index)).all()
    assert not corrected["period"].str.startswith("2020").any()
    before = evaluate(plan, ledger, "2018", as_of=dt.date(2019, 3, 31)).set_index("indicator")
    after = evaluate(plan, ledger, "2018").set_index("indicator")
    names = [name for name, story in cast.items() if story == "revised"]
    pairs = zip(before.loc[names, "verdict"], after.loc[names, "verdict"], strict=True)
    assert {("on_track", "behind"), ("met", "missed")} & set(pairs)


def test_some_come_late(told):
    ends = pd.to_datetime(told["late"]["period"].map(lambda text: period(text).end))
    assert (told["late"]["reported_on"] - ends).dt.days.min() > 180


def test_some_are_never_reported(told, cast, verdicts):
    assert "unreported" in set(cast.values())
    assert "unreported" not in told
    rows = of_story(verdicts, cast, "unreported", "2020")
    assert set(rows["verdict"]) == {"not_reported", ""} or set(rows["verdict"]) == {"not_reported"}


def test_provisional_figures_become_final(told):
    rows = told["made_final"]
    for _, vintages in rows.groupby(["indicator", "period"]):
        assert len(set(vintages["value"])) == 1
        closing = vintages["period"].iloc[0] in ("2020", "2020Q4")
        assert list(vintages["status"]) == ["provisional", "final"][: 1 if closing else 2]


def test_some_shares_come_as_numerator_and_denominator(told):
    rows = told["quotient"]
    assert rows["decimals"].isna().all()
    assert (rows["value"] - 100 * rows["numerator"] / rows["denominator"]).abs().max() < 1e-9
    assert (rows["numerator"] <= rows["denominator"]).all()


def test_a_running_total_falls_once(told):
    for _, rows in told["falling_once"].groupby("indicator"):
        values = rows.sort_values("reported_on")["value"]
        assert (values.diff() < 0).sum() == 1


def test_a_quarter_is_left_out(told, verdicts, cast):
    for _, rows in told["quarter_left_out"].groupby("indicator"):
        assert len(rows) % 4 == 3
        assert rows["period"].map(lambda text: period(text).kind).eq("quarter").all()
    assert "parts_missing" in set(of_story(verdicts, cast, "quarter_left_out", "2019")["reason"])


def test_a_year_differs_a_little_from_its_quarters(told):
    apart = []
    for _, rows in told["in_quarters"].groupby(
        [told["in_quarters"]["indicator"], rows_year(told["in_quarters"])]
    ):
        of_year = rows["period"].str.len() == 4
        year, quarters = rows.loc[of_year, "value"].sum(), rows.loc[~of_year, "value"].sum()
        apart.append(abs(year - quarters) / quarters)
    assert 0 < max(apart) <= 0.25
    assert sum(apart) / len(apart) < 0.1


def rows_year(rows):
    return rows["period"].str[:4]


def test_what_the_plan_prints_in_ten_thousands_is_reported_one_digit_finer(ledger):
    """3000万元 in thousands of yuan, 1.5万人 in hundreds of people, 2.21万平方米 in tens."""
    values = ledger.observations.set_index("indicator")["value"]
    for indicator, grain in (
        ("employment.startup_loans", 1000),
        ("employment.new_urban_jobs", 100),
        ("education.rural_school_area_built", 10),
    ):
        assert values[indicator].mod(grain).eq(0).all()
        assert values[indicator].mod(10 * grain).ne(0).any()


def test_a_pace_lies_on_the_cut_or_on_the_next_unit(verdicts, cast):
    """5.18 + 0.95 × 0.7 = 5.845 beds, reported as 5.85; at the end 6.13 misses 6.18."""
    for when in (*YEARS, "2019H1"):
        rows = of_story(verdicts, cast, "on_the_cut", when)
        assert rows["pace"].round(12).between(0.95, 0.96).all()
        assert set(rows["verdict"]) == {"missed" if when == "2020" else "on_track"}


def test_half_a_digit_decides_of_a_value_on_its_target(verdicts, cast):
    rows = of_story(verdicts, cast, "on_the_target", "2020")
    assert set(rows["verdict"]) == {"met"}
    assert set(rows["robustness"]) == {"sensitive"}
    assert rows["observed"].eq(rows["due_target"]).all()


def test_milestones_are_done_early_in_time_late_and_never(plan, ledger, cast, verdicts):
    due = {goal.indicator: goal.final_year for goal in goals(plan) if goal.kind == "milestone"}
    done = ledger.observations[ledger.observations["value"].eq(1)].set_index("indicator")["period"]

    def years_late(story):
        return {period(done[name]).time - due[name] for name in cast if cast[name] == story}

    assert years_late("in_time") == {0.0}
    assert years_late("done_early") == {-1.0}
    assert years_late("overdue") == {0.5}
    never = {name for name, story in cast.items() if story == "never"}
    assert not never & set(done.index)
    assert "missed" in set(of_story(verdicts, cast, "never", "2020")["verdict"])


def test_nothing_but_the_plan_is_needed_to_check_the_path(plan, ledger, cast):
    """On the cut: y = b + 0.95 (Y − b), from the printed figures as decimals, to the next unit."""
    path = trajectory(plan).set_index(["indicator", "year"])["value"]
    names = [name for name, story in cast.items() if story == "on_the_cut"]
    values = ledger.observations.set_index(["indicator", "period"])["value"]
    assert names
    for name in names:
        start = Decimal(str(path[name, 2017]))
        for year in (2018, 2019, 2020):
            planned = Decimal(str(path[name, year]))
            exact = start + Decimal("0.95") * (planned - start)
            unit = exact.quantize(Decimal("0.01"), ROUND_CEILING)
            assert Decimal(repr(float(values[name, str(year)]))) == unit
