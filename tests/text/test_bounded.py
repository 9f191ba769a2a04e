"""Figures with their bounds: rounded ones, ranks, and differences in ‰."""

import pytest

from minsheng.text.amounts import difference, difference_unit
from minsheng.text.bounded import level, span, stated, stated_number, target_in_words
from minsheng.text.units import Unit

YUAN = Unit("yuan", "元", "yuan", "元", "yuan", share=False, growth=True, decimals=0)
RANK = Unit("rank", "位", "rank", "位", "", share=False, growth=False, decimals=0)
PER_MILLE = Unit("per_mille", "‰", "‰", "‰", "‰", share=False, growth=True, decimals=2)
INCOME = 32_000 * 1.065**3


@pytest.mark.parametrize(
    ("bound", "zh", "en"),
    [
        (">=", "约38654.4元以上", "about 38,654.4 yuan or more"),
        ("<=", "约38654.4元以内", "about 38,654.4 yuan or less"),
        (">", "超过约38654.4元", "more than about 38,654.4 yuan"),
        ("<", "低于约38654.4元", "less than about 38,654.4 yuan"),
        ("=", "约38654.4元", "about 38,654.4 yuan"),
    ],
)
def test_a_rounded_figure_with_a_bound_has_one_form_everywhere(bound, zh, en):
    for write in (stated, target_in_words):
        assert [write(bound, INCOME, YUAN, lang) for lang in ("zh", "en")] == [zh, en]
    assert stated_number(bound, INCOME, YUAN, "zh") == zh.replace("元", "")


@pytest.mark.parametrize(
    ("bound", "zh", "en"),
    [
        ("<=", "前10位", "the top 10"),
        ("=", "第10位", "10th"),
        ("<", "第10位以前", "above 10th"),
        ("~", "第10位左右", "about 10th"),
    ],
)
def test_ranks_have_words_of_their_own(bound, zh, en):
    for write in (stated, target_in_words):
        assert [write(bound, 10, RANK, lang) for lang in ("zh", "en")] == [zh, en]


def test_ranks_move_by_places_and_per_mille_by_points():
    places = [level(rank, RANK, "en") for rank in (1, 2, 3, 11, 22)]
    assert places == ["1st", "2nd", "3rd", "11th", "22nd"]
    assert span(3, 5, RANK, "zh") == "第3—5位"
    assert [difference(4, RANK, lang) for lang in ("zh", "en")] == ["4位", "4 places"]
    assert difference(1.4, PER_MILLE, "zh") == "1.4个千分点"
    assert difference_unit(PER_MILLE, "en") == "points per 1,000"
