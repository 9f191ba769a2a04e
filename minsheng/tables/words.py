"""The words that a column may hold: its codes, and what they are called in Chinese."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from minsheng.plan.changes import CHANGES
from minsheng.plan.observations import WITHDRAWN
from minsheng.plan.periods import MONTHS_OF_A_REPORT

if TYPE_CHECKING:
    from minsheng.tables.schema import Field

# By column and code: the word that messages and documents give, then others that are read.
CHINESE: Mapping[str, Mapping[str, str]] = {
    "role": {"lead": "牵头 牵头单位", "responsible": "负责 责任单位", "named": "点名"},
    "kind": {
        "stock": "存量 期末数",
        "flow": "按年完成量 流量 当年完成数",
        "cumulative": "累计数 累计量 累计指标",
        "milestone": "节点 里程碑",
        "project": "工程",
        "action_plan": "行动计划",
        "reform": "改革",
    },
    "frequency": {
        "monthly": "每月 月度",
        "quarterly": "每季度 季度",
        "half_yearly": "每半年 半年",
        "yearly": "每年 年度",
        "once": "一次",
    },
    "scope": {"district": "全域 全区 全县 全市", "urban": "城镇", "rural": "农村"},
    "aim": {
        "reach": "到期达到 达到",
        "hold": "逐年保持 保持 每年保持",
        "direction": "只定方向 方向",
        "listed": "只列出 文字表述",
        "context": "背景数据 背景",
    },
    "direction": {"up": "越大越好 越多越好", "down": "越小越好 越少越好", "none": "无"},
    "statistic": {"value": "当年", "mean": "年均", "total": "累计 合计 总量"},
    "bound": {
        ">=": "以上 不低于 不少于 至少 ≥",
        "<=": "以内 以下 不超过 不高于 ≤",
        ">": "超过 高于",
        "<": "低于 少于",
        "~": "左右 约",
        "range": "区间",
    },
    "basis": {"printed": "写明 原文", "derived": "推算"},
    "strength": {
        "firm": "确定性 确定性目标",
        "aspired": "力争 力争性 力争性目标 争取",
        "approximate": "约计 约计性 约计性目标",
    },
    "nature": {"binding": "约束性", "expected": "预期性"},
    "change": {
        "growth": "年均增长",
        "decline": "年均下降",
        "increase": "提高 比基期提高",
        "decrease": "减少 比基期减少",
        "increase_percent": "累计增长 比基期累计增长",
        "decrease_percent": "累计下降 比基期累计下降",
    },
    "status": {
        "provisional": "初步",
        "final": "最终",
        "revised": "修订",
        "started": "启动实施",
        "continuing": "延续推进",
        "completed": "完成销号",
        WITHDRAWN: "撤回",
    },
}
_OPTIONAL: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("targets", "basis"): ("printed", "derived"),
    ("targets", "nature"): ("binding", "expected"),
    ("targets", "change"): tuple(CHANGES),
    ("restatements", "change"): tuple(CHANGES),
    ("indicators", "frequency"): tuple(MONTHS_OF_A_REPORT),
}
"""The codes of optional columns, of which the schema of a package need not list any."""


class Words(NamedTuple):
    """What a column may hold."""

    codes: Mapping[str, str]  # the code for each word that is read, for the codes too
    listed: tuple[str, ...]  # what a message lists: the codes, then one Chinese word for each


@cache
def words_of(table: str, field: Field) -> Words:
    """Return the words that a column may hold; none where it may hold any text.

    Examples
    --------
    >>> from minsheng.tables.schema import Field
    >>> words = words_of("targets", Field("nature"))
    >>> words.listed, words.codes["约束性"]
    (('binding', 'expected', '约束性', '预期性'), 'binding')
    >>> words_of("targets", Field("note_zh")).listed
    ()
    """
    codes = _OPTIONAL.get((table, field.name), field.enum)
    chinese = {code: CHINESE.get(field.name, {}).get(code, "").split() for code in codes}
    read = {code: code for code in codes}
    read |= {word: code for code, words in chinese.items() for word in words}
    return Words(read, (*codes, *(words[0] for words in chinese.values() if words)))
