"""What was not reported is told beside what is well; what stands alone is compared with nothing."""

import pandas as pd
import pytest
from building import Wish
from standings import standing

import minsheng as ms
from minsheng import charts
from minsheng.reports import sentences
from minsheng.reports.tallies import programmes_with_most
from minsheng.text.language import using
from minsheng.text.tracing import told

FAST = Wish("fast", baseline=0, targets={2020: 30})
SLOW = Wish("slow", baseline=0, targets={2020: 30})
WORDS = Wish("system", unit="milestone", kind="milestone", aim="listed", targets={2020: None})
SEEN = [("test.fast", 2018, 10), ("test.slow", 2018, 2), ("test.fast", 2019, 25)]


def titled(*wishes, when, lang="zh"):
    with using(lang):
        seen = [row for row in SEEN if row[0] in [wish.indicator for wish in wishes]]
        here = standing(*wishes, seen=seen, when=when)
        return str(sentences.standing_title(here)).partition({"zh": "：", "en": ": "}[lang])[2]


def test_a_title_says_what_is_silent_and_what_that_was_before():
    """By hand: of 2018 10 of 10 and 2 of 10 were reported; of 2019 only the one that is well."""
    assert titled(FAST, SLOW, when="2019") == (
        "1项应报未报；1项上次不足、此后没有新值；可研判的1项没有一项不足"
    )
    assert titled(FAST, SLOW, when="2019", lang="en") == (
        "1 goal was not reported; 1 goal fell short when last judged and has no new value; "
        "no goal falls short (of 1 that can be judged)"
    )
    other = Wish("other", baseline=0, targets={2020: 30})
    assert titled(FAST, SLOW, other, when="2019").startswith(
        "2项应报未报；1项上次不足、此后没有新值；"
    )
    assert titled(FAST, when="2019") == "可研判的1项没有一项不足"


def test_charts_of_what_is_well_count_what_was_not_reported():
    here = standing(FAST, SLOW, seen=SEEN, when="2019")
    for chart in (charts.grades, charts.bullet):
        assert chart(here)[0].figure.finding.endswith("，另1项应报未报")
    assert charts.lead(here).figure.finding.endswith("，另1项应报未报")


def test_of_goals_never_reported_no_earlier_report_is_told():
    """One was reported before, one never, one is in words: the ledger holds earlier reports."""
    here = standing(FAST, SLOW, WORDS, seen=SEEN[:1], when="2019")
    told = str(sentences.standing_answer(here))
    assert "3项目标指标在2019年没有可用的实际值，台账所载都是以前或部分时段的报送" in told


@pytest.mark.parametrize(
    ("of", "lang", "said"),
    [
        ("parks", "zh", ["未达到的目标在公园绿地（1项）。"]),
        ("parks", "en", ["The goal not met is in Parks (1)."]),
        ("parks parks", "zh", ["未达到的目标都在公园绿地（2项）。"]),
        ("parks reading", "zh", []),
    ],
)
def test_one_goal_is_not_all_and_what_holds_of_every_programme_is_not_said(
    small_plan, of, lang, said
):
    here = ms.stand(small_plan, ms.Ledger(), "2021")
    chosen = pd.DataFrame({"programme": of.split()})
    with using(lang):
        found = programmes_with_most(here, chosen, "programmes_not_met")
    assert [str(told(one)) for one in found] == said
