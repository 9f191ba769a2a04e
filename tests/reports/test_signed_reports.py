"""The two evaluations as reports that somebody signs: order, tone, and nothing told twice."""

import re
from collections import Counter
from dataclasses import replace
from io import BytesIO
from itertools import groupby
from pathlib import Path

import nbformat
import pytest
from docx import Document as WordFile

import minsheng as ms
from minsheng.evaluation import SHORT
from minsheng.render import notebooks
from minsheng.reports import sentences, writeups
from minsheng.reports.exhibits import Prose, Table
from minsheng.reports.exhibits.sections import Markdown
from minsheng.reports.final.outcomes import ended
from minsheng.text.language import LANGUAGES, using
from minsheng.writers.document import Document, Heading, Paragraph, Run
from minsheng.writers.pdf.typesetting import typeset
from minsheng.writers.reading_markdown import blocks
from minsheng.writers.word.writer import docx

BODY = {
    "midterm": ("judgement", "progress", "problems", "next_steps"),
    "final": ("judgement", "progress", "problems", "lessons"),
}
STAND = {"midterm": ms.stand_midterm, "final": ms.stand_final}
NOT_SIGNED = ("自定", "突破界限", "敏感", "freeze", ".json", "SHA", "minsheng", "nan", "None")
EMPTY_SLOT = re.compile(r"：。|（）|: \.|\(\)|  |，。|、。|\bnan\b|\bNone\b(?! of)")
OTHERS = ("five_year_package", "county_package", "small_package")


def body(kind, standing, writing=""):
    """Return the parts of a report above its signature."""
    written = ms.load_paragraphs(standing.plan, standing.period, writing)
    chapters = [getattr(writeups, f"{kind}_{name}")(standing, written) for name in BODY[kind]]
    return [
        *writeups.addressee(standing, written).parts,
        getattr(sentences, f"{kind}_overview")(standing),
        *getattr(writeups, f"{kind}_main_goals")(standing).parts,
        *(part for chapter in chapters for part in chapter.parts),
    ]


def told(parts):
    return [
        text
        for part in parts
        if isinstance(part, Prose)
        for text in (*part.paragraphs, *part.points)
    ]


@pytest.fixture(scope="module")
def demo(plan, made_up):
    return {kind: stand(plan, made_up) for kind, stand in STAND.items()}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kind", STAND)
def test_each_goal_that_falls_short_is_told_once(demo, kind, lang):
    """Before, five times: in the table of its programme, a sentence and three further tables."""
    standing = demo[kind]
    goals = standing.verdicts if kind == "midterm" else ended(standing)
    short = goals.loc[goals["class"].isin(SHORT), "indicator"]
    with using(lang):
        parts = body(kind, standing)
    names = dict(zip(goals["indicator"], goals["indicator_name"], strict=True))
    starts = Counter()
    for text in told(parts):
        starts.update(
            {number.id.split(":")[1].split("@")[0] for number in text.numbers if "@" in number.id}
        )
    assert not [names[one] for one in short if starts[one]]
    _, *problems = [part for part in parts if isinstance(part, Table) and part.ids]
    rows = Counter(row for table in problems for row in table.ids)
    assert rows == Counter(short)


@pytest.mark.parametrize("kind", STAND)
def test_nothing_stands_above_the_signature_that_is_not_signed(demo, kind):
    with using("zh"):
        parts = [str(part) for part in body(kind, demo[kind], "demo")]
    for word in NOT_SIGNED:
        assert not [part for part in parts if word in part], word
    assert not [part for part in parts if re.search(r"第\d+行|\.md", part)]


def test_the_judgement_comes_first_and_names_goals(demo):
    with using("zh"):
        first, named, outlook, *_ = sentences.midterm_answer(demo["midterm"]).paragraphs
    assert first.startswith("可研判的87项目标中，60项")
    assert "占69%；7项逾期完成；20项滞后、未达到或未保持，主要是" in first
    assert named.startswith("提前实现12项，包括")
    assert "保持此前进度即可如期实现" in outlook
    assert "如期实现难度较大的" in outlook


def test_levels_are_told_as_values_and_not_as_points(demo):
    """Life expectancy: 77.37 years against 77.65 on the plan's path."""
    with using("zh"):
        tables = [part for part in body("midterm", demo["midterm"]) if isinstance(part, Table)]
    (row,) = [row for part in tables[1:] for row in part.rows if row["indicator"] == "人均预期寿命"]
    assert row["result"].startswith("实际值77.37岁，按规划此时应为77.65岁。")


def test_causes_are_asked_of_each_department_in_one_list(demo):
    standing = demo["midterm"]
    with using("zh"):
        parts = writeups.midterm_problems(
            standing, ms.load_paragraphs(standing.plan, standing.period)
        ).parts
    last = [part for part in parts if isinstance(part, Table)][-1]
    assert last.caption == "请有关部门说明原因的目标"
    counts = Counter(last.groups)
    assert last.groups[0] == "区人力社保局（5项）"
    assert list(dict.fromkeys(last.groups)) == [head for head, _ in groupby(last.groups)]
    assert all(head.endswith(f"（{n}项）") for head, n in counts.items())


def test_a_goal_that_only_names_a_direction_says_how_it_moved_last(demo):
    """The value fell in the last year though it rose on average, which alone was told before."""
    with using("zh"):
        tables = [part for part in body("final", demo["final"]) if isinstance(part, Table)]
    (row,) = [row for part in tables[1:] for row in part.rows if row["indicator"] == "农村低保标准"]
    assert "最近一个年度降低" in row["result"] and "近年平均每年提高" in row["result"]
    assert row["result"].endswith("规划要求逐步提高。")


@pytest.mark.parametrize("kind", STAND)
def test_the_sections_are_those_of_a_report(kind):
    notebook = nbformat.read(notebooks()[kind].path, as_version=4)
    heads = [
        cell.source.removeprefix("## ")
        for cell in notebook.cells
        if cell.source.startswith("## ") and "zh" in cell.metadata.tags
    ]
    assert heads[:3] == ["评估工作概况", "总体评价", "主要指标完成情况"]
    assert heads[-1].endswith("对策建议")
    *_, signing, annexes, data, sources = notebook.cells
    assert "signing" in signing.source
    assert annexes.metadata.tags == sources.metadata.tags == ["annexes"]
    assert "goal_data" in data.source, "which stands only in the workbook"


def test_a_plan_without_issuers_leaves_a_gap_that_is_listed(plan):
    nobody = replace(plan, facts=replace(plan.facts, issuers=()))
    with using("zh"):
        standing = ms.stand_midterm(nobody, ms.Ledger())
        written = ms.load_paragraphs(nobody, standing.period)
        assert str(writeups.addressee(standing, written)) == "（主送机关）："
        listed = writeups.midterm_annexes(standing, written).parts[-2]
    gaps, _, places = str(listed).partition("尚可由分析人员撰写之处：")
    assert gaps == "签发前须补填主送机关、发文机关署名、成文日期。"
    assert places.startswith("总体判断、主要进展、问题与原因、下一步工作、幼有所育 · 总体判断、")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kind", STAND)
@pytest.mark.parametrize("folder", OTHERS)
def test_other_plans_with_data_and_without_leave_no_empty_slot(folder, kind, lang):
    """One programme, no tasks, no departments, nothing reported, nothing judged."""
    plan = ms.load_plan(Path(__file__).parents[1] / folder)
    first = plan.programmes["programme"].iloc[0]
    for part, ledger in (
        (plan, ms.load_observations(plan)),
        (plan, ms.Ledger()),
        (plan.select(programme=first), ms.Ledger()),
    ):
        standing = STAND[kind](part, ledger)
        with using(lang):
            parts = body(kind, standing)
        assert all(each.rows for each in parts if isinstance(each, Table))
        results = [row.get("result", "0") for each in parts for row in getattr(each, "rows", ())]
        for text in (*told(parts), *results):
            assert text.strip()
            assert not EMPTY_SLOT.search(text), text


def test_every_programme_of_an_annex_is_of_one_level(demo):
    standing = demo["midterm"]
    with using("zh"):
        written = ms.load_paragraphs(standing.plan, standing.period)
        parts = writeups.midterm_annexes(standing, written).parts
    headings = [
        each for part in parts if isinstance(part, Markdown) for each in blocks(part.source)
    ]
    read = Document("zh", "报告", "", tuple(headings)).to_read().blocks
    levels = Counter(heading.level for heading in read)
    assert levels == {2: 4, 3: len(standing.plan.programmes)}


def test_the_signature_stands_above_the_annexes():
    blocks = (
        Heading(2, (Run("对策建议"),), "a"),
        Paragraph((Run("加快。"),)),
        Heading(2, (Run("附件1　评估方法"),), "b", is_annex=True),
    )
    words = {"signature": {"departments": ["某区发展改革委"], "date": "2019年8月1日"}}
    document = Document("zh", "报告", "某规划 · 2019年", blocks, words)
    lines = [each.text for each in WordFile(BytesIO(docx(document))).paragraphs if each.text]
    assert lines == [
        "报告",
        "一、对策建议",
        "加快。",
        "某区发展改革委",
        "2019年8月1日",
        "附件1　评估方法",
    ]
    nodes = typeset(document).content["blocks"]
    assert [node.get("annex") for node in nodes] == [False, None, None, True]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_main_goals_say_each_unit_once(demo, lang):
    with using(lang):
        table = writeups.final_main_goals(demo["final"]).parts[-1]
    names = [column.name for column in table.columns]
    jobs = next(row for row in table.rows if "城镇新增就业" in str(row) or "jobs" in str(row))
    assert ("unit" in names) == (lang == "zh")
    assert jobs["margin"] == {"zh": "优于900", "en": "better by 900"}[lang]
    assert ("New urban jobs, people" in jobs["indicator"]) == (lang == "en")


@pytest.mark.parametrize("kind", list(STAND))
def test_the_index_learns_from_an_evaluation_what_it_learns_from_a_standing(demo, kind):
    title = getattr(sentences, f"{kind}_title")(demo[kind])
    assert title.scorecard == sentences.scoreboard_title(demo[kind]).scorecard
    assert title.scorecard["period"] == str(demo[kind].period)
    assert title.scorecard["title"] != str(title)
