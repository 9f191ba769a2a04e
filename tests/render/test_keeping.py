"""The files of a report change together or not at all, and what is said of it is true."""

import errno
from pathlib import Path

import pytest

from minsheng.render import jobs
from minsheng.render.freshness import Decision, Records, State
from minsheng.render.outputs import store
from minsheng.render.running.task import RunResult
from minsheng.text.language import using

OLD, NEW = "an older run", "this run"


def made(text, *endings, **further):
    return RunResult({ending: text.encode() for ending in endings}, **further)


@pytest.fixture
def job(plan, tmp_path):
    return jobs(plan, "", tmp_path, names=("plan",), langs=("en",))[0]


@pytest.fixture
def put(job, tmp_path):
    return lambda what: store(job, what, Decision(State.STALE), Records(tmp_path), "shell")


ENDINGS = (".ipynb", ".html", ".results.json", ".results.csv")


def there(job):
    return {
        path.name: path.read_text() if path.is_file() else "folder"
        for path in job.page.parent.iterdir()
    }


def refuse(monkeypatch, method, *names):
    """Let an operation on files of these names fail, as it does for a file open in Office."""
    real = getattr(Path, method)

    def guarded(self, *given, **further):
        target = Path(given[0]) if method == "replace" else self
        if target.name in names:
            raise PermissionError(errno.EACCES, "Permission denied")
        return real(self, *given, **further)

    monkeypatch.setattr(Path, method, guarded)


@pytest.mark.parametrize("stuck", ENDINGS)
def test_with_one_file_that_cannot_be_replaced_all_stay(job, put, monkeypatch, stuck):
    assert put(made(OLD, *ENDINGS)).ok
    before = there(job)
    refuse(monkeypatch, "replace", f"plan{stuck}")
    outcome = put(made(NEW, *ENDINGS))
    assert outcome.error == (
        "the report was made but could not be written: Permission denied; the files that were "
        "there are as they were"
    )
    assert there(job) == before
    monkeypatch.undo()
    assert put(made(NEW, *ENDINGS)).ok
    assert set(there(job).values()) == {NEW}


def test_with_a_folder_in_the_place_of_one_nothing_is_left_of_the_others(job, put):
    job.beside(".results.csv").mkdir(parents=True)
    assert not put(made(NEW, *ENDINGS)).ok
    assert there(job) == {"plan.results.csv": "folder"}


def test_what_goes_with_a_run_goes_with_all_of_it(job, put, monkeypatch):
    put(made(OLD, *ENDINGS, ".pdf"))
    put(RunResult(error="no figure"))
    before = there(job)
    assert "plan.failed.html" in before
    refuse(monkeypatch, "unlink", "plan.failed.html")
    assert "Permission denied" in put(made(NEW, *ENDINGS, unmade={"pdf": "no font"})).error
    assert there(job) == before
    monkeypatch.undo()
    assert list(put(made(NEW, *ENDINGS, unmade={"pdf": "no font"})).unmade) == ["pdf"]
    assert there(job) == {f"plan{ending}": NEW for ending in ENDINGS}


def test_without_links_the_older_files_are_copied(job, put, monkeypatch):
    def none(self, target):
        raise OSError(errno.EPERM, "Operation not permitted")

    put(made(OLD, *ENDINGS))
    before = there(job)
    monkeypatch.setattr(Path, "hardlink_to", none)
    refuse(monkeypatch, "replace", "plan.results.csv")
    assert not put(made(NEW, *ENDINGS)).ok
    assert there(job) == before


def test_what_cannot_be_put_back_is_named_and_made_anew(job, put, monkeypatch, tmp_path):
    put(made(OLD, *ENDINGS))
    real, done = Path.replace, []

    def once(self, target):
        """Replace the notebook, and from then on nothing."""
        if done:
            raise PermissionError(errno.EACCES, "Permission denied")
        done.append(target)
        return real(self, target)

    monkeypatch.setattr(Path, "replace", once)
    outcome = put(made(NEW, *ENDINGS))
    assert outcome.error == (
        "the report was made but not all of it could be written: Permission denied; these files "
        "are new and could not be put back: plan.ipynb; the next run makes it anew"
    )
    assert there(job) == {f"plan{ending}": OLD for ending in ENDINGS} | {"plan.ipynb": NEW}
    with using("en"):
        assert Records(tmp_path).read(job).lack == "new"


@pytest.mark.parametrize("moment", range(4))
def test_a_run_killed_while_files_change_leaves_no_record_of_a_good_report(
    job, put, monkeypatch, tmp_path, moment
):
    put(made(OLD, *ENDINGS))
    real, done = Path.replace, []

    class Killed(BaseException):
        pass

    def killed(self, target):
        if len(done) == moment:
            monkeypatch.setattr("minsheng.files._restore", lambda *_: None)  # no one is left to
            raise Killed
        done.append(target)
        return real(self, target)

    monkeypatch.setattr(Path, "replace", killed)
    with pytest.raises(Killed):
        put(made(NEW, *ENDINGS))
    monkeypatch.undo()
    assert sorted(there(job).values()) == sorted([NEW] * moment + [OLD] * (4 - moment))
    assert Records(tmp_path).read(job).record is None
    assert put(made(NEW, *ENDINGS)).ok


def test_an_interruption_puts_back_what_was_there(job, put, monkeypatch):
    put(made(OLD, *ENDINGS))
    before, real = there(job), Path.replace

    def interrupted(self, target):
        real(self, target)
        if Path(target).name == "plan.results.json" and not done:
            done.append(target)
            raise KeyboardInterrupt

    done = []
    monkeypatch.setattr(Path, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        put(made(NEW, *ENDINGS))
    assert there(job) == before


def test_a_failure_after_a_failure_leaves_no_notebook_of_the_first(job, put):
    first = put(
        RunResult(
            {
                ".partial.ipynb": b'{"cells": [], "metadata": {}, "nbformat": 4, '
                b'"nbformat_minor": 5}'
            },
            error="first",
        )
    )
    assert first.partial.is_file()
    second = put(RunResult(error="second"))
    assert second.partial is None
    assert not first.partial.exists()
    assert "second" in job.beside(".failed.html").read_text(encoding="utf-8")
