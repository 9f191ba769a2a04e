"""A line that is broken is told as that: nothing is spread over the years that are left."""

import pytest
from building import Wish
from standings import standing

from minsheng.reports import listings, sentences
from minsheng.text.language import using

YEARS = (2018, 2019, 2020)
LINE = Wish("line", aim="hold", baseline=98, targets=dict.fromkeys(YEARS, ">=95"))
CEILING = Wish(
    "ceiling", aim="hold", direction="down", baseline=3, targets=dict.fromkeys(YEARS, "<=4")
)
PATH = Wish("path", baseline=82, targets={2018: 86, 2019: 90, 2020: 95})
SEEN = [("test.line", "2018", 94), ("test.ceiling", "2018", 4.5), ("test.path", "2018", 84)]


@pytest.fixture(scope="module")
def here():
    return standing(LINE, CEILING, PATH, seen=SEEN)


def test_broken_lines_stand_apart_from_the_goals_that_must_speed_up(here):
    """95 − 94 = 1 below a floor; 4.5 − 4 = 0.5 above a ceiling."""
    rows = dict(zip(listings.not_kept(here).ids, listings.not_kept(here).rows, strict=True))
    assert {name: (row["line"], row["short_of_line"]) for name, row in rows.items()} == {
        "test.line": ("≥95%", "1个百分点"),
        "test.ceiling": ("≤4%", "0.5个百分点"),
    }
    assert rows["test.line"]["class"] == "≠ 未保持（突破底线）"
    assert listings.required_pace(here).ids == ("test.path",)
    assert listings.outlook(here).ids == ("test.path",)


def test_sentences_give_a_broken_line_no_time_until_the_last_year(here):
    told = "；".join(sentences.shortfalls(here).points)
    assert "按“底线与方向”研判为突破底线。与界限相差1个百分点，须逐年保持，应即恢复。" in told
    assert told.count("要在2020年实现") == 1  # the goal that moves
    assert sentences.midterm_next(here).paragraphs[:2] == (
        "没有保持的界限或方向2项，应即恢复，另表列出，不计入须比此前更快的目标。",
        "到目标期限须比此前更快的目标1项，其中须达到此前2倍以上的1项。",
    )
    with using("en"):
        assert sentences.midterm_next(here).paragraphs[0] == (
            "2 lines or directions are not kept and to be brought back at once; they stand in a "
            "table of their own and are not counted among the goals that must move faster than "
            "so far."
        )
        assert (
            "It is 1 percentage point outside the line, which is to be kept in every year"
            in str(sentences.shortfalls(here))
        )
