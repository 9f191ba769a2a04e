"""The page over all reports: what is there, in which formats, what failed."""

import json
import re

import pytest
from writers.reader import Read

from minsheng.language import LANGUAGES
from minsheng.render import jobs
from minsheng.render.execution import Outcome
from minsheng.render.index import write_index

HAN = re.compile(r"[\u4e00-\u9fff、]+")


@pytest.fixture
def made(plan, tmp_path):
    """Pretend to have made reports, and return the index page of a language."""

    def pretend(langs=LANGUAGES, fail=(), formats=(), **wishes):
        todo = jobs(plan, "", tmp_path, langs=langs, **wishes)
        for job in todo:
            if job.name not in fail:
                job.page.parent.mkdir(parents=True, exist_ok=True)
                job.page.write_text("page")
                words = {"page_title": job.title, "order": job.notebook.order}
                given = {"programme": job.programme, "period": "2020"}
                job.executed.write_text(json.dumps(
                    {"metadata": {"minsheng": words, "papermill": {"parameters": given}}}
                ))  # fmt: skip
                for kind in formats:
                    job.page.with_suffix(f".{kind}").write_text("file")
        outcomes = [Outcome(job, 1.0, "ValueError: <no>" * (job.name in fail)) for job in todo]
        write_index(plan, outcomes, tmp_path)
        return lambda lang: Read(
            (tmp_path / plan.facts.plan / lang / "index.html").read_text(encoding="utf-8")
        )

    return pretend


def _rows(page):
    cells = [text for tag, _, text in page.elements if tag in ("th", "td")]
    width = sum(attributes.get("scope") == "col" for attributes, _ in page.all("th"))
    return [cells[at : at + width] for at in range(0, len(cells), width)]


def test_the_whole_plan_comes_first_then_its_programmes(made, plan):
    head, *rows = _rows(made()("en"))
    assert head == ["Report", "Programme", "Other formats", "Other language"]
    whole = [row[0] for row in rows if row[1] == "Whole plan"]
    assert whole[:3] == ["The plan", "Required growth", "Does the plan agree with itself?"]
    assert [row[1] for row in rows[: len(whole)]] == ["Whole plan"] * len(whole)
    names = [plan.programme(name).name("en") for name in plan.programmes["programme"]]
    assert list(dict.fromkeys(row[1] for row in rows[len(whole) :])) == names


def test_each_format_that_is_there_is_linked_to_and_no_other(made):
    page = made(names=("plan",), formats=("pdf", "xlsx"))("zh")
    links = [(a["href"], text) for a, text in page.all("a")]
    assert links[1:] == [
        ("plan.html", "规划总览"), ("plan.pdf", "PDF 规划总览"),
        ("plan.xlsx", "Excel 表格 规划总览"), ("plan.ipynb", "笔记本 规划总览"),
        ("../en/plan.html", "English 规划总览"),
    ]  # fmt: skip


def test_a_language_made_later_is_linked_to_from_the_first(made):
    first = made(langs=("zh",), names=("plan",))
    assert "English" not in first("zh").text()
    made(langs=("en",), names=("plan",))
    assert "English" in first("zh").text()


def test_reports_made_before_stay_and_say_their_period(made):
    made(names=("plan",))
    page = made(names=("audit",))("en")
    head, *rows = _rows(page)
    assert head == ["Report", "Programme", "Period", "Other formats", "Other language"]
    assert [row[0] for row in rows] == ["The plan", "Does the plan agree with itself?"]
    assert rows[0][2] == "2020"


def test_a_report_that_failed_is_named_with_its_error_and_leads_nowhere(made):
    page = made(names=("plan", "audit"), fail=("en/plan",))("en")
    (failed,) = page.all("span", "status-failed")
    assert failed[1] == "Failed: ValueError: <no>"
    assert "plan.html" not in [a["href"] for a, _ in page.all("a")]
    assert page.text("p") != ""
    assert "1 report. The name" in page.text()


def test_a_report_that_failed_now_still_leads_to_the_last_good_one(made):
    made(names=("plan",))
    page = made(names=("plan",), fail=("en/plan",))("en")
    assert "plan.html" in [a["href"] for a, _ in page.all("a")]
    assert "this is the last good report. ValueError" in page.text()


def test_an_english_index_holds_no_chinese_but_names_beside_their_english(made, plan):
    names = set(plan.programmes["name_zh"]) | {"中文"}
    page = made()("en")
    assert set(HAN.findall(page.text("body") + page.text("title"))) <= names


def test_no_two_links_sound_alike_and_lead_elsewhere(made):
    page = made(formats=("pdf", "docx"))("zh")
    leads = {}
    for attributes, text in page.all("a"):
        assert leads.setdefault(text, attributes["href"]) == attributes["href"]
