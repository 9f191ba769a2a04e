import pytest

import minsheng as ms
from minsheng import charts


def bars(ax, year, drawn_by):
    return {round(bar.get_y() + bar.get_height() / 2): bar for bar in drawn_by(ax, str(year))}


def test_a_bar_is_the_shares_of_the_years_in_their_order(plan, drawn_by):
    part = plan.select(indicator="childcare.gross_enrolment")
    ax = charts.loading(part)[0]
    shares = (ms.steps(part)["share_of_change"] * 100).tolist()
    drawn = [bars(ax, year, drawn_by)[0] for year in plan.facts.years]
    assert [bar.get_width() for bar in drawn] == pytest.approx(shares)
    assert [bar.get_x() for bar in drawn] == pytest.approx([0, shares[0], shares[0] + shares[1]])


def test_rows_are_ordered_by_the_first_year(plan, drawn_by):
    ax = charts.loading(plan.select(programme="childcare"))[0]
    first = bars(ax, 2018, drawn_by)
    widths = [first[place].get_width() for place in sorted(first)]
    assert widths == sorted(widths, reverse=True)


def test_even_shares_are_marked(plan, drawn_by):
    ax = charts.loading(plan.select(programme="childcare"))[0]
    assert [line.get_xdata()[0] for line in drawn_by(ax, "even")] == pytest.approx(
        [100 / 3, 200 / 3]
    )


def test_a_year_that_leads_back_stands_left_of_zero_and_is_not_clipped(plan, drawn_by):
    part = plan.select(indicator="healthcare.nurses")
    ax = charts.loading(part)[0]
    shares = (ms.steps(part)["share_of_change"] * 100).tolist()
    back = bars(ax, 2018, drawn_by)[0]
    end = back.get_x() + back.get_width()
    assert (back.get_x(), end) == pytest.approx((0, shares[0]))
    assert end < 0
    ahead = [bars(ax, year, drawn_by)[0] for year in (2019, 2020)]
    assert [bar.get_x() for bar in ahead] == pytest.approx([0, shares[1]])
    low, high = ax.get_xlim()
    assert low < end and high > shares[1] + shares[2]


def test_what_leads_back_has_a_panel_of_its_own(plan):
    axes = charts.loading(plan.select(programme="healthcare"))
    assert axes[0].get_xlim() == (0, 100)
    names = [label.get_text().replace("\n", "") for label in axes[1].get_yticklabels()]
    assert plan.indicator("healthcare.nurses").name() in names


def test_a_total_that_is_not_set_out_by_year_is_counted_not_drawn(plan, drawn_by):
    part = plan.select(indicator="employment.new_urban_jobs")
    (ax,) = charts.loading(part)
    (marks,) = drawn_by(ax, "spread_evenly")
    assert len(marks.get_xdata()) == 1


def test_every_goal_is_in_the_chart_or_in_the_strip(plan, drawn_by):
    for programme in plan.programmes["programme"]:
        part = plan.select(programme=programme)
        axes = charts.loading(part)
        rows = sum(len(drawn_by(ax, "2018")) for ax in axes)
        marks = sum(len(line.get_xdata()) for line in axes[-1].get_lines()
                    if line.get_gid() not in (None, "even"))  # fmt: skip
        assert rows + marks == len(ms.gaps(part))
