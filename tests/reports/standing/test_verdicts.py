"""Tables of verdicts: each cell says what the frame says, and nothing else."""

import math
import re

import pytest
from building import Wish
from standings import standing

import minsheng as ms
from minsheng.evaluation import CLASS_TABLE
from minsheng.methods import CLASS_OF, METHODS, VERDICTS
from minsheng.reports import listings
from minsheng.reports.standing.class_words import class_and_verdict
from minsheng.text.language import LANGUAGES, using

PATH = Wish(baseline=82, targets={2018: 86, 2019: 90, 2020: 95})
FLOW = Wish("flow", unit="person", kind="flow", targets={2018: 10, 2019: 10, 2020: 10})
NODE = Wish("node", unit="milestone", kind="milestone", targets={2019: 1})
WORDS = Wish("words", aim="listed", targets={2020: None})


def only(table):
    (row,) = table.rows
    return row


@pytest.mark.parametrize("verdict", VERDICTS)
def test_every_verdict_has_a_symbol_and_a_word_in_both_languages(verdict):
    told = {}
    for lang in LANGUAGES:
        with using(lang):
            told[lang] = class_and_verdict(CLASS_OF[verdict], verdict)
    assert {text[0] for text in told.values()} == {CLASS_TABLE[CLASS_OF[verdict]].symbol}
    assert all(len(text) > 2 for text in told.values())
    assert told["zh"] != told["en"]


def test_symbols_tell_the_classes_apart():
    assert len({one.symbol for one in CLASS_TABLE.values()}) == len(CLASS_TABLE)


def test_a_verdict_stands_with_its_method_and_what_it_rests_on():
    # Known answer of METHODS: 82 to 86 of 95, path 86/90/95: met, pace 1.0, 4.5 a year from here.
    row = only(listings.verdicts(standing(PATH, seen=[(2018, 86)])))
    assert row["verdict"] == "● 基本符合预期"
    assert (row["method"], row["annual"], row["pace_now"]) == ("规划进度", "达标", "1.00")
    assert (row["observed"], row["due_target"], row["planned"]) == ("86", "86", "86")
    onward = only(listings.outlook(standing(PATH, seen=[(2018, 86)])))
    assert (onward["gap"], onward["required"], onward["so_far"]) == ("9", "4.5", "4")
    assert onward["faster"] == "1.1"  # 4.5 / 4, to one decimal


def test_the_latest_report_stands_beside_the_target_of_an_earlier_year():
    large = Wish(unit="person", direction="down", targets={2018: 0})
    seen = [(2018, 0), (2019, 3), (2020, 7)]
    row = only(listings.verdicts(standing(large, seen=seen, when="2020")))
    assert (row["observed"], row["observed_in"]) == ("7", "")
    assert (row["due_target"], row["planned"], row["since"]) == (
        "0（2018年，当年为0）",
        "",
        "没有保持",
    )
    stale = only(listings.verdicts(standing(large, seen=seen[:2], when="2020")))
    assert (stale["observed"], stale["observed_in"]) == ("3", "2019年")


def test_numbers_behind_the_cells_are_those_of_the_frame(plan, made_up):
    where = ms.stand(plan, made_up, "2019H1")
    frame = where.verdicts.set_index("indicator")
    table = listings.verdicts(where)
    assert set(table.ids) == set(frame.index[frame["method"] != ""])
    for row_id, values in zip(table.ids, table.values, strict=True):
        for name, column in (
            ("observed", "observed"),
            ("planned", "planned"),
            ("pace_now", "pace"),
            ("due_target", "due_target"),
        ):
            told, known = values[name], frame.loc[row_id, column]
            assert told == known or (math.isnan(told) and math.isnan(known))


def test_an_amount_shows_the_year_and_the_whole():
    row = only(listings.verdicts(standing(FLOW, seen=[(2018, 9), ("2019H1", 4)], when="2019H1")))
    assert (row["observed"], row["done"], row["planned"]) == ("4", "13", "15")
    assert row["verdict"] == "▼ 滞后"  # 13 of 15 is 0.87


def test_only_what_is_not_final_is_marked():
    rows = {
        status: listings.verdicts(standing(PATH, seen=[(2018, 86, "2019-01-31", status)]))
        for status in ("provisional", "final", "revised")
    }
    assert only(rows["provisional"])["status"] == "初步数"
    assert only(rows["revised"])["status"] == "修订数"
    assert "status" not in {column.name for column in rows["final"].columns}
    assert "数据状态未注明的为最终数。" in rows["revised"].notes


def test_a_milestone_is_done_or_not_and_has_no_unit():
    for value, word in ((1, "完成"), (0, "未完成")):
        row = only(listings.verdicts(standing(NODE, seen=[(2018, value)])))
        assert (row["indicator"], row["observed"], row["due_target"]) == ("某指标", word, "完成")


def test_what_cannot_be_judged_says_why_instead_of_a_verdict():
    directed = Wish(unit="percent", aim="direction", targets={2020: None})
    row = only(listings.verdicts(standing(directed, seen=[(2018, 5)])))
    assert row["verdict"] == "– 不作研判（数据年份不足）"
    halves = standing(FLOW, seen=[("2018Q1", 2)])
    assert (
        only(listings.verdicts(halves))["verdict"]
        == "◇ 应报未报（分期数据不全：2018年第二季度、2018年下半年未报送），2018年第一季度滞后"
    )


def test_goals_in_words_are_left_out_and_counted():
    table = listings.verdicts(standing(PATH, WORDS, seen=[(2018, 86)]))
    assert table.ids == ("test.indicator",)
    assert "只有文字表述的目标1项未列入。" in table.notes


def test_a_sensitive_verdict_names_who_disagrees():
    # On its line to the last digit: half of it decides.
    line = Wish(aim="hold", baseline=90, targets={2018: ">=85", 2020: ">=85"})
    row = only(listings.verdicts(standing(line, seen=[(2018, 85)])))
    assert (row["verdict"], row["robustness"]) == ("＝ 保持", "敏感：末位")
    assert only(listings.verdicts(standing(line, seen=[(2018, 86)])))["robustness"] == "稳健"
    # The plan's path asks for one point by then, a steady pace for more than four.
    ahead = Wish(baseline=82, targets={2018: 83, 2019: 84, 2020: 95})
    row = only(listings.verdicts(standing(ahead, seen=[(2018, 83)])))
    assert row["verdict"] == "● 基本符合预期"
    assert "增速比" in row["robustness"] and "年均变化比" in row["robustness"]


def test_what_moved_is_worsened_first_and_names_both_periods():
    wishes = [
        Wish(name, baseline=0, targets={2018: 10, 2019: 20, 2020: 30})
        for name in ("up", "down", "level")
    ]
    seen = [
        ("test.up", 2018, 5),
        ("test.up", 2019, 20),
        ("test.down", 2018, 10),
        ("test.down", 2019, 5),
        ("test.level", 2018, 10),
        ("test.level", 2019, 20),
    ]
    table = listings.moved(standing(*wishes, seen=seen, when="2019"))
    assert table.ids == ("test.down", "test.up")
    assert [row["kind_of_move"] for row in table.rows] == ["转差", "好转"]
    assert table.rows[0]["verdict_before"] == "● 基本符合预期"
    assert table.rows[0]["verdict_now"] == "▼ 滞后"
    assert "2018年到2019年" in table.caption


def test_the_first_period_has_none_before_it():
    assert listings.moved(standing(PATH, seen=[(2018, 86)])).rows == ()


def test_every_method_is_listed_and_the_one_in_use_marked():
    table = listings.methods_compared(standing(PATH, seen=[(2018, 86)]))
    rows = {row["method"]: row for row in table.rows}
    assert len(table.rows) == len(METHODS)
    assert [row["method"] for row in table.rows if row["used"]] == ["规划进度"]
    # Known answers of METHODS, section 6.
    assert rows["增速比"]["figure"] == "0.97"
    assert rows["增速外推"]["figure"] == "0.969"
    assert rows["增量法"] == {
        **rows["增量法"],
        "figure": "0.923",
        "verdict": "",
        "reason": "不作研判",
    }
    assert rows["底线与方向"]["reason"] == "不适用"
    assert rows["预期差距"]["reason"] == "数据年份不足"


def test_leads_are_ranked_and_add_up():
    wishes = [Wish(name, baseline=0, targets={2020: 30}) for name in ("slow", "fast")]
    seen = [("test.slow", 2018, 6), ("test.fast", 2018, 15)]
    table = listings.leads(standing(*wishes, seen=seen))
    assert table.ids == ("test.fast", "test.slow")
    told = [(row["progress"], row["planned_share"], row["ahead"]) for row in table.rows]
    assert told == [("50.0", "33.3", "16.7"), ("20.0", "33.3", "−13.3")]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("period", ["2018H1", "2019H1", "2019", "2020"])
def test_no_cell_holds_what_is_no_number(plan, made_up, period, lang):
    where = ms.stand(plan, made_up, period)
    with using(lang):
        for name in ("verdicts", "outlook", "moved", "leads", "methods_compared"):
            for row in getattr(listings, name)(where).rows:
                assert not {"nan", "inf", "None", "<NA>", "NaT"} & set(row.values())


def test_nothing_moves_where_nothing_was_observed(plan):
    assert listings.moved(ms.stand(plan, ms.Ledger(), "2020")).rows == ()


@pytest.mark.parametrize("name", ["capped_means", "leads", "moved", "outlook", "verdicts"])
def test_the_numbers_behind_the_cells_are_written_as_numbers(plan, made_up, name):
    part = plan.select(programme="childcare")
    html = getattr(listings, name)(ms.stand(part, made_up, "2019"))._repr_html_()
    written = re.findall(r'data-value="([^"]*)"', html)
    assert written
    assert all(re.fullmatch(r"-?[\d.]+(e[+-]?\d+)?", number) for number in written)
