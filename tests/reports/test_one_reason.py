"""A goal without a verdict has one reason, the same in every table and sentence of the reports."""

import pytest
from building import Wish
from standings import standing

from minsheng.reports import listings, sentences
from minsheng.text.language import LANGUAGES, say, using

SHARE = Wish(baseline=82, targets={2018: 86, 2019: 90, 2020: ">=95"})
FLOW = Wish(unit="person", kind="flow", baseline=None, targets=dict.fromkeys((2018, 2019, 2020), 9))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    ("wish", "seen", "reason"),
    [
        (SHARE, [("2019", 90), ("2020H1", 93)], "value_before_due"),
        (SHARE, [("2020H1", 96)], "value_before_due"),
        (SHARE, [("2019", 90)], "not_reported"),
        (SHARE, [], "not_reported"),
        (FLOW, [("2018", 9), ("2019", 9), ("2020Q1", 2)], "parts_missing"),
    ],
)
def test_at_the_end_all_tables_give_the_same_reason(wish, seen, reason, lang):
    here = standing(wish, seen=seen, when="2020")
    with using(lang):
        word = say(f"reasons.{reason}")
        plain = "◇ " + say("classes.not_reported")
        with_parts = listings.unreported(here).rows[0]["reason"]
        assert with_parts.startswith(word)
        told = say("listings.class_and_verdict", name=plain, verdict=with_parts)
        (row,) = listings.verdicts(here).rows
        assert row["verdict"] == (plain if reason == "not_reported" else told)
        for table, column in (
            (listings.midterm_results, "class"),
            (listings.outcome_results, "outcome"),
        ):
            (row,) = table(here).rows
            assert (row[column], row["why"]) == (plain, word)
        assert listings.outcome_goals(here).rows == ()
        assert word in " ".join(sentences.methods(here).points)


@pytest.mark.parametrize(
    ("seen", "shown"),
    [
        ([("2018H1", 84)], "2018年到期时点没有实际值，最近报送84%（2018年上半年）"),
        ([("2020", 84)], "2018年未报送，最近报送84%（2020年）"),
    ],
)
def test_the_value_of_an_earlier_target_is_told_with_the_reason_of_the_other_tables(seen, shown):
    here = standing(Wish(baseline=82, targets={2018: ">=86"}), seen=seen, when="2020")
    (row,) = listings.midterm_results(here).rows
    assert (row["observed"], row["class"]) == (shown, "◇ 应报未报")
    assert row["why"] in shown
    assert listings.unreported(here).rows[0]["reason"] == row["why"]


@pytest.mark.parametrize(
    ("wish", "seen", "name", "why"),
    [
        (Wish(aim="hold", baseline=90, targets={2018: ">=85"}), 90, "＝ 保持", "底线与方向"),
        (Wish(aim="hold", baseline=90, targets={2018: ">=85"}), 80, "≠ 未保持", "底线与方向"),
        (Wish(baseline=None, targets={2018: 86}), 87, "● 基本符合预期", "年度目标"),
        (Wish(baseline=None, targets={2020: 86}), 87, "★ 提前实现", "已实现最终目标"),
        (Wish(baseline=None, targets={2020: 86}), 85, "– 不作研判", "未定目标"),
        (Wish(aim="direction", targets={2020: None}), 85, "– 不作研判", "数据年份不足"),
    ],
)
def test_what_is_judged_names_its_method_and_nothing_that_is_missing(wish, seen, name, why):
    """A line needs no trend: that there are too few years is no reason beside it."""
    wish = Wish(**{**vars(wish), "targets": {**wish.targets, 2020: wish.targets.get(2020, 95)}})
    (row,) = listings.midterm_results(standing(wish, seen=[("2018", seen)], when="2018")).rows
    assert (row["class"], row["why"]) == (name, why)
