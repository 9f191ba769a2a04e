import pytest
from building import Wish

import minsheng as ms
from minsheng import charts
from minsheng.text.language import using


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


def test_a_total_that_is_not_set_out_by_year_is_counted_not_drawn(plan):
    part = plan.select(indicator="employment.new_urban_jobs")
    (ax,) = charts.loading(part)
    assert "未画出：未分解到年度1项。" in [text.get_text() for text in ax.figure.texts]


def test_every_goal_is_in_the_chart_or_counted_below(plan, drawn_by, counted_below):
    for programme in plan.programmes["programme"]:
        part = plan.select(programme=programme)
        axes = charts.loading(part)
        rows = sum(len(drawn_by(ax, "2018")) for ax in axes)
        assert rows + counted_below(axes) == len(ms.gaps(part))


FIVE = {year: 40 + 4 * number for number, year in enumerate(range(2021, 2026), 1)}


FRONT = Wish("front", baseline=80, targets={2021: 88, 2025: 95})
BACK = Wish("back", baseline=80, targets={2023: 88, 2025: 95})
EVEN = Wish("even", baseline=40, targets=FIVE)
LATE = Wish("late", baseline=80, targets={2024: 81, 2025: 95})


@pytest.mark.parametrize(
    ("wishes", "zh", "en"),
    [
        (
            [EVEN],
            "1项目标第一年计划完成的等于平均份额（20%）",
            "The one goal puts an even share (20%) into the first year",
        ),
        (
            [BACK, LATE],
            "2项目标第一年计划完成的都不到平均份额（20%）",
            "All 2 goals put less than an even share (20%) into the first year",
        ),
        (
            [BACK, LATE, FRONT],
            "多数目标第一年计划完成的不到平均份额（20%）：3项中2项，另1项超过",
            "Most goals put less than an even share (20%) into the first year: 2 of 3; "
            "1 puts in more",
        ),
        (
            [FRONT, EVEN],
            "第一年的安排不一：2项与平均份额（20%）相比，1项超过，1项持平",
            "Goals differ in their first year: of 2 compared with an even share (20%), "
            "1 puts in more, 1 puts in exactly that",
        ),
        (
            [],
            "没有一项目标的计划变化可以按年比较",
            "For no goal can the planned change be compared year by year",
        ),
    ],
)
def test_the_title_says_what_most_put_into_the_first_year(made_of, title_of, wishes, zh, en):
    held = Wish("met", baseline=97, targets={2025: ">=95"})
    plan = made_of(*wishes, held)
    assert title_of(charts.loading(plan)) == zh
    with using("en"):
        assert charts.loading(plan)[0].figure.finding == en


def test_what_is_held_or_met_is_left_out_with_its_word(made_of, title_of):
    met = Wish("met", baseline=97, targets={2023: ">=96", 2025: ">=95"})
    every = dict.fromkeys(range(2021, 2026), "<=5")
    outside = Wish("outside", aim="hold", direction="down", baseline=9, targets=every)
    axes = charts.loading(made_of(met, outside))
    assert len(axes) == 1
    (note,) = [text.get_text() for text in axes[0].figure.texts if "未画出" in text.get_text()]
    assert "基期已达标1项" in note and "基期在界限之外1项" in note
    assert "0项" not in title_of(axes)


@pytest.mark.parametrize("years", [2, 5, 10])
def test_each_year_has_a_colour_and_a_name(made_of, drawn_by, years):
    span = range(2021, 2021 + years)
    targets = {year: 40 + 3 * number + (number > 1) * 8 for number, year in enumerate(span, 1)}
    plan = made_of(Wish(baseline=40, targets=targets), last_year=span[-1])
    ax = charts.loading(plan)[0]
    faces = {drawn_by(ax, str(year))[0].get_facecolor() for year in span}
    assert len(faces) == years
    legend = ax.get_legend()
    named = [text.get_text() for text in (legend.get_texts() if legend else ax.texts)]
    assert {str(year) for year in span} <= set(named)
    assert len(drawn_by(ax, "even")) == years - 1


def test_a_part_says_its_goal_its_year_and_its_share_where_one_points(made_of):
    svg = charts.as_svg(charts.loading(made_of(EVEN))[0].figure)
    assert svg.count("<title>even，2021：20%</title>") == 1
    assert svg.count("：20%</title>") == 5
