"""Ids travel with the numbers of a sentence and leave no trace in its text."""

import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minsheng.reports.exhibits import Prose
from minsheng.text.language import listing, say
from minsheng.text.tracing import Told, counted, told, traced

FOUR = traced("4个百分点", "gaps:a.gap", 4.0)
texts = st.text(st.characters(exclude_categories=("Cs",)))


def shown(text):
    return [(text[each.start : each.end], each.id, each.value) for each in text.numbers]


def test_a_number_survives_the_catalogue_and_a_listing():
    path = say(
        "sentences.path",
        "zh",
        name="甲",
        baseline=traced("86%", "baselines:a@2017", 86),
        target=traced("90%以上", "targets:a@2020", 90),
    )
    made = told(listing([path, f"差距{FOUR}"], "zh"))
    assert made == "甲（基期86%，目标90%以上）、差距4个百分点"
    assert shown(made) == [
        ("86%", "baselines:a@2017", 86.0),
        ("90%以上", "targets:a@2020", 90.0),
        ("4个百分点", "gaps:a.gap", 4.0),
    ]


@pytest.mark.parametrize(("n", "word"), [(1, "1 indicator"), (3, "3 indicators")])
def test_a_count_picks_the_plural_and_keeps_its_id(n, word):
    made = told(say("labels.count_indicators", "en", n=counted(n, "counts:a.goals")))
    assert made == word
    assert shown(made) == [(str(n), "counts:a.goals", float(n))]


@pytest.mark.parametrize("value", [None, math.nan, math.inf])
def test_what_is_no_single_number_has_no_value(value):
    assert told(traced("1至2个", "targets:a@2020", value)).numbers[0].value is None


def test_a_number_in_a_number_is_one_number():
    assert shown(told(traced(f"约{FOUR}", "outer", 4))) == [("约4个百分点", "outer", 4.0)]


def test_without_an_id_nothing_is_traced():
    assert traced("4", "") == "4"


@given(texts, texts, texts, st.floats(allow_nan=False, allow_infinity=False))
def test_what_goes_in_comes_out(before, text, after, value):
    marks = "\ufdd0\ufdd1\ufdd2\ufdd3"
    before, text, after = (
        part.translate(dict.fromkeys(map(ord, marks))) for part in (before, text, after)
    )
    made = told(before + traced(text, "x", value) + after)
    assert made == before + text + after
    assert shown(made) == [(text, "x", value)]


@given(st.text(st.sampled_from("a1\ufdd0\ufdd1\ufdd2\ufdd3")))
def test_no_mark_is_ever_left(text):
    assert not set(told(text)) & set("\ufdd0\ufdd1\ufdd2\ufdd3")


def test_prose_is_plain_text_that_knows_its_numbers():
    prose = Prose((f"差距{FOUR}。",), ("一。", f"{counted(2, 'counts:a')}项。"))
    assert prose.paragraphs == ("差距4个百分点。",)
    assert str(prose) == "差距4个百分点。\n- 一。\n- 2项。"
    assert prose.data()["numbers"] == [
        {"in": "paragraphs", "at": 0, "start": 2, "end": 7, "id": "gaps:a.gap", "value": 4.0},
        {"in": "points", "at": 1, "start": 0, "end": 1, "id": "counts:a", "value": 2.0},
    ]
    assert json.loads(json.dumps(prose.data())) == prose.data()


def test_a_paragraph_taken_over_keeps_its_numbers():
    first = Prose((f"差距{FOUR}。",))
    second = Prose(("〔演示数据〕", *first.paragraphs))
    assert isinstance(second.paragraphs[1], Told)
    assert [each["at"] for each in second.data()["numbers"]] == [1]
