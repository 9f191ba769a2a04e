"""Every notebook: keeps the contract, runs for every programme in both languages, reads well."""

import ast
import html
import json
import posixpath
import re
from html.parser import HTMLParser

import pytest
from in_process import run
from shared import once
from standings import MADE_UP

import minsheng as ms
from minsheng.plan.observations import COLUMNS
from minsheng.render import jobs, notebooks, render
from minsheng.render.parameters import parameters
from minsheng.text.language import LANGUAGES, using

NOTEBOOKS = notebooks()
HAN = re.compile(r"[\u4e00-\u9fff]")
FORBIDDEN = (
    ast.FunctionDef,
    ast.AsyncFunctionDef,
    ast.ClassDef,
    ast.Lambda,
    ast.For,
    ast.While,
    ast.Try,
    ast.With,
)


def _cells(name, kind):
    cells = json.loads(NOTEBOOKS[name].path.read_text(encoding="utf-8"))["cells"]
    return [cell | {"text": "".join(cell["source"])} for cell in cells if cell["cell_type"] == kind]


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_no_outputs_are_stored(name):
    for cell in _cells(name, "code"):
        assert cell["outputs"] == []
        assert cell["execution_count"] is None


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_code_holds_calls_and_never_definitions(name):
    for cell in _cells(name, "code"):
        lines = [line for line in cell["text"].splitlines() if line]
        assert len(lines) <= 5 or "parameters" in cell["metadata"].get("tags", ())
        assert not cell["text"].lstrip().startswith(("%", "!"))
        for node in ast.walk(ast.parse(cell["text"])):
            assert not isinstance(node, FORBIDDEN), ast.dump(node)
            if isinstance(node, ast.Attribute):
                assert not node.attr.startswith("_"), f"private name {node.attr}"


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_it_begins_with_the_question_then_parameters_then_one_loading_cell_then_the_answer(name):
    cells = json.loads(NOTEBOOKS[name].path.read_text(encoding="utf-8"))["cells"]
    assert [cell["cell_type"] for cell in cells[:5]] == ["markdown"] * 2 + ["code"] * 3
    assert all("".join(cell["source"]).startswith("# ") for cell in cells[:2])
    assert cells[2]["metadata"]["tags"] == ["parameters"]
    assert "".join(cells[4]["source"]).startswith("ms.sentences.")
    assert "".join(cells[-1]["source"]).startswith("ms.sentences.provenance(")


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_prose_stands_in_both_languages_side_by_side(name):
    prose = _cells(name, "markdown")
    assert [cell["metadata"]["tags"] for cell in prose] == [["zh"], ["en"]] * (len(prose) // 2)
    for zh, en in zip(prose[::2], prose[1::2], strict=True):
        assert HAN.search(zh["text"])
        assert not HAN.search(en["text"])
        headings = [re.match(r"#*", cell["text"])[0] for cell in (zh, en)]
        assert headings[0] == headings[1]


class Page(HTMLParser):
    """What a browser would ask for, and what a reader would hear."""

    def __init__(self, text):
        super().__init__()
        self.requests, self.images, self.scripts, self.ids, self.lang = [], [], 0, [], ""
        self.lines = []
        self.captions, self.tables, self.headings = 0, 0, []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        self.lang = found.get("lang", self.lang) if tag == "html" else self.lang
        self.scripts += tag == "script"
        self.tables += tag == "table"
        self.captions += tag == "caption"
        if tag in ("h1", "h2", "h3"):
            self.headings.append(int(tag[1]))
        if "id" in found:
            self.ids.append(found["id"])
        if tag == "img":
            self.images.append(found["alt"])
        elif tag == "svg" and found.get("role") == "img":
            self.images.append(found["aria-label"])
            if found.get("class") == "sparkline":
                self.lines.append(found["aria-label"])
        for name in ("src", "href", "srcset", "action"):
            address = found.get(name, "")
            if address and not address.startswith(("data:", "#")):
                self.requests.append(address)


USUAL = [notebook for notebook in NOTEBOOKS.values() if not notebook.on_request]
EACH = [notebook.name for notebook in USUAL if "programme" in parameters(notebook)]
WHOLE = [notebook.name for notebook in USUAL if notebook.name not in EACH]


@pytest.fixture(scope="module")
def suite(plan, tmp_path_factory):
    """Every report without observations: those of a programme in one language each.

    What they say of every programme in the other language is in the tests of what they show.
    """
    output = tmp_path_factory.mktemp("reports")
    todo = jobs(plan, "", output, names=WHOLE, langs=LANGUAGES)
    for number, programme in enumerate(plan.programmes["programme"]):
        for at, name in enumerate(EACH, number):
            lang = LANGUAGES[at % len(LANGUAGES)]
            todo += jobs(plan, "", output, names=(name,), programmes=(programme,), langs=(lang,))
    return once("suite", lambda: render(plan, todo, output))


pytest_notebooks = pytest.mark.notebooks


@pytest_notebooks
def test_every_notebook_runs_for_every_programme_and_every_programme_in_both_languages(suite, plan):
    assert {outcome.job.name: outcome.error for outcome in suite if not outcome.ok} == {}
    made = {(one.job.notebook.name, one.job.programme, one.job.lang) for one in suite}
    assert len(suite) == len(made) == 2 * len(WHOLE) + len(EACH) * len(plan.programmes)
    of_programmes = [(name, one) for name in EACH for one in plan.programmes["programme"]]
    assert {(name, one) for name, one, _ in made if one} == set(of_programmes)
    assert {(one, lang) for _, one, lang in made if one} == {
        (one, lang) for one in plan.programmes["programme"] for lang in LANGUAGES
    }


@pytest_notebooks
def test_every_page_is_whole_in_itself(suite):
    for outcome in suite:
        page = Page(outcome.job.page.read_text(encoding="utf-8"))
        assert page.requests[0] == "index.html", outcome.job.name
        there = outcome.job.page.parent
        assert all((there / address).is_file() for address in page.requests), outcome.job.name
        assert page.scripts == 1
        assert page.lang == ("zh-CN" if outcome.job.lang == "zh" else "en")
        assert len(page.ids) == len(set(page.ids))
        assert page.captions == page.tables > 0
        assert page.images
        assert all(len(words) > 10 for words in page.images)
        assert page.headings[0] == 1
        assert page.headings.count(1) == 1


@pytest_notebooks
def test_an_english_page_holds_no_chinese_but_names_and_what_is_printed(suite, plan):
    """Names stand beside their English; wordings that differ are quoted as they are printed."""
    names = {"中文", *_names(plan)}
    printed = {
        text for table in plan.tables.values() if "printed" in table for text in table["printed"]
    }
    for outcome in suite:
        if outcome.job.lang == "en":
            page = html.unescape(outcome.job.page.read_text(encoding="utf-8"))
            text = re.sub(r"data:[^\"]+", "", page)
            text = re.sub(r"<style>.*?</style>", "", text, flags=re.DOTALL)
            # The ids of rows are those of the data, and nobody reads them.
            text = re.sub(r'(data-row|id|href)="[^"]*"', "", text)
            text = re.sub(
                "“([^”]*)”", lambda quoted: "" if quoted[1] in printed else quoted[0], text
            )
            for found in re.findall(r"[\u4e00-\u9fff、]+", text):
                assert found in names, f"{outcome.job.name}: {found}"


def _names(plan):
    """Return the Chinese in names that stand beside their English."""
    tables = (plan.programmes, plan.departments, plan.tables["indicators"])
    names = [name for table in tables for name in table["name_zh"]]
    return [part for name in names for part in re.findall(r"[\u4e00-\u9fff、]+", name)]


@pytest_notebooks
def test_no_cell_warns_or_prints_to_stderr(suite):
    for outcome in suite:
        executed = json.loads(outcome.job.beside(".ipynb").read_text(encoding="utf-8"))
        for cell in executed["cells"]:
            for output in cell.get("outputs", ()):
                assert output.get("name") != "stderr", (outcome.job.name, output["text"])
                # A chapter of a write-up shows its parts one by one.
                assert output["output_type"] in ("execute_result", "display_data")


@pytest_notebooks
def test_the_index_leads_to_every_report(suite):
    folder = suite[0].job.page.parent.parent
    door = Page((folder / "index.html").read_text(encoding="utf-8"))
    of_folder = {address for address in door.requests if address.endswith(".html")}
    pages_in = {
        lang: {outcome.job.page.name for outcome in suite if outcome.job.lang == lang}
        for lang in LANGUAGES
    }
    for lang, other in (("zh", "en"), ("en", "zh")):
        index = Page((folder / lang / "index.html").read_text(encoding="utf-8"))
        pages = pages_in[lang]
        asked = {address for address in index.requests if address.endswith(".html")}
        assert asked == {
            f"../{other}/index.html",
            *pages,
            *(f"../{other}/{page}" for page in pages & pages_in[other]),
        }
        if lang == "zh":
            assert of_folder == {posixpath.normpath(f"zh/{address}") for address in asked}


# With the made-up observations: pages through a kernel for some, the cells alone for all others.

STANDING = ("standing", "status", "indicator")


@pytest.fixture(scope="module")
def made_up(plan, tmp_path_factory):
    output = tmp_path_factory.mktemp("made-up")
    todo = jobs(
        plan,
        "",
        output,
        names=STANDING,
        programmes=("healthcare",),
        periods=("2019H1",),
        as_of="2020-06-30",
        observations="demo",
        langs=("zh", "en"),
    )
    return once("suite of made-up data", lambda: render(plan, todo, output / "demo"))


@pytest_notebooks
def test_pages_of_made_up_data_say_so_in_name_head_tables_and_figures(made_up):
    assert {outcome.job.name: outcome.error for outcome in made_up if not outcome.ok} == {}
    assert len(made_up) == 2 * len(STANDING)
    for outcome in made_up:
        assert outcome.job.page.name.startswith("demo-")
        text = outcome.job.page.read_text(encoding="utf-8")
        assert 'class="synthetic"' in text
        page = Page(text)
        assert page.captions == page.tables > 0
        files = re.findall('download="(.*?)"', text)
        ours = [name for name in files if MADE_UP[outcome.job.lang].replace(" ", "-") in name]
        assert len(ours) >= len(files) - 2 > 0  # targets and definitions are the plan's own
        # The caption of its table says so of a small line.
        assert all(
            MADE_UP[outcome.job.lang] in words for words in page.images if words not in page.lines
        )


@pytest_notebooks
def test_an_english_page_quotes_chinese_only_from_the_ledger(made_up, plan):
    ledger = ms.load_observations(plan, "demo")
    reported = {
        text
        for table in COLUMNS
        for name, kind in COLUMNS[table].items()
        if kind == "str"
        for text in getattr(ledger, table)[name].unique()
    }
    allowed = " ".join(["中文", *_names(plan), *reported])
    for outcome in made_up:
        if outcome.job.lang == "en":
            page = html.unescape(outcome.job.page.read_text(encoding="utf-8"))
            text = re.sub(r"data:[^\"]+", "", page)
            text = re.sub(r"<style>.*?</style>", "", text, flags=re.DOTALL)
            text = re.sub(r'(data-row|id|href)="[^"]*"', "", text)
            for found in re.findall(r"[\u4e00-\u9fff]+", text):
                assert found in allowed, f"{outcome.job.name}: {found}"


def _said(notebook):
    return "\n".join(
        str(output["data"].get("text/plain", ""))
        for cell in notebook.cells
        for output in cell.get("outputs", ())
    )


# In both languages it is shown at 2019H1: by `made_up`, and by the tests of pages.
@pytest.mark.parametrize(("period", "lang"), [("2018H1", "zh"), ("2019", "en"), ("2020", "zh")])
def test_the_standing_of_all_programmes_runs_at_every_period(period, lang):
    with using(lang):
        told = _said(run("standing", {"lang": lang, "observations": "demo", "period": period}))
    assert MADE_UP[lang] in told
    assert not re.search(r"\bnan\b|\bNaT\b|<NA>|\binf\b", told)


@pytest.mark.parametrize(("period", "first"), [("2018H1", 0), ("2020", 1)])
def test_the_status_of_every_programme_runs_at_first_or_at_last(period, first, plan):
    for number, programme in enumerate(plan.programmes["programme"][first::2]):
        lang = ("zh", "en")[number % 2]
        told = _said(
            run(
                "status",
                {"lang": lang, "observations": "demo", "period": period, "programme": programme},
            )
        )
        assert MADE_UP[lang] in told
        assert not re.search(r"\bnan\b|\bNaT\b|<NA>|\binf\b", told)


@pytest.mark.parametrize("observations", ["", "demo"])
def test_the_story_of_an_indicator_of_each_kind_runs(observations, plan):
    rows = plan.indicators[plan.indicators["aim"] != "context"].drop_duplicates(["kind", "aim"])
    for indicator in rows["indicator"]:
        told = _said(
            run(
                "indicator",
                {
                    "lang": "zh",
                    "observations": observations,
                    "period": "2019H1",
                    "indicator": indicator,
                },
            )
        )
        assert (MADE_UP["zh"] in told) == bool(observations)
