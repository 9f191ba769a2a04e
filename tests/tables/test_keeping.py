"""What a process keeps of what it has loaded: `minsheng.tables.keeping`."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import minsheng as ms
from minsheng.render.running.tracking import tracking_files
from minsheng.render.settings import TO_KEEP
from minsheng.tables import keeping

SMALL = Path(__file__).parents[1] / "small_package"
ROW = "indicator,period,reported_on,value,status,source\n{},2021,2022-01-31,{},final,年报\n"


@pytest.fixture(autouse=True)
def nothing_kept(monkeypatch):
    monkeypatch.setattr(keeping, "_kept", {})


@pytest.fixture
def package(tmp_path):
    return Path(shutil.copytree(SMALL, tmp_path / "plan"))


@pytest.fixture
def ledger(tmp_path, package):
    plan = ms.load_plan(package)
    indicator = plan.indicators["indicator"].iloc[0]
    folder = tmp_path / "ledger"
    folder.mkdir()
    (folder / "observations.csv").write_text(ROW.format(indicator, 50), encoding="utf-8")
    return folder


def keep(package, ledger):
    with keeping.keeping():
        plan = ms.load_plan(package)
        return plan, ms.load_observations(plan, ledger)


def test_what_is_kept_is_taken_once(package, ledger):
    plan, observed = keep(package, ledger)
    again = ms.load_plan(package)
    assert again is plan
    assert ms.load_observations(again, ledger) is observed
    # A notebook that loads twice has two ledgers, as ever.
    assert ms.load_plan(package) is not plan
    assert ms.load_observations(again, ledger) is not observed


def test_nothing_is_kept_unless_asked_for(package):
    assert ms.load_plan(package) is not ms.load_plan(package)
    assert keeping._kept == {}


def test_a_plan_that_has_changed_is_read_again(package, ledger):
    plan, observed = keep(package, ledger)
    units = package / "units.csv"
    units.write_bytes(units.read_bytes() + b"\n")
    again = ms.load_plan(package)
    assert again is not plan
    assert again.fingerprint != plan.fingerprint
    assert ms.load_observations(again, ledger) is not observed


def test_a_ledger_that_has_changed_is_read_again(package, ledger):
    plan, observed = keep(package, ledger)
    file = ledger / "observations.csv"
    file.write_text(file.read_text(encoding="utf-8").replace(",50,", ",51,"), encoding="utf-8")
    assert ms.load_observations(plan, ledger).observations["value"].tolist() == [51]
    assert observed.observations["value"].tolist() == [50]


def test_a_table_that_comes_to_a_ledger_is_read(package, ledger):
    plan, _ = keep(package, ledger)
    indicator = plan.indicators["indicator"].iloc[0]
    head = "indicator,period,reported_on,problem,source\n"
    added = f"{head}{indicator},2021,2022-01-31,进度偏慢,年报\n"
    (ledger / "explanations.csv").write_text(added, encoding="utf-8")
    assert len(ms.load_observations(plan, ledger).explanations) == 1


def test_a_ledger_of_another_plan_is_not_taken(package, ledger):
    _, observed = keep(package, ledger)
    other = ms.load_plan(shutil.copytree(package, package.with_name("other")))
    assert ms.load_observations(other, ledger) is not observed


def test_a_fault_is_told_as_ever(package, ledger):
    keep(package, ledger)
    (package / "units.csv").unlink()
    with pytest.raises(ms.BadInput, match=r"units\.csv"):
        ms.load_plan(package)


def test_the_same_files_are_recorded_as_read(package, ledger):
    with tracking_files() as read:
        ms.load_observations(ms.load_plan(package), ledger)
    keep(package, ledger)
    with tracking_files() as taken:
        ms.load_observations(ms.load_plan(package), ledger)
    assert keeping._kept == {}
    assert taken.recorded() == read.recorded()
    assert str(ledger / "task_status.csv") in taken.recorded()


def test_the_demonstration_is_kept_too():
    plan, made_up = keep(None, "demo")
    assert ms.load_observations(plan, "demo") is made_up


def test_the_process_that_others_are_forked_from_keeps_what_it_is_told(package, ledger):
    code = (
        "import os; from minsheng.tables import keeping; import minsheng.render.running.preload;"
        f"print(len(keeping._kept), {TO_KEEP!r} in os.environ)"
    )
    told = {**os.environ, TO_KEEP: f'[["{package}", "{ledger}"]]'}
    done = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True, env=told
    )
    assert done.stdout == "2 False\n"
