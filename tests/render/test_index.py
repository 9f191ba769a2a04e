"""The page over all reports: what is there, in which formats, what failed."""

import json
import os
import re

import pytest
from in_process import run
from nbformat import from_dict
from writers.reader import Read

from minsheng.evaluation.classes import MOVES
from minsheng.render import jobs
from minsheng.render.index import write_index
from minsheng.render.outputs import Outcome
from minsheng.render.running.execution import as_file
from minsheng.reports.exhibits import Column, Table
from minsheng.reports.exhibits.table import DATARESOURCE
from minsheng.text.language import LANGUAGES, say
from minsheng.writers.moves import moves_of

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
                job.beside(".ipynb").write_text(
                    json.dumps(
                        {"metadata": {"minsheng": words, "papermill": {"parameters": given}}}
                    )
                )
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
        ("../en/index.html", "English"),
        ("plan.html", "规划总览"),
        ("plan.pdf", "PDF 规划总览"),
        ("plan.xlsx", "Excel 表格 规划总览"),
        ("plan.ipynb", "笔记本 规划总览"),
        ("../en/plan.html", "English 规划总览"),
    ]


def test_a_file_of_an_earlier_run_is_linked_to_as_that(made, plan, tmp_path):
    made(langs=("en",), names=("plan",), formats=("docx", "pdf"))
    os.utime(tmp_path / plan.facts.plan / "en" / "plan.docx", (1, 1))
    made(langs=("en",), names=("audit",))
    page = (tmp_path / plan.facts.plan / "en" / "index.html").read_text(encoding="utf-8")
    labels = {a["href"]: text.removesuffix(" The plan") for a, text in Read(page).all("a")}
    assert labels["plan.docx"] == "Word (made earlier than this page)"
    assert labels["plan.pdf"] == "PDF"


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


MOVED = [
    ("a.beds", "Beds", "● met", "■ missed", "worsened"),
    ("a.share;b.share", "Share <x>", "■ missed", "● met", "improved"),
    ("a.way", "Way", "● met", "○ not due", "no longer judged"),
    ("a.road", "Road", "● met", "○ not due", "no longer judged"),
]


@pytest.fixture
def told(plan, tmp_path):
    """Return the index over reports of periods that say what moved."""

    def pretend(*reports):
        outcomes = []
        for period, rows, synthetic in reports:
            (job,) = jobs(
                plan,
                "",
                tmp_path,
                langs=("en",),
                names=("status",),
                programmes=("childcare",),
                periods=(period,),
            )
            job.page.parent.mkdir(parents=True, exist_ok=True)
            job.page.write_text("page")
            names = ("indicator", "verdict_before", "verdict_now", "kind_of_move")
            table = Table(
                f"Moved, to {period}",
                tuple(Column(name, name) for name in names),
                tuple(dict(zip(names, row[1:], strict=True)) for row in rows),
                ids=tuple(row[0] for row in rows),
                synthetic=synthetic,
            ).data()
            words = {
                "page_title": job.title,
                "notebook": job.notebook.name,
                "order": job.notebook.order,
            }
            executed = {
                "cells": [{"outputs": [{"data": {DATARESOURCE: table}}]}],
                "metadata": {
                    "minsheng": words,
                    "papermill": {"parameters": dict(job.parameters)},
                },
            }
            job.beside(".ipynb").write_bytes(as_file(from_dict(executed)))
            outcomes.append(Outcome(job, 1.0))
        write_index(plan, outcomes[-1:], tmp_path)
        return Read((job.page.parent / "index.html").read_text(encoding="utf-8"))

    return pretend


def test_what_changed_is_that_of_the_newest_report_in_its_own_words(told):
    page = told(("2019H1", MOVED, False), ("2018", MOVED[:1], False))
    assert "Since the period before" in page.text("h2")
    text = page.text("main")
    assert text.count("Moved, to 2019H1") == 1
    assert "Moved, to 2018" not in text
    assert text.index("1 worsened") < text.index("1 improved") < text.index("2 no longer judged")
    assert "Beds Childcare · Programme status · first half of 2019 · ● met → ■ missed" in text
    assert "Way" not in text
    leads = [a["href"] for a, _ in page.all("a") if "#a." in a["href"]]
    assert leads == [
        "status-childcare-2019H1.html#a.beds",
        "status-childcare-2019H1.html#a.share",
    ]


def test_nothing_is_said_to_have_changed_where_no_report_says_so(told):
    assert "Since the period before" not in told(("2018H1", [], False)).text()


def test_periods_stand_in_words_and_in_their_order(told):
    page = told(("2018H1", [], False), ("2019H1", [], False), ("2018", [], False))
    assert [row[2] for row in _rows(page)[1:]] == [
        "first half of 2018",
        "2018",
        "first half of 2019",
    ]


def test_an_index_over_made_up_data_says_so(told):
    text = told(("2018", MOVED, True)).text("body")
    assert "must not be quoted" in text and "〔演示" not in text
    assert "must not be quoted" not in told(("2018", MOVED, False)).text("body")


def test_what_moved_is_found_in_a_report_of_ours():
    run_ = run(
        "status",
        {
            "lang": "zh",
            "plan": "",
            "programme": "childcare",
            "period": "2019H1",
            "observations": "demo",
        },
    )
    moves = moves_of(run_)
    assert moves is not None
    assert moves.caption == "研判变化：2018年到2019年上半年"
    first = moves.moves[0]
    assert (first.row, first.before, first.now, first.kind) == (
        "childcare.yingpanshan_started",
        "× 未达到",
        "■ 逾期完成",
        "好转",
    )
    assert {move.kind for move in moves.moves} <= {say(f"listings.{kind}", "zh") for kind in MOVES}


def test_a_report_of_one_indicator_stands_with_its_programme(made):
    page = made(langs=("en",), names=("indicator",), indicators=("housing.old_house_upgrading",))(
        "en"
    )
    assert _rows(page)[1][1] == "Housing"


def test_an_english_index_holds_no_chinese_but_names_beside_their_english(made, plan):
    names = set(plan.programmes["name_zh"]) | {"中文"}
    page = made()("en")
    assert set(HAN.findall(page.text("body") + page.text("title"))) <= names


def test_no_two_links_sound_alike_and_lead_elsewhere(made):
    page = made(formats=("pdf", "docx"))("zh")
    leads = {}
    for attributes, text in page.all("a"):
        assert leads.setdefault(text, attributes["href"]) == attributes["href"]


def test_a_report_of_a_programme_that_the_plan_has_no_longer_stays(made, plan, tmp_path):
    made(langs=("zh",))
    pages = tmp_path / plan.facts.plan / "zh"
    words = {"page_title": "旧专项 · 规划", "order": 1}
    given = {"programme": "parks"}
    (pages / "programme-parks.html").write_text("page")
    (pages / "programme-parks.ipynb").write_text(
        json.dumps({"metadata": {"minsheng": words, "papermill": {"parameters": given}}})
    )
    rows = _rows(made(langs=("zh",))("zh"))
    assert ["旧专项 · 规划", "parks"] in [row[:2] for row in rows]
