"""A line that is broken is told as that: nothing is spread over the years that are left."""

import pytest
from building import Wish, build
from standings import standing

from minsheng.reports import listings, sentences
from minsheng.reports.evaluations.shortfalls import shortfalls
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
    assert listings.required_pace(here).ids == ("test.path",)
    assert listings.outlook(here).ids == ("test.path",)


def test_sentences_give_a_broken_line_no_time_until_the_last_year(here):
    told = "；".join(str(part) for part in shortfalls(here, here.verdicts))
    assert "实际值94%，规划要求保持95%以上，相差1个百分点。" in told
    assert "实际值4.5%，规划要求保持4%以内，相差0.5个百分点。" in told
    assert told.count("才能在2020年实现") == 1  # the goal that moves
    assert sentences.midterm_next(here).points[:2] == (
        "没有保持的底线和方向2项，尽快恢复到规划要求。",
        "须比此前加快才能如期实现的目标1项，由责任单位加快推进，其中须达到此前2倍以上的1项。",
    )
    with using("en"):
        assert sentences.midterm_next(here).points[0] == (
            "The 2 lines or directions no longer kept are to be restored as soon as possible."
        )
        told = "; ".join(str(part) for part in shortfalls(here, here.verdicts))
        assert (
            "94%, where at least 95% is to be kept; it misses this by 1 percentage point." in told
        )


def test_a_ceiling_of_each_year_is_no_line_that_the_plan_wants_kept():
    """At most 110, 100 and 70 deaths: 71 in the last year are 1 too many; no total is meant."""
    falling = {2018: "<=110", 2019: "<=100", 2020: "<=70"}
    deaths = Wish("deaths", unit="person", kind="flow", direction="down", targets=falling)
    seen = [("test.deaths", "2018", 108), ("test.deaths", "2019", 99), ("test.deaths", "2020", 71)]
    here = standing(deaths, seen=seen, when="2020")
    told = "；".join(str(part) for part in shortfalls(here, here.verdicts))
    assert "实际值71，按规划应为70以内，相差1。" in told


def test_no_yearly_change_is_told_of_a_line_that_the_baseline_is_outside_of():
    """95 − 90 = 5: the title and the sentence of the programme say the same."""
    plan = build(Wish("floor", aim="hold", baseline=90, targets=dict.fromkeys(YEARS, ">=95")))
    with using("zh"):
        assert sentences.programme_answer(plan).points == (
            "某指标：须逐年保持95%以上，2017年基期值为90%，还差5个百分点。",
        )
        assert str(sentences.programme_title(plan)) == (
            "某专项：某指标须保持95%以上，基期还差5个百分点"
        )
    with using("en"):
        assert sentences.programme_answer(plan).points == (
            "An indicator: must be at least 95% every year; the baseline of 2017 is 90%, "
            "5 percentage points off.",
        )
