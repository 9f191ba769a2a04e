"""Sentences of a plan whose tables hold nothing where they may: no slot stays empty."""

import re

import pytest

import minsheng as ms
from minsheng.text.language import using

EMPTY_SLOT = re.compile(
    r"由(?=[牵。])|the \.|[：，、][，。；]|“”|（）|\(\)|  | [.,;:)]|任务0项|0 tasks"
)
MAY_BE_EMPTY = (
    (),
    ("responsibilities",),
    ("tasks", "task_indicators", "relations", "restatements"),
    ("responsibilities", "tasks", "task_indicators", "relations", "restatements"),
    ("counts", "calendar", "relations", "restatements"),
)


@pytest.fixture(params=MAY_BE_EMPTY, ids="+".join)
def partly_empty(request, small_package):
    for table in request.param:
        path = small_package / f"{table}.csv"
        path.write_text(path.read_text("utf-8-sig").splitlines()[0] + "\n", "utf-8")
    return ms.load_plan(small_package)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_slot_stays_empty(partly_empty, lang):
    with using(lang):
        answers = [ms.sentences.plan_answer(partly_empty)]
        for programme in partly_empty.programmes["programme"]:
            answers.append(ms.sentences.programme_answer(partly_empty.select(programme=programme)))
        for answer in answers:
            for paragraph in (*answer.paragraphs, *answer.points):
                assert not EMPTY_SLOT.search(paragraph), paragraph


def test_what_was_not_entered_is_said(small_package):
    for table in ("responsibilities", "tasks", "task_indicators", "relations", "restatements"):
        path = small_package / f"{table}.csv"
        path.write_text(path.read_text("utf-8-sig").splitlines()[0] + "\n", "utf-8")
    part = ms.load_plan(small_package).select(programme="parks")
    assert ms.sentences.programme_answer(part).paragraphs[0] == (
        "“公园绿地”专项没有写明牵头单位。据原文整理，有目标指标6项；没有录入任务。"
    )
    with using("en"):
        assert ms.sentences.programme_answer(part).paragraphs[0] == (
            "The plan names no lead department for Parks. By our count it holds 6 goals; "
            "no tasks were entered."
        )
