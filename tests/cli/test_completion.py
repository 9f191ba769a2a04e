"""What the shell offers after Tab: ids with their names, quickly and without an error."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.shell_completion import ShellComplete

from minsheng.cli import main
from minsheng.text.language import using


def offered(*words, lang="zh"):
    """Return what is offered for the last word, each with its help."""
    with using(lang):
        completion = ShellComplete(main, {}, "minsheng", "_MINSHENG_COMPLETE")
        items = completion.get_completions(list(words[:-1]), words[-1])
    return {item.value: item.help for item in items}


@pytest.mark.parametrize("command", ["list", "path", "gaps", "growth", "status", "audit", "figure"])
def test_programmes_and_indicators_are_offered_with_their_names(command):
    assert offered(command, "-p", "chi") == {"childcare": "幼有所育"}
    assert offered(command, "-i", "healthcare.doc", lang="en") == {
        "healthcare.doctors": "Licensed (assistant) doctors per 1,000 residents"
    }


def test_every_id_is_offered(plan):
    ids = {*plan.programmes["programme"], *plan.indicators["indicator"]}
    assert set(offered("show", "")) - {"--plan"} == ids


def test_those_of_the_plan_that_was_named(small_package):
    assert set(offered("path", "--plan", str(small_package), "-p", "")) == {"parks", "reading"}


@pytest.mark.parametrize("option", ["-n", "--notebook"])
def test_notebooks_and_plans_are_offered(option):
    assert offered("render", option, "fin") == {"final": "终期评估报告"}
    assert list(offered("render", "--plan", "qi")) == ["qijiang-2018-2020"]


def test_what_cannot_be_read_offers_nothing(tmp_path):
    (tmp_path / "programmes.csv").write_bytes(b"\xff\xfe")
    for plan in (str(tmp_path), "nowhere"):
        assert offered("path", "--plan", plan, "-p", "") == {}
    assert offered("render", "--notebooks", str(tmp_path), "-n", "") == {}


def test_a_shell_is_answered_without_pandas():
    code = "import sys; from minsheng.cli import main\n"
    code += "try: main(prog_name='minsheng')\nfinally: print('pandas' in sys.modules)"
    asked = {"COMP_WORDS": "minsheng path -p chi", "COMP_CWORD": "3"}
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        env={**os.environ, **asked, "_MINSHENG_COMPLETE": "bash_complete"},
        cwd=Path(__file__).parents[2],
        text=True,
        check=False,
    )
    assert (done.stdout, done.stderr) == ("plain,childcare\nFalse\n", "")
