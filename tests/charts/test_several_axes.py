"""Charts of several axes are one thing, as those of one are: they have their figure."""

import pytest

import minsheng as ms


@pytest.mark.parametrize("name", ["gap", "growth", "loading", "small_multiples"])
def test_the_axes_of_a_plan_have_the_figure_that_they_stand_on(plan, name):
    axes = getattr(ms.charts, name)(plan.select(programme="childcare"))
    assert axes.figure is axes[0].figure is axes[-1].figure
    assert axes.figure.finding


@pytest.mark.parametrize("name", ["bullet", "grades", "progresses"])
def test_the_axes_of_a_standing_have_the_figure_that_they_stand_on(stand_at, name):
    axes = getattr(ms.charts, name)(stand_at("2019").select(programme="childcare"))
    assert axes.figure is axes[0].figure is axes[-1].figure
    assert axes.figure.finding
