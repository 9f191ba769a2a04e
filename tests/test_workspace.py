"""A workspace follows the templates, and never takes anything from its user."""

import json
import os
import subprocess
import sys
import sysconfig
from pathlib import Path
from types import SimpleNamespace

import nbformat
import pytest
from click.testing import CliRunner
from render.books import notebook

import minsheng as ms
from minsheng.cli import main
from minsheng.places import notebooks_folder
from minsheng.text.language import using
from minsheng.workspace import PAGES, TUTORIALS, update


@pytest.fixture
def source(tmp_path):
    folder = tmp_path / "templates"
    folder.mkdir()
    notebook(folder, "plan", "1 + 1")
    return folder


@pytest.fixture
def workspace(tmp_path, source):
    folder = tmp_path / "own"
    assert _states(update(folder, source)) == [("added", "plan.ipynb")]
    return folder


def _states(copied):
    return [(one.state, one.path.name) for one in copied]


def _change(path, source="2 + 2", **metadata):
    changed = nbformat.read(path, as_version=4)
    changed.cells[1].source = source
    changed.metadata.update(metadata)
    nbformat.write(changed, path)


def test_templates_that_ship_are_copied_once(tmp_path):
    copied = update(tmp_path)
    folders = (notebooks_folder(), *(notebooks_folder() / other for other in (PAGES, TUTORIALS)))
    shipped = [path for folder in folders for path in folder.glob("*.ipynb")]
    names = sorted(path.relative_to(notebooks_folder()).as_posix() for path in shipped)
    assert {"tutorials/clerk.ipynb", "pages/explore.ipynb"} <= set(names)
    assert sorted((one.state, one.name) for one in copied) == [("added", name) for name in names]
    for name in names:
        assert (tmp_path / name).read_bytes() == (notebooks_folder() / name).read_bytes()
    assert update(tmp_path) == []


def test_a_copy_that_was_only_saved_follows_its_template(workspace, source):
    kernel = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
    language = {"name": "python", "version": "3.12.1"}
    _change(workspace / "plan.ipynb", "1 + 1", kernelspec=kernel, language_info=language)
    _change(source / "plan.ipynb", "3 + 3")
    assert _states(update(workspace, source)) == [("updated", "plan.ipynb")]
    assert (workspace / "plan.ipynb").read_bytes() == (source / "plan.ipynb").read_bytes()


def test_a_copy_that_was_changed_is_kept_and_the_new_template_put_beside_once(workspace, source):
    _change(workspace / "plan.ipynb")
    mine = (workspace / "plan.ipynb").read_bytes()
    assert update(workspace, source) == []
    _change(source / "plan.ipynb", "3 + 3")
    assert _states(update(workspace, source)) == [("kept", "plan-new-template.ipynb")]
    assert update(workspace, source) == []
    (workspace / "plan-new-template.ipynb").unlink()  # looked at, and thrown away
    assert update(workspace, source) == []
    _change(source / "plan.ipynb", "4 + 4")
    assert _states(update(workspace, source)) == [("kept", "plan-new-template.ipynb")]
    _change(workspace / "plan-new-template.ipynb", "mine too")
    _change(source / "plan.ipynb", "5 + 5")
    assert _states(update(workspace, source)) == [("kept", "plan-new-template-2.ipynb")]
    assert (workspace / "plan.ipynb").read_bytes() == mine


def test_outputs_are_kept(workspace, source):
    run = nbformat.read(workspace / "plan.ipynb", as_version=4)
    run.cells[1].outputs = [nbformat.v4.new_output("stream", text="2")]
    nbformat.write(run, workspace / "plan.ipynb")
    _change(source / "plan.ipynb", "3 + 3")
    assert _states(update(workspace, source)) == [("kept", "plan-new-template.ipynb")]


@pytest.mark.parametrize("content", ["", "{", "[]", "not a notebook", '{"cells": 1}'])
def test_ones_own_files_are_left_alone(tmp_path, source, content):
    folder = tmp_path / "own"
    folder.mkdir()
    for name in ("plan.ipynb", "mine.ipynb", "表.csv"):
        (folder / name).write_text(content, encoding="utf-8")
    assert _states(update(folder, source)) == [("kept", "plan-new-template.ipynb")]
    for name in ("plan.ipynb", "mine.ipynb", "表.csv"):
        assert (folder / name).read_text(encoding="utf-8") == content


@pytest.mark.parametrize("record", ["", "[1]", '{"plan.ipynb": 1}'])
def test_without_its_record_a_changed_copy_is_taken_for_ones_own(workspace, source, record):
    (workspace / ".minsheng.templates.json").write_text(record)
    _change(source / "plan.ipynb", "3 + 3")
    assert _states(update(workspace, source)) == [("kept", "plan-new-template.ipynb")]


def test_a_tutorial_follows_its_source_in_the_folder_of_the_tutorials(workspace, source):
    (source / "tutorials").mkdir()
    notebook(source / "tutorials", "plan", "1")  # the name of a template, and still another file
    mine = workspace / "tutorials" / "plan.ipynb"
    assert [(one.name, one.path) for one in update(workspace, source)] == [
        ("tutorials/plan.ipynb", mine)
    ]
    _change(source / "tutorials" / "plan.ipynb", "2")
    assert _states(update(workspace, source)) == [("updated", "plan.ipynb")]
    _change(mine, "3")
    _change(source / "tutorials" / "plan.ipynb", "4")
    (kept,) = update(workspace, source)
    assert (kept.state, kept.path) == ("kept", mine.with_name("plan-new-template.ipynb"))
    assert update(workspace, source) == []


def test_what_is_no_template_is_not_copied(tmp_path, source):
    nbformat.write(nbformat.v4.new_notebook(), source / "Untitled.ipynb")
    (source / ".ipynb_checkpoints").mkdir()
    notebook(source / ".ipynb_checkpoints", "plan-checkpoint", "1")
    assert _states(update(tmp_path / "own", source)) == [("added", "plan.ipynb")]


def test_a_copy_that_was_deleted_comes_again(workspace, source):
    (workspace / "plan.ipynb").unlink()
    assert _states(update(workspace, source)) == [("added", "plan.ipynb")]


def test_a_folder_that_cannot_be_written_to_is_told(tmp_path, source):
    (tmp_path / "file").touch()
    with using("en"), pytest.raises(ms.BadInput) as error:
        update(tmp_path / "file", source)
    assert "cannot be written" in error.value.text("en")


def test_the_command_opens_the_workspace_and_passes_options_on(tmp_path, monkeypatch):
    called = []
    monkeypatch.setattr("minsheng.cli.lab.find_spec", lambda name: name)
    ended = SimpleNamespace(wait=lambda: 7)
    monkeypatch.setattr(
        subprocess, "Popen", lambda command, env: called.append((command, env)) or ended
    )
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    for asked, folder in [
        (["--no-browser", "--port", "8899"], tmp_path / "minsheng-workspace"),
        (["--notebooks", str(tmp_path / "own"), "--no-browser"], tmp_path / "own"),
    ]:
        told = CliRunner().invoke(main, ["--lang", "en", "lab", *asked], catch_exceptions=False)
        assert told.exit_code == 7
        assert f"template copied: {folder / 'plan.ipynb'}\n" in told.stderr
        assert told.stderr.endswith(f"workspace: {folder}\n")
        passed = asked[-1:] if folder.name == "own" else asked
        lab = [sys.executable, "-m", "jupyterlab", f"--notebook-dir={folder}"]
        command, environment = called.pop()
        assert command == [*lab, *passed]
        assert environment["PATH"].split(os.pathsep)[0] == sysconfig.get_path("scripts")
        first = Path(environment["JUPYTER_CONFIG_PATH"].split(os.pathsep)[0])
        defaults = (first / "labconfig" / "default_setting_overrides.json").read_text()
        (settings,) = json.loads(defaults).values()
        assert settings == {"checkForUpdates": False, "fetchNews": "false"}
        assert json.loads((folder / ".minsheng.templates.json").read_text())
    changed = tmp_path / "own" / "plan.ipynb"
    _change(changed)
    (tmp_path / "own" / ".minsheng.templates.json").unlink()
    told = CliRunner().invoke(main, ["--lang", "en", "lab", "--notebooks", str(changed.parent)])
    assert "plan.ipynb was changed by you and is kept; the new template is beside it" in told.stderr
