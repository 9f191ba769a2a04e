"""The figure knows what it says: its finding, and whether its data are made up."""

import pytest
from building import Wish
from standings import MADE_UP, standing

from minsheng import charts
from minsheng.charts import sheet
from minsheng.plan.facts import SYNTHETIC
from minsheng.text.language import using

WISH = Wish(baseline=1, targets={2018: 2})


def at(source):
    return standing(WISH, seen=[(2018, 2)], source=source)


def marks(figure):
    return [text.get_text() for text in figure.texts if text.get_gid() == "mark"]


@pytest.mark.parametrize("chart", ["progress", "lead", "scoreboard"])
def test_made_up_data_are_a_field_of_the_figure_and_written_on_it(chart):
    made_up = getattr(charts, chart)(at(f"{SYNTHETIC} 1")).figure
    assert (made_up.synthetic, marks(made_up)) == (True, [MADE_UP["zh"]])
    observed = getattr(charts, chart)(at("bureau")).figure
    assert (observed.synthetic, marks(observed)) == (False, [])


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("chart", ["gap", "growth", "loading", "small_multiples"])
def test_the_finding_is_the_title_in_one_line(plan, chart, lang):
    with using(lang):
        figure = getattr(charts, chart)(plan.select(programme="childcare"))[0].figure
    lines = figure.get_suptitle().splitlines()
    assert figure.finding == ("" if lang == "zh" else " ").join(lines)


def test_a_path_has_its_finding_above_its_axes(plan):
    ax = charts.path(plan.select(indicator="childcare.gross_enrolment"))
    assert ax.figure.finding == ax.get_title("left").replace("\n", "")
    assert not ax.figure.get_suptitle()


@pytest.mark.parametrize("figure", ["每年增长44.2%（0.7家）", "640平方米（规划640平方米）"])
def test_a_figure_too_long_for_its_line_is_broken_before_its_bracket(plan, figure):
    (ax,) = sheet.new_sheet(plan, "", [sheet.row_panel(["甲"], [figure], above=0, below=0)])
    sheet.write_beside(ax, 0, figure)
    assert ax.texts[0].get_text() == figure.replace("（", "\n（")
