"""The chapters: whole in both languages, with data and without, and the analysts' words in them."""

import re

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output

import minsheng as ms
from minsheng.evaluation import OPEN, outcomes
from minsheng.plan.facts import sign_of
from minsheng.render import notebooks
from minsheng.reports import writeups
from minsheng.reports.exhibits import Markdown, Prose, Sections, Table
from minsheng.text.language import LANGUAGES, using
from minsheng.writers.document import Heading, Paragraph, Quote, plain, signature
from minsheng.writers.reading import read

MIDTERM = (
    "midterm_judgement",
    "midterm_progress",
    "midterm_problems",
    "midterm_next_steps",
    "midterm_annexes",
)
FINAL = ("final_judgement", "final_progress", "final_problems", "final_lessons")
SIGNS = {lang: sign_of(synthetic=True, hypothetical=False, lang=lang) for lang in LANGUAGES}
CHINESE = re.compile(r"[\u3400-\u9fff]")
ASCII_BESIDE_CHINESE = re.compile(r"[\u3400-\u9fff][,;:()]|[,;:()][\u3400-\u9fff]")


def half_way(plan, ledger, writing=""):
    standing = ms.stand_midterm(plan, ledger, as_of="2019-07-31")
    return standing, ms.load_paragraphs(plan, standing.period, writing)


def at_the_end(plan, ledger, writing=""):
    standing = ms.stand_final(plan, ledger)
    return standing, ms.load_paragraphs(plan, standing.period, writing)


@pytest.fixture(scope="module")
def chapters(plan, made_up):
    """Every chapter of both write-ups by language and by whether there are data."""
    found = {}
    for ledger, writing in ((ms.Ledger(), ""), (made_up, "demo")):
        half, end = half_way(plan, ledger, writing), at_the_end(plan, ledger, writing)
        frozen = ms.load_midterm(plan, writing)
        for lang in LANGUAGES:
            with using(lang):
                found[lang, bool(writing)] = [
                    *(getattr(writeups, name)(*half) for name in MIDTERM),
                    *(getattr(writeups, name)(*end) for name in FINAL),
                    writeups.midterm_main_goals(half[0]),
                    writeups.final_main_goals(end[0]),
                    writeups.final_promises(end[0], frozen),
                    writeups.final_annexes(*end, frozen),
                ]
    return found


def prose(found, *, flags=True):
    """Yield every sentence; the flags quote what the analysts wrote."""
    for chapter in found:
        for part in chapter.parts:
            if isinstance(part, Prose) and (flags or part.role != "warning"):
                yield from (*part.paragraphs, *part.points)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_without_observations_each_chapter_says_what_is_missing(chapters, lang):
    found = chapters[lang, False]
    texts = list(prose(found))
    assert all(isinstance(each, Sections) and each.parts for each in found)
    with using(lang):
        assert not any(SIGNS[lang] in str(part) for each in found for part in each.parts)
    assert any(("没有报送" if lang == "zh" else "not reported") in text for text in texts)
    assert not any("nan" in text.lower().split() for text in texts)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_made_up_data_are_marked_in_every_part_that_holds_a_number(chapters, lang):
    for chapter in chapters[lang, True]:
        for part in chapter.parts:
            own = part.source if isinstance(part, Markdown) else None
            free = own == "" or (own or "").startswith(("#", "> （演示）", "> (demo)"))
            free |= isinstance(part, Prose) and part.role in ("warning", "note")
            with using(lang):
                assert free or SIGNS[lang] in str(part), str(part)[:200]


def test_english_sentences_hold_no_chinese_but_names(plan, chapters):
    names = "|".join(map(re.escape, [*plan.programmes["name_zh"], *plan.departments["name_zh"]]))
    quoted = re.compile(r"(Cause reported by .*?|Action): .*?(?=\.(?: |$)| \(by )")
    found = chapters["en", True]
    for text in prose(found, flags=False):
        assert not CHINESE.search(re.sub(names, "", quoted.sub("", text))), text
    for chapter in found:
        for part in chapter.parts:
            if isinstance(part, Table):
                heads = " ".join([*(column.title for column in part.columns), *part.notes])
                assert not CHINESE.search(heads), heads


def test_chinese_sentences_have_chinese_punctuation(chapters):
    for text in prose(chapters["zh", True]):
        assert not ASCII_BESIDE_CHINESE.search(text), text


def test_each_programme_has_a_paragraph_of_its_own(plan, made_up):
    with using("zh"):
        for chapter in (
            writeups.midterm_progress(*half_way(plan, made_up)),
            writeups.final_progress(*at_the_end(plan, made_up)),
        ):
            heads = [text.partition("。")[0] for text in prose([chapter])]
            assert heads == list(plan.programmes["name_zh"])


def test_every_goal_that_could_be_judged_stands_in_an_annex(plan, made_up):
    half, end = half_way(plan, made_up), at_the_end(plan, made_up)
    for chapter, found, column in (
        (writeups.midterm_annexes(*half), half[0].verdicts, "class"),
        (writeups.final_annexes(*end, None), outcomes(end[0]), "outcome"),
    ):
        tables = [part for part in chapter.parts if isinstance(part, Table)]
        ids = {row for part in tables if not part.only_in_workbook for row in part.ids}
        judged = found.loc[~found[column].isin(OPEN), "indicator"]
        assert set(judged) <= ids
        assert any(len(part.rows) == 281 for part in tables if part.only_in_workbook)


# The analysts' words


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "2019H1").mkdir()
    return tmp_path


def document(chapter):
    outputs = [
        new_output("display_data", _bundle(part)[0], metadata=_bundle(part)[1])
        for part in chapter.parts
    ]
    return read(new_notebook(cells=[new_code_cell(outputs=outputs)])).blocks


def _bundle(part):
    made = part._repr_mimebundle_()
    return made if isinstance(made, tuple) else (made, {})


TEXT = """普惠率为[78.6%](#childcare.inclusive_share)。

普惠率曾为[70%](#childcare.inclusive_share)。

新建<b>幼儿园</b>99所。

## 问题与原因

用地紧张。

## 下一步工作

加快建设。
"""


def test_paragraphs_land_in_their_sections_and_a_wrong_number_is_told_behind_the_signature(
    plan, made_up, folder
):
    file = folder / "2019H1" / "childcare.md"
    file.write_text(TEXT, encoding="utf-8")
    standing, written = half_way(plan, made_up, folder)
    with using("zh"):
        progress = document(writeups.midterm_progress(standing, written))
        problems = document(writeups.midterm_problems(standing, written))
        after = document(writeups.midterm_next_steps(standing, written))
        annexes = str(writeups.midterm_annexes(standing, written))
        table = ms.listings.quotations(standing, written)
    quotes = [plain(block.text) for block in progress if isinstance(block, Quote)]
    assert quotes == [
        "普惠率为78.6%。",
        "普惠率曾为70%。",
        "新建<b>幼儿园</b>99所。",
    ]
    assert not [b for b in progress if isinstance(b, Paragraph) and b.role == "warning"]
    assert "正文引用的数字有1处与现有数据不一致，定稿前须核改" in annexes
    assert "用地紧张。" in [plain(block.text) for block in problems if isinstance(block, Quote)]
    heads = [plain(block.text) for block in problems if isinstance(block, Heading)]
    assert "幼有所育" in heads
    assert "加快建设。" in [plain(block.text) for block in after if isinstance(block, Quote)]
    assert [(row["written"], row["now"], row["finding"]) for row in table.rows] == [
        ("70%", "78.61%", "不一致"),
        ("99所", "", "数据中未找到"),
    ]
    assert file.read_text("utf-8") == TEXT


def test_a_link_to_one_of_several_figures_leads_to_the_row(plan, made_up, folder):
    (folder / "2019H1" / "childcare.md").write_text(
        "目标[80%](#childcare.inclusive_share/target)", encoding="utf-8"
    )
    chapter = writeups.midterm_progress(*half_way(plan, made_up, folder))
    (run,) = [
        run
        for block in document(chapter)
        if isinstance(block, Quote)
        for run in block.text
        if run.link
    ]
    assert (run.text, run.link) == ("80%", "#childcare.inclusive_share")


def test_no_word_of_any_section_is_lost(plan, made_up, tmp_path):
    """Whatever the section, the words stand once in each of the two write-ups."""
    titles = ("总体判断", "主要进展", "问题与原因", "经验与启示", "下一步工作")
    text = "".join(f"## {title}\n\n词{n}。\n\n" for n, title in enumerate(titles))
    for when in ("2019H1", "2020"):
        for name in ("overall", "childcare"):
            path = tmp_path / when / f"{name}.md"
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
    for names, given in (
        (MIDTERM, half_way(plan, made_up, tmp_path)),
        (FINAL, at_the_end(plan, made_up, tmp_path)),
    ):
        shown = "\n".join(
            str(part) for name in names for part in getattr(writeups, name)(*given).parts
        )
        assert [shown.count(f"词{n}。") for n in range(5)] == [2] * 5


def test_without_frozen_results_it_says_so(plan, made_up):
    with using("zh"):
        (said,) = writeups.final_promises(at_the_end(plan, made_up)[0], None).parts
    assert str(said) == "没有中期评估的结果可供对照。"


def test_made_up_results_of_the_mid_term_mark_what_rests_on_them(plan):
    chapter = writeups.final_promises(
        ms.stand_final(plan, ms.Ledger()), ms.load_midterm(plan, "demo")
    )
    assert all(SIGNS["zh"] in str(part) for part in chapter.parts)


@pytest.mark.parametrize(
    ("name", "lang", "lines"),
    [
        ("midterm", "zh", ["（发文机关署名）", "　　年　月　日"]),
        ("final", "en", ["(issuing authority)", "(date)"]),
    ],
)
def test_what_is_handed_in_has_a_place_for_who_signs_it(name, lang, lines):
    notebook = nbformat.read(notebooks()[name].path, as_version=4)
    notebook.metadata["papermill"] = {"parameters": {"lang": lang}}
    assert signature(read(notebook)) == lines
