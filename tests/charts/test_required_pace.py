"""Required against achieved pace: where each goal stands on one axis, and what the title says."""

from pathlib import Path

import pytest
from building import Wish
from standings import standing

import minsheng as ms
from minsheng import charts
from minsheng.evaluation import next_paces, paces
from minsheng.text.language import using
from minsheng.text.numerals import plain, times

PACKAGES = Path(__file__).parents[1]


def goal(name, **more):
    return Wish(name, **{"baseline": 0, "targets": {2020: 30}, **more})


@pytest.fixture
def three():
    """Three goals to reach 30 in three years, seen after one."""
    seen = [("test.slow", 2018, 6), ("test.fast", 2018, 15), ("test.back", 2018, 8)]
    back = goal("back", baseline=10)
    return standing(goal("slow"), goal("fast"), back, seen=seen)


def test_the_share_is_what_was_gained_a_year_over_what_is_required_a_year(three):
    rows = paces(three).set_index("indicator")
    assert rows["missing"].eq("").all()
    # 6 gained and 24 to go in two years; 15 and 15; nothing gained.
    shares = [rows.loc[f"test.{name}", "share"] for name in ("slow", "fast", "back")]
    assert shares == [pytest.approx(6 / 12), 1 / (7.5 / 15), 0]


def test_goals_without_either_pace_say_why():
    where = standing(
        goal("fast"),
        goal("done"),
        goal("none", baseline=None),
        seen=[("test.fast", 2018, 15), ("test.done", 2018, 40), ("test.none", 2018, 3)],
    )
    missing = paces(where).set_index("indicator")["missing"]
    assert missing.to_dict() == {
        "test.fast": "",
        "test.done": "target_reached",
        "test.none": "no_baseline",
    }
    notes = "".join(text.get_text() for text in charts.pace(where)[0].figure.texts)
    assert "未画出：已实现最终目标1项、无基期值1项。" in notes.replace("\n", "")


def test_the_slowest_is_on_top_and_both_paces_stand_beside_it(three, drawn_by):
    (ax,) = charts.pace(three)
    ends = [line.get_xdata()[-1] for line in drawn_by(ax, "way")]
    assert ends == [0, 50, 200]
    assert [line.get_ydata()[-1] for line in drawn_by(ax, "way")] == [0, 1, 2]
    (required,) = drawn_by(ax, "required")
    assert list(required.get_xdata()) == [100, 100]
    texts = [text.get_text().replace("\n", "") for text in ax.texts]
    assert {"−2→11个百分点", "6→12个百分点（2倍）", "15→7.5个百分点（0.5倍）"} <= set(texts)
    assert {"须加快：2项", "现速已够：1项"} <= set(texts)


@pytest.mark.parametrize(
    ("seen", "zh", "en"),
    [
        (
            [("test.a", 2018, 6), ("test.b", 2018, 15)],
            "图中尚未达到的2项中1项须加快；某指标须为此前的2倍",
            "of the 2 goals shown, 1 must go faster; "
            "“An indicator” must go 2 times as fast as so far",
        ),
        (
            [("test.a", 2018, 6)],
            "图中尚未达到的1项须加快；某指标须为此前的2倍",
            "the one goal shown must go faster; “An indicator” must go 2 times as fast as so far",
        ),
        (
            [("test.a", 2018, 0), ("test.b", 2018, 0)],
            "图中尚未达到的2项都须加快；2项至今没有进展",
            "all 2 goals shown must go faster; 2 have made no progress so far",
        ),
        (
            [("test.a", 2018, 10), ("test.b", 2018, 15)],
            "图中尚未达到的2项按此前的速度都能如期达到",
            "at the pace so far, all 2 goals shown will be reached in time",
        ),
        (
            [("test.a", 2018, 6), ("test.b", 2018, 5)],
            "图中尚未达到的2项都须加快；最多的是某指标，须为此前的2.5倍",
            "all 2 goals shown must go faster; "
            "most of all “An indicator”, 2.5 times as fast as so far",
        ),
        (
            [("test.a", 2018, 6), ("test.b", 2018, 6), ("test.c", 2018, 6)],
            "图中尚未达到的3项都须加快；最多须为此前的2倍（3项）",
            "all 3 goals shown must go faster; up to 2 times as fast as so far (3 goals)",
        ),
        (
            [("test.a", 2018, 30)],
            "没有一项可以比较此前和今后所需的速度",
            "for no goal can the pace so far be compared with the one required",
        ),
    ],
)
def test_the_title_states_what_the_numbers_say(seen, zh, en, title_of):
    where = standing(*(goal(name.removeprefix("test.")) for name, *_ in seen), seen=seen)
    assert title_of(charts.pace(where)) == f"2018年：{zh}"
    with using("en"):
        title = charts.pace(where)[0].figure.finding
    assert title == f"2018: {en}"


def test_of_many_goals_only_those_that_must_go_faster_have_rows(drawn_by):
    seen = [(f"test.g{n:02d}", 2018, n) for n in range(1, 31)]
    where = standing(*(goal(f"g{n:02d}") for n in range(1, 31)), seen=seen)
    squares, rows = charts.pace(where)
    drawn = [
        len(line.get_xdata())
        for name in ("lagging", "in_line", "ahead")
        for line in drawn_by(squares, name)
    ]
    assert sum(drawn) == 29  # one has reached its target
    assert len(rows.get_yticks()) == 9  # 9 of 30 in a year and less: 10.5 a year are missing
    assert squares.get_xlim() == rows.get_xlim()


def test_an_average_growth_is_held_against_growth():
    five = ms.load_plan(PACKAGES / "five_year_package").select(indicator="economy.gdp")
    where = ms.stand(five, ms.load_observations(five, "demo"), "2028H1")
    (row,) = where.verdicts.to_dict("records")
    (ax,) = charts.pace(where)
    shown = [text.get_text().replace("\n", "") for text in ax.texts]
    rates = [f"{plain(100 * row[name])}%" for name in ("growth_so_far", "required_growth")]
    assert f"{'→'.join(rates)}（{times(row['faster'])}倍）" in shown


def test_a_path_that_the_plan_bends_back_is_not_told_as_no_progress():
    """From 2 up to 5 in 2018 and down to 1: 3 in 2019 is on it, though above the baseline of 2."""
    years = {2018: 5, 2020: 1}
    wish = Wish(unit="person", direction="down", baseline=2, targets=years)
    for value, course in ((3, "as_planned"), (4, "hard")):
        told = standing(wish, seen=[("2018", 5), ("2019", value)], when="2019")
        assert next_paces(told.plan, told.verdicts).tolist() == [course]
    (row,) = paces(standing(wish, seen=[("2018", 5), ("2019", 3)], when="2019")).to_dict("records")
    assert row["missing"] == "planned_later"
