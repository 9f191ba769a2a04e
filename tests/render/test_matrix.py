"""Which reports are made, and what is refused before anything runs."""

import nbformat
import pytest

import minsheng as ms
from minsheng.language import using
from minsheng.render import jobs, notebooks
from minsheng.render.parameters import faults_of, parameters

KERNEL = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}


@pytest.fixture
def made(plan, tmp_path):
    return lambda **wishes: jobs(plan, "", tmp_path, **wishes)


def test_the_whole_matrix_is_three_reports_and_one_for_each_programme(made, plan):
    todo = made()
    assert [job.notebook.name for job in todo if not job.programme] == [
        "plan", "requirements", "audit"
    ]  # fmt: skip
    programmes = [job.programme for job in todo if job.programme]
    assert programmes == list(plan.programmes["programme"])


def test_each_language_has_a_folder_of_its_own(made, tmp_path):
    pages = {job.page for job in made(names=("plan",), langs=("en", "zh"))}
    folder = tmp_path / "qijiang-2018-2020"
    assert pages == {folder / "zh" / "plan.html", folder / "en" / "plan.html"}


def test_the_executed_notebook_lies_beside_its_page(made):
    (job,) = made(names=("plan",))
    assert job.executed == job.page.with_suffix(".ipynb")


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
            "unknown notebook; found “programmes”; allowed: plan, "
            "programme, requirements and audit; nearest: programme",
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
    assert faults_of(notebook, {"year": 2019, "lang": "en"}, {}) == []
    for wrong in ("2019", 2019.5, True):
        (fault,) = faults_of(notebook, {"year": wrong}, {})
        assert fault.text("en") == (
            f"one.ipynb, column year: the parameter has the wrong type; found “{wrong}”; "
            "allowed: int"
        )
    (fault,) = faults_of(notebook, {"lang": "fr"}, {"lang": ("zh", "en")})
    assert fault.code == "unknown_value"


def test_a_notebook_without_a_parameters_cell_is_refused(tmp_path):
    nbformat.write(nbformat.v4.new_notebook(metadata=KERNEL), tmp_path / "bare.ipynb")
    (fault,) = faults_of(notebooks(tmp_path)["bare"], {}, {})
    assert fault.text("en") == "bare.ipynb: the notebook has no cell tagged parameters"


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


def test_what_is_named_twice_is_made_once(made):
    assert len(made(names=("plan", "plan"))) == 1
    assert len(made(names=("programme",), programmes=("housing", "housing"))) == 1
