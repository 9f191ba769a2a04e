"""What leads on from the last value: only where it may, and never called a forecast."""

import pytest
from building import Wish
from standings import standing

from minsheng import charts
from minsheng.methods.projection import History, trend
from minsheng.text.language import catalogue, using

PATH = Wish(baseline=40, targets={2018: 50, 2019: 60, 2020: 70})


def notes(ax):
    return "".join(text.get_text() for text in ax.figure.texts).replace("\n", "")


def ends(ax, drawn_by):
    """Return where each scenario comes to, by name."""
    return {
        name: float(line.get_ydata()[-1])
        for name in ("hold", "continue")
        for line in drawn_by(ax, f"scenario {name}")
    }


def test_two_points_give_lines_and_no_interval(drawn_by):
    # Known answer: 40 to 45 in a year leads to 55 in 2020, far from both bounds.
    ax = charts.progress(standing(PATH, seen=[(2018, 45)]))
    assert ends(ax, drawn_by) == {"hold": 45, "continue": 55}
    assert not drawn_by(ax, "interval of trend")
    assert "不是预测" in notes(ax)
    texts = {text.get_text() for text in ax.texts}
    assert {"保持现值：45%", "延续近期变化：55%"} <= texts


def test_near_a_bound_the_line_bends(drawn_by):
    # Known answer of METHODS, section 6: 82, 86 to 2020: logit 91.7826, not 94.
    ax = charts.progress(
        standing(Wish(baseline=82, targets={2018: 86, 2020: 95}), seen=[(2018, 86)])
    )
    assert ends(ax, drawn_by)["continue"] == pytest.approx(91.7826, abs=1e-4)


def test_the_part_of_a_year_counts_as_the_last_point_and_parts_before_do_not(drawn_by):
    seen = [("2018H1", 49), (2018, 45), ("2019H1", 47)]
    ax = charts.progress(standing(PATH, seen=seen, when="2019H1"))
    assert ends(ax, drawn_by)["continue"] == pytest.approx(47 + 4 * 1.5)  # four a year from 2018


def test_four_yearly_values_give_an_indicative_interval(drawn_by):
    longer = Wish(baseline=40, targets={2018: 45, 2022: 70})
    seen = [(2018, 44), (2019, 47), (2020, 52)]
    where = standing(longer, seen=seen, when="2020", last_year=2022)
    ax = charts.progress(where)
    (bar,) = drawn_by(ax, "interval of trend")
    line = trend(History([2017, 2018, 2019, 2020], [40, 44, 47, 52], (0, 100)), 2022)
    assert tuple(bar.get_ydata()) == (line.low, line.high)
    assert line.low < line.value < line.high
    assert "80%区间" in notes(ax) and "仅供参考" in notes(ax)


def test_an_amount_is_not_led_on_and_the_reason_is_said(drawn_by):
    flow = Wish(unit="person", kind="flow", targets={2018: 10, 2019: 10, 2020: 10})
    ax = charts.progress(standing(flow, seen=[(2018, 8)]))
    assert ends(ax, drawn_by) == {}
    assert "不作情景推算：按年度完成量累加" in notes(ax)


def test_a_value_at_its_bound_is_not_led_on(drawn_by):
    ax = charts.progress(standing(PATH, seen=[(2018, 0)]))
    assert "continue" not in ends(ax, drawn_by)
    assert "不作情景推算：有数值已到上限或下限" in notes(ax)


def test_a_target_that_is_reached_or_due_leads_nowhere(drawn_by):
    for seen, when in (([(2018, 75)], "2018"), ([(2018, 45), (2020, 60)], "2020")):
        ax = charts.progress(standing(PATH, seen=seen, when=when))
        assert ends(ax, drawn_by) == {}
        assert "情景推算" not in notes(ax)


def test_nothing_calls_it_a_forecast():
    words = [
        text
        for key, entry in catalogue("charts").items()
        if key.startswith("scenario")
        for text in entry.values()
    ]
    assert words
    for text in words:
        assert "预测" not in text.replace("不是预测", "")
        assert "forecast" not in text.replace("not forecasts", "")
    with using("en"):
        ax = charts.progress(standing(PATH, seen=[(2018, 45)]))
        assert "not forecasts" in notes(ax).replace("  ", " ")
