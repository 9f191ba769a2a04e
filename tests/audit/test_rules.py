"""Each rule against a plan that breaks it alone and one that does not, said in both languages."""

import re
from pathlib import Path

import pytest

from minsheng.audit import RULES, audit, findings, rules
from minsheng.audit.report import checks
from minsheng.tables import load_plan
from tests.audit.conftest import make, target
from tests.audit.made import (
    LATE,
    added,
    again,
    annexes,
    by_year,
    ceiling,
    counted,
    dated,
    distance,
    done,
    elsewhere,
    event,
    exceeds,
    final,
    four_programmes,
    grouped,
    headline,
    leads,
    level,
    mean,
    mixed,
    named,
    one,
    outlay,
    overlap,
    pace,
    parts,
    quotient,
    readings,
    rundown,
    sequence,
    shares,
    starts,
    statistics_of_parks,
    stock,
    subset,
    tasks,
    twice,
    uncertain,
    without_start,
)

# rule: (a plan it agrees with, one that breaks it alone, severity, arithmetic, words zh and en)
CASES = {
    "yearly_total": (
        one(6),
        one(7),
        "contradiction",
        "1 + 2 + 3 = 6 ≠ 7",
        "不一致",
        "do not add up",
    ),
    "yearly_mean": (mean(2), mean(3), "contradiction", "3 × 3 = 9 ≠ 6", "不一致", "do not agree"),
    "level": (level(6), level(7), "contradiction", "4 + 2 = 6 ≠ 7", "对不上", "do not make up"),
    "rundown": (
        rundown(start=True),
        rundown(start=False),
        "remark",
        "5 + 0 = 5",
        "推算应为5个",
        "have to be 5 items",
    ),
    "parts": (parts(12), parts(13), "contradiction", "5 + 7 = 12 ≠ 13", "之和与", "do not make up"),
    "share": (
        quotient("share", ("numerator", "denominator", "share"), 42.9, "42.9%", "percent"),
        quotient("share", ("numerator", "denominator", "share"), 43.9, "43.9%", "percent"),
        "contradiction",
        "3 / 7 = 42.9 % ≠ 43.9 %",
        "计算为42.9%",
        "gives 42.9%",
    ),
    "ratio": (
        quotient("ratio", ("numerator", "denominator", "ratio"), 0.43, "1︰0.43", "ratio"),
        quotient("ratio", ("numerator", "denominator", "ratio"), 0.5, "1︰0.5", "ratio"),
        "contradiction",
        "3 / 7 = 0.4 ≠ 0.5",
        "计算为0.4",
        "gives 0.4",
    ),
    "mean": (
        quotient("mean", ("total", "count", "mean"), 0.43, "0.43", "ratio"),
        quotient("mean", ("total", "count", "mean"), 0.53, "0.53", "ratio"),
        "contradiction",
        "3 / 7 = 0.43 ≠ 0.53",
        "计算为0.43",
        "gives 0.43",
    ),
    "outlay": (
        outlay(12_000),
        outlay(11_000),
        "question",
        "11000 / 10 / 12 = 92 < 100",
        "低于标准100个",
        "below the standard of 100 items",
    ),
    "counts": (
        tasks(),
        tasks(counted=2),
        "contradiction",
        "1 = 1, 2 ≠ 1",
        "1项任务",
        "differs from what is listed, 1 with 1 task",
    ),
    "looser_target": (stock(11), stock(9), "question", "9 < 10", "宽松", "looser than"),
    "past_pace": (
        pace(4),
        pace(3),
        "question",
        "3 < 12 / 3 = 4",
        "低于此前",
        "less a year than before",
    ),
    "already_met": (
        stock(11),
        stock(10),
        "question",
        "10; 10",
        "已满足",
        "meets the target already",
    ),
    "below_baseline": (stock(11, 12), stock(9, 12), "question", "9 < 10", "逊于", "fall behind"),
    "path_order": (
        stock(11, 12, 13),
        stock(12, 11, 13),
        "question",
        "12, 11, 13",
        "放宽",
        "asks for less than the year before",
    ),
    "reached_early": (
        stock(11, 12),
        stock(12, 12),
        "remark",
        "12 (2022) = 12 (2023)",
        "已经列出",
        "stated for 2022 already",
    ),
    "added_share": (
        added(60),
        added(70),
        "question",
        "70 % × 100 − (50 % × 80 + 10 + 10) = 10",
        "转换10个",
        "needs 10 items converted",
    ),
    "readings": (
        readings(5),
        readings(9),
        "question",
        "9 / 10 = 90 %; 20 / 40 = 50 %; 50 %",
        "口径不同",
        "the verdict depends on the reading",
    ),
    "restated": (
        again(),
        again(31, printed="31"),
        "contradiction",
        "30; 31",
        "不同之处：数值",
        "differ in the value",
    ),
    "mixed_strength": (
        mixed("firm"),
        mixed("aspired"),
        "question",
        "",
        "没有限定语",
        "only aspired to",
    ),
    "same_figure": (
        twice(1235),
        twice(1234),
        "question",
        "1234 = 1234",
        "两件事",
        "one thing or two",
    ),
    "due_date": (
        tasks("2023-12-31"),
        tasks("2022-12-31"),
        "question",
        "2022; 2023",
        "2022年到期",
        "due in 2022",
    ),
    "dropped": (
        stock(11, 12),
        {**stock(11, 12), "targets": [target("parks.count", 11, "2022")]},
        "question",
        "11 (2022)",
        "没有再列",
        "nothing is printed after that",
    ),
    "no_task": (
        tasks(headline=True),
        tasks(link=False, headline=True),
        "question",
        "",
        "没有与之对应的编号任务",
        "no numbered task behind it",
    ),
    "missing_baseline": (
        stock(11),
        stock(11, start=None),
        "remark",
        "",
        "没有写明2020年底的基期值",
        "no baseline at the end of 2020",
    ),
    "uncertain_baseline": (
        uncertain("="),
        uncertain("~"),
        "remark",
        "≈10",
        "约数",
        "an approximate number",
    ),
    "retrospective": (
        stock(11, 12, 13),
        {**stock(11, 12, 13), "facts": LATE},
        "remark",
        "1 / 1",
        "已经结束",
        "1 of 1 goal",
    ),
    "ended_share": (
        {**stock(11, 12, 13), "facts": LATE},
        {**stock(12, 12.5, 13), "facts": LATE},
        "remark",
        "(12 − 10) / (13 − 10) = 66.67 %",
        "66.67%落在2021年",
        "66.67% of what is planned falls into 2021",
    ),
    "holder": (
        stock(11),
        stock(11, holder="statistics"),
        "remark",
        "",
        "数据按职能应由市统计局掌握",
        "the Statistics Bureau (市统计局) would hold the data",
    ),
    "main_text_only": (
        headline("附件1二"),
        headline("正文二(一)"),
        "remark",
        "",
        "只见于正文二（一）",
        "printed in Main text 2(1) only",
    ),
    "no_figure": (
        tasks(),
        tasks(link=False),
        "remark",
        "0",
        "只能定性评价",
        "only be told in words",
    ),
    "subset": (
        subset(10),
        subset(11),
        "contradiction",
        "11 > 10",
        "却多于总数",
        "should be part of parks.all (10 items (2020)) and exceeds it",
    ),
    "claimed_order": (
        exceeds(9),
        exceeds(8),
        "contradiction",
        "8 ≤ 8",
        "写为高于“parks.elsewhere”",
        "printed as above parks.elsewhere",
    ),
    "distance": (
        distance(10),
        distance(0),
        "question",
        "220 − 110 = 110 > 220 / 1.1 − 110 / 1 = 90",
        "由上一年的90个扩大到2020年的110个",
        "differ by 110 items (2020) after 90 items",
    ),
    "told_as_done": (
        done("到2023年达到30个"),
        done("已达到30个"),
        "question",
        "",
        "却写为已经完成",
        "told as done in",
    ),
    "overlap": (
        overlap(notes=False),
        overlap(notes=True),
        "question",
        "3; 4",
        "是否重复计算",
        "may cover the same things",
    ),
    "sequence": (
        sequence("2022"),
        sequence("2023"),
        "question",
        "2023 > 2022",
        "以2023年为期",
        "due by 2023, and no earlier date is printed, while parks.dug",
    ),
    "no_yearly": (
        by_year("一", "二", "三"),
        by_year("一", "一", "一"),
        "question",
        "0 / 1",
        "“公园”：除完成时限外，1项目标都没有对期末以前的某一年单独提出要求",
        "none of 1 goal asks anything of one year alone",
    ),
    "unlisted": (
        named("landscape"),
        named("statistics"),
        "question",
        "",
        "文中点名市统计局承担工作",
        "the Statistics Bureau (市统计局) is named as acting",
    ),
    "undated_event": (
        event("06-30", "2022年6月底前"),
        event(""),
        "question",
        "",
        "没有写明时间",
        "prescribed without a date",
    ),
    "absent_annex": (
        annexes(contained=True),
        annexes(contained=False),
        "remark",
        "",
        "附件12《目标表》：附件目录中列有",
        "Annex 12, Table of goals: named in the list",
    ),
    "no_start": (
        without_start(given=True),
        without_start(given=False),
        "remark",
        "0",
        "没有写明任何数据",
        "no figure of the start is printed",
    ),
    "final_only": (
        final(11, 12),
        final(12),
        "remark",
        "",
        "只写有2023年12个",
        "12 items (2023) and nothing for the years before",
    ),
    "undated": (
        dated("2023-12-31"),
        dated(None),
        "remark",
        "1 / 1",
        "有1项没有写时限（parks.open）",
        "1 of 1 goal to be reached or done has no date (parks.open)",
    ),
    "open_note": (
        stock(11),
        stock(11, note_zh="口径未说明", note_en="What counts is not said."),
        "remark",
        "1 / 1",
        "1项须达到或保持的目标中有1项附有口径或缺漏的说明（parks.count）",
        "1 of 1 goal to be reached or held carries a note on what it counts",
    ),
    "left_out": (
        four_programmes(4),
        four_programmes(3),
        "remark",
        "3 / 4",
        "市统计局：在4个专项中的3个牵头或负责，不在paths的单位之列",
        "(市统计局): leads or is responsible in 3 of 4 programmes, and not in paths",
    ),
    "own_field": (
        statistics_of_parks("parks", "lakes"),
        statistics_of_parks("lakes"),
        "remark",
        "1 / 1",
        "任务（公园统计）涉及市统计局的职能；该单位在lakes中有职责，不在本专项的牵头和责任单位之列",
        "a task names the field of the Statistics Bureau",
    ),
    "several_leads": (
        leads(),
        leads("statistics"),
        "remark",
        "2",
        "有2个牵头单位",
        "2 departments lead it",
    ),
    "ceiling": (
        ceiling(12_000, 100, 200),
        ceiling(15_000, 100, 200),
        "question",
        "15000 / 10 / 12 = 125 > 100; (125 − 100) / (200 − 100) = 25 %",
        "也至少有25%的人",
        "at least 25% would have to get",
    ),
    "part_share": (
        shares(30),
        shares(70),
        "question",
        "(50 − 40) / (70 − 20) = 20 %",
        "只要超过全体的20%",
        "more than 20% of the whole",
    ),
    "all_or_added": (
        counted(notes=False),
        counted(notes=True),
        "question",
        "2 − 1 = 1; 2 + 1 = 3",
        "需再增2个、共3个",
        "read as those added, 2 items more, 3 items in all",
    ),
    "begun": (
        starts("开工", followed=True),
        starts("开工"),
        "remark",
        "",
        "没有写明何时完成",
        "not when it is to be finished",
    ),
    "yardstick": (
        elsewhere(given=True),
        elsewhere(given=False),
        "remark",
        "",
        "该数没有写明",
        "measured by a number of elsewhere (Annex 1, 2)",
    ),
    "untasked": (
        grouped(),
        grouped(tasked=False),
        "remark",
        "1 / 2",
        "2项工程和改革中有1项没有编号任务（公园改革）",
        "1 of 2 projects and reforms has no numbered task (Park reform)",
    ),
    "shared_section": (
        grouped(section="附件1二"),
        grouped(),
        "remark",
        "1",
        "附件1三1既是目标的节号",
        "number goals and projects or reforms at once",
    ),
}


def told(plan):
    rows = findings(plan)[["rule", "severity", "arithmetic", "indicators"]]
    return set(rows.itertuples(index=False, name=None))


def test_every_check_of_the_rules_is_listed_and_bears_the_name_of_its_rule():
    listed = {(rule.__module__, rule.__name__) for rule in RULES.values()}
    written = set()
    for path in Path(rules.__file__).parent.glob("[a-z]*.py"):
        source = path.read_text("utf-8")
        names = re.findall(r"^def ([a-z]\w*)\(book: Book\) -> Iterator\[Check\]", source, re.M)
        written |= {(f"{rules.__name__}.{path.stem}", name) for name in names}
    assert listed == written
    assert {check.rule for check in checks(load_plan())} <= set(RULES)


def test_every_rule_has_a_case():
    assert set(CASES) == set(RULES)


# What is dropped out of the last year or of a link shows in two ways; the second is named here.
# A level without a baseline is all that its programme has.
ALSO = {"no_task": {"no_figure"}, "missing_baseline": {"no_start"}}
# What no programme has to answer for is asked of whoever issued the plan.
OF_THE_PLAN = {"undated_event", "absent_annex", "left_out"}


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_finds_what_breaks_it_and_only_that(rule):
    whole, broken, severity, arithmetic, *_ = CASES[rule]
    fine, spoilt = make(**whole), make(**broken)
    kept = audit(fine)
    kept = kept[kept["rule"] == rule]
    assert list(kept["severity"].unique()) == ["agreed"]
    new = told(spoilt) - told(fine)
    assert {found[0] for found in new} == {rule} | ALSO.get(rule, set())
    assert {found[1:3] for found in new if found[0] == rule} == {(severity, arithmetic)}


def test_a_day_without_a_year_is_asked_for():
    found = findings(make(**event("06-30", "6月底前")))
    (row,) = found[found["rule"] == "undated_event"].to_dict("records")
    assert row["severity"] == "question"
    assert "只写明月日（6月30日），没有写明年份" in row["zh"]


@pytest.mark.parametrize("rule", RULES)
def test_a_finding_is_said_in_both_languages(rule):
    _, broken, _, _, zh, en = CASES[rule]
    found = findings(make(**broken))
    row = found[found["rule"] == rule].iloc[0]
    assert zh in row["zh"]
    assert en in row["en"]
    if rule in OF_THE_PLAN:
        assert "请向印发机关" in row["zh"]
        assert "whoever issued the plan can" in row["en"]
        assert row["ask"] == ""
        return
    assert "市园林局" in row["zh"]
    assert "the Landscape Bureau" in row["en"]
    assert "landscape" in row["ask"].split(";")
