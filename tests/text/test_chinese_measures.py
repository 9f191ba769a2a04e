"""Chinese numerals before units of time, length and area are read as before any other."""

import pytest

from minsheng.text.quantity import quantities, unread


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("十五分钟", 15),
        ("十二小时以内", 12),
        ("八十岁以上", 80),
        ("二十五天", 25),
        ("十五米", 15),
        ("三十平方公里", 30),
        ("一百二十立方米", 120),
        ("十二公顷", 12),
    ],
)
def test_numerals_before_a_measure(text, number):
    assert [one.value for one in quantities(text)] == [number]
    assert not unread(text)
