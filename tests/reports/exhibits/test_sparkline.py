"""Small lines beside the rows of a table: on pages with words, nowhere else."""

import json
from dataclasses import replace

import pytest

import minsheng as ms
from minsheng.reports import listings
from minsheng.reports.exhibits import Column, Table
from minsheng.reports.exhibits.sparkline import Sparkline
from minsheng.text.language import LANGUAGES, using
from minsheng.text.shortening import MOST_ROWS
from minsheng.verification.pages import read_page

LINE = Sparkline([(2017, 86), (2020, 90)], [(2018, 87)], "86 to 90 < 95")
PLAIN = Table(
    "Rates", (Column("name", "Name"), Column("rate", "Rate", "number")), ({"name": "a"},) * 2
)
LINED = replace(PLAIN, lines=(LINE, None))


def test_a_page_shows_the_line_after_the_first_cell_with_its_words():
    html = LINED.html()
    assert html.count("<svg") == 1
    assert 'role="img" aria-label="86 to 90 &lt; 95"' in html
    assert '<th scope="row">a</th><td class="line"><svg' in html
    assert '<th scope="row">a</th><td class="line"></td>' in html
    assert html.count('<th scope="col"') == 3
    assert "<svg" not in PLAIN.html()


def test_a_group_spans_the_line_as_well():
    assert 'colspan="3"' in replace(LINED, groups=("one", "one")).html()


def test_text_and_numbers_are_the_same_without_it():
    assert LINED.text() == PLAIN.text()
    assert LINED.to_frame().equals(PLAIN.to_frame())


def test_a_page_that_is_read_back_has_the_cells_it_has_without_it():
    assert read_page(LINED.html()).entries == read_page(PLAIN.html()).entries
    assert len(read_page(LINED.html()).entries) == 4


def test_a_notebook_stores_it():
    again = Table.from_data(json.loads(json.dumps(LINED.data())))
    assert again.lines == LINED.lines
    assert "lines" not in PLAIN.data()["minsheng"]


def test_a_shortened_table_keeps_the_lines_of_its_rows():
    rows = MOST_ROWS + 2
    long = replace(PLAIN, rows=({"name": "a"},) * rows, lines=(LINE,) * rows)
    assert len(long.shortened().lines) == MOST_ROWS


LEVEL = {
    "zh": "学前三年毛入园率：规划由2017年86%到2020年90%；2019年上半年实际88.07%",
    "en": "Gross enrolment rate in three-year pre-school education: planned from 86% in 2017 "
    "to 90% in 2020; observed, first half of 2019: 88.07%",
}
AMOUNT = {
    "zh": "建设公办街镇中心幼儿园：规划到2020年累计19所；到2019年上半年累计13所",
    "en": "Public central kindergartens of towns and subdistricts built: planned 19 in all by "
    "2020; done, first half of 2019: 13",
}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    ("indicator", "words", "planned", "last"),
    [
        ("gross_enrolment", LEVEL, [86, 87, 89, 90], 88.07),
        ("public_centres_built", AMOUNT, [0, 9, 16, 19], 13),  # each year's amounts add up
    ],
)
def test_a_verdict_has_its_path_and_its_values(
    plan, made_up, lang, indicator, words, planned, last
):
    part = plan.select(indicator=f"childcare.{indicator}")
    with using(lang):
        (line,) = listings.verdicts(ms.stand(part, made_up, "2019H1")).lines
    assert line.words == words[lang]
    assert line.planned == list(zip(range(2017, 2021), planned, strict=True))
    assert line.observed[-1] == (2019 - 0.5, last)
    assert [time for time, _ in line.observed] == [2018 - 0.5, 2018, 2019 - 0.5]


def test_what_has_no_path_has_no_line(plan, made_up):
    part = plan.select(programme="childcare")
    table = listings.verdicts(ms.stand(part, made_up, "2019H1"))
    kinds = part.indicators.set_index("indicator")["kind"]
    assert None in table.lines
    assert all(
        line is None
        for name, line in zip(table.ids, table.lines, strict=True)
        if kinds[name] == "milestone"
    )
