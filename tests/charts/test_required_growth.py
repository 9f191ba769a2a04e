import pytest
from building import Wish

import minsheng as ms
from minsheng import charts


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
    words = "".join(text.get_text() for text in axes[0].figure.texts).replace("\n", "")
    assert f"按年完成量{len(flows)}项" in words
    assert all(plan.indicator(name).name() in words for name in flows["indicator"])
    assert all(width != 0 for ax in axes for width in lengths(ax, "required", drawn_by))


def test_every_goal_is_in_the_chart_or_named_below(plan, drawn_by, counted_below):
    for programme in plan.programmes["programme"]:
        part = plan.select(programme=programme)
        axes = charts.growth(part)
        bars = sum(len(drawn_by(ax, gid)) for ax in axes for gid in ("required", "interval"))
        assert bars + counted_below(axes) == len(ms.required_growth(part))


def test_the_title_names_the_fastest(plan):
    title = charts.growth(plan.select(programme="childcare"))[0].figure.get_suptitle()
    assert plan.indicator("childcare.gross_enrolment").name() in title
    assert "1.33个百分点" in title


def test_a_fall_goes_to_the_left_of_zero_and_is_said_as_one(made_of, drawn_by):
    plan = made_of(Wish(direction="down", baseline=20, targets={2025: "<=9"}))
    ax = charts.growth(plan)[0]
    assert lengths(ax, "required", drawn_by) == pytest.approx([-2.2])
    assert [text.get_text() for text in ax.texts] == ["每年降低2.2个百分点"]


@pytest.mark.parametrize(
    ("baseline", "target", "side", "told"),
    [(">=50", ">=100", "<", "每年增长14.9%以内"), ("<=30", ">=40", ">", "每年增长5.9%以上")],
)
def test_an_open_side_ends_in_an_arrow(made_of, drawn_by, baseline, target, side, told):
    plan = made_of(Wish(unit="person", baseline=baseline, targets={2025: target}))
    axes = charts.growth(plan)
    (arrow,) = drawn_by(axes[0], "open")
    low, high = axes[0].get_xlim()
    assert arrow.get_marker() == side
    assert low <= arrow.get_xdata()[0] <= high
    assert told in [text.get_text() for text in axes[0].texts]
    charts.drawn(axes[0].figure)


def test_growth_from_zero_is_left_out_with_its_change(made_of):
    plan = made_of(Wish("zero", "person", baseline=0, targets={2025: 10}))
    (ax,) = charts.growth(plan)
    assert any("zero（每年增加2）" in text.get_text() for text in ax.figure.texts)


def test_from_outside_a_line_the_change_says_so(made_of):
    plan = made_of(Wish(aim="hold", direction="down", baseline=9, targets={2025: "<=5"}))
    ax = charts.growth(plan)[0]
    told = [text.get_text().replace("\n", "") for text in ax.texts]
    assert told == ["每年降低0.8个百分点，基期在界限之外"]
