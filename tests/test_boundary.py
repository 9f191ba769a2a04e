"""How the process of the command ends, and what it prints where a console is not UTF-8."""

import csv
import io
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

import pytest

import minsheng as ms
from minsheng.cli import boundary, main, streams
from minsheng.text.language import LANGUAGES

CONSOLES = {
    "gbk": {"PYTHONIOENCODING": "gbk"},
    "cp1252": {"PYTHONIOENCODING": "cp1252"},
    "ascii": {"PYTHONIOENCODING": "ascii"},
    "C": {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
}
CHILDCARE, ENROLMENT = ("-p", "childcare"), "childcare.gross_enrolment"
COMMANDS = {
    "list": ("list",),
    "list of indicators": ("list", *CHILDCARE),
    "show": ("show", "childcare"),
    "show an indicator": ("show", ENROLMENT),
    "path": ("path", *CHILDCARE),
    "gaps": ("gaps", *CHILDCARE),
    "growth": ("growth", *CHILDCARE),
    "status": ("status", *CHILDCARE, "--observations", "demo", "--period", "2019H1"),
    "audit": ("audit", "--fail-on", "contradiction"),
    "audit without finding": ("audit", "-p", "amenities", "--all", "--fail-on", "contradiction"),
    "check": ("check",),
    "fault": ("show", "chidcare"),
    "usage": ("show",),
    "figure": ("figure", "gaps", *CHILDCARE, "-o", "{folder}/gaps.svg"),
    "freeze": ("freeze", "-o", "{folder}/frozen.json"),
    "collect": ("collect", "{folder}/missing.docx"),
    "verify": ("verify", "{folder}/missing.html"),
    "verify-source": ("verify-source", "{folder}/text.txt"),
    "record": ("record", "{folder}/missing.csv", "--observations", "{folder}"),
    "render": ("render", "--dry-run", "-n", "plan", "-o", "{folder}"),
    "demo": ("demo", "--dry-run", "-o", "{folder}"),
    "runs": ("runs", "-o", "{folder}"),
    "prune": ("prune", "-o", "{folder}"),
    "help": ("--help",),
    "version": ("--version",),
}
MACHINES = {
    f"{name} {form}": (*COMMANDS[name], form)
    for name in ("list", "path", "gaps", "growth", "status", "audit")
    for form in ("--csv", "--json")
} | {"runs --json": ("runs", "-o", "{folder}", "--json")}


@pytest.fixture(autouse=True)
def signals():
    """Let no command leave to the next test what it does about signals."""
    before = {one: signal.getsignal(one) for one in (signal.SIGINT, *boundary._ENDING)}
    yield
    for one, handler in before.items():
        signal.signal(one, handler)


@pytest.fixture
def run(monkeypatch, tmp_path):
    """Run a command as its process does; return exit code, output and messages in bytes."""
    (tmp_path / "text.txt").write_text("一、总体要求\n没有数字。\n", "utf-8")

    def call(command, encoding="utf-8"):
        written = [io.BytesIO(), io.BytesIO()]
        for name, one in zip(("stdout", "stderr"), written, strict=True):
            monkeypatch.setattr(sys, name, io.TextIOWrapper(one, encoding, newline="\n"))
        with pytest.raises(SystemExit) as ended:
            main([one.format(folder=tmp_path) for one in command], prog_name="minsheng")
        return (ended.value.code or 0, *(one.getvalue() for one in written))

    return call


@pytest.fixture(scope="module")
def packages():
    """What loads packages and ledgers, each once: a console changes nothing of what is read."""
    return {"load_plan": cache(ms.load_plan), "load_observations": cache(ms.load_observations)}


@pytest.fixture
def loaded_once(monkeypatch, packages):
    for name, load in packages.items():
        monkeypatch.setattr(ms, name, load)


def process(*arguments, **environment):
    """Run the command in a process; return it when it has ended."""
    return subprocess.run(
        [sys.executable, "-m", "minsheng", *arguments],
        capture_output=True,
        env={**os.environ, **environment},
        check=False,
    )


@pytest.mark.usefixtures("loaded_once")
@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_command_is_readable_and_ends_as_it_should(run, tmp_path, monkeypatch, name, lang):
    # What other tests leave in the folder for temporary files, `prune` would tell of.
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    command = ("--lang", lang, *COMMANDS[name])
    code, output, messages = run(command)
    for encoding in ("gbk", "cp1252", "ascii"):
        (tmp_path / "frozen.json").unlink(missing_ok=True)
        other, *there = run(command, encoding)
        assert other == code
        for text, shown in zip((output, messages), there, strict=True):
            lines, found = text.decode().splitlines(), shown.decode(encoding).splitlines()
            hints = [line for line in found if "PYTHONUTF8=1" in line]
            assert len(found) - len(hints) == len(lines)
            # What the encoding has is there as it was: words and numbers.
            for line, same in zip(lines, found, strict=False):
                held = re.findall(r"[\w%]+", line.encode(encoding, "replace").decode(encoding))
                assert [word for word in held if word not in same] == []
        lost = sum(shown.count(b"?") for shown in there) > (output + messages).count(b"?")
        assert there[1].count(b"PYTHONUTF8=1") == int(lost)
        assert not lost or encoding != "gbk"


@pytest.mark.usefixtures("loaded_once")
@pytest.mark.filterwarnings("ignore:The default formatting of datetime")
@pytest.mark.parametrize("name", MACHINES)
def test_what_a_program_reads_is_the_same_on_every_console(run, name):
    code, output, messages = run(MACHINES[name])
    assert (code, messages) == (int(name.startswith("audit")), b"")
    for encoding in ("gbk", "cp1252", "ascii"):
        assert run(MACHINES[name], encoding) == (code, output, b"")
    if "json" in name:
        json.loads(output)
    else:
        assert len(list(csv.reader(io.StringIO(output.decode())))) > 1


def test_numbers_stand_below_each_other_also_without_figure_spaces():
    shown, whole = streams.plain("a\u20071\u2008\nb 12.5\n≥−3 ㎡，", "cp1252")
    assert (shown, whole) == ("a 1 \nb 12.5\n>=-3 m2, ", True)
    assert streams.plain("民", "cp1252") == ("??", False)


def test_a_process_prints_in_the_encoding_of_its_console():
    for console, environment in CONSOLES.items():
        done = process("--lang", "en", "path", "-i", ENROLMENT, **environment)
        assert done.returncode == 0
        # The Chinese name of the indicator stands beside.
        assert (b"PYTHONUTF8=1" in done.stderr) == (console != "gbk")
        assert (b">=90" in done.stdout) == (console != "gbk")


def test_every_command_is_in_the_matrix():
    assert set(main.commands) - {command[0] for command in COMMANDS.values()} == {"lab"}


# What reaches a terminal as it stands can clear it, name its window, or turn the writing round.
HOSTILE = "\x1b]0;t\x07\r\x7f\x9b\u202e\u2066"
TURNED = "\u202e\u2066"
SHOWN = "\\u202e\\u2066"


@pytest.fixture
def hostile(small_package):
    """A package whose names, printed expressions, notes and words hold escape sequences."""
    for name in ("indicators", "programmes", "targets", "baselines", "tasks", "restatements"):
        table = small_package / f"{name}.csv"
        head, *rows = csv.reader(io.StringIO(table.read_text("utf-8")))
        free = [
            (i, TURNED if column.startswith("name_") else HOSTILE)  # others a name may not hold
            for i, column in enumerate(head)
            if re.match("name_|title_|printed|note|exp", column)
        ]
        for row in rows:
            for number, hostile in free:
                row[number] = row[number] and row[number] + hostile
        with table.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, quoting=csv.QUOTE_ALL).writerows([head, *rows])
    return str(small_package)


@pytest.mark.filterwarnings("ignore:The default formatting of datetime")
@pytest.mark.parametrize("form", [(), ("--csv",), ("--json",)])
@pytest.mark.parametrize("command", ["list", "path", "gaps", "growth", "status", "audit"])
def test_control_characters_are_shown_and_not_obeyed(run, hostile, command, form):
    more = ("-p", "parks") if command == "list" else ()
    code, output, messages = run((command, "--plan", hostile, *more, *form))
    assert (code, messages) == (0, b"")
    text = output.decode()
    assert [
        char
        for char in text
        if char not in "\n" and not char.isprintable() and char not in "\u2007\u2008\u3000"
    ] == []
    if form and command not in ("list", "audit"):
        return  # what a program reads of these holds no texts of the package
    if form == ("--json",):
        assert any(TURNED in str(value) for row in json.loads(output) for value in row.values())
    else:
        assert SHOWN in text


# Python runs this before anything of ours: the fault happens where a module is looked for.
FAULT_AT_IMPORT = """
import os, signal, sys
class Finder:
    def find_spec(self, name, path=None, target=None):
        if name == os.environ.get("FAULT_AT") and not hasattr(self, "done"):
            self.done = True
            {fault}
sys.meta_path.insert(0, Finder())
"""


@pytest.fixture
def faulty(tmp_path):
    """Run the command in a process in which something happens when a module is imported."""

    def call(fault, module, *arguments, **environment):
        (tmp_path / "sitecustomize.py").write_text(FAULT_AT_IMPORT.format(fault=fault), "utf-8")
        path = os.pathsep.join([str(tmp_path), *sys.path[1:]])
        interrupted = signal.signal(signal.SIGINT, signal.default_int_handler)
        hung_up = signal.signal(signal.SIGHUP, signal.SIG_DFL) if os.name != "nt" else None
        try:
            return process(
                *arguments, PYTHONPATH=path, FAULT_AT=module, TMPDIR=str(tmp_path), **environment
            )
        finally:
            signal.signal(signal.SIGINT, interrupted)
            if os.name != "nt":
                signal.signal(signal.SIGHUP, hung_up)

    return call


@pytest.mark.skipif(os.name == "nt", reason="a process of Windows is not sent these signals")
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
@pytest.mark.parametrize(
    "module",
    [
        "click",
        "minsheng.text.language",
        "minsheng.cli.render",
        "numpy",
        "pandas.core.frame",
        "minsheng.render.request",
        "minsheng.render.schedule",
        "minsheng.render.parameters",
    ],
)
def test_a_signal_ends_the_command_quietly_from_the_first_moment(faulty, tmp_path, name, module):
    done = faulty(
        f"os.kill(os.getpid(), signal.{name})",
        module,
        "--lang",
        "en",
        "render",
        "-n",
        "plan",
        "--dry-run",
        "-o",
        str(tmp_path / "out"),
    )
    # As a shell counts: of a process that a signal has ended 128 and its number.
    code = done.returncode if done.returncode >= 0 else 128 - done.returncode
    assert code == {"SIGINT": 130, "SIGTERM": 143, "SIGHUP": 129}[name]
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (
            "raise RuntimeError('broken' + chr(10) + 'for good')",
            {
                "zh": "minsheng 自身出错（RuntimeError: broken）；详情见 ",
                "en": "an error of minsheng itself (RuntimeError: broken); the details are in ",
            },
        ),
        (
            "raise MemoryError",
            {
                "zh": "内存不足（MemoryError）；详情见 ",
                "en": "there is not enough memory (MemoryError); the details are in ",
            },
        ),
    ],
)
def test_what_nobody_foresaw_is_one_sentence_and_a_file(faulty, tmp_path, fault, words, lang):
    done = faulty(fault, "minsheng.audit", "--lang", lang, "audit", "--fail-on", "contradiction")
    (file,) = tmp_path.glob("minsheng-*.log")
    assert (done.returncode, done.stdout) == (70, b"")
    assert done.stderr.decode() == f"{words[lang]}{file}\n"
    assert "Traceback" in file.read_text("utf-8")
    assert os.name == "nt" or file.stat().st_mode & 0o777 == 0o600


def test_what_nobody_foresaw_is_told_and_kept_without_secrets(faulty, tmp_path, monkeypatch):
    monkeypatch.setenv("PGPASSWORD", "s3cret-word")
    fault = "raise RuntimeError('s3cret-' + 'word postgresql://a:o' + 'ther-one@b/c')"
    done = faulty(fault, "minsheng.audit", "audit", "--fail-on", "contradiction")
    (file,) = tmp_path.glob("minsheng-*.log")
    assert done.returncode == 70
    for told in (done.stderr.decode(), file.read_text("utf-8")):
        assert "RuntimeError: *** postgresql://a:***@b/c" in told
        assert "s3cret-word" not in told
        assert "other-one" not in told


@pytest.mark.parametrize("lang", LANGUAGES)
def test_where_the_details_cannot_be_kept_the_sentence_says_so(run, monkeypatch, lang):
    def refuse(*_, **__):
        raise OSError

    monkeypatch.setattr("tempfile.NamedTemporaryFile", refuse)
    for error, words in [
        (
            KeyError("a"),
            {
                "zh": "minsheng 自身出错（KeyError: 'a'）；详情无法写入文件\n",
                "en": "an error of minsheng itself (KeyError: 'a'); the details could not "
                "be written to a file\n",
            },
        ),
        (
            MemoryError(),
            {
                "zh": "内存不足（MemoryError）；详情无法写入文件\n",
                "en": "there is not enough memory (MemoryError); the details could not be "
                "written to a file\n",
            },
        ),
    ]:
        monkeypatch.setattr("minsheng.load_plan", lambda *_, error=error: raise_(error))
        assert run(("--lang", lang, "list")) == (70, b"", words[lang].encode())


def raise_(error):
    raise error


def test_usage_errors_stay_those_of_click(run):
    code, output, messages = run(("show",))
    assert (code, output) == (2, b"")
    assert b"Missing argument 'NAME'" in messages


@pytest.mark.skipif(os.name == "nt", reason="no pipes of a shell")
@pytest.mark.parametrize("arguments", [("list",), ("--help",), ("path", "--csv")])
def test_a_reader_that_has_left_ends_the_command_without_a_word(arguments):
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, "-m", "minsheng", *arguments]
    done = subprocess.run(command, stdout=writing, stderr=subprocess.PIPE, check=False)
    os.close(writing)
    assert (done.returncode, done.stderr) == (141, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is full")
def test_a_full_disk_is_told_and_one_for_messages_changes_nothing():
    command = [sys.executable, "-m", "minsheng", "--lang", "en"]
    with Path("/dev/full").open("w") as full:
        done = subprocess.run([*command, "list"], stdout=full, stderr=subprocess.PIPE, check=False)
        silent = subprocess.run([*command, "show", "nix"], stderr=full, check=False)
        told = subprocess.run(
            [*command[:-1], "zh", "list", "--csv"], stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert done.returncode == told.returncode == 74
    assert done.stderr == b"the output could not be written: No space left on device\n"
    assert told.stderr.decode() == "输出无法写入：No space left on device\n"
    assert silent.returncode == 2


@pytest.mark.parametrize("slashes", ["/", "//"])
@pytest.mark.parametrize("password", ["s3cret-word", "s3cret/word"])
def test_no_password_of_the_command_line_is_printed(tmp_path, slashes, password):
    address = f"postgresql:{slashes}clerk:{password}@db.example/ledger"
    checked = ("check", "--plan", address)
    for command in (("verify", address), checked, ("record", address), (address,)):
        done = subprocess.run(
            [sys.executable, "-m", "minsheng", *command],
            capture_output=True,
            text=True,
            check=False,
            cwd=tmp_path,
        )
        assert done.returncode == 2
        told = done.stdout + done.stderr
        assert "s3cret" not in told
        assert "word@" not in told


def test_help_tells_the_exit_codes(run):
    told = run(("--help",))[1].decode()
    for code in (0, 1, 2, 3, 70, 74, 129, 130, 141, 143):
        assert re.search(rf"^ +{code}  \w", told, re.MULTILINE)
