"""A report whose title says what it finds also says what it is, in PDF and Word."""

from dataclasses import replace
from io import BytesIO

import docx
import pytest
from pypdf import PdfReader

from minsheng.writers import written
from minsheng.writers.document import Document, Paragraph, Run

FINDING = "Healthcare: the quota of screenings was not kept, 1 percentage point short, and 3 more"
PLAN = "Qijiang District, Chongqing: Action Plan for Securing and Improving Livelihoods (2018–2020)"
REPORT = Document(
    "en",
    FINDING,
    PLAN,
    tuple(Paragraph((Run(f"Sentence {n}."),)) for n in range(60)),
    {"page_title": "Healthcare · Programme status"},
    is_finding=True,
)


def pages(document):
    return [page.extract_text() for page in PdfReader(BytesIO(written(document, "pdf"))).pages]


@pytest.mark.parametrize("document", [REPORT, None])
def test_the_head_of_each_page_has_room_for_the_plan_and_the_report(document):
    first, second, *_ = pages(document or replace(REPORT, is_finding=False))
    assert " ".join(FINDING.split()[:4]) in first
    assert ("Programme status" in first) == bool(document)
    lines = second.split("Sentence")[0].strip().splitlines()
    assert "Programme status" in " ".join(lines)
    assert len(lines) <= 4, "two lines at most on either side"


def test_word_says_what_the_report_is_below_its_title():
    texts = [each.text for each in docx.Document(BytesIO(written(REPORT, "docx"))).paragraphs]
    assert texts[:3] == [FINDING, PLAN, "Healthcare · Programme status"]
    other = replace(REPORT, is_finding=False)
    texts = [each.text for each in docx.Document(BytesIO(written(other, "docx"))).paragraphs]
    assert "Healthcare · Programme status" not in texts
