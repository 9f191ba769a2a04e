"""Figures of plans with many goals or programmes draw the first, and count the others in words."""

import pytest
from building import Wish

import minsheng as ms
from minsheng import charts
from minsheng.text.shortening import MOST_DRAWN


def words(axes):
    figure = (axes.flat[0] if hasattr(axes, "flat") else axes).figure
    return "".join(text.get_text() for text in figure.texts).replace("\n", "")


@pytest.fixture(scope="module")
def many(made_of):
    """Return a plan of one programme with two goals more than a figure draws."""
    goals = range(MOST_DRAWN + 2)
    return made_of(*(Wish(f"g{n}", baseline=40, targets={2025: 50 + n}) for n in goals))


def test_small_multiples_draw_the_first_goals_and_count_the_others(many):
    cells = charts.small_multiples(many)
    assert len(cells) == MOST_DRAWN
    assert "……另有2项未画出，见工作簿。" in words(cells)
    assert f"另有须提高的{MOST_DRAWN + 1}项" in cells[0].figure.finding


@pytest.mark.parametrize("chart", ["overview", "measurability", "scoreboard"])
def test_programmes_beyond_those_drawn_are_counted(chart, plan, monkeypatch):
    monkeypatch.setattr("minsheng.charts.words.MOST_DRAWN", 2)
    of = ms.stand(plan, ms.Ledger(), "2018") if chart == "scoreboard" else plan
    (drawn,) = {len(getattr(charts, chart)(of).get_yticklabels())}
    assert drawn == 2
    assert "……另有7项未画出，见工作簿。" in words(getattr(charts, chart)(of))
