"""A standing: the period before, what moved between the two, what belongs to a part."""

import datetime as dt

import pandas as pd
import pytest
from building import Wish
from standings import standing

import minsheng as ms
from minsheng.evaluation import CLASSES, GOOD, GRADES, JUDGED, MOVES, SHORT, stand
from minsheng.evaluation.classes import move
from minsheng.reports import sentences
from minsheng.text.language import using

PATH = Wish(baseline=82, targets={2018: 86, 2019: 90, 2020: 95})


@pytest.mark.parametrize(
    ("when", "before"),
    [
        ("2019", "2018"),
        ("2019H2", "2019H1"),
        ("2019H1", "2018"),
        ("2019Q1", "2018"),
        ("2019Q3", "2019Q2"),
        ("2019-01", "2018"),
        ("2018H2", "2018H1"),
    ],
)
def test_the_period_before_is_of_the_same_kind_or_the_year_that_it_closes(when, before):
    assert str(standing(PATH, when=when).before.period) == before


@pytest.mark.parametrize("when", ["2018", "2018H1", "2018Q1", "2018-01"])
def test_before_the_plan_began_there_is_none(when):
    where = standing(PATH, when=when)
    assert where.before is None
    assert where.moved.empty and "move" in where.moved


def test_a_half_year_moves_against_what_was_reported_for_the_year():
    where = standing(PATH, seen=[(2018, 86), ("2019H1", 84)], when="2019H1")
    (row,) = where.moved.to_dict("records")
    assert (row["verdict_before"], row["verdict"], row["move"]) == (
        "on_track",
        "far_behind",
        "worsened",
    )
    assert (row["observed_before"], row["observed"]) == (86, 84)


@pytest.mark.parametrize("before", CLASSES)
@pytest.mark.parametrize("now", CLASSES)
def test_only_two_verdicts_can_be_better_or_worse(before, now):
    told = move(before, now)
    assert told in MOVES
    both_judged = before in JUDGED and now in JUDGED
    both_grades = before in GRADES and now in GRADES
    same_side = any(before in side and now in side for side in (GOOD, ("late",), SHORT))
    differ = before != now if both_grades else not same_side
    assert (told in ("improved", "worsened")) == (both_judged and differ)
    assert (move(now, before) == "improved") == (told == "worsened")


def test_headlines_keep_ledger_period_and_day(plan):
    where = stand(plan, ms.Ledger(), "2019H1", "2019-07-31")
    part = where.headlines()
    assert part.plan.indicators["headline"].all()
    assert (part.period, part.as_of) == (where.period, where.as_of)


@pytest.mark.parametrize(
    ("day", "when"),
    [("2018-01-15", "2018-01"), ("2018-06-01", "2018-05"), ("2018-06-30", "2018H1"),
     ("2020-12-30", "2020-11"), ("2020-12-31", "2020"), ("2024-01-01", "2020")],
)  # fmt: skip
def test_before_the_first_report_it_is_the_last_period_that_was_over(plan, day, when):
    assert str(stand(plan, ms.Ledger(), as_of=day).period) == when


def test_a_plan_that_runs_is_not_told_as_ended():
    where = standing(PATH, when="", last_year=2090)
    assert where.period.end <= dt.date.today()


def test_the_day_on_which_the_ledger_is_read_is_told(plan):
    where = stand(plan, ms.Ledger(), as_of="2018-06-01")
    first = sentences.scoreboard_answer(where).paragraphs[0]
    assert str(first).startswith("台账按2018年6月1日的状态读取。截至2018年5月31日，")
    with using("en"):
        told = str(sentences.scoreboard_answer(where).paragraphs[0])
    assert told.startswith("The ledger is read as it stood on 1 June 2018. As of 31 May 2018, ")


@pytest.mark.parametrize(
    ("lang", "words"),
    [("zh", "该期还没有开始"), ("en", "begins after the day on which the ledger is read")],
)
def test_a_period_that_begins_after_the_day_of_reading_is_refused(plan, lang, words):
    """On 1 August 2019 a milestone of 2020 is not missed yet, whatever was reported last of it."""
    with using(lang), pytest.raises(ms.UnknownName, match=words) as caught:
        stand(plan, ms.Ledger(), "2020", as_of="2019-08-01")
    assert caught.value.faults[0].allowed == ("2019-07",)
    assert stand(plan, ms.Ledger(), "2019", as_of="2019-08-01").is_to_come
    assert not stand(plan, ms.Ledger(), "2019", as_of="2020-01-01").is_to_come


def test_nothing_is_due_in_a_period_that_is_still_to_come(plan):
    """Goals whose last target was due in 2018 stay unreported."""
    early = stand(plan, ms.Ledger(), "2019", as_of="2019-08-01")
    later = stand(plan, ms.Ledger(), "2019", as_of="2020-01-01")
    silent = early.verdicts[early.verdicts["class"].eq("not_reported")]
    assert set(silent["due_year"]) == {2018}
    waiting = later.verdicts["class"].eq("not_reported") & later.verdicts["due_year"].eq(2019)
    assert set(early.verdicts.loc[waiting, "class"]) == {"no_report_due"}
    assert set(early.verdicts.loc[waiting, "reason"]) == {"no_report_due"}
    assert early.history["class"].tolist() == early.verdicts["class"].tolist()


def test_a_frame_is_checked_as_a_file_is(plan):
    seen = {"indicator": "childcare.gross_enrolment", "period": "2018", "value": 0.868}
    seen |= {"reported_on": pd.Timestamp("2019-01-31"), "status": "final"}
    with pytest.raises(ms.BadInput, match="像是写成了小数"):
        stand(plan, pd.DataFrame([seen]), "2018")
    assert stand(plan, pd.DataFrame([{**seen, "value": 86.8}]), "2018").is_observed


def test_the_part_with_a_programme_is_made_once(stand_at):
    standing = stand_at("2019H1")
    part = standing.of_programme("childcare")
    assert part is standing.of_programme("childcare")
    assert part.part_of is standing
    assert set(part.plan.programmes["programme"]) == {"childcare"}


def test_no_task_is_overdue_whose_day_is_still_to_come(plan):
    """Of a final evaluation that is made too early the tasks of the last year are not due."""
    early = stand(plan, ms.Ledger(), "2020", as_of="2020-07-01").tasks
    over = stand(plan, ms.Ledger(), "2020", as_of="2021-03-01").tasks
    late = early["due"].gt(pd.Timestamp("2020-07-01"))
    assert late.any()
    assert not early["state"][late].eq("overdue").any()
    assert over["state"][late & over["due"].le(pd.Timestamp("2020-12-31"))].eq("overdue").all()
