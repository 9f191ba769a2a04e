import pytest

import minsheng as ms
from minsheng import charts
from minsheng.text.language import using


def texts(ax):
    return [text.get_text() for text in ax.texts]


def points(artists):
    return [tuple(map(float, point)) for line in artists for point in line.get_xydata()]


def of(plan, indicator):
    return charts.path(plan.select(indicator=indicator))


def test_stated_targets_are_steps_and_the_baseline_a_labelled_point(plan, drawn_by, pieces):
    ax = of(plan, "childcare.gross_enrolment")
    assert points(drawn_by(ax, "baseline")) == [(2017, 86)]
    assert points(drawn_by(ax, "stated")) == [(2018, 87), (2019, 89), (2020, 90)]
    steps = pieces(drawn_by(ax, "target"))
    assert [{value for _, value in step} for step in steps] == [{87}, {89}, {90}]
    assert {"86%", "≥87%", "≥89%", "≥90%"} <= set(texts(ax))


def test_the_side_that_meets_a_floor_is_shaded_above_it(plan, drawn_by):
    ax = of(plan, "childcare.gross_enrolment")
    bottoms = [region.get_paths()[0].vertices[:, 1].min() for region in drawn_by(ax, "region")]
    assert bottoms == [87, 89, 90]


def test_the_side_that_meets_a_ceiling_is_shaded_below_it(plan, drawn_by):
    ax = of(plan, "employment.registered_unemployment")
    regions = drawn_by(ax, "region")
    assert [region.get_paths()[0].vertices[:, 1].max() for region in regions] == [4, 4, 4]
    assert min(region.get_paths()[0].vertices[:, 1].min() for region in regions) == 0


def test_a_baseline_that_is_a_bound_is_a_bar_not_a_point(plan, drawn_by, pieces):
    ax = of(plan, "education.compulsory_retention")
    (bar,) = drawn_by(ax, "interval")
    assert (bar.get_y(), bar.get_y() + bar.get_height()) == (94, 100)
    assert not drawn_by(ax, "baseline")
    assert ">94%" in texts(ax)
    joined = [[year for year, _ in line] for line in pieces(drawn_by(ax, "path"))]
    assert joined == [[2018, 2019], [2019, 2020]]


def test_a_ceiling_as_baseline_reaches_down_to_zero(plan, drawn_by):
    (bar,) = drawn_by(of(plan, "employment.registered_unemployment"), "interval")
    assert (bar.get_y(), bar.get_height()) == (0, 3.5)


def test_without_a_baseline_no_line_reaches_the_baseline_year(plan, drawn_by, pieces):
    reasons = ms.gaps(plan).set_index("indicator")["reason"]
    kinds = plan.indicators.set_index("indicator")["kind"]
    without = [name for name in reasons.index[reasons == "no_baseline"] if kinds[name] == "stock"]
    assert without
    for indicator in without[:6]:
        ax = of(plan, indicator)
        lines = pieces(drawn_by(ax, "path") + drawn_by(ax, "interpolated"))
        assert all(year > 2017 for line in lines for year, _ in line)
        assert "无基期值" in texts(ax)


def test_years_that_the_plan_leaves_out_are_hollow_and_dashed(plan, drawn_by):
    path = ms.trajectory(plan)
    ours = path[(path["basis"] == "interpolated") & path["amount"].isna()]
    ax = of(plan, ours["indicator"].iloc[0])
    artists = drawn_by(ax, "interpolated")
    markers = [line for line in artists if line.get_marker() == "o"]
    lines = [line for line in artists if line.get_marker() == "None"]
    assert markers and all(line.get_markerfacecolor() == "white" for line in markers)
    assert lines and all(line.get_linestyle() == "--" for line in lines)
    assert not drawn_by(ax, "path")


def test_a_flow_is_a_bar_a_year_and_its_total_a_number(plan, drawn_by):
    ax = of(plan, "childcare.public_centres_built")
    bars = drawn_by(ax, "stated")
    assert [bar.get_height() for bar in bars] == [9, 7, 3]
    assert not ax.lines
    assert "累计19所" in texts(ax)
    assert "19所" in ax.get_title("left")


def test_an_interim_target_below_the_baseline_is_drawn_below_it(plan, drawn_by):
    ax = of(plan, "healthcare.nurses")
    assert points(drawn_by(ax, "stated")) == [(2018, 2.72), (2019, 2.93), (2020, 3.21)]
    low, high = ax.get_ylim()
    assert low < 2.72 and high > 3.21


def test_a_milestone_is_a_mark_on_the_years(plan, drawn_by):
    (mark,) = drawn_by(of(plan, "childcare.yingpanshan_started"), "stated")
    assert mark.get_xdata()[0] == 2018


@pytest.mark.parametrize("indicator", ["childcare.gross_enrolment", "healthcare.nurses"])
def test_years_are_whole_and_the_unit_stands_on_the_axis(plan, indicator):
    ax = of(plan, indicator)
    assert [label.get_text() for label in ax.get_xticklabels()] == ["2017", "2018", "2019", "2020"]
    unit = plan.unit(plan.indicator(indicator).unit)
    assert unit.name() in ax.get_ylabel()


def test_the_title_is_the_finding_in_both_languages(plan):
    part = plan.select(indicator="childcare.gross_enrolment")
    assert charts.path(part).get_title("left") == "学前三年毛入园率：2017年86%，2020年目标90%以上"
    with using("en"):
        title = charts.path(part).get_title("left").replace("\n", " ")
    assert title.endswith("from 86% (2017) to at least 90% (2020)")


def test_a_bound_is_said_in_words_in_the_title(plan):
    assert "超过94%" in of(plan, "education.compulsory_retention").get_title("left")


def test_it_draws_on_the_axes_it_is_given(plan):
    import matplotlib.pyplot as plt

    _, ax = plt.subplots()
    assert charts.path(plan, "healthcare.nurses", ax) is ax


def test_more_than_one_indicator_is_an_error_in_words(plan):
    with pytest.raises(ms.UnknownName, match="需要恰好一项指标"):
        charts.path(plan.select(programme="healthcare"))
