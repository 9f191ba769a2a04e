import pytest

import minsheng as ms
from minsheng import charts
from minsheng.charts.strip import Group


def lengths(ax, gid, drawn_by):
    return [bar.get_width() for bar in drawn_by(ax, gid)]


def test_bars_are_the_required_change_ranked(plan, drawn_by):
    part = plan.select(programme="childcare")
    table = ms.required_growth(part)
    wanted = sorted(table["change"].dropna(), reverse=True)
    assert lengths(charts.growth(part)[0], "required", drawn_by) == pytest.approx(wanted)


def test_quantities_stand_in_a_panel_of_growth_in_per_cent(plan, drawn_by):
    part = plan.select(programme="culture_sport")
    table = ms.required_growth(part)
    wanted = sorted(table.loc[~table["growth_is_marked"], "growth"].dropna() * 100, reverse=True)
    assert lengths(charts.growth(part)[1], "required", drawn_by) == pytest.approx(wanted)


def test_a_bound_gives_an_interval(plan, drawn_by):
    part = plan.select(indicator="education.compulsory_retention")
    (bar,) = drawn_by(charts.growth(part)[0], "interval")
    row = ms.required_growth(part).iloc[0]
    ends = (bar.get_x(), bar.get_x() + bar.get_width())
    assert ends == pytest.approx((row["change_low"], row["change_high"]))


def test_what_has_no_growth_is_counted_and_named_not_drawn_as_zero(plan, drawn_by):
    part = plan.select(programme="childcare")
    axes = charts.growth(part)
    table = ms.required_growth(part)
    flows = table[table["reason"] == "flow_has_no_growth"]
    (marks,) = drawn_by(axes[-1], "flow_has_no_growth")
    assert len(marks.get_xdata()) == len(flows)
    words = "".join(text.get_text() for text in axes[-1].texts).replace("\n", "")
    assert all(plan.indicator(name).name() in words for name in flows["indicator"])
    assert all(width != 0 for ax in axes[:-1] for width in lengths(ax, "required", drawn_by))


def test_every_goal_is_in_the_chart_or_in_the_strip(plan, drawn_by):
    for programme in plan.programmes["programme"]:
        part = plan.select(programme=programme)
        axes = charts.growth(part)
        bars = sum(len(drawn_by(ax, gid)) for ax in axes for gid in ("required", "interval"))
        marks = sum(len(line.get_xdata()) for line in axes[-1].get_lines() if line.get_gid())
        assert bars + marks == len(ms.required_growth(part))


def test_the_title_names_the_fastest(plan):
    title = charts.growth(plan.select(programme="childcare"))[0].figure.get_suptitle()
    assert plan.indicator("childcare.gross_enrolment").name() in title
    assert "1.33个百分点" in title


def test_a_group_is_taller_the_more_it_says():
    assert Group("milestone", 3, "字" * 200).height() > Group("milestone", 3).height()
