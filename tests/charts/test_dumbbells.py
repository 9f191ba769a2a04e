"""Rows of a gap chart, read off the axes: marker, label, and what the title makes of them."""

import pytest
from building import Wish

import minsheng as ms
from minsheng import charts
from minsheng.text.language import using

MET = {"percent": (97, ">=95", "2个百分点"), "person": (30, ">=20", "10")}


def texts(axes):
    return [text.get_text().replace("\n", "") for ax in axes for text in ax.texts]


@pytest.mark.parametrize("aim", ["reach", "hold"])
@pytest.mark.parametrize("unit", MET)
def test_what_is_met_is_not_to_go(made_of, drawn_by, title_of, unit, aim):
    baseline, target, headroom = MET[unit]
    plan = made_of(Wish("inside", unit, aim=aim, baseline=baseline, targets={2025: target}))
    axes = charts.gap(plan)
    (mark,) = drawn_by(axes[0], "target")
    (base,) = drawn_by(axes[0], "baseline")
    # Two points beyond the line; ten of twenty, half of the target.
    beyond = {"percent": -2, "person": -50}[unit]
    assert (base.get_xdata()[0], mark.get_xdata()[0]) == (0, beyond)
    assert (mark.get_marker(), mark.get_color()) == ("^", charts.theme.HELD)
    assert f"已达标，余量{headroom}" in texts(axes)
    assert not any("差" in text for text in texts(axes))
    assert title_of(axes) == "有基期值的目标（1项）在基期已达标"
    with using("en"):
        assert "met, headroom" in " ".join(texts(charts.gap(plan)))


def test_a_line_to_be_held_that_the_baseline_misses_is_to_go(made_of, drawn_by, title_of):
    plan = made_of(
        Wish("outside", aim="hold", direction="down", baseline=9, targets={2025: "<=5"}),
        Wish("inside", aim="hold", baseline=97, targets={2025: ">=95"}),
    )
    axes = charts.gap(plan)
    assert [mark.get_marker() for mark in drawn_by(axes[0], "target")] == ["D", "^"]
    assert "在界限之外，须降低4个百分点" in texts(axes)
    assert title_of(axes) == "outside：差距4个百分点"


def test_what_is_to_be_held_without_a_baseline_is_counted_as_such(made_of):
    axes = charts.gap(made_of(Wish(aim="hold", targets={2025: ">=95"})))
    assert "未画出：逐年保持1项。" in [text.get_text() for text in axes[0].figure.texts]


def test_a_fall_is_said_as_a_fall(made_of):
    axes = charts.gap(made_of(Wish(direction="down", baseline=20, targets={2025: "<=9"})))
    assert "须降低11个百分点" in texts(axes)


@pytest.mark.parametrize(
    ("direction", "target", "told", "known", "side"),
    [
        ("up", ">=100", "可能已达标，至多差50", 50, "<"),  # half of a hundred
        ("down", "<=30", "差距20以上", 100 * 20 / 30, ">"),
    ],
)
def test_an_open_side_ends_in_an_arrow_and_a_word(
    made_of, drawn_by, direction, target, told, known, side
):
    plan = made_of(
        Wish("open", "person", direction=direction, baseline=">=50", targets={2025: target})
    )
    row = ms.gaps(plan).iloc[0]
    assert row["state"] == "baseline_is_a_bound"
    axes = charts.gap(plan)
    (bar,) = drawn_by(axes[0], "interval")
    (arrow,) = drawn_by(axes[0], "open")
    ends = [bar.get_x(), bar.get_x() + bar.get_width()]
    assert sorted([known, arrow.get_xdata()[0]]) == pytest.approx(ends)
    assert arrow.get_marker() == side
    low, high = axes[0].get_xlim()
    assert low < arrow.get_xdata()[0] < high
    assert told in texts(axes)
    charts.drawn(axes[0].figure)


def test_a_range_is_labelled_with_both_ends(made_of):
    plan = made_of(Wish(unit="person", baseline="10..14", targets={2025: "20..24"}))
    assert {"10—14", "目标20—24"} <= set(texts(charts.gap(plan)))
