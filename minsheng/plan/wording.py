"""Phrases that sentences and tables share: a target in words, where it is printed, names."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from minsheng.plan.bounds import BOUND_TABLE
from minsheng.plan.changes import CHANGES, StatedChange
from minsheng.plan.remembering import remembered
from minsheng.text.amounts import difference
from minsheng.text.bounded import level, stated
from minsheng.text.chinese_numerals import numeral_value
from minsheng.text.language import LANGUAGES, Lang, current, say
from minsheng.text.numerals import plain

if TYPE_CHECKING:
    from minsheng.plan.assumptions import Assumption
    from minsheng.plan.plan import Plan
    from minsheng.text.units import Unit

_NUMERALS = {char: str(value) for value, char in enumerate("一二三四五六七八九", start=1)}
_DIVISIONS = {"篇": "Part", "章": "Chapter", "节": "Section", "条": "Article", "页": "page"}
_DIVISION = re.compile(r"第([\d一二三四五六七八九十百]+)([篇章节条页])")


def target_of_row(row: Mapping[Any, Any], column: str) -> tuple[str, float, float]:
    """Return bound, number and upper end of a target in a row of `minsheng.evaluate`.

    `column` is ``target``, the last one, or ``due_target``, that of the year. The number is as
    printed, of a range its lower end; the upper end is ``nan`` but for a range.
    """
    name = column.removesuffix("_target")
    low, high = row[f"{name}_low"], row[f"{name}_high"]
    return row[f"{name}_bound"] or "=", row[column] if math.isnan(high) else low, high


def printed_end(row: Mapping[Any, Any], end: str, unit: Unit) -> str:
    """Return the baseline or the target of a row as the plan prints it, with a symbol as bound.

    The row is one of `minsheng.gaps` or `minsheng.required_growth`; `end` is ``baseline`` or
    ``target``.
    """
    value = row[f"{end}_low" if row[f"{end}_bound"] == "range" else end]
    return stated(row[f"{end}_bound"], value, unit, high=row[f"{end}_high"])


def change_in_words(change: StatedChange, unit: Unit, lang: Lang | None = None) -> str:
    """Return a target that is stated as a change as a sentence says it.

    Examples
    --------
    >>> growth = StatedChange("growth", ">=", 6.5, math.nan)
    >>> person = ms.load_plan().unit("person")
    >>> change_in_words(growth, person, "zh"), change_in_words(growth, person, "en")
    ('年均增长6.5%以上', 'average growth of at least 6.5% a year')
    >>> change_in_words(StatedChange("decrease", "=", 300, math.nan), person, "en")
    'a decrease of 300 people from the baseline'
    """
    if CHANGES[change.change].is_percent:
        low, high = (
            "" if math.isnan(x) else f"{plain(x, 4, lang=lang)}%"
            for x in (change.value, change.high)
        )
    else:
        low, high = (difference(x, unit, lang) for x in (change.value, change.high))
    size = say(f"wording.{BOUND_TABLE[change.bound].word}", lang, x=low, low=low, high=high)
    return say(f"wording.{change.change}", lang, size=size)


def assumption_in_words(assumption: Assumption, unit: Unit, lang: Lang | None = None) -> str:
    """Return what is assumed of an indicator, in its unit, without its name.

    Examples
    --------
    >>> from minsheng.plan.assumptions import Assumption
    >>> assumed = Assumption("childcare.inclusive_share", target=85, year=2020, baseline=82.4)
    >>> percent = ms.load_plan().unit("percent")
    >>> assumption_in_words(assumed, percent, "zh"), assumption_in_words(assumed, percent, "en")
    ('2020年目标值85%，基期值82.4%', 'target of 2020 85%, baseline 82.4%')
    """
    parts = []
    year = assumption.year
    if assumption.target is not None:
        key = "assumed_target" if year is None else "assumed_target_of"
        value = level(assumption.target, unit, lang)
        parts.append(say(f"wording.{key}", lang, year=year, value=value))
    elif year is not None:
        parts.append(say("wording.assumed_year", lang, year=year))
    if assumption.baseline is not None:
        value = level(assumption.baseline, unit, lang)
        parts.append(say("wording.assumed_baseline", lang, value=value))
    if assumption.change_per_year is not None:
        value = difference(assumption.change_per_year, unit, lang)
        parts.append(say("wording.assumed_change", lang, value=value))
    words = say("wording.comma", lang).join(parts)
    if not assumption.arithmetic:
        return words
    return say("wording.computed_as", lang, words=words, line=assumption.arithmetic)


def section_in_words(section: str, lang: Lang | None = None) -> str:
    """Return where a figure is printed.

    Examples
    --------
    >>> section_in_words("正文二(一);附件1三(二)2", "en")
    'Main text 2(1); Annex 1, 3(2)2'
    >>> section_in_words("正文二(一);附件1三(二)2", "zh")
    '正文二（一）；附件1三（二）2'
    >>> section_in_words("附件10", "en")
    'Annex 10'
    >>> section_in_words("第3章第十二节", "en")
    'Chapter 3, Section 12'
    """
    if (lang or current()) == "zh":
        return section.translate(str.maketrans("();", "（）；"))
    # Annexes first: 附件1三 is no 附件13.
    text = re.sub(r"附件(\d+)", r"Annex \1, ", section)
    text = _DIVISION.sub(_division, text)
    text = re.sub("[一二三四五六七八九]", lambda match: _NUMERALS[match[0]], text)
    return text.replace("正文", "Main text ").replace(", ;", ";").replace(";", "; ").strip(", ")


def _division(match: re.Match[str]) -> str:
    number = match[1] if match[1].isdecimal() else numeral_value(match[1])
    return f"{_DIVISIONS[match[2]]} {number}, " if number else match[0]


def programme_names(
    plan: Plan, lang: Lang | None = None, *, in_sentence: bool = False
) -> Mapping[str, str]:
    """Return the programmes' names; in English, but not in a sentence, with the Chinese name.

    Examples
    --------
    >>> plan = ms.load_plan()
    >>> programme_names(plan, "en")["childcare"]
    'Childcare (幼有所育)'
    >>> programme_names(plan, "en", in_sentence=True)["childcare"]
    'Childcare'
    """
    return _names(plan, "programmes", "programme", lang, alone=in_sentence)


def department_names(
    plan: Plan, lang: Lang | None = None, *, in_sentence: bool = False
) -> Mapping[str, str]:
    """Return the departments' names; in English the Chinese name stands beside.

    In a sentence an article stands before the English name in place of it.

    Examples
    --------
    >>> plan = ms.load_plan()
    >>> department_names(plan, "en")["education"]
    'Education Commission (区教委)'
    >>> department_names(plan, "en", in_sentence=True)["education"]
    'the Education Commission'
    """
    names = _names(plan, "departments", "department", lang, alone=in_sentence)
    if not in_sentence:
        return names
    return {key: say("wording.department", lang, name=name) for key, name in names.items()}


def _names(
    plan: Plan, table: str, key: str, lang: Lang | None, *, alone: bool
) -> Mapping[str, str]:
    rows = plan.tables[table]
    both = zip(rows[key], rows["name_zh"], rows["name_en"], strict=True)
    if (lang or current()) == "zh":
        return {row: zh for row, zh, _ in both}
    return {row: en if alone else f"{en} ({zh})" for row, zh, en in both}


def indicator_names(plan: Plan, lang: Lang | None = None) -> Mapping[str, str]:
    """Return the names of the indicators, without the scopes (urban, rural) that they hold for.

    Examples
    --------
    >>> names = indicator_names(ms.load_plan(), "zh")
    >>> names["childcare.gross_enrolment"]
    '学前三年毛入园率'
    """
    return _indicator_names(plan)[lang or current()]


@remembered
def _indicator_names(plan: Plan) -> Mapping[Lang, Mapping[str, str]]:
    rows = plan.tables["indicators"]
    ids = rows["indicator"].tolist()
    return {lang: dict(zip(ids, rows[f"name_{lang}"].tolist(), strict=True)) for lang in LANGUAGES}


def quoted_names(plan: Plan, lang: Lang | None = None) -> Mapping[str, str]:
    """Return the names of the indicators as they stand in the middle of a sentence.

    English sets them off by quotation marks, since a name may hold commas and verbs of its own.

    Examples
    --------
    >>> quoted_names(ms.load_plan(), "en")["employment.new_urban_jobs"]
    '“New urban jobs”'
    """
    names = indicator_names(plan, lang)
    return {key: say("wording.named", lang, name=name) for key, name in names.items()}
