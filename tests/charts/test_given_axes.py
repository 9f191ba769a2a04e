"""Every chart of one axes draws on axes that it is given and returns them."""

import inspect

import pytest
from matplotlib import pyplot as plt

import minsheng as ms
from minsheng import charts
from minsheng.text.language import using

RATE = "childcare.gross_enrolment"
OF_PLANS = ("overview", "measurability")
OF_STANDINGS = ("lead", "scoreboard")
OF_ONE = ("path", "progress")
OF_TOTALS = ("waterfall",)
OF_SEVERAL = (
    *("bullet", "gap", "grades", "growth", "loading", "pace", "small_multiples", "progresses"),
)
NO_CHARTS = ("as_svg", "drawn", "missing_glyphs", "themed")


@pytest.fixture(scope="module")
def drawn_of(plan, made_up):
    """Return what a chart is drawn of."""
    part, one = (plan.select(programme="childcare"), plan.select(indicator=RATE))
    total = plan.select(indicator="employment.new_urban_jobs")

    def of(name):
        shown = one if name in OF_ONE else total if name in OF_TOTALS else part
        of_standings = (*OF_STANDINGS, *OF_TOTALS, "progress")
        return ms.stand(shown, made_up, "2019") if name in of_standings else shown

    return of


def test_every_chart_is_one_or_the_other_and_says_so():
    every = {*OF_PLANS, *OF_STANDINGS, *OF_ONE, *OF_TOTALS, *OF_SEVERAL, *NO_CHARTS}
    assert set(charts.__all__) == every | {"comparison"}
    for name in OF_SEVERAL:
        function = getattr(charts, name)
        assert "ax" not in inspect.signature(function).parameters
        assert "the chart takes no axes" in " ".join(function.__doc__.split())


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", [*OF_PLANS, *OF_STANDINGS, *OF_ONE, *OF_TOTALS])
def test_it_draws_on_the_axes_and_returns_them(name, lang, drawn_of):
    chart = getattr(charts, name)
    with using(lang):
        alone = chart(drawn_of(name))
        figure, (left, right) = plt.subplots(1, 2, figsize=(18, 8))
        assert chart(drawn_of(name), ax=right) is right
    assert not left.has_data()
    assert len(right.lines) == len(alone.lines)
    assert len(right.patches) == len(alone.patches)
    finding = alone.figure.finding
    title = right.get_title("left").replace("\n", "" if lang == "zh" else " ")
    assert finding in title or title.replace(" ", "").endswith(finding.replace(" ", ""))
    assert [row.get_text() for row in right.get_yticklabels()] == [
        row.get_text() for row in alone.get_yticklabels()
    ]
    charts.drawn(figure)


def test_notes_and_marks_come_along(drawn_of):
    _, ax = plt.subplots(figsize=(9, 5))
    charts.scoreboard(drawn_of("scoreboard"), ax=ax)
    assert ax.get_title("left").startswith("〔演示数据〕")
    alone = charts.scoreboard(drawn_of("scoreboard")).figure
    (note,) = [
        text.get_text()
        for text in alone.texts
        if text.get_gid() != "mark" and text is not alone._suptitle
    ]
    assert any(text.get_text().replace("\n", "") == note.replace("\n", "") for text in ax.texts)


def test_points_of_ones_own_take_one_line(plan):
    _, ax = plt.subplots()
    ax = charts.path(plan, "healthcare.nurses", ax=ax)
    (mine,) = ax.plot(2019, 2.9, "x")
    assert mine.get_xydata().tolist() == [[2019, 2.9]]
    low, high = ax.get_ylim()
    assert low < 2.9 < high


def test_a_path_is_drawn_of_a_plan_by_name_and_of_an_indicator(plan):
    titles = {
        charts.path(*of).get_title("left")
        for of in ((plan, RATE), (plan, "学前三年毛入园率"), (plan.indicator(RATE),))
    }
    assert len(titles) == 1
