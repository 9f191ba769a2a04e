"""What is kept beside the reports may be nonsense: it is set aside and made anew, or told."""

import errno
import fcntl
import json
import os
from pathlib import Path

import pytest
from click.testing import CliRunner
from render.books import notebook

from minsheng.cli import main
from minsheng.errors import BadInput
from minsheng.render import RunSettings, jobs, render
from minsheng.render.freshness import Records
from minsheng.render.pruning import prune
from minsheng.render.request import Request, list_reports
from minsheng.render.run_log import begin, runs
from minsheng.render.state import STATE, Busy, locked, write_sealed

pytestmark = pytest.mark.notebooks
DEEP = b"[" * 100_000
NONSENSE = {
    "deep": DEEP,
    "deep table": b'{"a":' * 100_000,
    "no text": b"\xff\xfe\x00\xd8",
    "empty": b"",
    "list": b"[]",
    "number": b"5",
    "text": b'"x"',
    "null": b"null",
}


@pytest.fixture
def make(plan, folder, tmp_path):
    notebook(folder, "report", "print('fine')")

    def made():
        todo = jobs(plan, "", tmp_path, folder=folder)
        return render(plan, todo, tmp_path, RunSettings(workers=1))[0]

    return made


def record_of(plan, folder, tmp_path):
    return Records(tmp_path).place(jobs(plan, "", tmp_path, folder=folder)[0].page)


def test_nonsense_in_any_state_file_is_made_anew(plan, folder, tmp_path, make):
    make()
    record = record_of(plan, folder, tmp_path)
    state = tmp_path / STATE
    manifest = tmp_path / plan.facts.plan / "manifest.json"
    for raw in NONSENSE.values():
        record.write_bytes(raw)
        (state / "holder.json").write_bytes(raw)
        manifest.write_bytes(raw)
        (state / "runs" / "000001.jsonl").write_bytes(raw + b"\n")
        assert make().made
        assert list(json.loads(manifest.read_bytes())["reports"]) == ["zh/report.html"]
        assert runs(tmp_path)[-1].broken == (raw != b"")
        assert make().unchanged


@pytest.mark.parametrize(
    "change",
    [
        {"keys": 5},
        {"keys": {"notebook": 5}},
        {"outputs": [1]},
        {"outputs": {".html": None}},
        {"seconds": "long"},
        {"made": 5},
        {"used": 5},
        {"used": {"before": 5}},
        {"used": []},
        {"used": {"after": {"a": 1}}},
        {"used": {"loaded": None}},
        {"other": 1},
    ],
)
def test_wrong_values_in_a_well_sealed_record_are_noticed(plan, folder, tmp_path, make, change):
    make()
    path = record_of(plan, folder, tmp_path)
    write_sealed(path, {**json.loads(json.loads(path.read_bytes())["content"]), **change})
    outcome = make()
    assert outcome.why == "上次的记录出自另一版本"
    assert make().unchanged


def test_a_sealed_record_that_is_no_table_is_noticed(plan, folder, tmp_path, make):
    make()
    for content in ([], 5, "x", None):
        write_sealed(record_of(plan, folder, tmp_path), content)
        assert make().made


@pytest.mark.parametrize(
    "change",
    [
        {"jobs": 5},
        {"jobs": [5]},
        {"jobs": [{}]},
        {"jobs": None},
        {"title": None, "jobs": [[]]},
        {"to_come": 5},
        {"to_come": {"final": "soon"}},
    ],
)
def test_wrong_values_in_a_remembered_list_are_found_out_again(tmp_path, change):
    request = Request(notebooks=("plan",))
    first = list_reports(request, tmp_path)
    (place,) = (tmp_path / STATE / "asked").iterdir()
    known = json.loads(json.loads(place.read_bytes())["content"])
    write_sealed(place, {**known, **change})
    assert list_reports(request, tmp_path).jobs == first.jobs
    for wrong in ({"page": 5}, {"formats": 5}, {"formats": [5]}, {"lang": "fr"}, {"notebook": 5}):
        write_sealed(place, {**known, "jobs": [{**known["jobs"][0], **wrong}]})
        assert list_reports(request, tmp_path).jobs == first.jobs
    for raw in NONSENSE.values():
        place.write_bytes(raw)
        assert list_reports(request, tmp_path).jobs == first.jobs


def test_a_register_of_nonsense_is_listed_as_far_as_it_goes(tmp_path):
    folder = tmp_path / STATE / "runs"
    folder.mkdir(parents=True)
    (folder / "000001.jsonl").write_text(
        "\n".join(
            [
                '{"kind": "run", "process": 99999999999999999999, "host": "x", "began": "y"}',
                '{"kind": "run", "process": "x"}',
                '{"kind": "end", "seconds": "long"}',
                '{"kind": "end", "exit": [1]}',
                '{"kind": "report", "page": []}',
                '{"kind": []}',
                '{"kind": "other"}',
                '{"kind": "report", "state": "made", "name": "\\udcff"}',
            ]
        )
    )
    (folder / "².jsonl").write_text("{}")
    (folder / "000003.jsonl").mkdir()
    found = {run.number: run for run in runs(tmp_path)}
    assert found[1].broken == 6
    assert found[1].count("made") == 1
    for words in (["runs"], ["runs", "--json"]):
        said = CliRunner().invoke(main, ["--lang", "en", *words, "-o", str(tmp_path)])
        assert said.exit_code == 0, said.exception
    with locked(tmp_path):
        pass


def test_a_folder_of_state_that_is_none_is_told_or_done_without(plan, folder, tmp_path, make):
    (tmp_path / STATE).mkdir()
    (tmp_path / STATE / "runs").write_text("in the way")
    assert make().made
    assert runs(tmp_path) == []
    other = tmp_path / "other"
    other.mkdir()
    (other / STATE).write_text("in the way")
    with pytest.raises(BadInput, match="无法写入"):
        render(plan, jobs(plan, "", other, folder=folder), other)


@pytest.mark.parametrize("code", [errno.ENOLCK, errno.EIO, errno.EOPNOTSUPP, errno.ENOSYS])
def test_a_file_system_that_cannot_lock_is_told(tmp_path, monkeypatch, code):
    def refuse(*_):
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(fcntl, "flock", refuse)
    with pytest.raises(BadInput) as raised, locked(tmp_path):
        pass
    assert raised.value.faults[0].text("en") == (
        f"{tmp_path}: cannot be locked, so nothing was written: without a lock, what others write "
        "could be lost; "
        f"found “{os.strerror(code)}”"
    )


@pytest.mark.parametrize("command", [["render", "-n", "plan"], ["prune"], ["runs"], ["demo"]])
def test_a_name_that_no_folder_can_have_is_told(tmp_path, command):
    for output in (tmp_path / ("x" * 300), tmp_path / "file" / "below"):
        (tmp_path / "file").write_text("")
        said = CliRunner().invoke(main, ["--lang", "en", *command, "-o", str(output)])
        assert isinstance(said.exception, SystemExit) or said.exception is None
        assert said.exit_code == (0 if command == ["runs"] else 2)
        words = "Nothing was rendered" if command == ["runs"] else "cannot be written to"
        assert words in said.output
        assert "index:" not in said.output
    said = CliRunner().invoke(main, ["--lang", "en", *command, "-o", str(tmp_path / "file")])
    assert said.exit_code == 2
    assert "is a file" in said.output


def test_what_cannot_be_deleted_is_told(tmp_path, monkeypatch):
    (tmp_path / ".minsheng-rest").write_text("half")
    (tmp_path / ".minsheng-second").write_text("half")
    real = Path.unlink

    def refuse(self, missing_ok=False):
        if self.name.endswith("rest"):
            raise OSError(errno.EROFS, "Read-only file system")
        real(self, missing_ok=missing_ok)

    monkeypatch.setattr(Path, "unlink", refuse)
    said = CliRunner().invoke(main, ["--lang", "en", "prune", "-o", str(tmp_path)])
    assert said.exit_code == 2
    assert ".minsheng-rest: cannot be deleted; found “Read-only file system”" in said.output
    assert not (tmp_path / ".minsheng-second").exists()


def test_who_holds_a_folder_is_told_where_it_can_be_read(tmp_path):
    for raw in NONSENSE.values():
        with locked(tmp_path):
            (tmp_path / STATE / "holder.json").write_bytes(raw)
            with pytest.raises(Busy), locked(tmp_path):
                pass


def test_reports_of_somebody_else_in_the_folder_do_not_stop_the_index(plan, tmp_path, make):
    outcome = make()
    place = outcome.job.page.parent
    for number, text in enumerate(
        [
            *NONSENSE.values(),
            b'{"metadata": 5}',
            b'{"metadata": {"minsheng": 5}}',
            b'{"metadata": {"minsheng": {"page_title": [1], "order": "x"}, "papermill": 5}}',
            b'{"metadata": {"minsheng": {"page_title": 5}, "papermill": {"parameters": []}}}',
        ]
    ):
        (place / f"other-{number}.html").write_text("")
        (place / f"other-{number}.ipynb").write_bytes(text)
    (tmp_path / STATE / "records").rename(tmp_path / "away")
    assert make().made
    assert "report.html" in (place / "index.html").read_text(encoding="utf-8")
    assert prune(tmp_path, most=0).remaining > 0


def test_the_register_is_readable_whatever_the_passwords_are(tmp_path, monkeypatch):
    secret = 'a"b\\c&d-1'
    asked = {
        "observations": f"it is {secret}",
        "names": ["report", secret],
        "n": 123456,
        "folder": Path("x") / "s3cret-word",
    }
    monkeypatch.setenv("PGPASSWORD", secret)
    monkeypatch.setenv("MINSHENG_SMTP_PASSWORD", "s3cret-word")
    begin(tmp_path, asked).close(0)
    for weak in ("report", "123456", "number"):
        monkeypatch.setenv("PGPASSWORD", weak)
        begin(tmp_path, {"n": 123456, "names": ["report"]}).close(0)
    *weak, first = runs(tmp_path)
    assert [run.broken for run in (*weak, first)] == [0] * 4
    assert first.about["asked"] == {
        "observations": "it is ***",
        "names": ["report", "***"],
        "n": 123456,
        "folder": "x/***",
    }
    assert all(run.about["asked"] == {"n": 123456, "names": ["report"]} for run in weak)
