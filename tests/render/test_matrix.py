"""Which reports are made, and what is refused before anything runs."""

import pytest

import minsheng as ms
from minsheng.language import using
from minsheng.render import jobs, notebooks
from minsheng.render.parameters import parameters


@pytest.fixture
def made(plan, tmp_path):
    return lambda **wishes: jobs(plan, "", tmp_path, **wishes)


def test_the_whole_matrix_is_two_reports_and_one_for_each_programme(made, plan):
    todo = made()
    assert [job.notebook.name for job in todo if not job.programme] == ["plan", "requirements"]
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
            "programme and requirements; nearest: programme",
        ),
        ({"programmes": ("chidcare",)}, "unknown programme; found “chidcare”"),
        ({"langs": ("fr",)}, "unknown language; found “fr”; allowed: zh and en"),
        (
            {"names": ("plan",), "extra": {"langg": "zh"}},
            "plan.ipynb: the notebook has no such parameter; found “langg”; allowed: plan and lang; "
            "nearest: lang",
        ),
        (
            {"names": ("plan",), "extra": {"plan": 7}},
            "plan.ipynb, column plan: the parameter has the wrong type; found “7”; allowed: str",
        ),
        ({"names": ("plan",), "extra": {"plan": True}}, "the parameter has the wrong type"),
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
