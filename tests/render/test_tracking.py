"""What is noted of what a report depends on."""

import sqlite3
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from building import Wish, build

import minsheng as ms
from minsheng.render.running.tracking import TODAY, tracking_files


def test_a_plan_that_runs_depends_on_the_date_and_one_that_is_over_does_not():
    """Without observations the period is the last one that is over by today."""
    ended = build(Wish(baseline=40, targets={2020: 50}))
    running = build(
        Wish(baseline=40, targets={2900: 50}), baseline_year=2017, first_year=2018, last_year=2900
    )
    for plan, depends in ((ended, False), (running, True)):
        with tracking_files() as tracker:
            ms.stand(plan, ms.Ledger())
        assert (TODAY in tracker.files) is depends
        with tracking_files() as tracker:
            ms.stand(plan, ms.Ledger(), "2018")
        assert TODAY not in tracker.files


def _untold(path):
    raise FileNotFoundError(path)


@pytest.mark.parametrize("linux", [True, False])
def test_a_folder_elsewhere_may_be_deleted(linux, tmp_path, monkeypatch):
    """Its files are deleted by their names in an open folder, of which only Linux tells which."""
    here, elsewhere = tmp_path / "notebooks", tmp_path / "elsewhere"
    here.mkdir()
    elsewhere.mkdir()
    monkeypatch.chdir(here)
    if not linux:
        monkeypatch.setattr(Path, "readlink", _untold)
    with tracking_files(protected=here):
        with TemporaryDirectory(dir=elsewhere) as folder:
            Path(folder, "a.csv").write_text("1", encoding="utf-8")
        with pytest.raises(PermissionError):
            Path("a.csv").write_text("1", encoding="utf-8")
    assert not list(elsewhere.iterdir())


def test_a_database_in_memory_may_have_a_name(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with tracking_files(protected=tmp_path):
        sqlite3.connect("file:beds?mode=memory&cache=shared", uri=True).close()
        with pytest.raises(PermissionError):
            sqlite3.connect("file:beds.db", uri=True)
