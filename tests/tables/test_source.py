"""The verifier, held against a synthetic text that the small package transcribes in full."""

import csv
import math
import re
from pathlib import Path

import pytest

import minsheng as ms
from minsheng.tables.source import split, verify_source
from minsheng.tables.source.pieces import value_faults
from minsheng.tables.source.sections import finds, printed_numbers
from minsheng.text.language import LANGUAGES


def edit(folder, table, row, **cells):
    path = folder / f"{table}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    for column, value in cells.items():
        rows[row - 1][rows[0].index(column)] = value
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


@pytest.fixture
def verify(small_package, small_source):
    """Verify the small package after changing cells of one row, or after changing the text."""

    def run(table="", row=0, *, old="", new="", **cells):
        if table:
            edit(small_package, table, row, **cells)
        if old:
            assert old in small_source
        return verify_source(ms.load_plan(small_package), small_source.replace(old, new))

    return run


def told(result):
    return [(item.table, item.row, item.fault.code, item.fault.column) for item in result.not_found]


# Sections


def test_every_line_belongs_to_its_deepest_heading(small_source):
    found = {line.number: line.section for line in split(small_source).lines}
    assert [found[number] for number in (1, 3, 6, 7, 9, 10, 12, 15, 16, 20)] == [
        "正文",
        "正文一",
        "正文二(一)",
        "正文二(二)",
        "正文三",
        "正文",
        "附件1",
        "附件1二",
        "附件1二",
        "附件1三",
    ]
    assert found[17] == "附件1二1"
    assert found[22] == "附件1三1(1)"
    assert found[24] == "附件2"


def test_a_section_holds_all_that_lies_below_it(small_source):
    within = split(small_source).within
    assert [line.number for line in within["附件1三"]] == [20, 21, 22, 23]
    assert [line.number for line in within["附件1三1"]] == [21, 22, 23]
    assert [line.number for line in within["正文二"]] == [5, 6, 7]


def test_an_annex_without_a_line_of_its_own_begins_at_its_title():
    text = "一、总则\n附件:1.甲方案\n2.乙方案\n甲方案\n一、情况\n附件2\n乙方案\n一、情况"
    labels = [line.section for line in split(text).lines]
    assert labels == ["正文一", "正文", "正文", "附件1", "附件1一", "附件2", "附件2", "附件2一"]


def test_a_title_counts_only_where_the_text_lists_it_as_an_annex():
    labels = [line.section for line in split("甲方案\n一、情况\n甲方案").lines]
    assert labels == ["正文", "正文一", "正文一"]


def test_a_heading_printed_twice_counts_both_times():
    sections = split("附件6\n三、目标\n甲\n(一)总体\n三、任务\n乙\n(一)工程\n丙")
    assert [line.text for line in sections.within["附件6三"]] == [
        "三、目标",
        "甲",
        "(一)总体",
        "三、任务",
        "乙",
        "(一)工程",
        "丙",
    ]
    assert [line.number for line in sections.within["附件6三(一)"]] == [4, 7, 8]


def test_headings_in_full_width_are_headings():
    sections = split("附件１\n二、目标\n（一）总体目标\n１．２０１８年。达到９０％\n（３）任务")
    assert [line.section for line in sections.lines] == [
        "附件1",
        "附件1二",
        "附件1二(一)",
        "附件1二(一)1",
        "附件1二(一)1(3)",
    ]


def test_parts_chapters_and_sections_are_headings():
    sections = split(
        "第一篇 总则\n第二章 主要目标\n第一节 总体目标\n一、经济\n(一)增长\n"
        "第二十三章 保障\n第二章规定的目标,由各部门落实。\n附件1\n第一章 情况"
    )
    assert [line.section for line in sections.lines] == [
        "正文第一篇",
        "正文第一篇第二章",
        "正文第一篇第二章第一节",
        "正文第一篇第二章第一节一",
        "正文第一篇第二章第一节一(一)",
        "正文第一篇第二十三章",
        "正文第一篇第二十三章",
        "附件1",
        "附件1第一章",
    ]


def test_an_item_that_begins_with_a_span_of_years_is_a_heading():
    line = split("二、目标\n2.2021—2023年完成430户").lines[1]
    assert line.section == "正文二2"
    assert [number.digits for number in printed_numbers(line)] == ["430"]


def test_a_number_with_decimals_at_the_start_of_a_line_is_no_heading():
    assert split("一、情况\n1.5万人").lines[1].section == "正文一"


def test_a_piece_never_cuts_a_number_in_two():
    assert finds("3人", "达到2.3人和13人") == []
    assert finds("达到2", "达到2.3人") == []
    assert finds("2.3人", "达到2.3人") == [(2, 6)]
    assert finds("达到2", "达到2。") == [(0, 3)]


# Figures


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("2018年底开工,2018—2020年,2018-2020年", []),
        ("(2018—2020年)和(2018-2020)", []),
        ("渝委发〔2018〕33号", []),
        ("2019年2月21日印发", []),
        ("3.2018年。建设9所", ["9"]),
        ("(12)建设9所", ["9"]),
        ("建设(12)9所", ["12", "9"]),
        ("附件3所列", []),
        ("附件:1.方案", []),
        ("每年6月底和12月底", ["6", "12"]),
        ("1︰0.8", ["1", "0.8"]),
        ("3,000户、1.27亿元", ["3,000", "1.27"]),
        ("６６人以上", ["66"]),
        ("“4050”人员", ["4050"]),
        ("2000万元", ["2000"]),
    ],
)
def test_numbers_that_could_be_figures(text, digits):
    assert [figure.digits for figure in printed_numbers(split(text).lines[0])] == digits


# Rows against the text


def test_the_small_package_is_borne_out_in_full(verify):
    result = verify()
    assert result.not_found == ()
    assert result.unaccounted == ()
    assert result.ok
    assert (result.rows, result.numbers) == (26, 25)


@pytest.mark.parametrize(
    ("table", "row", "cells", "code", "column"),
    [
        ("targets", 3, {"value": "4"}, "number_differs", "value"),
        ("targets", 3, {"printed": "新建公园一个"}, "no_piece", "printed"),
        ("targets", 3, {"section": "附件1二2"}, "no_piece", "printed"),
        ("targets", 3, {"section": "附件9二"}, "no_section", "section"),
        ("targets", 3, {"bound": ">="}, "bound_differs", "bound"),
        ("targets", 3, {"worded": "true"}, "worded_but_printed", "worded"),
        ("targets", 8, {"bound": "="}, "bound_differs", "bound"),
        ("targets", 9, {"value": "5"}, "number_differs", "value"),
        ("targets", 9, {"value": "500000"}, "number_differs", "value"),
        ("targets", 9, {"strength": "firm"}, "strength_differs", "strength"),
        ("targets", 2, {"strength": "firm"}, "strength_differs", "strength"),
        ("targets", 10, {"strength": "aspired"}, "strength_differs", "strength"),
        ("targets", 11, {"value": "1.25"}, "number_differs", "value"),
        ("targets", 13, {"printed": "全覆盖办证"}, "no_piece", "printed"),
        ("targets", 14, {"value_high": "3"}, "number_differs", "value_high"),
        ("targets", 14, {"bound": "=", "value_high": ""}, "number_differs", "value_high"),
        ("targets", 15, {"value": "3"}, "number_differs", "value"),
        ("targets", 16, {"printed": "满意度大幅提升"}, "no_piece", "printed"),
        ("baselines", 3, {"bound": "="}, "bound_differs", "bound"),
        ("baselines", 4, {"value": "1500"}, "number_differs", "value"),
        ("baselines", 5, {"derivation": "310/1240*100"}, "derivation_number", "derivation"),
        ("restatements", 2, {"value": "41"}, "number_differs", "value"),
        ("restatements", 2, {"bound": "<="}, "bound_differs", "bound"),
        ("counts", 2, {"groups": "3"}, "number_differs", "groups"),
        ("counts", 2, {"tasks": "9"}, "number_differs", "tasks"),
        ("calendar", 2, {"printed": "每年11月底"}, "no_piece", "printed"),
    ],
)
def test_what_is_wrong_with_a_row_is_told(verify, table, row, cells, code, column):
    result = verify(table, row, **cells)
    assert {(name, fault, where) for name, _, fault, where in told(result)} == {
        (table, f"source.{code}", column)
    }
    assert not result.ok


@pytest.mark.parametrize(
    ("printed", "governing", "value", "code"),
    [
        ("收入比缩小到2.05︰1", "", 2.05, ""),
        ("收入比缩小到2.05︰1", "", 0.488, "number_differs"),
        ("按3︰2配备", "", 1.5, "number_unread"),
        ("投入 1200 1500", "单位:万元\n投入 1200 1500", 15_000_000, ""),
        ("投入 1200 1500", "单位:万元\n投入 1200 1500", 1500, "number_differs"),
        ("投入 1200 1500", "投入 1200 1500\n单位:万元", 1500, ""),
        ("投入 万元 1200 1500", "指标 单位 2020年 2025年\n投入 万元 1200 1500", 15_000_000, ""),
        ("新增 1200 1500", "单位:万元、人\n新增 1200 1500", 1500, ""),
        ("新建12所", "单位:万元\n投入 1200\n新建12所", 12, ""),
    ],
)
def test_a_value_is_held_against_the_number_that_a_reader_reads(printed, governing, value, code):
    row = {"value": value, "value_high": math.nan, "bound": "=", "printed": printed}
    faults = [fault.code for fault in value_faults({**row, "worded": False}, governing)]
    assert faults == ([f"source.{code}"] if code else [])


def test_a_number_with_two_readings_is_told_as_it_stands():
    row = {"value": 1.5, "value_high": math.nan, "bound": "=", "printed": "按3︰2配备"}
    (fault,) = value_faults({**row, "worded": False}, "")
    assert fault.text("en") == (
        "column value: the printed number may mean more than one value and cannot be compared; "
        "found “3:2”"
    )
    assert fault.text("zh") == "“value”列：原文中的数字不止一种读法，无法核对；填写为“3:2”"


def test_a_piece_must_stand_in_each_section_it_cites(verify):
    result = verify(old="力争公园达到18个,三年", new="力争公园达到18家,三年")
    assert [(item.section, item.fault.code) for item in result.not_found] == [
        ("附件1二", "source.no_piece")
    ]
    assert result.not_found[0].fault.nearest == "正文二(一)"


def test_each_number_of_a_derivation_must_stand_in_its_section(verify):
    result = verify(old="常住人口1200人", new="常住人口1250人")
    codes = {(item.table, item.row, item.fault.code) for item in result.not_found}
    assert codes == {
        ("baselines", "reading.card_share 2020", "source.derivation_number"),
        ("baselines", "reading.residents 2020", "source.no_piece"),
    }


def test_widths_of_digits_and_punctuation_do_not_matter(small_plan, small_source):
    wide = small_source.translate(
        str.maketrans("0123456789,()%.", "０１２３４５６７８９，（）％．")
    )
    assert verify_source(small_plan, wide) == verify_source(small_plan, small_source)


def test_a_number_that_no_row_accounts_for_is_listed(verify):
    result = verify(old="尽力而为。", new="尽力而为,新增岗位350个,其中2018年50个。")
    assert [(item.section, item.line, item.digits) for item in result.unaccounted] == [
        ("正文一", 4, "350"),
        ("正文一", 4, "50"),
    ]
    assert result.unaccounted[0].context == "新增岗位350个,其中2018年50个"
    assert result.ok


def test_a_row_accounts_for_its_own_number_and_not_for_its_neighbours(verify):
    result = verify(old="新建公园1个。", new="新建公园1个、步道7条,新建公园11个。")
    assert [item.digits for item in result.unaccounted] == ["7", "11"]


def test_a_row_of_another_section_accounts_for_nothing(verify):
    result = verify(old="尽力而为。", new="新建公园1个。")
    assert [item.section for item in result.unaccounted] == ["正文一"]


def test_a_context_is_short():
    text = "一、" + "很长的话" * 20 + "1234567.89" + "很长的话" * 20
    (figure,) = printed_numbers(split(text).lines[0])
    assert "1234567.89" in figure.context()
    assert len(figure.context()) <= 25


def test_the_text_in_both_languages(verify, small_source):
    result = verify("targets", 3, value="4", old="尽力而为。", new="新增岗位350个。")
    assert result.text("en") == (
        "Held against the text: 26 rows, 1 not borne out; 26 numbers in the text, "
        "1 without a row.\n"
        "Rows not borne out:\n"
        "  targets parks.opened 2021 (附件1二1, “新建公园1个”): column value: the number is "
        "not the printed one; found “4”; allowed: 1\n"
        "Numbers of the text without a row:\n"
        "  正文一\n"
        "    line 4, 350: 新增岗位350个"
    )
    assert result.text("zh") == (
        "核对原文：数据26行，未核实1行；原文数字26个，无数据对应1个。\n"
        "未核实的数据行：\n"
        "  targets parks.opened 2021（附件1二1，“新建公园1个”）：“value”列：数值与原文表述不符；"
        "填写为“4”；可用：1\n"
        "没有数据行对应的原文数字：\n"
        "  正文一\n"
        "    第4行 350：新增岗位350个"
    )


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_text_without_findings_is_one_line(verify, lang):
    assert "\n" not in verify().text(lang)


def test_an_empty_text_bears_nothing_out(small_plan):
    result = verify_source(small_plan, "")
    assert {item.fault.code for item in result.not_found} >= {"source.no_section"}
    assert len({(item.table, item.row) for item in result.not_found}) == result.rows
    assert (result.numbers, result.unaccounted) == (0, ())


def test_nothing_in_the_verifier_knows_the_plan_that_ships():
    modules = list((Path(ms.__file__).parent / "tables" / "source").glob("*.py"))
    assert modules
    for path in modules:
        code = re.sub(r'"""[\s\S]*?"""|#.*', "", path.read_text(encoding="utf-8"))
        assert not re.search("綦江|重庆|childcare|幼有所育", code), path.name


# The plan that ships, where its published text is at hand

PUBLISHED = Path(__file__).parents[2] / "shared" / "source" / "plan.txt"
# Numbers of the text that are no figure of the plan, and why.
NO_FIGURES = {
    ("附件2四(一)4(8)", "800"),  # above 800 m: whom a measure concerns
    ("附件3二", "4050"),  # “4050”人员: women over 40, men over 50
    ("附件3四(一)4", "4050"),
    ("附件3四(一)5", "4050"),
    ("附件5四(二)2(7)", "300"),  # which homes need no fire inspection
    ("附件5四(二)2(7)", "30"),
    ("附件5四(二)2(7)", "5"),
    ("附件8三2", "3"),  # 3A级 sights
    ("附件8四2(3)", "3"),
}


@pytest.mark.skipif(not PUBLISHED.is_file(), reason="the published text is not part of the project")
def test_the_tables_that_ship_agree_with_the_published_text(plan):
    result = verify_source(plan, PUBLISHED.read_text(encoding="utf-8"))
    assert [item.text("en") for item in result.not_found] == []
    assert result.rows > 600
    assert {(item.section, item.digits) for item in result.unaccounted} <= NO_FIGURES
