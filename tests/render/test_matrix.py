"""Which reports are made, and what is refused before anything runs."""

import json

import docx
import nbformat
import pytest
from click.testing import CliRunner
from render.books import notebook as write_notebook

import minsheng as ms
from minsheng.cli import main
from minsheng.render import jobs, notebooks
from minsheng.render.parameters import other_notebooks, parameter_faults, parameters, templates
from minsheng.text.language import using

KERNEL = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}


@pytest.fixture
def made(plan, tmp_path):
    return lambda **wishes: jobs(plan, "", tmp_path, **wishes)


def test_the_whole_matrix_is_a_report_of_the_plan_or_one_for_each_programme(made, plan):
    todo = made()
    whole = [job.notebook.name for job in todo if not job.programme]
    assert whole[:4] == ["plan", "requirements", "audit", "standing"]
    assert len(whole) == len(set(whole))
    for name in ("programme", "status"):
        programmes = [job.programme for job in todo if job.notebook.name == name]
        assert programmes == list(plan.programmes["programme"])


def test_each_language_has_a_folder_of_its_own(made, tmp_path):
    pages = {job.page for job in made(names=("plan",), langs=("en", "zh"))}
    folder = tmp_path / "qijiang-2018-2020"
    assert pages == {folder / "zh" / "plan.html", folder / "en" / "plan.html"}


def test_the_executed_notebook_lies_beside_its_page(made):
    (job,) = made(names=("plan",))
    assert job.beside(".results.json") == job.page.with_suffix(".results.json")


def test_titles_name_the_programme_in_the_language_of_the_report(made):
    titles = [
        job.title for job in made(programmes=("housing",), names=("programme",), langs=("zh", "en"))
    ]
    assert titles == ["住有所居 · 专项报告", "Housing · Programme report"]


@pytest.mark.parametrize(
    ("wishes", "words"),
    [
        (
            {"names": ("programmes",)},
            "unknown notebook; found “programmes”; allowed: plan, programme, requirements, audit, "
            "standing, status, indicator, midterm and final; nearest: programme",
        ),
        ({"programmes": ("chidcare",)}, "unknown programme; found “chidcare”"),
        ({"langs": ("fr",)}, "unknown language; found “fr”; allowed: zh and en"),
        (
            {"names": ("plan",), "extra": {"langg": "zh"}},
            "plan.ipynb: the notebook has no such parameter; found “langg”; "
            "allowed: plan and lang; nearest: lang",
        ),
        (
            {"names": ("plan",), "extra": {"lang": "en"}},
            "this parameter has an option of its own and cannot be given here; found “lang”",
        ),
    ],
)
def test_a_wrong_wish_is_told_in_words(made, wishes, words):
    with using("en"), pytest.raises(ms.BadInput) as error:
        made(**wishes)
    with using("en"):
        assert words in str(error.value)


def test_an_indicator_without_a_goal_is_refused_before_anything_runs(made, plan):
    indicators = plan.indicators.set_index("indicator")["aim"]
    context = indicators.index[indicators == "context"][0]
    goal = indicators.index[indicators == "reach"][0]
    with using("en"), pytest.raises(ms.BadInput) as error:
        made(names=("indicator",), indicators=(goal, context, "nothing", context))
    assert [fault.text("en").partition("; allowed")[0] for fault in error.value.faults] == [
        "unknown indicator; found “nothing”",
        f"is a context figure without a goal, of which there is no report; found “{context}”",
    ]
    assert made(names=("indicator",), indicators=(goal,))


def test_every_fault_of_the_parameters_is_told_at_once(made):
    with pytest.raises(ms.BadInput) as error:
        made(names=("plan",), extra={"langg": "zh", "plann": "x"})
    assert {fault.found for fault in error.value.faults} == {"langg", "plann"}


def test_every_parameter_has_type_default_and_help():
    for notebook in notebooks().values():
        for parameter in parameters(notebook).values():
            assert parameter.type == "str"
            assert parameter.help, f"{notebook.name}: {parameter.name} has no help"


def test_values_are_checked_against_the_type_that_the_cell_states(tmp_path):
    cell = nbformat.v4.new_code_cell(
        'year: int = 2018  # the year\nlang: str = "zh"', metadata={"tags": ["parameters"]}
    )
    nbformat.write(nbformat.v4.new_notebook(cells=[cell], metadata=KERNEL), tmp_path / "one.ipynb")
    notebook = notebooks(tmp_path)["one"]
    known = parameters(notebook)
    assert parameter_faults(notebook, known, {"year": 2019, "lang": "en"}) == []
    for wrong in ("2019", 2019.5, True):
        (fault,) = parameter_faults(notebook, known, {"year": wrong})
        assert fault.text("en") == (
            f"one.ipynb, column year: the parameter has the wrong type; found “{wrong}”; "
            "allowed: int"
        )


def test_a_notebook_without_a_parameters_cell_is_refused(tmp_path):
    nbformat.write(nbformat.v4.new_notebook(metadata=KERNEL), tmp_path / "bare.ipynb")
    with pytest.raises(ms.BadInput) as error:
        parameters(notebooks(tmp_path)["bare"])
    assert (
        error.value.faults[0].text("en") == "bare.ipynb: the notebook has no cell tagged parameters"
    )


def test_a_notebook_without_a_kernel_is_refused(tmp_path):
    cell = nbformat.v4.new_code_cell("year = 1", metadata={"tags": ["parameters"]})
    nbformat.write(nbformat.v4.new_notebook(cells=[cell]), tmp_path / "bare.ipynb")
    with using("en"), pytest.raises(ms.BadInput) as error:
        parameters(notebooks(tmp_path)["bare"])
    assert error.value.faults[0].text("en") == "bare.ipynb: the notebook names no kernel to run in"


def test_a_broken_or_an_empty_folder_of_notebooks_is_told_in_words(made, tmp_path):
    with using("en"), pytest.raises(ms.BadInput) as error:
        made(folder=tmp_path)
    assert "the folder holds no notebooks" in error.value.faults[0].text("en")
    (tmp_path / "broken.ipynb").write_text("{")
    with using("en"), pytest.raises(ms.BadInput) as error:
        made(folder=tmp_path)
    assert "broken.ipynb: is not a valid notebook file" in error.value.faults[0].text("en")


def _lab_leaves(folder):
    """Write what JupyterLab leaves beside the templates."""
    nbformat.write(nbformat.v4.new_notebook(), folder / "Untitled.ipynb")
    cell = nbformat.v4.new_code_cell("1 + 1")
    nbformat.write(nbformat.v4.new_notebook(cells=[cell], metadata=KERNEL), folder / "try.ipynb")
    (folder / "Untitled1.ipynb").touch()
    (folder / ".ipynb_checkpoints").mkdir()
    (folder / ".ipynb_checkpoints" / "one-checkpoint.ipynb").touch()


def test_what_is_no_template_is_passed_over_and_refused_when_named(made, tmp_path):
    _lab_leaves(tmp_path)
    lacking = "no notebook of the folder has a cell with the tag “parameters”"
    with using("en"), pytest.raises(ms.BadInput, match=lacking):
        made(folder=tmp_path)
    write_notebook(tmp_path, "one")
    assert [job.notebook.name for job in made(folder=tmp_path)] == ["one"]
    old = {"metadata": {}, "nbformat": 3, "nbformat_minor": 0, "worksheets": [{"cells": []}]}
    (tmp_path / "old.ipynb").write_text(json.dumps(old), encoding="utf-8")
    kernel = {"name": "ir", "display_name": "R", "language": "R"}
    statistics = nbformat.v4.new_notebook(metadata={"kernelspec": kernel})
    nbformat.write(statistics, tmp_path / "r.ipynb")
    with using("en"):
        assert other_notebooks(tmp_path) == [
            "Untitled.ipynb",
            "Untitled1.ipynb (empty file)",
            "old.ipynb (format 3: open and save it in JupyterLab)",
            "r.ipynb (kernel language R)",
            "try.ipynb",
        ]
    for name, words in [
        ("Untitled", "Untitled.ipynb: the notebook has no cell tagged parameters"),
        ("Untitled1", "Untitled1.ipynb: the file is empty"),
        ("try", "try.ipynb: the notebook has no cell tagged parameters"),
        ("two", "unknown notebook; found “two”; allowed: one"),
    ]:
        with using("en"), pytest.raises(ms.BadInput) as error:
            made(names=(name,), folder=tmp_path)
        assert words in error.value.text("en")


@pytest.mark.parametrize("ours", ["metadata", "parameters"])
def test_a_template_that_is_broken_is_a_fault_and_the_others_are_made(made, tmp_path, ours):
    write_notebook(tmp_path, "one")
    broken = nbformat.read(tmp_path / "one.ipynb", as_version=4)
    if ours == "metadata":
        broken.cells[0].metadata["tags"] = []
    else:
        broken.metadata = {}
    nbformat.write(broken, tmp_path / "two.ipynb")
    assert [job.notebook.name for job in made(folder=tmp_path)] == ["one"]
    words = {
        "metadata": "two.ipynb: the notebook has no cell tagged parameters",
        "parameters": "two.ipynb: the notebook names no kernel to run in",
    }
    assert [fault.text("en") for fault in templates(folder=tmp_path)[1]] == [words[ours]]


def test_the_command_says_in_one_line_what_it_passes_over(tmp_path):
    _lab_leaves(tmp_path)
    write_notebook(tmp_path, "one")
    asked = ["--lang", "en", "render", "--notebooks", str(tmp_path), "-o", str(tmp_path / "out")]
    told = CliRunner().invoke(main, [*asked, "--dry-run"], catch_exceptions=False)
    assert told.exit_code == 0
    assert told.stderr == (
        "passed over, no reports of their own: Untitled.ipynb, Untitled1.ipynb (empty file) and "
        "try.ipynb\n"
    )
    told = CliRunner().invoke(main, [*asked, "-n", "one", "--dry-run"], catch_exceptions=False)
    assert (told.exit_code, told.stderr) == (0, "")


def test_what_is_named_twice_is_made_once(made):
    assert len(made(names=("plan", "plan"))) == 1
    assert len(made(names=("programme",), programmes=("housing", "housing"))) == 1


def test_the_page_is_always_made_and_formats_stand_in_one_order(made):
    (job,) = made(names=("plan",), formats=("xlsx", "pdf", "xlsx"))
    assert job.formats == ("html", "pdf", "xlsx")
    (job,) = made(names=("plan",))
    assert job.formats == ("html",)


def test_an_unknown_format_is_refused_with_the_nearest(made):
    with pytest.raises(ms.UnknownName) as error, using("en"):
        made(formats=("docs",))
    assert error.value.text("en").splitlines()[1].strip() == (
        "unknown format; found “docs”; allowed: html, docx, pdf and xlsx; nearest: docx"
    )


def test_a_word_template_is_opened_before_anything_runs(made, tmp_path):
    path = tmp_path / "template.docx"
    path.write_text("no archive")
    with pytest.raises(ms.BadInput) as error:
        made(word_template=path)
    assert "the Word template cannot be used" in error.value.text("en")
    docx.Document().save(path)
    (job,) = made(names=("plan",), word_template=path)
    assert (job.word_template, job.formats) == (str(path), ("html", "docx"))


def test_reports_say_what_they_were_made_from(made, plan):
    (job,) = made(names=("plan",))
    assert job.about == {"plan": "qijiang-2018-2020", "fingerprint": plan.fingerprint}


def test_a_period_stands_in_file_name_title_and_parameters(made, tmp_path):
    todo = made(
        names=("standing", "status"), programmes=("childcare",), periods=("2019H1", "2019年")
    )
    folder = tmp_path / "qijiang-2018-2020" / "zh"
    assert [job.page for job in todo] == [
        folder / f"{name}.html"
        for name in (
            "standing-2019H1",
            "standing-2019",
            "status-childcare-2019H1",
            "status-childcare-2019",
        )
    ]
    assert [job.parameters["period"] for job in todo] == ["2019H1", "2019"] * 2
    assert todo[2].title == "幼有所育 · 专项进展 · 2019年上半年"
    assert todo[2].about["period"] == "2019年上半年"


def test_without_a_period_the_notebook_keeps_its_own_and_the_name_is_bare(made):
    (job,) = made(names=("standing",))
    assert (job.page.name, job.title) == ("standing.html", "目前进展")
    assert "period" not in job.parameters and "observations" not in job.parameters


def test_made_up_data_go_to_a_folder_of_their_own_and_say_so_in_every_name(made, tmp_path):
    todo = made(names=("standing", "plan"), observations="demo", periods=("2020",))
    folder = tmp_path / "demo" / "qijiang-2018-2020" / "zh"
    assert {job.page for job in todo} == {
        folder / "demo-plan.html",
        folder / "demo-standing-2020.html",
    }
    given = {job.notebook.name: job.parameters for job in todo}
    assert given["standing"]["observations"] == "demo"
    assert "observations" not in given["plan"]


def test_one_report_is_made_for_each_indicator_and_only_on_request(made):
    assert "indicator" not in {job.notebook.name for job in made()}
    wanted = ("childcare.gross_enrolment", "healthcare.nurses")
    todo = made(names=("indicator",), indicators=wanted, periods=("2019",))
    assert [job.parameters["indicator"] for job in todo] == list(wanted)
    assert todo[1].page.name == "indicator-healthcare.nurses-2019.html"
    assert todo[1].title == "每千常住人口注册护士数 · 单项指标 · 2019年"


def test_each_point_of_the_matrix_is_made_once(made):
    todo = made(periods=("2019H1", "2019上半年"), langs=("zh", "en"))
    pages = [job.page for job in todo]
    assert len(pages) == len(set(pages))


@pytest.mark.parametrize(
    ("wishes", "words"),
    [
        ({"periods": ("2031",)}, "the period is outside the plan's years"),
        ({"periods": ("soon",)}, "found “soon”"),
        ({"as_of": "31.7.2019"}, "column as_of: is not a date such as 2019-06-30"),
        ({"observations": "/nowhere"}, "found “/nowhere”"),
        ({"indicators": ("childcare.gross",)}, "unknown indicator; found “childcare.gross”"),
        (
            {"names": ("plan",), "periods": ("2019",)},
            "plan.ipynb: the notebook has no such parameter; found “period”",
        ),
        (
            {"names": ("standing",), "extra": {"period": "2019"}},
            "this parameter has an option of its own and cannot be given here; found “period”",
        ),
    ],
)
def test_a_wrong_axis_is_told_before_anything_runs(made, wishes, words):
    with using("en"), pytest.raises(ms.BadInput) as error:
        made(**wishes)
    with using("en"):
        assert words in str(error.value)


def test_every_fault_of_the_axes_is_told_at_once(made):
    with pytest.raises(ms.BadInput) as error:
        made(periods=("2031", "soon"), as_of="x", programmes=("chidcare",))
    assert [fault.found for fault in error.value.faults] == ["chidcare", "2031", "soon", "x"]
