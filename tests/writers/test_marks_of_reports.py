"""A report that shows a plan with assumptions says so at the head of every file made of it."""

import io

import docx
import nbformat
import pypdf
import pytest
from openpyxl import load_workbook

from minsheng.plan.facts import HYPOTHETICAL, SYNTHETIC
from minsheng.writers.excel.writer import xlsx
from minsheng.writers.html.writer import html
from minsheng.writers.pdf.writer import pdf
from minsheng.writers.reading import read
from minsheng.writers.word.writer import docx as word

WORDS = {"zh": ("假设情景", "不是规划原文"), "en": ("Hypothetical", "not from the plan as printed")}
BOTH = {"zh": "演示数据 · 假设情景", "en": "Synthetic data · Hypothetical"}


def _document(lang, *texts):
    cells = [
        nbformat.v4.new_code_cell(
            "x", outputs=[nbformat.v4.new_output("display_data", {"text/plain": text})]
        )
        for text in texts
    ]
    notebook = nbformat.v4.new_notebook(cells=cells)
    notebook.metadata["papermill"] = {"parameters": {"lang": lang}}
    return read(notebook)


@pytest.fixture(params=["zh", "en"])
def lang(request):
    return request.param


def test_one_exhibit_of_an_assumed_plan_marks_the_whole(lang):
    assert _document(lang, "Three goals.").marks == []
    assert _document(lang, "Three goals.", f"〔{HYPOTHETICAL}〕 Four.").marks == ["hypothetical"]


def test_a_page_says_so_in_its_title_at_its_head_and_on_every_sheet(lang):
    name, meaning = WORDS[lang]
    page = html(_document(lang, HYPOTHETICAL)).decode()
    head = page.partition("<header")[2].partition("</header>")[0]
    assert name in page.partition("<title>")[2].partition("</title>")[0]
    assert name in head
    assert meaning in head
    assert f'@top-center {{ content: "{name}"' in page
    assert meaning not in html(_document(lang, "Three goals.")).decode()


def test_word_workbook_and_pdf_say_so_on_every_page_and_in_words(lang):
    name, meaning = WORDS[lang]
    document = _document(lang, f"{SYNTHETIC} {HYPOTHETICAL}")
    file = docx.Document(io.BytesIO(word(document)))
    assert file.sections[0].header.paragraphs[-1].text == BOTH[lang]
    assert any(meaning in paragraph.text for paragraph in file.paragraphs)
    book = load_workbook(io.BytesIO(xlsx(document)))
    assert {sheet.oddHeader.center.text for sheet in book} == {BOTH[lang]}
    cover = [str(cell.value) for row in book.worksheets[0] for cell in row]
    assert any(text.startswith(name) and meaning in text for text in cover)
    (page,) = pypdf.PdfReader(io.BytesIO(pdf(document))).pages
    text = "".join(page.extract_text().split())
    assert text.count("".join(name.split())) >= 3  # in the band
    assert "".join(meaning.split()) in text
