"""A command that is run with the summary."""

import json
import shlex
import sys
import time
from pathlib import Path

import pytest

CHILD = "import json, os, sys; given = json.load(sys.stdin); "


def command(code, *arguments):
    return "command:" + shlex.join([sys.executable, "-c", code, *arguments])


def test_it_gets_the_summary_on_its_input_and_in_its_environment(tell, summary, tmp_path):
    file = tmp_path / "told.json"
    code = (
        CHILD + "own = {k: v for k, v in os.environ.items() if k.startswith('MINSHENG_')}; "
        "json.dump([given, own, sys.argv[1:]], open(sys.argv[1], 'w'))"
    )
    told = summary(2)
    assert tell(command(code, str(file), "a b", "$HOME"), told=told) == []
    given, own, arguments = json.loads(file.read_text())
    assert given == told.record()
    assert given["failures"][1] == {"report": "zh/status-1", "error": "错误 1"}
    assert arguments[1:] == ["a b", "$HOME"]
    assert (
        own.items()
        >= {
            "MINSHENG_PLAN": "某区民生行动计划",
            "MINSHENG_RUN": "r7",
            "MINSHENG_MADE": "3",
            "MINSHENG_STARTED": "2019-07-01T02:15:00",
            "MINSHENG_SECONDS": "205.4",
            "MINSHENG_UNCHANGED": "40",
            "MINSHENG_FAILED": "2",
            "MINSHENG_EXIT_CODE": "1",
            "MINSHENG_INDEX": "https://reports.example/index.html",
            "MINSHENG_LANG": "en",
        }.items()
    )
    assert own["MINSHENG_MESSAGE"].startswith("[minsheng] 某区民生行动计划: 2 reports were not")


def test_an_exit_code_is_told_and_no_argument(tell, tmp_path):
    code = "import sys; open(sys.argv[1], 'a').write('x'); sys.exit(3)"
    file = tmp_path / "times"
    name = Path(sys.executable).name
    target = command(code, str(file), "--token=s3cret")
    assert tell(target) == [f"no notice reached the command {name}: it ended with exit code 3"]
    assert tell(target, lang="zh") == [f"通知没有送达命令 {name}：命令以退出码3结束"]
    assert file.read_text() == "xx"  # once each: a command is never run a second time


def test_one_that_does_not_end_is_stopped_with_what_it_started(tell, tmp_path):
    file = tmp_path / "pid"
    code = (
        "import subprocess, sys, time; "
        "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)']); "
        "open(sys.argv[1], 'w').write(str(child.pid)); time.sleep(60)"
    )
    (words,) = tell(command(code, str(file)), command=1.5)
    assert words.endswith(": it did not end within 1.5 s and was stopped")
    pid = int(file.read_text())
    for _ in range(100):
        try:
            state = Path(f"/proc/{pid}/stat").read_text().split()[2]
            gone = state == "Z"  # nobody waits for it here
        except FileNotFoundError:
            gone = True
        if gone:
            return
        time.sleep(0.02)
    raise AssertionError("the command's own child is still there")


def test_one_that_does_not_read_its_input_is_no_failure(tell, summary):
    told = summary(20_000)
    assert tell(command("pass"), told=told) == []


def test_one_that_vanished_since_it_was_checked(tell, tmp_path, monkeypatch):
    program = tmp_path / "program"
    program.write_text("#!/no/such/interpreter\n")
    program.chmod(0o755)
    assert tell(f"command:{program}") == [
        "no notice reached the command program: it could not be started (No such file or directory)"
    ]


@pytest.mark.parametrize("index", ["a\0b", "\udcff", "=;\n$(x)"])
def test_whatever_a_path_is_called_it_can_be_told(tell, summary, index, tmp_path):
    file = tmp_path / "index"
    code = CHILD + "open(sys.argv[1], 'w').write(os.environ['MINSHENG_INDEX'])"
    assert tell(command(code, str(file)), told=summary(index=index)) == []
    assert file.read_text() == {"a\0b": "a b", "\udcff": "", "=;\n$(x)": "=; $(x)"}[index]
