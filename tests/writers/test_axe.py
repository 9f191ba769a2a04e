"""Every kind of page: axe-core finds no violation in a real browser, in either language."""

from itertools import cycle, product

import nbformat
import pytest
from in_process import EVERY_KIND, WITH_OBSERVATIONS, made_up_page, shown
from in_process import page as page_of

from minsheng.render import jobs
from minsheng.render.index import write_index
from minsheng.render.outputs import Outcome
from minsheng.reports.exhibits import Column, Figure, Prose, Table
from minsheng.text.language import LANGUAGES, using
from minsheng.writers.exporters import ReportExporter

# The rules of WCAG 2.2 A and AA and axe's best practices; the size of targets is off by default.
# Every row takes it long: of table rows of one shape the first two are looked at. They have the
# same elements, attributes and classes, and texts in the same places; what else an attribute says
# differs only where it is a name (an id, an address, a label), the number itself or a point of its
# line. That each id
# stands once on a page is tested in test_notebooks, over all rows.
RUN = """(async () => {
  const names = 'id|href|value|title|for|data-[a-z-]+|aria-label|aria-labelledby|aria-describedby'
    + '|d|points|c[xy]|[xy][12]?|transform';
  const named = new RegExp(` (${names})="[^"]+"`, 'g');
  const seen = {};
  for (const row of document.querySelectorAll('tbody tr')) {
    const shape = row.outerHTML.replace(named, ' $1').replace(/>[^<]*[^<\\s][^<]*/g, '>text');
    seen[shape] = (seen[shape] || 0) + 1;
    if (seen[shape] > 2) row.remove();
  }
  const found = await axe.run(document, {rules: {'target-size': {enabled: true}}});
  // Letters of a drawing stand over its shapes: axe cannot tell their ground.
  const elsewhere = each => each.nodes.some(({html}) => !html.startsWith('<text '));
  return {
    violations: found.violations.map(each => [each.id, each.help, each.nodes.map(n => n.html)]),
    undecided: found.incomplete.filter(elsewhere).map(each => each.id),
    passed: found.passes.map(each => each.id),
  };
})()"""
DEMO = "demo-"
# Heads of groups stand over rows, not over cells of their own: axe cannot tell.
CANNOT_TELL = {"th-has-data-cells"}

MARKDOWN = "# Title\n\n### Deep\n\n1. a\n   - b\n\n|a|b|\n|-|-|\n|1|2|"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'
FRAME = "<table><thead><tr><th></th><th>n</th></tr></thead><tr><th>0</th><td>1</td></tr></table>"


MADE_UP = [f"{DEMO}{kind}" for kind in WITH_OBSERVATIONS]


def _text(kind, lang):
    if kind == "everything":
        return ReportExporter().from_notebook_node(everything(lang))[0]
    return made_up_page(kind.removeprefix(DEMO), lang) if kind in MADE_UP else page_of(kind, lang)


def everything(lang):
    """A notebook with what the shipped ones have not: synthetic data, a stray frame, an error."""
    cell = nbformat.v4.new_code_cell("x")
    heading = nbformat.v4.new_markdown_cell(MARKDOWN)
    with using(lang):
        rows = tuple({"name": f"row {n}", "value": str(n)} for n in range(12))
        table = Table(
            "Numbers",
            (Column("name", "Name"), Column("value", "Value", "number")),
            rows,
            ids=tuple(f"p.{n}" for n in range(12)),
            notes=("A note.",),
        )
        for value in (
            Prose(("Answer.",), ("One.",), role="answer"),
            table,
            Prose(("Note.",), role="note"),
            Figure(SVG, "A drawing", "word " * 80, ("A note.",), "The finding", (table,)),
            Figure(
                SVG,
                "Another",
                "word " * 80,
                (),
                "The finding",
                (Table("Other", table.columns, rows[:2]),),
            ),
        ):
            shown(cell, value)
    cell.outputs += [
        nbformat.v4.new_output("execute_result", {"text/html": FRAME, "text/plain": "n"}),
        nbformat.v4.new_output("stream", text="printed"),
        nbformat.v4.new_output("error", ename="ValueError", evalue="no", traceback=[]),
    ]
    metadata = {
        "papermill": {"parameters": {"lang": lang}},
        "minsheng": {"synthetic": True, "index": "index.html"},
    }
    return nbformat.v4.new_notebook(cells=[heading, cell], metadata=metadata)


@pytest.fixture(scope="module")
def page(tmp_path_factory, plan):
    """Return where a page is, made once."""
    folder = tmp_path_factory.mktemp("pages")

    def place(kind, lang):
        path = folder / f"{kind}-{lang}.html"
        if kind == "index":
            todo = jobs(plan, "", folder, langs=(lang,))
            for job in todo:
                job.page.parent.mkdir(parents=True, exist_ok=True)
                job.page.touch()
            failed, *others = todo
            outcomes = [Outcome(failed, 1.0, "ValueError: no"), *(Outcome(j, 1.0) for j in others)]
            write_index(plan, outcomes, folder)
            return todo[0].page.with_name("index.html")
        if not path.exists():
            path.write_text(_text(kind, lang), encoding="utf-8")
        return path

    return place


# A page takes it seconds: each kind in one language; with observations, in the other one.
PLAIN = dict(zip(EVERY_KIND, cycle(LANGUAGES)))
OTHER = {"zh": "en", "en": "zh"}
IN_TURN = [*PLAIN.items(), *((f"{DEMO}{kind}", OTHER[PLAIN[kind]]) for kind in WITH_OBSERVATIONS)]


@pytest.mark.parametrize(("kind", "lang"), [*IN_TURN, *product(("index", "everything"), LANGUAGES)])
def test_axe_finds_no_violation(browser, axe_core, page, kind, lang):
    # Wide enough that what a table scrolls to is on the screen too: of the rest axe cannot tell.
    opened = browser.open(page(kind, lang).as_uri(), width=3000)
    opened.run(f"{axe_core};0")
    found = opened.run(RUN)
    assert found["violations"] == []
    assert set(found["undecided"]) <= CANNOT_TELL
    assert {"color-contrast", "document-title", "html-has-lang", "region"} <= set(found["passed"])
    assert opened.complaints() == []
    opened.close()


@pytest.mark.parametrize("kind", ["programme", "everything", "index"])
def test_axe_finds_no_violation_on_a_phone(browser, axe_core, page, kind):
    opened = browser.open(page(kind, "zh").as_uri(), width=360, height=740)
    opened.run(f"{axe_core};0")
    assert opened.run(RUN)["violations"] == []
    opened.close()


def test_axe_would_find_one(browser, axe_core, tmp_path):
    spoilt = tmp_path / "spoilt.html"
    spoilt.write_text("<html><body><img src='data:,'></body></html>", encoding="utf-8")
    opened = browser.open(spoilt.as_uri())
    opened.run(f"{axe_core};0")
    violated = {each[0] for each in opened.run(RUN)["violations"]}
    assert {"image-alt", "html-has-lang", "document-title"} <= violated
    opened.close()
