"""Figures of a standing: caption, finding, alternative text, the numbers behind them."""

import pytest

import minsheng as ms
from minsheng.reports import figures, listings
from minsheng.reports.exhibits import Figure, Prose
from minsheng.text.language import LANGUAGES, using

BEHIND = {
    "bullet": "positions",
    "grades": "grades",
    "scoreboard": "scoreboard",
    "lead": "leads",
    "pace": "outlook",
    "progresses": "verdicts",
    "progress": "history",
}


@pytest.fixture(scope="module")
def where(plan, made_up):
    return ms.stand(plan.select(programme="childcare"), made_up, "2019")


def part_of(where, name):
    return where.select(indicator="childcare.inclusive_share") if name == "progress" else where


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", BEHIND)
def test_each_carries_its_finding_and_the_table_that_speaks_for_it(where, name, lang):
    with using(lang):
        part = part_of(where, name)
        figure = getattr(figures, name)(part)
        table = getattr(listings, BEHIND[name])(part)
    assert isinstance(figure, Figure)
    assert figure.svg.lstrip().startswith("<?xml")
    assert figure.finding in figure.alt
    assert [one.rows for one in figure.tables] == [table.rows]
    first = table.columns[0].name
    assert all(row[first] in figure.alt for row in table.rows)


@pytest.mark.parametrize("name", BEHIND)
def test_the_same_data_give_the_same_drawing(where, name):
    part = part_of(where, name)
    assert getattr(figures, name)(part).svg == getattr(figures, name)(part).svg


def test_what_cannot_be_drawn_is_said(plan):
    told = figures.lead(ms.stand(plan, ms.Ledger(), "2019"))
    assert isinstance(told, Prose)
    assert "没有可画的指标" in str(told)


@pytest.mark.parametrize(
    ("programme", "name", "reason"),
    [
        ("education", "loading", "没有一项目标的计划变化可以按年比较"),
        ("amenities", "growth", "没有一项目标可以算出所需年均变化"),
    ],
)
def test_a_chart_without_rows_is_told_with_its_reasons(plan, programme, name, reason):
    told = getattr(figures, name)(plan.select(programme=programme))
    assert isinstance(told, Prose)
    first, *others = told.paragraphs
    assert first.startswith(reason)
    assert all(each.startswith("未画出：") for each in others)


def test_of_all_programmes_the_headline_goals_are_ranked(plan, stand_at):
    ranked = set(figures.lead(stand_at("2019")).tables[0].ids)
    headline = plan.indicators.set_index("indicator")["headline"]
    assert ranked and all(headline[name] for name in ranked)
