"""The scorecard says what its reports say, and each page leads on to what lies beside it."""

import json
import posixpath

import pytest
from writers.reader import Read

from minsheng.render import jobs
from minsheng.render.digests import digest_of
from minsheng.render.freshness import Record, _changed_outputs
from minsheng.render.index import write_index
from minsheng.render.outputs import FAILED_PAGE, Outcome
from minsheng.render.running.task import UsedData
from minsheng.reports import scorecard
from minsheng.reports.exhibits import SCORECARD
from minsheng.reports.titles import plan_title, scoreboard_title
from minsheng.text.language import LANGUAGES, using
from minsheng.writers.html.leads import without_leads
from minsheng.writers.html.page import Page, render_page

LINE = {"words": "86 to 90", "planned": [[2017, 86], [2020, 90]], "observed": [[2018.5, 88]]}


def row(programme, finding, **more):
    return {"programme": programme, "goals": 3, "finding": finding, **more}


def standing_row(programme, finding):
    marks = [["ahead", "Beds"], ["lagging", "Share"], ["lagging", "Way"]]
    return row(programme, finding, marks=marks, classes={"ahead": 1, "lagging": 2}, line=LINE)


@pytest.fixture
def make(plan, tmp_path):
    """Make pages of reports with what the scorecard shows of them, and the scorecard."""

    def making(names, cards=lambda job: None, fail=(), langs=("en",), **wishes):
        outcomes = []
        for job in jobs(plan, "", tmp_path, langs=langs, names=names, **wishes):
            failed = job.page.stem in fail
            if not failed:
                page = Page(job.lang, job.title, index="index.html")
                job.page.parent.mkdir(parents=True, exist_ok=True)
                job.page.write_text(render_page(page, body="<p>page</p>"), encoding="utf-8")
                card = cards(job)
                told = {
                    "page_title": job.title,
                    "notebook": job.notebook.name,
                    "order": job.notebook.order,
                }
                executed = {
                    "cells": [{"outputs": [{"data": {SCORECARD: card}}]}] if card else [],
                    "metadata": {
                        "minsheng": told,
                        "papermill": {"parameters": dict(job.parameters)},
                    },
                }
                job.beside(".ipynb").write_text(json.dumps(executed), encoding="utf-8")
            outcomes.append(Outcome(job, 1.0, "ValueError: no" * failed))
        return outcomes, write_index(plan, outcomes, tmp_path)

    return making


@pytest.fixture
def folder(plan, tmp_path):
    return tmp_path / plan.facts.plan


def page_at(path):
    return Read(path.read_text(encoding="utf-8"))


def addresses(path):
    links = [a["href"] for a, _ in page_at(path).all("a") if "href" in a]
    return [link for link in links if not link.startswith(("#", "data:"))]


def require_no_dead_link(folder):
    pages = [path for path in folder.rglob("*.html") if not path.name.endswith(FAILED_PAGE)]
    for page in pages:
        for address in addresses(page):
            assert (page.parent / address.partition("#")[0]).is_file(), (page.name, address)
    return len(pages)


def of_period(job):
    period = str(job.parameters.get("period", ""))
    names = ("childcare", "education") if job.notebook.name == "standing" else (job.programme,)
    rows = [standing_row(name, f"{name} {job.notebook.name} {period}") for name in names]
    return {"title": f"The whole at {period}", "period": period, "rows": rows}


def findings(path):
    return [text for _, text in page_at(path).all("div", "finding")]


def test_the_last_period_wins_and_the_report_on_the_programme_itself(make, folder):
    make(("standing",), of_period, periods=("2018", "2019H1"))
    make(("status",), of_period, programmes=("childcare",), periods=("2018",))
    page = page_at(folder / "en" / "index.html")
    assert page.text("h1") == "The whole at 2019H1"
    first, second = findings(folder / "en" / "index.html")
    assert "childcare standing 2019H1" in first
    make(("status",), of_period, programmes=("childcare",), periods=("2019H1",))
    first, second = findings(folder / "en" / "index.html")
    assert "childcare status 2019H1" in first
    assert "education standing 2019H1" in second


def test_an_evaluation_alone_fills_the_scorecard_and_a_standing_goes_ahead_of_it(make, folder):
    def of_2020(job):
        row = standing_row("education", f"education {job.notebook.name}")
        return {"title": job.notebook.name, "period": "2020", "rows": [row]}

    make(("final",), of_2020)
    assert "education final" in findings(folder / "en" / "index.html")[0]
    make(("standing",), of_2020, periods=("2020",))
    assert page_at(folder / "en" / "index.html").text("h1") == "standing"
    assert "education standing" in findings(folder / "en" / "index.html")[0]


def test_each_goal_has_a_mark_with_its_class_and_the_classes_are_counted(make, folder):
    make(("standing",), of_period, periods=("2019H1",))
    page = page_at(folder / "en" / "index.html")
    marks = [(a["class"], a["title"], text) for a, text in page.all("span", "mark")]
    assert marks[:3] == [
        ("mark ahead", "Beds ▲ ahead", "▲"),
        ("mark lagging", "Share ▼ lagging", "▼"),
        ("mark lagging", "Way ▼ lagging", "▼"),
    ]
    assert "▲ ahead 1 and ▼ lagging 2" in findings(folder / "en" / "index.html")[0]
    assert page.all("svg", "sparkline")[0][0]["aria-label"] == "86 to 90"


def test_the_plan_alone_shows_no_grades(make, folder):
    card = {
        "title": "A plan",
        "period": "",
        "rows": [row("childcare", "4 to go", change="1 a year")],
    }
    make(("plan", "programme"), lambda job: card)
    page = page_at(folder / "en" / "index.html")
    assert page.all("span", "mark") == []
    assert findings(folder / "en" / "index.html") == ["4 to go, 1 a year3 goals"]


@pytest.mark.parametrize(
    "card",
    [
        {"title": 1, "period": "", "rows": []},
        {"title": "", "period": "", "rows": [5]},
        {"title": "", "period": "", "rows": [{"programme": "childcare"}]},
        {"title": "", "period": "", "rows": None},
    ],
)
def test_what_somebody_else_put_there_makes_no_row(make, folder, card):
    make(("plan",), lambda job: card)
    assert findings(folder / "en" / "index.html") == []


@pytest.mark.parametrize(
    "more", [{"line": {"words": "x", "planned": [[1]], "observed": []}}, {"marks": 5}, {"line": 7}]
)
def test_a_part_that_cannot_be_shown_is_left_out(make, folder, more):
    card = {"title": "", "period": "", "rows": [row("childcare", "4 to go", **more)]}
    make(("plan",), lambda job: card)
    assert findings(folder / "en" / "index.html") == ["4 to go3 goals"]


def test_whoever_opens_the_folder_sees_the_scorecard_at_once(make, folder):
    make(("standing", "status"), of_period, periods=("2019H1",), langs=LANGUAGES)
    inner, outer = folder / "zh" / "index.html", folder / "index.html"
    assert page_at(inner).text("main") == page_at(outer).text("main")
    moved = [posixpath.normpath(f"zh/{address}") for address in addresses(inner)]
    assert addresses(outer) == moved
    assert require_no_dead_link(folder) == 3 + 2 * 10


def test_a_report_that_failed_is_said_at_the_top(make, folder):
    make(("standing", "status"), of_period, periods=("2019H1",))
    make(("standing",), of_period, periods=("2019H1",), fail=("standing-2019H1",))
    page = page_at(folder / "en" / "index.html")
    assert "1 report could not be made or brought up to date" in page.text("main")
    assert "open" in page.all("details", "all")[0][0]
    require_no_dead_link(folder)


def leads(folder, name, lang="en"):
    page = page_at(folder / lang / f"{name}.html")
    return [(a["href"], text) for a, text in page.all("a")][2:]


def test_a_page_leads_to_its_neighbours_its_other_report_and_its_other_language(make, folder):
    make(("programme", "status"), periods=("2018", "2019H1"), langs=LANGUAGES)
    assert leads(folder, "programme-education") == [
        ("programme-childcare.html", "← Childcare"),
        ("programme-employment.html", "Employment →"),
        ("status-education-2019H1.html", "Programme status · first half of 2019"),
        ("programme-education.ipynb", "Notebook"),
        ("../zh/programme-education.html", "中文"),
    ]
    assert leads(folder, "status-education-2018")[:3] == [
        ("status-childcare-2018.html", "← Childcare"),
        ("status-employment-2018.html", "Employment →"),
        ("programme-education.html", "Programme report"),
    ]
    assert leads(folder, "programme-childcare")[0] == ("programme-education.html", "Education →")
    require_no_dead_link(folder)


def test_a_report_alone_leads_nowhere_and_a_newcomer_is_led_to(make, folder):
    make(("programme",), programmes=("childcare",))
    assert [address for address, _ in leads(folder, "programme-childcare")] == [
        "programme-childcare.ipynb"
    ]
    make(("programme",), programmes=("education", "employment"), fail=("programme-education",))
    assert leads(folder, "programme-childcare")[0] == ("programme-employment.html", "Employment →")
    require_no_dead_link(folder)


def test_the_links_are_no_part_of_the_report(make, folder):
    ((outcome,), _) = make(("programme",), programmes=("childcare",))
    job = outcome.job
    bare = without_leads(job.page.read_bytes())
    record = Record({}, UsedData(), {".html": digest_of(bare)})
    make(("programme",), programmes=("education",))
    assert "education" in job.page.read_text(encoding="utf-8")
    assert list(_changed_outputs(job, record)) == []
    job.page.write_bytes(job.page.read_bytes().replace(b"<p>page", b"<p>pages"))
    assert list(_changed_outputs(job, record)) == [("output_changed", "programme-childcare.html")]


def test_what_has_not_changed_is_not_written_again(make, folder, plan, tmp_path):
    outcomes, _ = make(("standing", "status"), of_period, periods=("2019H1",))
    before = {path: path.read_bytes() for path in folder.rglob("*.html")}
    assert write_index(plan, outcomes, tmp_path) == []
    assert {path: path.read_bytes() for path in folder.rglob("*.html")} == before


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_rows_of_our_own_reports_are_shown(make, folder, plan, stand_at, lang):
    with using(lang):
        cards = {
            "plan": plan_title(plan).scorecard,
            "standing": scoreboard_title(stand_at("2019H1")).scorecard,
        }
    make(tuple(cards), lambda job: cards[job.notebook.name], langs=(lang,), periods=("2019H1",))
    shown = findings(folder / lang / "index.html")
    assert len(shown) == len(plan.programmes)
    for text, one in zip(shown, cards["standing"]["rows"], strict=True):
        assert text.startswith(one["finding"])
    page = page_at(folder / lang / "index.html")
    judged = sum(len(one["marks"]) for one in cards["standing"]["rows"])
    assert len(page.all("span", "mark")) == judged == 87 + 16


def test_very_many_goals_are_counted_and_have_no_marks(stand_at, monkeypatch):
    monkeypatch.setattr(scorecard, "MOST_MARKS", 10)
    rows = scoreboard_title(stand_at("2019H1")).scorecard["rows"]
    assert {len(one["marks"]) <= 10 for one in rows} == {True}
    childcare = rows[0]
    assert childcare["marks"] == []
    assert childcare["classes"]["kept"] == 2
