"""A report is held against the data as they are now: every edit is found, and nothing else."""

import csv
import shutil
from pathlib import Path

import nbformat
import openpyxl
import pytest
from docx import Document
from docx.oxml.ns import qn

import minsheng as ms
from minsheng.errors import BadInput
from minsheng.places import data_folder
from minsheng.render import jobs
from minsheng.render.running import execution
from minsheng.text.language import using
from minsheng.verification import verify

CHILDCARE = {"programmes": ("childcare",)}
TARGETS = "目标一览：基期值与分年目标"
GAP = "gaps:childcare.gross_enrolment.gap"
CELL = (TARGETS, "childcare.gross_enrolment", "2019年")
REQUIREMENTS = "从基期到最终目标：差距与所需年均变化"


def told(found):
    return [(each.kind, each.entry.id, each.report, each.data) for each in found.differences]


def cells(found):
    return {
        (each.entry.exhibit, each.entry.id, each.entry.title, each.report, each.data)
        for each in found.differences
    }


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", ["plan", "programme", "requirements", "audit"])
def test_a_report_that_nobody_touched_agrees(write, name, lang):
    axes = CHILDCARE if name == "programme" else {}
    for file in write("html", "docx", "xlsx", name=name, lang=lang, **axes):
        found = verify(file)
        assert found.differences == ()
        assert found.checked > 40


def edit(file, *changes):
    """Replace in a text file what stands in it once."""
    text = file.read_text(encoding="utf-8")
    for old, new in changes:
        assert text.count(old) == 1
        text = text.replace(old, new)
    file.write_text(text, encoding="utf-8")
    return file


@pytest.mark.parametrize(
    ("old", "new", "report"),
    [
        (">4个百分点</data>", ">5个百分点</data>", "5个百分点"),
        ("差距<data", "差距1<data", "14个百分点"),  # a digit put beside a number
    ],
)
def test_a_number_edited_in_a_page(write, old, new, report):
    page = write("html", **CHILDCARE)
    text = page.read_text(encoding="utf-8")
    page.write_text(text.replace(old, new, 1), encoding="utf-8")
    assert told(verify(page)) == [("changed", GAP, report, "4个百分点")]


def test_a_cell_edited_in_a_page(write):
    page = edit(write("html", **CHILDCARE), (">≥89</td>", ">≥98</td>"))
    assert cells(verify(page)) == {(*CELL, "≥98", "≥89")}


@pytest.fixture
def word(write):
    """A Word report and a function that saves it and holds it against the data."""
    path = write("docx", **CHILDCARE)
    file = Document(path)

    def found():
        file.save(path)
        return verify(path)

    return file, found


def gap_in(file):
    """Return the paragraph that tells of the gap, and the place of its number among the runs."""
    line = next(each for each in file.paragraphs if "学前三年毛入园率：" in each.text)
    (at,) = [at for at, run in enumerate(line.runs) if run.text == "4个百分点"]
    return line, at


def test_a_number_edited_in_word(word):
    file, found = word
    line, at = gap_in(file)
    line.runs[at].text = "5个百分点"
    assert told(found()) == [("changed", GAP, "5个百分点", "4个百分点")]


def test_a_digit_typed_before_a_number_in_word(word):
    file, found = word
    line, at = gap_in(file)
    line.runs[at - 1].text += "1"
    assert [each[1:] for each in told(found())] == [(GAP, "14个百分点", "4个百分点")]


def test_a_number_and_its_mark_taken_out_of_word(word):
    file, found = word
    line, at = gap_in(file)
    run = line.runs[at]
    begin, end = run._element.getprevious(), run._element.getnext()
    assert (begin.tag, end.tag) == (qn("w:bookmarkStart"), qn("w:bookmarkEnd"))
    for each in (begin, run._element, end):
        line._element.remove(each)
    assert told(found()) == [("new", GAP, "", "4个百分点")]


def test_words_of_word_may_be_edited(word):
    file, found = word
    line, _ = gap_in(file)
    line.runs[0].text = "全区" + line.runs[0].text
    file.paragraphs[3].insert_paragraph_before("经研究，补充说明如下。")
    assert found().differences == ()


def row_of(file, indicator):
    """Return the row of an indicator in the first table that has one of the enrolment rate."""
    table = next(
        t for t in file.tables for row in t.rows if "学前三年毛入园率" in row.cells[0].text
    )
    return next(row for row in table.rows if row.cells[0].text == indicator)


def test_a_cell_edited_in_word(word):
    file, found = word
    (cell,) = [each for each in row_of(file, "学前三年毛入园率").cells if each.text == "≥89"]
    cell.paragraphs[0].runs[0].text = "≥98"
    assert cells(found()) == {(*CELL, "≥98", "≥89")}


def test_a_tracked_change_counts_as_accepted(word):
    from docx.oxml.parser import OxmlElement

    file, found = word
    line, at = gap_in(file)
    run = line.runs[at]
    old, new = OxmlElement("w:del"), OxmlElement("w:ins")
    run._element.addprevious(old)
    old.addnext(new)
    added = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = "6个百分点"
    added.append(text)
    new.append(added)
    old.append(run._element)
    next(run._element.iter(qn("w:t"))).tag = qn("w:delText")
    assert [each[2:] for each in told(found())] == [("6个百分点", "4个百分点")]


def test_a_row_taken_out_of_word_is_told_once(word):
    file, found = word
    row = row_of(file, "普惠率")
    row._element.getparent().remove(row._element)
    differences = found()
    assert {(each.kind, each.entry.id) for each in differences.differences} == {
        ("new", "childcare.inclusive_share"),
    }
    assert len(differences.text().splitlines()) == 2


@pytest.fixture
def workbook(write):
    """An Excel report and a function that saves it and holds it against the data."""
    path = write("xlsx", **CHILDCARE)
    book = openpyxl.load_workbook(path)

    def found():
        book.save(path)
        return verify(path)

    return book, found


def sheet_of(book, caption):
    return next(sheet for sheet in book if str(sheet["A1"].value).endswith(caption))


def cell_of(book, caption, chosen):
    """Return the one cell in the row of the enrolment rate that is `chosen`."""
    rows = sheet_of(book, caption).iter_rows()
    row = next(row for row in rows if row[0].value == "学前三年毛入园率")
    (cell,) = filter(chosen, row)
    return cell


@pytest.mark.parametrize(("value", "said"), [(98.0, "≥98"), ("≥98", "≥98"), ("约89", "约89")])
def test_a_cell_edited_in_excel(workbook, value, said):
    book, found = workbook
    cell_of(book, TARGETS, lambda cell: cell.value == 89).value = value
    assert cells(found()) == {(*CELL, said, "≥89")}


def test_a_value_of_excel_that_shows_the_same_is_told_in_full(workbook):
    book, found = workbook

    def is_change(cell):
        return cell.number_format == "0.00" and str(cell.value).startswith("1.33")

    cell_of(book, REQUIREMENTS, is_change).value = 1.3334
    ((_, _, _, report, data),) = cells(found())
    assert report == "1.3334"
    assert float(data) == pytest.approx(4 / 3)


def test_a_sentence_edited_in_excel(workbook):
    book, found = workbook
    (cell,) = [
        row[1]
        for row in book["封面"].iter_rows()
        if str(row[1].value).startswith("学前三年毛入园率：")
    ]
    cell.value = cell.value.replace("差距4个", "差距5个")
    ((kind, ids, report, data),) = told(found())
    assert kind == "changed"
    assert GAP in ids
    assert "差距5个百分点" in report
    assert "差距4个百分点" in data


def test_sorting_a_sheet_changes_nothing(workbook):
    book, found = workbook
    sheet = sheet_of(book, TARGETS)
    rows = [
        [(cell.value, cell.number_format) for cell in row]
        for row in sheet.iter_rows(min_row=4, max_row=9)
    ]
    for number, row in enumerate(reversed(rows), start=4):
        for column, (value, form) in enumerate(row, start=1):
            sheet.cell(number, column).value = value
            sheet.cell(number, column).number_format = form
    assert found().differences == ()


def test_a_number_edited_in_a_notebook(tmp_path):
    (job,) = jobs(ms.load_plan(), "qijiang-2018-2020", tmp_path, names=("programme",), **CHILDCARE)
    path = tmp_path / "report.ipynb"
    nbformat.write(execution.execute(job, tmp_path), path)
    assert verify(path).differences == ()
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("差距4个百分点", "差距5个百分点"), encoding="utf-8")
    assert told(verify(path)) == [("changed", GAP, "5个百分点", "4个百分点")]


@pytest.fixture
def package(tmp_path):
    """A copy of the plan that ships."""
    (there,) = [each for each in data_folder().iterdir() if (each / "datapackage.json").is_file()]
    return Path(shutil.copytree(there, tmp_path / "package"))


def change(package, table, chosen, column, value):
    def changed(rows):
        (row,) = [row for row in rows if chosen.items() <= row.items()]
        row[column] = value
        return rows

    rewrite(package, table, changed)


def rewrite(package, table, change):
    path = package / f"{table}.csv"
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = change(list(csv.DictReader(stream)))
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, rows[0])
        writer.writeheader()
        writer.writerows(rows)


FINAL = {"indicator": "childcare.gross_enrolment", "year": "2020"}


@pytest.mark.parametrize("kind", ["html", "docx"])
def test_after_one_row_has_changed_exactly_what_rests_on_it_is_named(write, package, kind):
    file = write(kind, **CHILDCARE)
    change(package, "targets", FINAL, "value", "92")
    found = verify(file, package)
    sentences = {each[1:] for each in told(found) if not each[1].startswith("childcare")}
    # 92 − 86 = 6 points in three years: 2 a year; (92/86)^(1/3) − 1 = 2.27 %.
    assert sentences == {
        ("targets:childcare.gross_enrolment@2020", "90%以上", "92%以上"),
        ("gaps:childcare.gross_enrolment.gap", "4个百分点", "6个百分点"),
        ("growth:childcare.gross_enrolment.change", "1.33个百分点", "2个百分点"),
    }
    tables = {cell for cell in cells(found) if cell[0]}
    own = "childcare.gross_enrolment"
    assert tables == {
        (TARGETS, own, "2020年", "≥90", "≥92"),
        (REQUIREMENTS, own, "最终目标", "≥90%", "≥92%"),
        (REQUIREMENTS, own, "差距（未达为正）", "4", "6"),
        (REQUIREMENTS, own, "年均变化", "1.33", "2"),
        (REQUIREMENTS, own, "年均增长率（%）", "1.53", "2.27"),
    }


def test_without_its_baseline_a_goal_is_gone_from_one_table_and_new_in_another(write, package):
    own = "childcare.inclusive_share"
    file = write("html", **CHILDCARE)
    rewrite(package, "baselines", lambda rows: [r for r in rows if r["indicator"] != own])

    def without_it(rows):
        its = {row["relation"] for row in rows if row["indicator"] == own}
        return [row for row in rows if row["relation"] not in its]

    rewrite(package, "relations", without_it)
    found = verify(file, package)
    rows = {(each.kind, each.entry.exhibit) for each in found.differences if each.entry.id == own}
    assert rows == {
        ("changed", TARGETS),
        ("gone", REQUIREMENTS),
        ("new", "有数值而无法计算所需增速的目标"),
    }
    counts = {each[1:] for each in told(found) if each[1].startswith("counts:")}
    assert counts == {
        ("counts:childcare.computable", "2", "1"),
        ("counts:childcare.no_baseline", "7", "8"),
    }
    sentences = {each[:3] for each in told(found) if f":{own}" in each[1]}
    assert sentences == {
        ("gone", f"baselines:{own}@2017", "76.9%"),
        ("gone", f"targets:{own}@2020", "80%以上"),
        ("gone", f"targets:{own}@2020.year", "2020"),
        ("gone", f"gaps:{own}.gap", "3.1个百分点"),
        ("gone", f"growth:{own}.change", "1.03个百分点"),
    }


def test_a_report_of_another_programme_is_not_touched(write, package):
    file = write("html", programmes=("housing",))
    change(package, "targets", FINAL, "value", "92")
    assert verify(file, package).differences == ()


def test_words_of_a_difference(write):
    changes = (">4个百分点</data>", ">5个百分点</data>"), ("≥89</td>", "≥98</td>")
    found = verify(edit(write("html", **CHILDCARE), *changes))
    with using("zh"):
        head, first, second = found.text().splitlines()
    assert head == f"核对{found.checked}处数据，2处与现有数据不一致："
    assert first == (
        "  报告开头：报告为“5个百分点”，现有数据为“4个百分点”〔gaps:childcare.gross_enrolment.gap〕"
    )
    assert second == (
        f"  “{TARGETS}”一表，“学前三年毛入园率”一行，“2019年”一列："
        "报告为“≥98”，现有数据为“≥89”〔childcare.gross_enrolment〕"
    )
    with using("en"):
        assert found.text().splitlines()[1] == (
            "  The beginning of the report: the report says “5个百分点”, the data say “4个百分点” "
            "[gaps:childcare.gross_enrolment.gap]"
        )


def faults(file, *args, **options):
    with pytest.raises(BadInput) as raised, using("en"):
        verify(file, *args, **options)
    with using("en"):
        return [fault.text() for fault in raised.value.faults]


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.html", b"<html><p>Hello</p></html>", "it is no report of ours"),
        ("a.docx", b"no archive", "cannot be read as what its name says it is"),
        ("a.xlsx", b"", "cannot be read as what its name says it is"),
        ("a.ipynb", b"{", "cannot be read as what its name says it is"),
        ("a.html", b"\xff\xfe<", "cannot be read as what its name says it is"),
        ("a.pdf", b"%PDF-", "a PDF carries no ids"),
        ("a.txt", b"", "only HTML, Word and Excel reports"),
    ],
)
def test_a_file_that_is_no_report_of_ours(tmp_path, name, content, words):
    (tmp_path / name).write_bytes(content)
    (told,) = faults(tmp_path / name)
    assert words in told
    assert name in told


def test_word_and_excel_files_of_others_are_no_reports_of_ours(tmp_path):
    Document().save(tmp_path / "a.docx")
    openpyxl.Workbook().save(tmp_path / "a.xlsx")
    for name in ("a.docx", "a.xlsx"):
        assert "it is no report of ours" in faults(tmp_path / name)[0]


def test_a_file_that_is_not_there(tmp_path):
    assert faults(tmp_path / "a.docx") == [f"{tmp_path / 'a.docx'}: file is missing"]


def test_a_report_about_another_plan(write, small_package):
    file = write("html", **CHILDCARE)
    (told,) = faults(file, small_package)
    assert "the report is about another plan; found “qijiang-2018-2020”" in told


def test_a_plan_that_does_not_ship_has_to_be_given(write, small_package):
    file = write("html", source=small_package, programmes=("parks",))
    (told,) = faults(file)
    assert "the plan of the report does not ship" in told
    assert verify(file, small_package).differences == ()


def test_a_parameter_that_did_not_travel_has_to_be_given_again(write):
    lang = "{&quot;lang&quot;"
    file = edit(write("html", **CHILDCARE), (lang, f"{{&quot;observations&quot;: null, {lang[1:]}"))
    (told,) = faults(file)
    assert "the parameter “observations” named a place, which does not travel" in told


def test_a_notebook_that_does_not_exist_any_more(write):
    named = 'content="programme"', 'content="programm"'
    file = edit(write("html", **CHILDCARE), named)
    (told,) = faults(file)
    assert "nearest: programme" in told
