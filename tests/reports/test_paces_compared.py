"""Two paces and their quotient side by side: whoever divides one by the other finds it."""

import pytest
from building import Wish
from standings import standing

from minsheng.reports import listings, sentences
from minsheng.text.amounts import computed_number, unit_of_rates
from minsheng.text.language import using
from minsheng.text.numerals import times


@pytest.fixture(scope="module")
def unit(plan):
    return plan.unit("piece")


@pytest.mark.parametrize(
    ("required", "so_far", "shown"),
    [
        (2 / 15, 1 / 15, ("0.133", "0.067", "2")),  # 0.1 and 0.1 read as 1
        (7 / 30, 0.05, ("0.233", "0.05", "4.7")),
        (10 / 3, 1, ("3.3", "1", "3.3")),
        (0.2, 0.2, ("0.2", "0.2", "1")),
        (1.02, 1, ("1.02", "1", "1.02")),
        (5.5e6, 14e6 / 3, ("5,500,000", "4,666,667", "1.2")),
    ],
)
def test_the_parts_shown_give_the_quotient_shown(unit, required, so_far, shown):
    pair = unit_of_rates(required, so_far, unit)
    texts = (
        *(computed_number(one, pair, "en") for one in (required, so_far)),
        times(required / so_far),
    )
    assert texts == shown
    one, other = (float(text.replace(",", "")) for text in texts[:2])
    assert times(one / other) == texts[2]


AGE = Wish("age", unit="index", baseline=77.2, targets={2020: 78.2})


@pytest.mark.parametrize(
    ("lang", "words"),
    [("zh", "此后年均须提高0.2，与此前同样快。"), ("en", "a year from now on, as fast as so far.")],
)
def test_the_same_pace_is_told_as_the_same(lang, words):
    """By hand: 77.2 to 77.6 in 2 years and 77.6 to 78.2 in 3 are 0.2 a year both."""
    long = Wish("age", unit="index", baseline=77.2, targets={2022: 78.2})
    now = standing(long, seen=[("2019", 77.6)], when="2019", last_year=2022)
    assert now.verdicts.iloc[0]["faster"] == 1
    with using(lang):
        assert words in str(sentences.indicator_answer(now))
        assert not listings.required_pace(now).rows


def test_both_tables_say_the_same(plan):
    now = standing(AGE, seen=[("2018", 77.4)])
    paces = listings.required_pace(now).rows[0]
    onward = listings.outlook(now).rows[0]
    assert (onward["required"], onward["so_far"], onward["faster"]) == ("0.4", "0.2", "2")
    assert (paces["required"], paces["so_far"], paces["faster"]) == ("0.4", "0.2", "2")
