"""A total that adds up over years: bars read off the axes, sums by hand."""

import pytest
from building import Wish
from standings import standing

from minsheng import charts
from minsheng.reports import figures
from minsheng.text.language import using

JOBS = Wish("jobs", "person", kind="flow", baseline=None, targets={2018: 7, 2019: 8, 2020: 10})


def at(*seen, when="2019H1", wish=JOBS):
    rows = [(f"test.{wish.name}", period, value) for period, value in seen]
    return standing(wish, seen=rows, when=when)


def bars(ax):
    return [(bar.get_gid(), bar.get_y(), bar.get_height()) for bar in ax.patches if bar.get_gid()]


def test_what_is_done_planned_and_missing_adds_up_to_the_target():
    ax = charts.waterfall(at((2018, 5), ("2019H1", 3)))
    assert bars(ax) == [
        ("done", 0, 5),
        ("done", 5, 3),
        ("planned", 8, 5),  # 8 in 2019 less 3
        ("planned", 13, 10),
        ("missing", 23, 2),  # of 25
        ("target", 0, 25),
    ]
    labels = [label.get_text().replace("\n", "") for label in ax.get_xticklabels()]
    assert labels == ["2018年", "2019年前6个月", "2019年余下", "2020年", "仍差", "目标"]


@pytest.mark.parametrize(
    ("seen", "period", "zh", "en"),
    [
        (
            [(2018, 5), ("2019H1", 3)],
            "2019H1",
            "已完成8，为目标（25）的32%；今后按计划完成仍差2",
            "8 done, 32% of the target (25); even with all that is still planned, 2 short",
        ),
        (
            [(2018, 9), (2019, 8)],
            "2019",
            "已完成17，为目标（25）的68%；今后按计划完成即可达到",
            "17 done, 68% of the target (25); what is still planned is enough",
        ),
        (
            [(2018, 9), (2019, 8), (2020, 5)],
            "2020",
            "已完成22，为目标（25）的88%，还差3",
            "22 done, 88% of the target (25); 3 to go",
        ),
        (
            [(2018, 9), (2019, 16)],
            "2019",
            "已完成25，达到目标（25）",
            "25 done, the target (25) is reached",
        ),
        ([], "2019", "没有报送完成数", "nothing reported on what was done"),
    ],
)
def test_the_title_says_whether_what_is_planned_is_enough(seen, period, zh, en):
    where = at(*seen, when=period)
    assert charts.waterfall(where).figure.finding == f"某指标：{zh}"
    with using("en"):
        assert charts.waterfall(where).figure.finding == f"An indicator: {en}"


def test_what_is_no_total_has_no_bars_and_no_figure():
    where = at((2018, 5), when="2018", wish=Wish("level", baseline=0, targets={2020: 30}))
    ax = charts.waterfall(where)
    assert not bars(ax)
    assert ax.figure.finding == "某指标：不是分年累加的总量"
    assert str(figures.waterfall(where)) == ""


def test_a_total_has_its_figure_with_its_history():
    figure = figures.waterfall(at((2018, 5), ("2019H1", 3)))
    assert figure.finding in figure.alt
    assert figure.tables[0].rows
