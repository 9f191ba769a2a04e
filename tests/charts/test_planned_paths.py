import pytest
from building import Wish

from minsheng import charts

EVERY_YEAR = dict.fromkeys(range(2021, 2026), ">=95")


@pytest.mark.parametrize("aim", ["hold", "reach"])
@pytest.mark.parametrize("targets", [{2025: ">=95"}, EVERY_YEAR])
def test_no_decline_is_drawn_towards_a_line_that_is_met(made_of, drawn_by, pieces, aim, targets):
    ax = charts.path(made_of(Wish(aim=aim, baseline=97, targets=targets)))
    lines = pieces(drawn_by(ax, "path") + drawn_by(ax, "interpolated"))
    assert all(len({value for _, value in line}) == 1 for line in lines)
    assert len(lines) == 4  # the line of every year, stated or not
    assert drawn_by(ax, "baseline")[0].get_ydata()[0] == 97


def test_an_open_baseline_ends_in_an_arrow(made_of, drawn_by):
    plan = made_of(Wish(unit="person", baseline=">=50", targets={2025: ">=100"}))
    for ax in (charts.path(plan), charts.small_multiples(plan)[0]):
        (bottom, top), bars = ax.get_ylim(), drawn_by(ax, "interval")
        assert [bar.get_y() for bar in bars] == [50, 60, 70, 80, 90]
        assert all(bar.get_y() + bar.get_height() <= top for bar in bars)
        assert [arrow.get_marker() for arrow in drawn_by(ax, "open")] == ["^"] * 5
        assert bottom < 50


def test_of_many_years_a_small_cell_names_the_first_and_the_last(made_of):
    values = {year: year - 1950 for year in range(2021, 2026)}
    plan = made_of(Wish(baseline=60, targets=values))
    small = {text.get_text() for text in charts.small_multiples(plan)[0].texts}
    assert small == {"60%", "71%", "75%"}
    assert {"71%", "72%", "73%", "74%", "75%"} <= {t.get_text() for t in charts.path(plan).texts}
