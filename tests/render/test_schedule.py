"""Which periods are to be reported on a day."""

import datetime as dt
from itertools import pairwise

import pandas as pd
import pytest
from building import Wish, build
from hypothesis import given
from hypothesis import strategies as st

import minsheng as ms
from minsheng.plan.periods import Period, period
from minsheng.plan.plan import Plan
from minsheng.render.schedule import DueReport, auto_periods, due_reports
from minsheng.tables.schema import COLUMNS
from minsheng.text.language import catalogue, using

DAYS = [dt.date(2018, 1, 1) + dt.timedelta(n) for n in range(1826)]  # to the end of 2022
FIRST = dt.date(2018, 1, 31)


@pytest.fixture(scope="module")
def each_day(plan):
    """What the plan that ships has reported on each day from the first."""
    return {day: auto_periods(plan, day) for day in DAYS[30:]}


def plan_of(*events, first_year=2018, last_year=2020):
    """A plan whose calendar holds these: frequency and printed days."""
    rows = [
        {
            "event": f"event_{n}",
            "name_zh": "报告",
            "name_en": "Report",
            "frequency": frequency,
            "due": due,
            "by_zh": "牵头部门",
            "by_en": "lead departments",
            "printed": "每年",
            "section": "正文三",
        }
        for n, (frequency, due) in enumerate(events)
    ]
    made = build(Wish(), first_year=first_year, last_year=last_year, baseline_year=first_year - 1)
    table = pd.DataFrame(rows, columns=list(COLUMNS["calendar"]), dtype="str")
    tables = {name: made.table(name) for name in COLUMNS}
    return Plan(made.facts, {**tables, "calendar": table}, "0" * 64)


def on(plan, day):
    return " ".join(str(one) for one in auto_periods(plan, dt.date.fromisoformat(day)))


def gone_by(day):
    """The last year, half, quarter and month gone by on a day, counted anew from month and day."""
    tomorrow = day + dt.timedelta(1)
    for months, form in ((12, "{y}"), (6, "{y}H{n}"), (3, "{y}Q{n}"), (1, "{y}-{n:02d}")):
        ended = (tomorrow.year * 12 + tomorrow.month - 1) // months - 1
        per_year = 12 // months
        ended = min(ended, 2020 * per_year + per_year - 1)  # after the plan's end the last stays
        if ended >= 2018 * per_year:
            yield form.format(y=ended // per_year, n=ended % per_year + 1)


def test_every_day_gives_what_had_ended_by_then(each_day):
    for day, told in each_day.items():
        assert [str(one) for one in told] == list(gone_by(day)), day


@pytest.mark.parametrize(
    ("day", "told"),
    [
        ("2018-01-31", "2018-01"),
        ("2018-03-31", "2018Q1 2018-03"),
        ("2019-06-28", "2018 2018H2 2019Q1 2019-05"),
        ("2019-06-29", "2018 2018H2 2019Q1 2019-05"),
        ("2019-06-30", "2018 2019H1 2019Q2 2019-06"),
        ("2019-07-01", "2018 2019H1 2019Q2 2019-06"),
        ("2019-12-30", "2018 2019H1 2019Q3 2019-11"),
        ("2019-12-31", "2019 2019H2 2019Q4 2019-12"),
        ("2020-02-28", "2019 2019H2 2019Q4 2020-01"),
        ("2020-02-29", "2019 2019H2 2019Q4 2020-02"),
        ("2021-01-01", "2020 2020H2 2020Q4 2020-12"),
        ("2035-05-05", "2020 2020H2 2020Q4 2020-12"),
    ],
)
def test_days_that_a_clerk_asks_about(plan, day, told):
    assert on(plan, day) == told


def test_nothing_ever_goes_back_and_all_days_of_a_window_are_alike(plan, each_day):
    opened = {one.since for one in due_reports(plan) if one.since}
    for day, next_day in pairwise(each_day):
        before = {one.kind: one for one in each_day[day]}
        after = {one.kind: one for one in each_day[next_day]}
        assert (before != after) == (next_day in opened)
        assert all(before[kind] <= after[kind] for kind in before)


def test_the_same_day_gives_the_same_periods_twice(plan, each_day):
    assert all(auto_periods(plan, day) == each_day[day] for day in DAYS[30::97])


def test_every_period_of_the_plan_has_its_time(each_day):
    """Whoever runs it each night makes a report of each year, half, quarter and month."""
    seen = {one for told in each_day.values() for one in told}
    assert len(seen) == 3 * (1 + 2 + 4 + 12)


def test_whoever_runs_it_on_the_last_day_of_each_quarter_misses_no_half(each_day):
    ends = [Period(year, 3 * n - 2, 3 * n).end for year in (2018, 2019, 2020) for n in (1, 2, 3, 4)]
    seen = {str(one) for day in ends for one in each_day[day] if one.kind == "half"}
    assert seen == {f"{year}H{n}" for year in (2018, 2019, 2020) for n in (1, 2)}


def test_before_the_first_report_it_is_told_when_that_is_due(plan):
    for day in DAYS[:30]:
        with pytest.raises(ms.BadInput):
            auto_periods(plan, day)
    with pytest.raises(ms.BadInput) as raised:
        auto_periods(plan, dt.date(2018, 1, 30))
    (fault,) = raised.value.faults
    assert fault.text("en") == (
        "qijiang-2018-2020: no report is due by this day; the days on which each kind is first due "
        "are listed; found “2018-01-30”; allowed: 2018-01-31, 2018-03-31, 2018-06-30 and 2018-12-31"
    )
    assert fault.text("zh") == (
        "qijiang-2018-2020：到这一天还没有应报的报告期，各类报告最早的报送日期列在后面；"
        "填写为“2018-01-30”；可用：2018-01-31、2018-03-31、2018-06-30、2018-12-31"
    )
    assert auto_periods(plan, FIRST)


@pytest.mark.parametrize("events", [(), [("once", "")], [("once", ""), ("once", "06-30")]])
def test_a_calendar_of_nothing_that_recurs_is_told(events):
    plan = plan_of(*events)
    for day in DAYS[::100]:
        with pytest.raises(ms.BadInput) as raised:
            auto_periods(plan, day)
    (fault,) = raised.value.faults
    assert fault.text("en") == (
        "test-plan: the reporting calendar asks for nothing that recurs, so name the period, such "
        "as 2019H1"
    )
    assert fault.text("zh") == (
        "test-plan：报送日历没有规定定期报送，无法自动确定报告期；请指明报告期，如 2019H1"
    )
    assert all(one == DueReport(one.event) for one in due_reports(plan))


def test_only_what_the_calendar_names_is_reported(small_plan):
    days = [dt.date(2021, 6, 30) + dt.timedelta(n) for n in range(0, 1200, 20)]
    assert {one.kind for day in days for one in auto_periods(small_plan, day)} == {"half"}


@pytest.mark.parametrize(
    ("frequency", "due", "days"),
    [
        # At the end of each half: from that day on.
        (
            "half_yearly",
            "06-30;12-31",
            {"2019-06-29": "2018H2", "2019-06-30": "2019H1", "2019-12-31": "2019H2"},
        ),
        # Before the end: from the day on which it is due.
        (
            "half_yearly",
            "06-20;12-20",
            {
                "2019-06-19": "2018H2",
                "2019-06-20": "2019H1",
                "2019-12-19": "2019H1",
                "2019-12-20": "2019H2",
            },
        ),
        # After the end: from the end on, so that there is time to prepare it.
        (
            "half_yearly",
            "01-15;07-15",
            {
                "2019-06-29": "2018H2",
                "2019-06-30": "2019H1",
                "2019-07-14": "2019H1",
                "2020-12-31": "2020H2",
                "2021-01-15": "2020H2",
            },
        ),
        (
            "yearly",
            "03-31",
            {
                "2018-12-31": "2018",
                "2019-03-31": "2018",
                "2019-12-30": "2018",
                "2019-12-31": "2019",
            },
        ),
        ("yearly", "11-30", {"2018-11-30": "2018", "2019-11-29": "2018", "2019-11-30": "2019"}),
        (
            "quarterly",
            "04-10;07-10;10-10;01-10",
            {"2019-03-30": "2018Q4", "2019-03-31": "2019Q1", "2019-04-10": "2019Q1"},
        ),
        # Only the first half is asked for.
        (
            "half_yearly",
            "06-30",
            {
                "2019-06-30": "2019H1",
                "2019-12-31": "2019H1",
                "2020-06-30": "2020H1",
                "2021-01-01": "2020H1",
            },
        ),
        # Each year has a last day of February.
        (
            "monthly",
            "02-29",
            {"2019-02-28": "2019-02", "2020-02-28": "2019-02", "2020-02-29": "2020-02"},
        ),
        # Two days of one period: the earlier counts.
        ("half_yearly", "06-20;06-25;12-31", {"2019-06-20": "2019H1"}),
    ],
)
def test_printed_days(frequency, due, days):
    plan = plan_of((frequency, due))
    assert {day: on(plan, day) for day in days} == days


def test_the_earliest_of_several_events_opens_a_period():
    plan = plan_of(("half_yearly", "06-30;12-31"), ("half_yearly", "06-20;12-20"))
    assert on(plan, "2019-06-20") == "2019H1"


def test_a_plan_of_one_year():
    plan = plan_of(("yearly", ""), ("half_yearly", ""), first_year=2021, last_year=2021)
    assert on(plan, "2021-06-30") == "2021H1"
    assert on(plan, "2021-12-31") == on(plan, "2030-01-01") == "2021 2021H2"


def test_days_that_no_year_has_are_all_told():
    plan = plan_of(("yearly", "13-01"), ("half_yearly", "06-31;00-10;02-29;W01-1"))
    with using("en"), pytest.raises(ms.BadInput) as raised:
        auto_periods(plan, FIRST)
    assert [fault.text("en") for fault in raised.value.faults] == [
        f"calendar, row {row}, column due: there is no such day: write month and day, such as "
        f"06-30; found “{day}”"
        for row, day in ((2, "13-01"), (3, "06-31"), (3, "00-10"), (3, "W01-1"))
    ]
    assert raised.value.faults[0].text("zh") == (
        "calendar，第2行，“due”列：没有这一天，应为月和日，如 06-30；填写为“13-01”"
    )


def test_what_the_calendar_prescribes_is_told_with_its_event_and_day(plan):
    asked = due_reports(plan)
    assert {one.event for one in asked} == set(plan.table("calendar")["event"])
    due = [(one.event, str(one.period), one.due, one.since) for one in asked if one.due]
    assert due == [
        ("special_report", f"{year}H{n}", end, end)
        for year in (2018, 2019, 2020)
        for n, end in ((1, dt.date(year, 6, 30)), (2, dt.date(year, 12, 31)))
    ]
    assert [one for one in asked if one.period is None] == [
        DueReport("midterm_evaluation"),
        DueReport("final_evaluation"),
    ]
    kinds = {one.event: one.period.kind for one in asked if one.period}
    assert kinds["quarterly_statistics"] == "quarter"
    assert kinds["special_report"] == kinds["half_yearly_bulletin"] == "half"


EVENTS = st.lists(
    st.tuples(
        st.sampled_from(["monthly", "quarterly", "half_yearly", "yearly", "once"]),
        st.lists(st.dates(dt.date(2000, 1, 1), dt.date(2000, 12, 31)), max_size=4).map(
            lambda days: ";".join(f"{day:%m-%d}" for day in days)
        ),
    ),
    max_size=4,
)


@given(EVENTS, st.dates(dt.date(2017, 1, 1), dt.date(2023, 12, 31)))
def test_whatever_the_calendar_says_a_day_gives_periods_of_the_plan_or_words(events, day):
    plan = plan_of(*events)
    try:
        told = auto_periods(plan, day)
    except ms.BadInput as error:
        (fault,) = error.faults
        assert fault.code in {"schedule.nothing_recurring", "schedule.not_yet"}
        assert all(dt.date.fromisoformat(first) > day for first in fault.allowed)
        return
    later = {one.kind: one for one in auto_periods(plan, day + dt.timedelta(1))}
    assert len({one.kind for one in told}) == len(told)
    for one in told:
        assert 2018 <= one.year <= 2020
        assert one <= later[one.kind]
        # Nothing is reported before its second half has begun.
        assert (one.end - day) <= (day - one.before.end)


def test_every_word_is_tested_here():
    assert set(catalogue("schedule")) == {"nothing_recurring", "not_yet", "no_such_day"}
    assert str(period("2019H1")) in catalogue("schedule")["nothing_recurring"]["en"]
