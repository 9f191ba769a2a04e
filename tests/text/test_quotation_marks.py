"""A name that has quotation marks of its own is quoted with single ones inside: GB/T 15834."""

import pytest

from minsheng.text.language import say, with_single_inside


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“妇女“两癌”检查任务完成率”为99%", "“妇女‘两癌’检查任务完成率”为99%"),
        ("““Good sport” teams” and “beds”", "“‘Good sport’ teams” and “beds”"),
        ("“A “b” and “c”” or “d”", "“A ‘b’ and ‘c’” or “d”"),
        ('“Share of "good" schools”', "“Share of ‘good’ schools”"),
        ('a "good" school', 'a "good" school'),
        ("the plan’s “own” words", "the plan’s “own” words"),
        ("“not “paired”", "“not “paired”"),
        ('“one "straight” mark', '“one "straight” mark'),
    ],
)
def test_marks_inside_marks_are_single(text, expected):
    assert with_single_inside(text) == expected
    assert with_single_inside(expected) == expected


def test_sentences_are_but_what_a_fault_quotes_of_a_file_is_not():
    name = "“Good sport” teams"
    assert say("labels.permalink", "en", name=name).endswith("“‘Good sport’ teams”")
    assert say("faults.found", "en", found=name) == "found ““Good sport” teams”"
