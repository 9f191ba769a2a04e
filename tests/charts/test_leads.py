"""Progress against the plan: where each goal stands, ranked."""

import pytest
from building import Wish
from standings import standing

import minsheng as ms
from minsheng import charts
from minsheng.text.language import using


def goal(name, **more):
    return Wish(name, **{"baseline": 0, "targets": {2020: 30}, **more})


@pytest.fixture
def two():
    seen = [("test.slow", 2018, 6), ("test.fast", 2018, 15)]
    return standing(goal("slow"), goal("fast"), seen=seen)


def at(artists):
    return [float(line.get_xdata()[-1]) for line in artists]


def test_markers_stand_at_the_share_that_is_done_and_the_line_at_that_which_is_due(two, drawn_by):
    ax = charts.lead(two)
    assert at(drawn_by(ax, "way")) == [50, 20]
    assert at(drawn_by(ax, "due")) == pytest.approx([100 / 3, 100 / 3])
    assert at(drawn_by(ax, "ahead")) == [50]  # 15 of 10 by then
    assert at(drawn_by(ax, "lagging")) == [20]  # 6 of 10


def test_the_furthest_ahead_is_on_top_and_figures_are_written(two):
    ax = charts.lead(two)
    low, high = ax.get_ylim()
    assert low > high
    texts = [text.get_text() for text in ax.texts]
    assert {"50%（+16.7）", "20%（−13.3）"} <= set(texts)


def test_the_title_counts_and_names_the_last(two, title_of):
    assert title_of([charts.lead(two)]) == (
        "2018年：已研判的2项中1项跟上规划进度，1项没有跟上；某指标慢13.3个百分点"
    )
    with using("en"):
        title = charts.lead(two).figure.get_suptitle().replace("\n", " ")
    assert title == (
        "2018: of 2 judged goals, 1 keeps up with the plan and 1 does not; "
        "“An indicator” is 13.3 points behind"
    )


def test_the_last_of_several_is_named_and_one_alone_is_compared_with_no_other(title_of):
    seen = [("test.slow", 2018, 6), ("test.late", 2018, 3)]
    assert title_of([charts.lead(standing(goal("slow"), goal("late"), seen=seen))]) == (
        "2018年：已研判的2项中0项跟上规划进度，2项没有跟上；最慢的是某指标，慢23.3个百分点"
    )
    alone = charts.lead(standing(goal("slow"), seen=seen[:1]))
    assert title_of([alone]) == "2018年：某指标没有跟上规划进度，慢13.3个百分点"


def test_a_goal_in_line_is_not_called_slow(title_of):
    """9.7 of 10 is a pace of 0.97, within the band of 0.95 to 1.05: a point behind, and in line."""
    where = standing(
        goal("near"), goal("fast"), seen=[("test.near", 2018, 9.7), ("test.fast", 2018, 15)]
    )
    assert list(where.verdicts["class"]) == ["in_line", "ahead"]
    assert title_of([charts.lead(where)]) == "2018年：已研判的2项都跟上规划进度"


def test_where_none_is_behind_nobody_is_named(title_of):
    where = standing(goal("fast"), seen=[(2018, 15)])
    assert title_of([charts.lead(where)]) == "2018年：已研判的1项跟上规划进度"


def test_what_lies_beyond_the_edge_is_an_arrowhead_there(drawn_by):
    seen = [("test.far", 2018, 90), ("test.back", 2018, 0)]
    unit = {"unit": "index"}
    ax = charts.lead(
        standing(
            goal("far", **unit), goal("back", baseline=30, targets={2020: 60}, **unit), seen=seen
        )
    )
    assert [line.get_marker() for line in drawn_by(ax, "early")] == [">"]
    assert [line.get_marker() for line in drawn_by(ax, "lagging")] == ["<"]
    low, high = ax.get_xlim()
    assert low < -20 and high > 120
    assert any("箭头为超出图幅" in text.get_text() for text in ax.figure.texts)


def test_what_has_no_share_of_the_way_is_counted(title_of):
    held = Wish("held", aim="hold", baseline=90, targets={2020: ">=85"})
    where = standing(goal("fast"), held, seen=[("test.fast", 2018, 15), ("test.held", 2018, 90)])
    ax = charts.lead(where)
    assert any("未画出：逐年保持1项。" in text.get_text() for text in ax.figure.texts)


def test_a_long_ranking_shows_both_ends_and_says_so():
    names = [f"g{n:02d}" for n in range(45)]
    where = standing(
        *(goal(name) for name in names),
        seen=[(f"test.{name}", 2018, n) for n, name in enumerate(names)],
    )
    ax = charts.lead(where)
    assert len(ax.get_yticks()) == 40
    notes = "".join(text.get_text() for text in ax.figure.texts)
    assert "中间4项" in notes
    assert "另有1项与规划进度持平，未画出" in notes  # ten of the ten that are due


def test_without_observations_there_is_nothing_to_rank(plan, title_of):
    ax = charts.lead(ms.stand(plan, ms.Ledger(), "2019"))
    assert title_of([ax]) == "2019年：没有一项可以比较实现程度与规划进度"


@pytest.mark.parametrize(
    ("status", "sign", "note"),
    [
        ("provisional", "*", "* 实际值为初步数。"),
        ("revised", "†", "† 实际值为修订数。"),
        ("final", "", ""),
    ],
)
def test_a_figure_that_is_not_final_is_told_apart(status, sign, note):
    seen = [("test.slow", 2018, 6), ("test.fast", 2018, 15, "2019-01-31", status)]
    ax = charts.lead(standing(goal("slow"), goal("fast"), seen=seen))
    texts = [text.get_text() for text in ax.texts]
    assert {f"50%（+16.7）{sign}", "20%（−13.3）"} <= set(texts)
    notes = "\n".join(text.get_text() for text in ax.figure.texts)
    assert [line for line in notes.splitlines() if line[:1] in "*†"] == ([note] if note else [])
