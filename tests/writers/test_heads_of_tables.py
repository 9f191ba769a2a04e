"""Heads of tables: whole words where there is room, broken ones before a page lies across."""

from minsheng.writers.columns import ems, layout

COUNTS = [
    "★ 提前实现",
    "▲ 快于预期",
    "● 基本符合预期",
    "▼ 滞后",
    "◆ 达到",
    "■ 逾期完成",
    "× 未达到",
]


def test_a_small_table_of_counts_stands_upright_with_its_heads_broken():
    titles = [
        "专项",
        "目标数",
        *COUNTS,
        "＝ 保持",
        "≠ 未保持",
        "○ 未到期",
        "◇ 应报未报",
        "– 不作研判",
    ]
    rows = [["文化体育惠民", "281", *["12"] * 12]] * 10
    made = layout(titles, rows, [False, *[True] * 13])
    assert not made.across
    assert min(made.widths) >= 2.0  # two characters to a line


def test_a_word_of_a_head_is_not_broken_where_there_is_room():
    titles = ["指标", "实现程度g（%）", "g−p（百分点）", "说明"]
    rows = [["入园率", "51.7", "−7.4", "按期"]] * 3
    _, progress, lead, _ = layout(titles, rows, [False, True, True, False]).widths
    assert progress >= ems("实现程度g")
    assert lead >= ems("（百分点）")


def test_a_long_english_word_stays_whole():
    titles = ["Programme", *["implementation"] * 3]
    made = layout(titles, [["Childcare", "1", "2", "3"]], [False, True, True, True])
    assert min(made.widths[1:]) >= ems("implementation")
