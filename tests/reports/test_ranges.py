"""Targets that are ranges: both ends are told, and the end that the verdict is on."""

import pytest
from building import Wish
from standings import standing

from minsheng.reports import listings, sentences
from minsheng.text.language import using

UP = Wish(unit="person", baseline=4000, targets={2020: "5000..5500"})
DOWN = Wish(baseline=9, direction="down", targets={2020: "0.8..1.0"})
YEARLY = Wish(unit="person", kind="flow", targets={2018: "1..2", 2019: "1..2", 2020: "1..2"})


def said(wish, seen, when, lang):
    with using(lang):
        here = standing(wish, seen=seen, when=when)
        return str(sentences.indicator_answer(here))


def test_frames_hold_both_ends_and_the_one_that_is_judged():
    row = standing(UP, seen=[(2020, 5100)], when="2020").verdicts.iloc[0]
    names = ("target", "target_low", "target_high", "due_target", "due_low", "due_high")
    assert [row[name] for name in names] == [5000, 5000, 5500] * 2
    down = standing(DOWN, seen=[(2020, 0.9)], when="2020").verdicts.iloc[0]
    assert [down[name] for name in names[:3]] == [1.0, 0.8, 1.0]
    plain = standing(Wish(baseline=1, targets={2020: 5}), when="2020").verdicts.iloc[0]
    assert plain[["target_low", "target_high", "due_low", "due_high"]].isna().all()


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("zh", ("当年目标为5000—5500", "目标是区间，已达到其下限5000。")),
        (
            "en",
            (
                "the target for the year is 5,000–5,500",
                "The target is a range; its lower end, 5,000, is met.",
            ),
        ),
    ],
)
def test_a_range_that_is_met_is_told_whole_with_its_end(lang, words):
    text = said(UP, [(2020, 5100)], "2020", lang)
    assert all(word in text for word in words)


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("zh", ("0.8%—1%", "目标是区间，按其上限1%研判。")),
        ("en", ("0.8–1%", "The target is a range; the verdict is based on its upper end, 1%.")),
    ],
)
def test_where_less_is_better_the_upper_end_judges(lang, words):
    text = said(DOWN, [(2020, 1.2)], "2020", lang)
    assert all(word in text for word in words)


def test_every_table_shows_both_ends():
    here = standing(UP, seen=[(2018, 4100)], when="2018")
    note = "目标为区间的，按区间内较易达到的一端研判：越多越好的为下限，越少越好的为上限；"
    for table in (listings.outlook(here), listings.midterm_results(here)):
        assert table.rows[0]["target"] == "5000—5500"
        assert any(text.startswith(note) for text in table.notes)
    last = standing(UP, seen=[(2020, 4900)], when="2020")
    verdict, outcome = listings.verdicts(last).rows[0], listings.outcome_goals(last).rows[0]
    assert verdict["due_target"] == outcome["target"] == "5000—5500"
    assert outcome["margin"] == "差100"
    assert listings.verdicts(standing(YEARLY, seen=[(2018, 1)])).rows[0]["due_target"] == "1—2"


def test_a_line_is_that_of_its_year():
    """A line of 90 % in 2018 and 92 % in 2020 is 90 % in 2019, by which 91 % is judged."""
    line = Wish(aim="hold", baseline=95, targets={2018: ">=90", 2020: ">=92"})
    assert "界限为90%以上" in said(line, [(2019, 91)], "2019", "zh")
