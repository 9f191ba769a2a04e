"""Periods as people type them, and what they are to each other."""

import datetime as dt
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minsheng.plan.periods import Period, parts, period, span
from minsheng.text.language import LANGUAGES

YEARS = st.integers(1000, 9998)
PERIODS = YEARS.flatmap(lambda year: st.sampled_from(parts(year)))
WIDE = str.maketrans("0123456789HhQq-", "０１２３４５６７８９ＨｈＱｑ－")


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("2018", "2018"),
        ("2018年", "2018"),
        ("2018年度", "2018"),
        ("2018年全年", "2018"),
        ("2018全年", "2018"),
        (" 2018 ", "2018"),
        ("２０１８年", "2018"),
        ("2018H1", "2018H1"),
        ("2018h2", "2018H2"),
        ("2018-H1", "2018H1"),
        ("2018 H2", "2018H2"),
        ("2018年上半年", "2018H1"),
        ("2018年下半年", "2018H2"),
        ("2018上半年", "2018H1"),
        ("2018Q1", "2018Q1"),
        ("2018q4", "2018Q4"),
        ("2018-Q3", "2018Q3"),
        ("2018年第三季度", "2018Q3"),
        ("2018年三季度", "2018Q3"),
        ("2018年第3季度", "2018Q3"),
        ("2018年二季", "2018Q2"),
        ("2018第一季度", "2018Q1"),
        ("2018-06", "2018-06"),
        ("2018-6", "2018-06"),
        ("2018/6", "2018-06"),
        ("2018.06", "2018-06"),
        ("2018年6月", "2018-06"),
        ("2018年06月", "2018-06"),
        ("2018年12月份", "2018-12"),
        ("2018 年 6 月", "2018-06"),
        ("２０１８－１１", "2018-11"),
    ],
)
def test_every_form_that_people_type(text, read):
    assert str(period(text)) == read


@pytest.mark.parametrize(
    "text",
    [
        "",
        "18",
        "2018H3",
        "2018H0",
        "2018Q5",
        "2018Q0",
        "2018-13",
        "2018-00",
        "2018-0",
        "2018年13月",
        "2018年中",
        "2018-06-30",
        "2018-2020",
        "2018年五季度",
        "2018H",
        "H12018",
        "二〇一八年",
        "20180",
        "2018M6",
        "2018-06-",
        "2018年上半",
    ],
)
def test_what_is_no_period_is_refused(text):
    with pytest.raises(ValueError) as caught:
        period(text)
    assert caught.value.args == (text,)


@given(PERIODS)
def test_what_is_written_reads_back(when):
    assert period(str(when)) == when
    assert period(str(when).translate(WIDE)) == when
    assert period(str(when).lower()) == when


@given(PERIODS)
def test_its_name_in_chinese_reads_back(when):
    assert period(when.name("zh")) == when


@pytest.mark.parametrize(
    ("text", "zh", "en"),
    [
        ("2018", "2018年", "2018"),
        ("2018H2", "2018年下半年", "second half of 2018"),
        ("2018Q1", "2018年第一季度", "first quarter of 2018"),
        ("2018-11", "2018年11月", "November 2018"),
    ],
)
def test_the_names(text, zh, en):
    assert (period(text).name("zh"), period(text).name("en")) == (zh, en)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_two_periods_have_one_name(lang):
    names = [part.name(lang) for part in parts(2018)]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize(
    ("text", "kind", "begin", "time", "elapsed", "end", "closes"),
    [
        ("2018", "year", 2017, 2018, 1, "2018-12-31", True),
        ("2018H1", "half", 2017, 2017.5, 0.5, "2018-06-30", False),
        ("2018H2", "half", 2017.5, 2018, 1, "2018-12-31", True),
        ("2018Q1", "quarter", 2017, 2017.25, 0.25, "2018-03-31", False),
        ("2018Q3", "quarter", 2017.5, 2017.75, 0.75, "2018-09-30", False),
        ("2018-02", "month", 2017 + 1 / 12, 2017 + 2 / 12, 2 / 12, "2018-02-28", False),
        ("2020-02", "month", 2019 + 1 / 12, 2019 + 2 / 12, 2 / 12, "2020-02-29", False),
        ("2018-12", "month", 2017 + 11 / 12, 2018, 1, "2018-12-31", True),
    ],
)
def test_when_it_is(text, kind, begin, time, elapsed, end, closes):
    when = period(text)
    assert when.kind == kind
    assert (when.begin, when.time, when.elapsed) == pytest.approx((begin, time, elapsed))
    assert when.end == dt.date.fromisoformat(end)
    assert when.closes_year is closes


@given(PERIODS)
def test_it_begins_where_the_one_before_ends(when):
    before = when.before
    assert before.kind == when.kind
    assert before.time == pytest.approx(when.begin)
    assert before.end < when.end
    assert not when.covers(before) and not before.covers(when)


@pytest.mark.parametrize(
    ("text", "before"),
    [
        ("2018", "2017"),
        ("2018H2", "2018H1"),
        ("2018H1", "2017H2"),
        ("2018Q1", "2017Q4"),
        ("2018Q3", "2018Q2"),
        ("2018-01", "2017-12"),
        ("2018-12", "2018-11"),
    ],
)
def test_the_one_before(text, before):
    assert str(period(text).before) == before


@given(PERIODS, PERIODS)
def test_covering_is_lying_within(one, other):
    within = one.begin <= other.begin + 1e-9 and other.time <= one.time + 1e-9
    assert one.covers(other) is within
    if one.covers(other) and other.covers(one):
        assert one == other


@given(PERIODS)
def test_a_period_covers_itself_and_its_year_covers_it(when):
    assert when.covers(when)
    assert Period(when.year).covers(when)
    assert not Period(when.year + 1).covers(when)


def test_the_parts_of_a_year_are_its_year_halves_quarters_and_months():
    kinds = [
        (kind, len(list(group)))
        for kind, group in itertools.groupby(parts(2018), lambda part: part.kind)
    ]
    assert kinds == [("year", 1), ("half", 2), ("quarter", 4), ("month", 12)]
    assert all(Period(2018).covers(part) for part in parts(2018))


@pytest.mark.parametrize(
    ("whole", "kind", "count"),
    [
        ("2018", "quarter", 4),
        ("2018", "month", 12),
        ("2018H1", "quarter", 2),
        ("2018H2", "month", 6),
        ("2018Q3", "month", 3),
        ("2018Q3", "half", 0),
        ("2018-07", "quarter", 0),
    ],
)
def test_how_many_parts_lie_within(whole, kind, count):
    covered = [part for part in parts(2018) if period(whole).covers(part) and part.kind == kind]
    assert len(covered) == count


def test_periods_stand_in_order_of_their_years_and_beginnings():
    assert sorted([period("2019"), period("2018Q3"), period("2018Q2")]) == [
        period("2018Q2"),
        period("2018Q3"),
        period("2019"),
    ]


@given(st.integers(1900, 2100), st.integers(0, 30))
def test_a_span_reads_back(first, years):
    last = first + years
    assert span(f"{first}-{last}") == (first, last)
    assert span(str(first)) == (first, first)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("2024年1—9月", "2024Q1-Q3"),
        ("2024年1-9月份", "2024Q1-Q3"),
        ("2024年1月至9月", "2024Q1-Q3"),
        ("2024前三季度", "2024Q1-Q3"),
        ("2024年前3季度", "2024Q1-Q3"),
        ("2024年一至三季度", "2024Q1-Q3"),
        ("2024Q1-Q3", "2024Q1-Q3"),
        ("2024Q1-3", "2024Q1-Q3"),
        ("2024年第三季度累计", "2024Q1-Q3"),
        ("2024-09（累计）", "2024Q1-Q3"),
        ("2024年1—5月", "2024M1-M5"),
        ("2024年前11个月", "2024M1-M11"),
        ("2024M1-M5", "2024M1-M5"),
        ("2024年上半年累计", "2024H1"),
        ("2024年1—6月", "2024H1"),
        ("2024年1—3月", "2024Q1"),
        ("2024年1—12月", "2024"),
        ("2024年全年累计", "2024"),
    ],
)
def test_a_year_to_date_is_read_as_people_type_it(text, plain):
    assert str(period(text)) == plain
    assert period(plain) == period(text)


@pytest.mark.parametrize("text", ["2024年2—9月", "2024Q2-Q3", "累计", "2024年1—13月", "2024-01-09"])
def test_a_span_that_does_not_begin_in_january_is_no_period(text):
    with pytest.raises(ValueError, match=text):
        period(text)


def test_a_year_to_date_has_a_name_an_end_and_one_before_it():
    nine, five = period("2024Q1-Q3"), period("2024M1-M5")
    assert (nine.kind, nine.time, nine.begin) == ("year_to_date", 2023.75, 2023.0)
    assert str(nine.end) == "2024-09-30"
    assert str(nine.before) == "2023Q1-Q3"
    assert nine.covers(period("2024H1"))
    assert not nine.covers(period("2024H2"))
    assert [nine.name("zh"), nine.name("en")] == ["2024年前三季度", "first three quarters of 2024"]
    assert [five.name("zh"), five.name("en")] == ["2024年1—5月", "January–May 2024"]
    for last in range(1, 13):
        assert nine.to_date == nine
        assert Period(2024, 1, last).name("zh")
        assert period(str(Period(2024, 1, last))) == Period(2024, 1, last)
