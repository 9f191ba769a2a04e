"""How `minsheng lab` ends: with JupyterLab, whose own words it leaves alone."""

import os
import signal
import subprocess
import sys
from types import SimpleNamespace

import pytest
from click.testing import CliRunner

from minsheng.cli import boundary, lab, main

# In place of JupyterLab: it ends in good order when told to, and says so.
SERVER = """
import signal, sys, time
from pathlib import Path

def end(number, frame):
    print("server ended", flush=True)
    sys.exit(3)

signal.signal(signal.SIGTERM, end)
print("server runs", flush=True)
time.sleep(60)
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals")
def test_what_ends_the_command_ends_jupyterlab_in_good_order(tmp_path):
    (tmp_path / "jupyterlab").mkdir()
    (tmp_path / "jupyterlab" / "__init__.py").touch()
    (tmp_path / "jupyterlab" / "__main__.py").write_text(SERVER)
    path = os.pathsep.join([str(tmp_path), *sys.path[1:]])
    process = subprocess.Popen(
        [sys.executable, "-m", "minsheng", "lab", "--notebooks", str(tmp_path / "own")],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": path},
        text=True,
        encoding="utf-8",
    )
    assert process.stdout.readline() == "server runs\n"
    process.send_signal(signal.SIGTERM)
    said, messages = process.communicate(timeout=30)
    assert (process.returncode, said) == (3, "server ended\n")
    assert "报告" not in messages
    assert "已终止" not in messages


def test_ctrl_c_is_left_to_jupyterlab_which_asks_what_is_meant(monkeypatch):
    happened, told = iter([KeyboardInterrupt(), boundary.Terminated(143), -15]), []

    def wait():
        if isinstance(what := next(happened), BaseException):
            raise what
        return what

    server = SimpleNamespace(wait=wait, terminate=lambda: told.append("terminate"))
    monkeypatch.setattr(subprocess, "Popen", lambda command, env: server)
    assert lab._run(["jupyter"], {}) == -15
    assert told == ["terminate"]


@pytest.mark.parametrize(
    ("lang", "ending", "words"),
    [
        ("zh", KeyboardInterrupt(), "已中止。\n"),
        ("en", KeyboardInterrupt(), "Interrupted.\n"),
        ("zh", boundary.Terminated(143), "已终止。\n"),
        ("en", boundary.Terminated(143), "Terminated.\n"),
    ],
)
def test_a_command_without_reports_does_not_speak_of_reports(
    monkeypatch, capsys, lang, ending, words
):
    def stop(name):
        raise ending

    monkeypatch.setattr(lab, "find_spec", stop)
    monkeypatch.setattr(sys, "argv", ["minsheng", "--lang", lang, "lab"])
    monkeypatch.setattr(boundary, "_begin", lambda: None)
    with pytest.raises(SystemExit):
        main()
    assert capsys.readouterr().err.lstrip() == words


def test_a_folder_of_nobody_is_a_wrong_option():
    told = CliRunner().invoke(main, ["lab", "--notebooks", "~nobody-of-this-name/notes"])
    assert told.exit_code == 2
    assert "~nobody-of-this-name" in told.stderr
