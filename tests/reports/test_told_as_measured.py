"""Numbers and dates that reports once told wrongly, each with its value worked out by hand."""

import math

import pytest
from building import Wish
from standings import standing

import minsheng as ms
from minsheng.reports import listings, sentences
from minsheng.text.amounts import amount, computed
from minsheng.text.bounded import span
from minsheng.text.language import using
from minsheng.text.units import Unit

DEATHS = Unit("per_100k", "人/10万人", "per 100,000", "人", "per 100,000", False, True, 2)
GROWTH = Unit("per_mille", "‰", "‰", "‰", "‰", False, False, 2)


def said(wish, seen, when, lang):
    with using(lang):
        return str(sentences.indicator_answer(standing(wish, seen=seen, when=when)))


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        (
            "zh",
            ("“某指标”已经完成", "到期时没有报送完成情况，此后报送完成。本期研判：■ 逾期完成。"),
        ),
        (
            "en",
            ("“An indicator” is done", "Nothing was reported on it by its date, and it has been"),
        ),
    ],
)
def test_what_is_first_reported_after_its_day_is_told_as_done_late(lang, words):
    """Due in 2018, of which nothing is reported; done in the first half of 2019."""
    wish = Wish(unit="milestone", kind="milestone", targets={2018: 1})
    text = said(wish, [("2019H1", 1)], "2019H1", lang)
    assert all(word in text for word in words)
    assert not any(word in text for word in ("没有可用的实际值", "no value"))


def test_no_end_of_a_range_is_named_where_nothing_is_judged():
    """Between two ranges no path leads, and 2018 has no target."""
    text = said(Wish(baseline="5.5..6", targets={2020: "6.5..7"}), [("2018", 6.2)], "2018", "zh")
    assert "暂不研判" in text
    assert "目标是区间" not in text


def test_about_stands_once_before_a_computed_range():
    """32,000 × 1.07^5 = 44,881.66 and 32,000 × 1.08^5 = 47,018.50."""
    yuan = Unit("yuan", "元", "yuan", "元", "yuan", False, True, 0)
    ends = 32_000 * 1.07**5, 32_000 * 1.08**5
    assert span(*ends, yuan, "zh") == "约44881.7—47018.5元"
    assert span(*ends, yuan, "en") == "about 44,881.7–47,018.5 yuan"


def test_both_ends_of_a_range_are_in_one_form():
    person = Unit("person", "人", "people", "人", "people", False, True, 0)
    assert span(8000, 12_000, person, "zh") == "8000—12000人"
    assert span(15_000, 20_000, person, "zh") == "15000—20000人"
    assert span(95_000, 120_000, person, "zh") == "9.5万—12万人"


def test_a_growth_just_missed_does_not_read_as_the_target():
    """18,650 × 1.07^6 = 27,988.62; (27,988 ÷ 18,650)^(1/6) = 1.069996."""
    wish = Wish(
        unit="person", baseline=18_650, since=2014, changes={2020: "growth"}, targets={2020: ">=7"}
    )
    text = said(wish, [("2020", 27_988)], "2020", "zh")
    assert "2014年以来年均增长6.9996%" in text
    assert "本期研判：× 未达到" in text
    assert "年均增长7.2%" in said(wish, [("2020", 28_303)], "2020", "zh")


def test_a_share_of_a_thousand_is_written_as_one_of_a_hundred():
    assert amount(-0.8, GROWTH, "en") == "−0.8‰"
    assert amount(-0.8, GROWTH, "zh") == "−0.8‰"


@pytest.mark.parametrize(("value", "shown"), [(3 / 36_012, "0.00008"), (0.0004, "0.0004")])
def test_what_is_not_zero_is_not_told_as_zero(value, shown):
    assert computed(value, DEATHS, "zh") == f"{shown}人"


def test_what_is_exact_is_told_in_full_even_if_nobody_says_how_it_was_typed():
    wish = Wish(unit="person", baseline=1_000_000, targets={2020: 2_000_000})
    text = said(wish, [("2018", 1_345_678)], "2018", "zh")
    assert "实际值134.5678万" in text


def test_tables_and_sentences_round_a_quotient_alike():
    """17 ÷ 2 = 8.5, in a unit of whole pieces."""
    wish = Wish(unit="person", baseline=5, targets={2020: 20})
    here = standing(wish, seen=[("2018", 8.5)])
    frame = here.ledger.observations.assign(decimals=math.nan)
    with using("zh"):
        row = listings.verdicts(ms.stand(here.plan, frame, "2018")).rows[0]
    assert row["observed"] == "8.5"
