"""An amount over years of which the first is still to come: it begins then, and is not due."""

import math

import pytest
from building import Wish
from standings import standing

from minsheng.charts.observed_paths import progress
from minsheng.reports import listings, sentences
from minsheng.text.language import using

TOTAL = Wish("homes", unit="person", kind="flow", total=">=600", span="2019-2020")
MEAN = Wish("homes", unit="person", kind="flow", mean=">=300", span="2019-2020")


@pytest.mark.parametrize("wish", [TOTAL, MEAN], ids=["total", "mean"])
@pytest.mark.parametrize("seen", [[], [("2018", 0)], [("2018", 30)]], ids=["none", "0", "30"])
def test_nothing_is_due_or_counted_before_its_first_year(wish, seen):
    row = standing(wish, seen=seen, when="2018").verdicts.iloc[0]
    assert (row["class"], row["verdict"], row["reason"]) == ("not_due", "not_due", "not_begun")
    assert row["required_reason"] == "not_begun"
    assert all(math.isnan(row[name]) for name in ("done", "judged", "progress", "required"))


@pytest.mark.parametrize(
    ("lang", "answer", "finding"),
    [
        (
            "zh",
            "“某指标”的目标为2019—2020年600以上，自2019年起计；截至2018年12月31日尚未开始。"
            "本期研判：○ 未到期。",
            "某指标：目标自2019年起计，到2018年尚未开始",
        ),
        (
            "en",
            "The target of “An indicator” is at least 600 for 2019–2020; it counts from 2019 on "
            "and, as of 31 December 2018, has not begun. Class: ○ not due.",
            "An indicator: counts from 2019 on and has not begun (2018)",
        ),
    ],
)
def test_reports_say_when_it_begins(lang, answer, finding):
    with using(lang):
        now = standing(TOTAL, seen=[("2018", 0)], when="2018")
        assert sentences.indicator_answer(now).paragraphs[0] == answer
        assert progress(now).figure.get_suptitle() == finding
        assert not listings.unreported(now).rows
        assert not listings.outlook(now).rows


def test_from_its_first_year_on_only_its_own_years_count():
    """By hand: 50 of 600 by mid-2019, where a quarter of the two years is gone: 50 / 150."""
    seen = [("2018", 30), ("2019H1", 50)]
    row = standing(TOTAL, seen=seen, when="2019H1").verdicts.iloc[0]
    assert (row["done"], row["class"]) == (50, "lagging")
    assert row["pace"] == pytest.approx(1 / 3)
    assert standing(TOTAL, seen=[], when="2019").verdicts.iloc[0]["class"] == "not_reported"
