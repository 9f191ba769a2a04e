"""A printed baseline is shown wherever baselines stand, of an amount with the years it is of."""

import pytest
from building import Wish, build
from standings import standing

from minsheng.plan.goals import goal_by_indicator
from minsheng.reports import listings
from minsheng.reports.baselines import baseline_number
from minsheng.text.language import using

NEW_JOBS = "employment.new_urban_jobs"
"""近三年全区城镇新增就业年均1.8万人: annex 3, 一 of the plan that ships."""


@pytest.mark.parametrize(
    ("lang", "number"), [("zh", "年均18000（2015—2017年）"), ("en", "18,000 a year (2015–2017)")]
)
def test_the_mean_of_three_years_is_told_as_that(plan, lang, number):
    part = plan.select(indicator=NEW_JOBS)
    with using(lang):
        targets, paces = listings.targets(part), listings.paces(part)
    assert targets.rows[0]["2017"] == paces.rows[0]["baseline"] == number
    assert targets.notes[-1] == paces.notes[-2]


@pytest.mark.parametrize(
    ("since", "zh", "en"),
    [(None, "2017年全年80", "80 in 2017"), (2016, "2016年全年80", "80 in 2016")],
)
def test_the_amount_of_a_year_is_told_as_that_in_every_table(since, zh, en):
    wish = Wish(unit="person", kind="flow", baseline=80, since=since, total=300)
    here = standing(wish)
    for lang, number in {"zh": zh, "en": en}.items():
        with using(lang):
            assert listings.targets(here.plan).rows[0]["2017"] == number
            assert listings.paces(here.plan).rows[0]["baseline"] == number
            path = listings.planned_path(here.plan)
            assert path.rows[0]["2017"] == number
            assert path.values[0]["2017"] is None
            assert listings.midterm_results(here).rows[0]["baseline"] == number


def test_without_one_nothing_is_shown_and_no_zero():
    wish = Wish(unit="person", kind="flow", total=300)
    part = standing(wish).plan
    assert listings.targets(part).rows[0]["2017"] == ""
    assert listings.planned_path(part).rows[0]["2017"] == ""
    assert "baseline" not in [column.name for column in listings.paces(part).columns]


def test_a_level_of_another_year_says_which_in_every_table():
    wish = Wish(baseline=97, since=2016, targets={2020: ">=95"})
    here = standing(wish)
    assert listings.targets(here.plan).rows[0]["2017"] == "97（2016年）"
    assert listings.held(here.plan).rows[0]["baseline"] == "97%（2016年）"
    assert listings.midterm_results(here).rows[0]["baseline"] == "97%（2016年）"


def test_a_mean_of_a_level_is_shown_with_its_years(plan):
    """Wages grew by 7.4 % and 0.7 % a year in 2015–2017: annex 3, 一 of the plan that ships."""
    rows = plan.tables["baselines"]
    kinds = plan.indicators.set_index("indicator")["kind"]
    means = rows[rows["first_year"].ne(rows["last_year"]) & rows["indicator"].map(kinds).ne("flow")]
    assert not means.empty
    for row in means.to_dict("records"):
        goal = goal_by_indicator(plan)[row["indicator"]]
        assert goal.baseline is None
        assert baseline_number(plan, goal) == f"年均{row['value']:g}（2015—2017年）"


def test_a_bound_is_shown_as_printed_at_mid_term():
    here = standing(Wish(baseline=">94", targets={2020: ">=95"}))
    assert listings.midterm_results(here).rows[0]["baseline"] == ">94%"


@pytest.mark.parametrize(
    ("wish", "gap", "change"),
    [
        # By hand: 600 ÷ 3, 18 ÷ 3, 1 ÷ 3, 6.5 ÷ 3.
        (Wish(unit="person", baseline=6000, targets={2020: 6600}), "600", "200"),
        (Wish(unit="person", baseline=12, targets={2020: 30}), "18", "6"),
        (Wish(unit="person", baseline=1, targets={2020: 2}), "1", "0.3"),
        (Wish(baseline=88.5, targets={2020: ">=95"}), "6.5", "2.17"),
    ],
)
def test_gaps_have_the_decimals_of_what_is_printed(wish, gap, change):
    row = listings.requirements(build(wish)).rows[0]
    assert (row["gap"], row["change"]) == (gap, change)


def test_headroom_too():
    assert (
        listings.held(build(Wish(baseline=96.2, targets={2020: ">=95"}))).rows[0]["headroom"]
        == "1.2"
    )


def test_the_path_ends_in_the_whole_range_with_as_many_decimals_in_each_year():
    """By hand: (103.2 − 98.5) ÷ 5 = 0.94 a year, past 100 as before."""
    rising = Wish("rising", baseline=98.5, targets={2022: ">=103.2"})
    ranged = Wish("ranged", baseline=6.12, targets={2022: "6.5..7"})
    plan = build(rising, ranged, last_year=2022)
    first, second = listings.planned_path(plan).rows
    assert [first[str(year)] for year in range(2018, 2023)] == [
        "†99.44",
        "†100.38",
        "†101.32",
        "†102.26",
        "≥103.2",
    ]
    assert second["2022"] == "6.5—7"
