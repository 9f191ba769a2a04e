"""Reports lie below the folder of reports, under names that every system takes."""

from dataclasses import replace

import pytest
from click.testing import CliRunner
from render.books import notebook

import minsheng as ms
from minsheng.cli import main
from minsheng.render import jobs, render
from minsheng.text.language import using


def refused(call, *, lang="en"):
    with pytest.raises(ms.BadInput) as raised, using(lang):
        call()
    return str(raised.value)


def command(*words):
    said = CliRunner().invoke(main, ["--lang", "en", *map(str, words)])
    assert said.exit_code == 2, said.output
    return said.output


TAKEN = "a page of this name has another use (the index, a failed report): rename the notebook"
PORTABLE = "not every system takes this name for a file: rename the notebook"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("index", TAKEN),
        ("Index", TAKEN),
        ("plan.failed", TAKEN),
        ("nul", PORTABLE),
        ("aux.x", PORTABLE),
        ("x.", PORTABLE),
        ("x ", PORTABLE),
        (" x", PORTABLE),
        (".x", PORTABLE),
        ("a\tb", PORTABLE),
        ("javascript:x", PORTABLE),
        ("a#b", PORTABLE),
        ("民" * 81, PORTABLE),
    ],
)
def test_a_name_that_cannot_be_a_page_is_refused_before_anything_runs(
    folder, tmp_path, name, words
):
    notebook(folder, name, "raise SystemExit")
    out = tmp_path / "out"
    said = command("render", "--notebooks", folder, "-o", out, "-l", "en")
    assert said.startswith(f"1 fault:\n  {words}; found “en/")
    assert not list(out.rglob("*.html"))


def test_names_that_are_fine_are_let_through(plan, folder, tmp_path):
    for name in ("plan.results", "manifest", "failed", "indices", "民" * 80):
        notebook(folder, name)
    from minsheng.render.outputs import require_places

    require_places(jobs(plan, "", tmp_path, folder=folder), tmp_path)


def test_two_notebooks_whose_names_differ_by_case_are_refused(folder, tmp_path):
    notebook(folder, "one")
    notebook(folder, "ONE")
    said = command("render", "--notebooks", folder, "-o", tmp_path / "out", "-l", "en")
    assert "two reports of one name that are not the same" in said


@pytest.mark.parametrize("linked", ["qijiang-2018-2020", "qijiang-2018-2020/en", ".minsheng"])
def test_a_link_that_leads_out_of_the_folder_of_reports_is_refused(folder, tmp_path, linked, plan):
    notebook(folder, "one")
    out, elsewhere = tmp_path / "out", tmp_path / "elsewhere"
    elsewhere.mkdir()
    (out / linked).parent.mkdir(parents=True)
    (out / linked).symlink_to(elsewhere)
    said = command("render", "--notebooks", folder, "-o", out, "-l", "en")
    assert "by a link, reports would be written outside the folder of reports" in said
    assert not list(elsewhere.rglob("*.html"))
    todo = jobs(plan, "", out, folder=folder, langs=("en",))
    assert "outside the folder of reports" in refused(lambda: render(plan, todo, out))


@pytest.mark.parametrize("linked", ["demo", "demo/qijiang-2018-2020/演示"])
def test_the_ledger_of_the_demo_goes_nowhere_else(tmp_path, linked):
    out, elsewhere = tmp_path / "out", tmp_path / "elsewhere"
    elsewhere.mkdir()
    (out / linked).parent.mkdir(parents=True)
    (out / linked).symlink_to(elsewhere)
    assert "outside the folder of reports" in command("demo", "-n", "plan", "-o", out)
    assert not list(elsewhere.iterdir())


def test_made_up_data_follow_no_link_either(tmp_path):
    out, elsewhere = tmp_path / "out", tmp_path / "elsewhere"
    elsewhere.mkdir()
    out.mkdir()
    (out / "demo").symlink_to(elsewhere)
    said = command("render", "-n", "standing", "--observations", "demo", "-o", out)
    assert "outside the folder of reports" in said
    assert not list(elsewhere.iterdir())


def test_the_folder_of_reports_may_itself_be_a_link(plan, folder, tmp_path):
    from minsheng.render.outputs import require_places

    notebook(folder, "one")
    (tmp_path / "real").mkdir()
    (tmp_path / "out").symlink_to(tmp_path / "real")
    require_places(jobs(plan, "", tmp_path / "out", folder=folder), tmp_path / "out")


def test_a_page_that_leads_elsewhere_is_refused_wherever_it_comes_from(plan, folder, tmp_path):
    notebook(folder, "one")
    out = tmp_path / "out"
    (job,) = jobs(plan, "", out, folder=folder)
    strange = replace(job, page=out / "x" / ".." / ".." / "pwn" / "one.html")
    assert refused(lambda: render(plan, [strange], out), lang="zh") == (
        f"共1处问题：\n  报告会经由链接写到报告文件夹之外；填写为“{_short(strange.page.parent)}”"
    )
    assert not (tmp_path / "pwn").exists()


def _short(path):
    return str(path) if len(str(path)) <= 80 else str(path)[:79] + "…"
