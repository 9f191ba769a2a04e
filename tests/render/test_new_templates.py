"""A new template that was put beside a changed copy is no report of its own."""

import json
import shutil

from minsheng.places import notebooks_folder
from minsheng.render.job import choose_notebooks
from minsheng.render.parameters import other_notebooks
from minsheng.workspace import update


def changed_workspace(tmp_path):
    """Return a workspace whose copy of a template was changed before the template was."""
    source, workspace = tmp_path / "source", tmp_path / "workspace"
    source.mkdir()
    shutil.copy(notebooks_folder() / "plan.ipynb", source)
    update(workspace, source)
    for folder, words in ((workspace, "我的"), (source, "新的")):
        notebook = json.loads((folder / "plan.ipynb").read_text(encoding="utf-8"))
        notebook["cells"][0]["source"] = [words]
        (folder / "plan.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    return update(workspace, source)[0].path


def test_it_is_passed_over_and_named(tmp_path):
    beside = changed_workspace(tmp_path)
    assert [one.name for one in choose_notebooks((), beside.parent)] == ["plan"]
    assert other_notebooks(beside.parent) == [beside.name] == ["plan-new-template.ipynb"]


def test_it_is_taken_when_it_is_named(tmp_path):
    beside = changed_workspace(tmp_path)
    (chosen,) = choose_notebooks((beside.stem,), beside.parent)
    assert chosen.path == beside
