"""The files in docs/scheduling are what their schedulers take, and ask for what there is."""

import configparser
import re
import shlex
import shutil
import subprocess
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
import yaml

from minsheng.cli.main import main
from minsheng.render.matrix_file import read_matrix
from minsheng.render.notices import check_targets

ROOT = Path(__file__).parents[1]
FILES = ROOT / "docs" / "scheduling"
PAGE = ROOT / "docs" / "scheduling.md"
TASK = "{http://schemas.microsoft.com/windows/2004/02/mit/task}"
FIELDS = ((0, 59), (0, 23), (1, 31), (1, 12), (0, 7))


def read(name):
    return (FILES / name).read_text(encoding="utf-8")


def unit(name):
    """A unit file; keys that stand twice are joined by a new line."""
    lines = {}
    parser = configparser.RawConfigParser(strict=True)
    parser.optionxform = str
    for line in read(name).splitlines():
        key, equals, value = line.partition("=")
        if equals and not line.startswith("#"):
            lines[key] = f"{lines[key]}\n\t{value}" if key in lines else value
        elif line.startswith("["):
            lines[line] = None
    text = "\n".join(key if value is None else f"{key}={value}" for key, value in lines.items())
    parser.read_string(text)
    return parser


def cron_lines():
    for line in read("minsheng.cron").splitlines():
        if line and not line.startswith("#") and not re.match(r"[A-Z_]+=", line):
            yield line


def commands():
    """Every call of ``minsheng render`` in the page and its files, as words."""
    for path in (PAGE, *sorted(FILES.iterdir())):
        for line in path.read_text(encoding="utf-8").splitlines():
            if match := re.search(r"minsheng(?:\.exe)?( render [^`\"#>]+)|<Arguments>(.*?)<", line):
                words = next(filter(None, match.groups()))
                yield path.name, shlex.split(words.replace("\\", "/"))


def test_every_file_is_named_on_the_page_and_is_there():
    named = set(re.findall(r"\(scheduling/([^)]+)\)", PAGE.read_text("utf-8")))
    assert named | {"nightly.toml"} == {path.name for path in FILES.iterdir()}


def test_every_file_calls_the_command():
    called = {name for name, _ in commands()}
    assert called >= {path.name for path in FILES.iterdir()} - {"minsheng-render.timer"}


def test_every_option_exists():
    known = {option for param in main.commands["render"].params for option in param.opts}
    used = {word for _, words in commands() for word in words if word.startswith("--")}
    assert len(used) >= 4
    assert used <= known


def test_every_target_can_be_read(monkeypatch):
    monkeypatch.setenv("MINSHENG_ROBOT", "https://qyapi.weixin.qq.com/x?key=0")
    targets = [
        words[n + 1]
        for _, words in commands()
        for n, word in enumerate(words)
        if word == "--notify"
    ]
    assert {target.channel.kind for target in check_targets(targets)} == {"wecom"}


def test_the_matrix_can_be_read():
    asked = read_matrix(FILES / "nightly.toml")
    assert [one.periods for one in asked if "standing" in one.notebooks] == [("auto",)]


def test_the_matrix_asks_for_what_the_notebooks_take(plan, tmp_path):
    from dataclasses import replace

    from minsheng.render.matrix import jobs

    for one in read_matrix(FILES / "nightly.toml"):
        dated = replace(one, periods=("2019H1",) if one.periods else ())
        assert jobs(plan, "", tmp_path, **dated.axes())


def test_each_key_of_a_matrix_is_on_the_page():
    from minsheng.render import matrix_file

    table = PAGE.read_text("utf-8").partition("任务清单")[2].partition("\n## ")[0]
    named = re.findall(
        r"`([a-z-]+)`",
        "".join(line.split("|")[1] for line in table.splitlines() if line.startswith("| `")),
    )
    assert sorted(named) == sorted(matrix_file._KEYS)


def test_cron_lines_have_five_fields_in_their_ranges():
    lines = list(cron_lines())
    assert len(lines) == 3
    for line in lines:
        *fields, command = line.split(maxsplit=5)
        for field, (low, high) in zip(fields, FIELDS, strict=True):
            assert field == "*" or all(low <= int(one) <= high for one in field.split(","))
        assert command.startswith("/")
        assert "%" not in command  # cron would make a new line of it
    assert read("minsheng.cron").endswith("\n")  # cron passes over a last line without


def test_the_units_of_systemd():
    service, timer = unit("minsheng-render.service"), unit("minsheng-render.timer")
    assert service["Service"]["Type"] == "oneshot"
    assert service["Service"]["SuccessExitStatus"] == "3"
    assert service["Service"]["ExecStart"].startswith("/")
    assert timer["Timer"]["Persistent"] == "true"
    assert len(timer["Timer"]["OnCalendar"].split("\n")) == 2
    assert timer["Install"]["WantedBy"] == "timers.target"


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="needs systemd-analyze")
def test_systemd_takes_its_units(tmp_path):
    for name in ("minsheng-render.service", "minsheng-render.timer"):
        text = read(name).replace("/opt/minsheng/.venv/bin/minsheng", "/bin/true")
        (tmp_path / name).write_text(text, encoding="utf-8")
    done = subprocess.run(
        ["systemd-analyze", "verify", *sorted(map(str, tmp_path.iterdir()))],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stdout + done.stderr) == (0, "")


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="needs systemd-analyze")
def test_the_timer_elapses_each_night_and_on_the_last_day_of_each_quarter():
    nightly, quarterly = unit("minsheng-render.timer")["Timer"]["OnCalendar"].split("\n")
    for when, days in (
        (nightly, ["2019-01-01", "2019-01-02", "2019-01-03", "2019-01-04"]),
        (quarterly, ["2019-03-31", "2019-06-30", "2019-09-30", "2019-12-31"]),
    ):
        told = subprocess.run(
            ["systemd-analyze", "calendar", "--iterations=4", "--base-time=2019-01-01", when],
            capture_output=True,
            text=True,
            timeout=60,
            check=True,
        ).stdout
        assert re.findall(r"(?:Next elapse|Iter\. #\d): \w+ (\S+)", told) == days


def test_the_task_of_windows():
    task = ET.fromstring((FILES / "minsheng-task.xml").read_bytes())
    assert task.tag == f"{TASK}Task"
    assert all(each.tag.startswith(TASK) for each in task.iter())
    starts = [each.text for each in task.iter(f"{TASK}StartBoundary")]
    assert starts == ["2019-01-01T02:15:00", "2019-01-01T19:00:00"]
    assert task.findtext(f".//{TASK}MultipleInstancesPolicy") == "IgnoreNew"
    months = [each.tag.removeprefix(TASK) for each in task.find(f".//{TASK}Months")]
    assert months == ["March", "June", "September", "December"]
    assert task.findtext(f".//{TASK}Day") == "Last"


def test_the_jobs_of_a_ci():
    actions = yaml.safe_load(read("github-actions.yml"))
    assert actions[True] == {"schedule": [{"cron": "15 18 * * *"}], "workflow_dispatch": None}
    assert actions["concurrency"]["cancel-in-progress"] is False  # ``on`` is a truth value in YAML
    job = actions["jobs"]["render"]
    assert job["env"]["TZ"] == "Asia/Shanghai"
    assert job["steps"][-1]["if"] == "always()"
    reports = yaml.safe_load(read("gitlab-ci.yml"))["reports"]
    assert reports["resource_group"] == "reports"
    assert reports["artifacts"]["when"] == reports["cache"]["when"] == "always"


def test_the_variables_of_a_command_are_those_on_the_page():
    import datetime as dt

    from minsheng.render.notices import Summary
    from minsheng.render.notices.channels import variables

    given = variables(Summary("P", "r", dt.datetime(2019, 7, 1), 1, 0, 0, 0), "zh")
    named = set(re.findall(r"`(?:MINSHENG)?(_[A-Z_]+)`", PAGE.read_text("utf-8")))
    assert {name.removeprefix("MINSHENG") for name in given} <= named
