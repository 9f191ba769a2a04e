from hypothesis import given
from hypothesis import strategies as st

from minsheng.charts.words import ems, shortened_list, wrap
from minsheng.text.language import using

TEXTS = st.text(alphabet="学前三年毛入园率，。（）abc 123%", min_size=1)


@given(TEXTS, st.integers(4, 30))
def test_wrapping_loses_nothing_but_spaces(text, width):
    assert wrap(text, width).replace("\n", "").replace(" ", "") == text.replace(" ", "")


@given(st.text(alphabet="学前三年毛入园率", min_size=1), st.integers(2, 30))
def test_no_line_of_chinese_is_wider_than_asked(text, width):
    assert all(ems(line) <= width for line in wrap(text, width).split("\n"))


def test_no_line_starts_with_punctuation():
    assert wrap("学前三年，毛入园率", 4) == "学前三年，\n毛入园率"


def test_long_listings_end_in_a_number():
    assert shortened_list(list("甲乙丙丁"), 2) == "甲、乙等4项"
    with using("en"):
        assert shortened_list(list("abc"), 2) == "a, b and 1 other"
