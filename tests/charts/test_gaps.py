import numpy as np
import pytest

import minsheng as ms
from minsheng import charts


def rows_of(axes):
    """Return for each row of the panels its axes and place by the name on the left."""
    return {
        label.get_text().replace("\n", ""): (ax, place)
        for ax in axes
        for label, place in zip(ax.get_yticklabels(), ax.get_yticks(), strict=True)
    }


def at(artists, y):
    return [a for a in artists if np.allclose(np.asarray(a.get_ydata(), float), y)]


def row(plan, axes, indicator):
    return rows_of(axes)[plan.indicator(indicator).name()]


def test_a_dumbbell_runs_from_baseline_to_target(plan, drawn_by):
    ax, y = row(plan, charts.gap(plan.select(programme="childcare")), "childcare.gross_enrolment")
    (base,), (target,) = (at(drawn_by(ax, gid), y) for gid in ("baseline", "target"))
    assert (base.get_xdata()[0], target.get_xdata()[0]) == (0, 4)
    told = [text.get_text() for text in ax.texts]
    assert {"86%", "≥90%", "差4个百分点"} <= set(told)


def test_rows_are_sorted_by_gap_within_a_scale(plan):
    axes = charts.gap(plan.select(programme="childcare"))
    gaps = ms.gaps(plan.select(programme="childcare"))
    shares = gaps[(gaps["gap_unit"] == "percentage_point") & gaps["gap"].notna()]
    wanted = shares.sort_values("gap", ascending=False)["indicator"]
    names = [label.get_text().replace("\n", "") for label in axes[0].get_yticklabels()]
    assert names == [plan.indicator(name).name() for name in wanted]


def test_quantities_of_all_units_have_one_scale(plan, drawn_by):
    """By hand: 1 to 2 hospitals is half of the target, 77.43 to 78 years 0.57 of 78."""
    axes = charts.gap(plan.select(programme="healthcare"))
    for indicator, share in (("tertiary_hospitals", 50), ("life_expectancy", 100 * 0.57 / 78)):
        ax, y = row(plan, axes, f"healthcare.{indicator}")
        (target,) = at(drawn_by(ax, "target"), y)
        assert target.get_xdata()[0] == pytest.approx(share)
    assert len(axes) == 1


def test_a_baseline_that_is_a_bound_is_an_interval(plan, drawn_by):
    axes = charts.gap(plan.select(programme="education"))
    ax, y = row(plan, axes, "education.compulsory_retention")
    bars = [bar for bar in drawn_by(ax, "interval") if bar.get_y() < y < bar.get_y() + 1]
    assert [(bar.get_x(), bar.get_x() + bar.get_width()) for bar in bars[:1]] == [(-5, 1)]
    assert not at(drawn_by(ax, "baseline"), y)


def test_what_is_met_has_a_mark_and_a_word_of_its_own(plan, drawn_by):
    axes = charts.gap(plan.select(programme="employment"))
    ax, y = row(plan, axes, "employment.registered_unemployment")
    (target,) = at(drawn_by(ax, "target"), y)
    assert target.get_marker() == "^"
    assert any(text.get_text().startswith("已达标") for text in ax.texts)


@pytest.mark.parametrize("programme", ["childcare", "healthcare", "housing", "education"])
def test_every_goal_is_in_the_chart_or_counted_with_its_reason(
    plan, programme, drawn_by, counted_below
):
    part = plan.select(programme=programme)
    axes = charts.gap(part)
    shown = sum(len(drawn_by(ax, gid)) for ax in axes for gid in ("target", "interval"))
    assert shown + counted_below(axes) == len(ms.gaps(part))


def test_what_may_be_met_already_is_told_as_such(plan):
    axes = charts.gap(plan.select(indicator="education.compulsory_retention"))
    told = [text.get_text().replace("\n", "") for text in axes[0].texts]
    assert "可能已达标，至多差1个百分点" in told


def test_the_title_names_the_widest_gap(plan):
    title = charts.gap(plan.select(programme="childcare"))[0].figure.get_suptitle()
    assert plan.indicator("childcare.gross_enrolment").name() in title
    assert "4个百分点" in title
