"""One indicator: values on top of the path, how final they are, what the title says."""

import matplotlib.pyplot as plt
import pytest
from building import Wish
from standings import standing

import minsheng as ms
from minsheng import charts
from minsheng.text.language import LANGUAGES, using

PATH = Wish(baseline=82, targets={2018: 86, 2019: 90, 2020: 95})
FLOW = Wish(unit="person", kind="flow", targets={2018: 10, 2019: 10, 2020: 10})
NODE = Wish(unit="milestone", kind="milestone", targets={2019: 1})
WAY = {"final": "o", "revised": "D", "provisional": "o"}


def points(artists):
    return [tuple(map(float, point)) for line in artists for point in line.get_xydata()]


def title(ax):
    return ax.figure.get_suptitle().replace("\n", "")


def notes(ax):
    return "".join(text.get_text() for text in ax.figure.texts).replace("\n", "")


def test_values_stand_where_their_period_ends(drawn_by):
    ax = charts.progress(
        standing(PATH, seen=[("2018H1", 84), (2018, 86), ("2019Q1", 87)], when="2019Q1")
    )
    assert points(drawn_by(ax, "observed final")) == [(2017.5, 84), (2018, 86), (2018.25, 87)]
    (line,) = drawn_by(ax, "observed line")
    assert list(line.get_xdata()) == [2017, 2017.5, 2018, 2018.25]  # from the baseline on
    assert points(drawn_by(ax, "stated")) == [(2018, 86), (2019, 90), (2020, 95)]


def test_nothing_later_than_the_period_is_drawn(drawn_by):
    ax = charts.progress(standing(PATH, seen=[(2018, 86), (2019, 90)]))
    assert points(drawn_by(ax, "observed final")) == [(2018, 86)]


def test_final_provisional_and_revised_values_look_different(drawn_by):
    looks = {}
    for status in WAY:
        ax = charts.progress(standing(PATH, seen=[(2018, 86, "2019-01-31", status)]))
        (line,) = drawn_by(ax, f"observed {status}")
        looks[status] = (line.get_marker(), line.get_markerfacecolor())
    assert {status: marker for status, (marker, _) in looks.items()} == WAY
    assert looks["provisional"][1] == "white" != looks["final"][1]


def test_what_was_corrected_is_a_grey_cross_beside_the_correction(drawn_by):
    seen = [(2018, 85, "2019-01-31"), (2018, 84, "2019-06-30", "revised")]
    ax = charts.progress(standing(PATH, seen=seen))
    (cross,) = drawn_by(ax, "replaced")
    assert (points([cross]), cross.get_marker()) == ([(2018, 85)], "x")
    assert points(drawn_by(ax, "observed revised")) == [(2018, 84)]
    assert "灰叉为更正前的数" in notes(ax) and "菱形为修订数" in notes(ax)


def test_of_two_periods_with_one_end_the_longer_one_is_drawn(drawn_by):
    ax = charts.progress(standing(PATH, seen=[("2018Q4", 85), (2018, 86)]))
    assert points(drawn_by(ax, "observed final")) == [(2018, 86)]


def test_an_amount_stands_beside_that_which_was_planned(drawn_by):
    seen = [(2018, 9), ("2019H1", 4)]
    ax = charts.progress(standing(FLOW, seen=seen, when="2019H1"))
    bars = [*drawn_by(ax, "observed final"), *drawn_by(ax, "observed final part")]
    planned = drawn_by(ax, "stated")
    assert [bar.get_height() for bar in bars] == [9, 4]
    assert [bar.get_height() for bar in planned] == [10, 10, 10]
    for year, bar, beside in zip((2018, 2019), bars, planned, strict=False):
        assert beside.get_x() + beside.get_width() < year + 0.1 < bar.get_x() + bar.get_width()
        assert bar.get_x() >= beside.get_x() + beside.get_width()
    assert not ax.lines  # the total to date is a number in the title
    assert "到2019年上半年累计13" in title(ax)


def test_a_milestone_is_solid_when_done_and_hollow_when_not(drawn_by):
    ax = charts.progress(standing(NODE, seen=[(2018, 0), (2019, 1)], when="2019"))
    (open_,), (done,) = drawn_by(ax, "observed open"), drawn_by(ax, "observed done")
    assert open_.get_markerfacecolor() == "white" != done.get_markerfacecolor()
    assert title(ax) == "某指标：到2019年已经完成"


def test_values_and_targets_are_written_on_different_sides():
    for value, below in ((84, True), (88, False)):
        ax = charts.progress(standing(PATH, seen=[(2018, value)]))
        offset = {text.get_text(): text.xyann[1] for text in ax.texts}
        assert (offset[f"{value}%"] < 0) == below
        assert (offset["86%"] < 0) != below


def test_the_axis_has_room_for_every_value(drawn_by):
    ax = charts.progress(standing(PATH, seen=[(2018, 40), (2019, 99)], when="2019"))
    low, high = ax.get_ylim()
    assert low < 40 and high > 99


@pytest.mark.parametrize(
    ("wish", "seen", "expected"),
    [
        (PATH, (2018, 85), "某指标：2018年为85%，低于目标轨迹（86%），滞后"),
        (PATH, (2018, 86), "某指标：2018年为86%，与目标轨迹持平（86%），基本符合预期"),
        (PATH, (2018, 87.5), "某指标：2018年为87.5%，高于目标轨迹（86%），快于预期"),
        (FLOW, (2018, 5), "某指标：到2018年累计5，低于目标轨迹（10），滞后"),
        (
            Wish(aim="hold", baseline=90, targets={2020: ">=85"}),
            (2018, 84),
            "某指标：2018年为84%，在界限以外（85%以上），未保持",
        ),
        (
            Wish(aim="hold", baseline=90, targets={2020: ">=85"}),
            (2018, 86),
            "某指标：2018年为86%，在界限以内（85%以上），保持",
        ),
        (Wish(targets={2018: 50}), (2018, 49), "某指标：2018年为49%，当年目标为50%，未达到"),
        (NODE, (2018, 0), "某指标：到2018年尚未完成"),
    ],
)
def test_the_title_says_how_the_value_stands(wish, seen, expected):
    assert title(charts.progress(standing(wish, seen=[seen]))) == expected


def test_what_was_not_reported_is_said_and_the_path_is_drawn_all_the_same(drawn_by):
    ax = charts.progress(standing(PATH))
    assert title(ax) == "某指标：2018年没有报送实际值"
    assert points(drawn_by(ax, "stated")) == [(2018, 86), (2019, 90), (2020, 95)]
    assert "没有实际值可画" in notes(ax)


def test_more_than_one_indicator_is_an_error_in_words(plan):
    with pytest.raises(ms.UnknownName, match="需要恰好一项指标"):
        charts.progress(ms.stand(plan.select(programme="housing"), ms.Ledger()))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_goal_of_the_plan_can_be_drawn(plan, stand_at, lang):
    """Each kind of goal in both languages, each unit of it in one of them."""
    rows = plan.indicators.drop_duplicates(["kind", "aim", "unit"])
    kinds = rows.drop_duplicates(["kind", "aim"])
    others = rows.drop(kinds.index).iloc[LANGUAGES.index(lang) :: len(LANGUAGES)]
    with using(lang):
        for indicator in [*kinds["indicator"], *others["indicator"]]:
            ax = charts.progress(stand_at("2019H1").select(indicator=indicator))
            charts.drawn(ax.figure)
            assert "nan" not in title(ax) + notes(ax)
            plt.close(ax.figure)


def test_small_cells_carry_the_same_values_and_the_last_one_in_their_heading(
    plan, made_up, drawn_by
):
    where = ms.stand(plan.select(programme="childcare"), made_up, "2019H1")
    cells = charts.progresses(where)
    single = charts.progress(where.select(indicator="childcare.gross_enrolment"))
    assert points(drawn_by(cells[0], "observed final")) == points(
        drawn_by(single, "observed final")
    )
    heads = [cell.get_title(loc="left").replace("\n", "") for cell in cells]
    assert heads[0] == "学前三年毛入园率：88.07%"
    assert "建设公办街镇中心幼儿园：当年4所（前6个月），累计13所（规划19所）" in heads
    shown = [text.get_text() for cell in cells for text in cell.texts]
    assert "88.07%" in shown


def test_small_cells_without_observations_are_the_paths_alone(plan, drawn_by):
    cells = charts.progresses(ms.stand(plan.select(programme="childcare"), ms.Ledger(), "2019"))
    assert cells[0].figure.get_suptitle() == "2019年：图中7项没有一项可以研判，其中7项应报未报"
    assert not any(drawn_by(cell, "observed line") for cell in cells)


def test_a_part_of_a_year_is_marked():
    # 10 in 2018, and 4 in the first half of 2019; the second half was not reported.
    axes = charts.progress(standing(FLOW, seen=[(2018, 10), ("2019H1", 4)], when="2019"))
    bars = {bar.get_gid(): bar for bar in axes.patches if "observed" in bar.get_gid()}
    assert not bars["observed final"].get_hatch()
    assert bars["observed final part"].get_hatch()
    figures = [text.get_text() for text in axes.texts if text.get_gid() == "observed figure"]
    assert set(figures) == {"10", "4（前6个月）"}
    assert axes.figure.get_suptitle() == "某指标：2019年分期数据不全"
    assert any("斜线柱为不满一年的完成数。" in text.get_text() for text in axes.figure.texts)


def test_the_title_tells_the_latest_report_and_the_outcome_of_an_earlier_year():
    large = Wish(unit="person", direction="down", targets={2018: 0})
    where = standing(large, seen=[(2018, 0), (2019, 3), (2020, 7)], when="2020")
    title = charts.progress(where).figure.get_suptitle()
    assert title == "某指标：2020年为7，2018年目标达标，此后没有保持"
