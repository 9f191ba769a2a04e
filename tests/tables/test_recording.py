"""Adding to a ledger: checked with what is there, whole or not at all, nothing ever changed."""

import datetime as dt
import errno
import json
import stat
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner

import minsheng as ms
from minsheng.cli import FAULTY, main
from minsheng.files import write_whole
from minsheng.plan.observations import COLUMNS
from minsheng.tables import record
from minsheng.tables.schema import ledger_tables
from minsheng.text.language import using

HEAD = "indicator,period,reported_on,value,status"
FIRST = "parks.count,2021,2022-01-10,13,final"


def write(path, *lines, encoding="utf-8"):
    path.write_bytes(("\n".join(lines) + "\n").encode(encoding))
    return path


def told(error):
    return [(fault.code, fault.file, fault.row, fault.column) for fault in error.value.faults]


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "ledger"


@pytest.fixture
def report(tmp_path):
    return write(tmp_path / "report.csv", HEAD, FIRST)


def observations(plan, folder):
    return ms.load_observations(plan, folder).observations


def test_rows_are_added_and_a_correction_is_named(small_plan, folder, report, tmp_path):
    done = record(small_plan, report, folder)
    assert (done.added, done.corrections, done.known) == (1, (), 0)
    later = write(
        tmp_path / "later.csv",
        HEAD,
        "parks.count,2021年,2022/3/10,14,修订",
        "parks.count,2022,2023-01-10,15,final",
    )
    before = (folder / "observations.csv").read_bytes()
    done = record(small_plan, later, folder)
    assert (done.added, done.corrections) == (2, ("parks.count 2021 2022-03-10",))
    after = (folder / "observations.csv").read_bytes()
    assert after.startswith(before)
    assert list(observations(small_plan, folder)["value"]) == [13, 14, 15]


def test_the_same_file_twice_adds_nothing(small_plan, folder, report):
    record(small_plan, report, folder)
    before = (folder / "observations.csv").read_bytes()
    done = record(small_plan, report, folder)
    assert (done.added, done.known) == (0, 1)
    assert (folder / "observations.csv").read_bytes() == before


def test_another_value_for_the_same_day_is_refused(small_plan, folder, report):
    record(small_plan, report, folder)
    before = (folder / "observations.csv").read_bytes()
    write(report, HEAD, FIRST.replace("13", "14"), "parks.count,2022,2023-01-10,15,final")
    with pytest.raises(ms.BadInput) as error:
        record(small_plan, report, folder)
    key = "indicator+period+reported_on"
    assert told(error) == [("reported_twice", "report.csv", 2, key)]
    assert (folder / "observations.csv").read_bytes() == before


def test_every_fault_is_told_and_nothing_is_written(small_plan, folder, report):
    write(report, HEAD, "parks.cuont,2021,2022-01-10,13,final", FIRST.replace("13", "many"))
    with pytest.raises(ms.BadInput) as error:
        record(small_plan, report, folder)
    assert told(error) == [
        ("unknown_indicator", "report.csv", 2, "indicator"),
        ("not_a_number", "report.csv", 3, "value"),
    ]
    assert not folder.exists()


def test_a_ledger_with_a_fault_of_its_own_is_not_added_to(small_plan, folder, report):
    folder.mkdir()
    path = write(folder / "observations.csv", HEAD, "parks.count,2022,2023-01-10,-1,final")
    before = path.read_bytes()
    with pytest.raises(ms.BadInput) as error:
        record(small_plan, report, folder)
    assert told(error) == [("negative_value", str(path), 2, "value")]
    assert path.read_bytes() == before


def test_made_up_rows_do_not_enter_a_ledger(small_plan, folder, report):
    write(report, f"{HEAD},source", f"{FIRST},演示数据 synthetic")
    with pytest.raises(ms.BadInput) as error:
        record(small_plan, report, folder)
    assert told(error) == [("synthetic_rows", "report.csv", 2, "source")]


def test_explanations_and_tasks_are_known_by_their_columns(small_plan, folder, tmp_path):
    why = write(
        tmp_path / "why.csv",
        "indicator,period,reported_on,problem",
        "parks.count,2021,2022-01-10,选址未定",
    )
    tasks = write(
        tmp_path / "tasks.csv",
        "task,period,reported_on,status",
        "parks.project1.1,2021,2022-01-10,启动实施",
    )
    assert record(small_plan, why, folder).path == folder / "explanations.csv"
    assert record(small_plan, tasks, folder).path == folder / "task_status.csv"
    ledger = ms.load_observations(small_plan, folder)
    assert list(ledger.explanations["problem"]) == ["选址未定"]
    assert list(ledger.task_status["status"]) == ["started"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("last", ["", "end"])
def test_a_file_keeps_its_encoding_and_line_ends(encoding, end, last, small_plan, folder, report):
    folder.mkdir()
    lines = [f"{HEAD},note", "parks.count,2022,2023-01-10,15,final,新建"]
    path = folder / "observations.csv"
    before = (end.join(lines) + (end if last else "")).encode(encoding)
    path.write_bytes(before)
    record(small_plan, report, folder)
    text = path.read_bytes().decode(encoding)
    assert path.read_bytes().startswith(before)
    assert text == end.join([*lines, f"{FIRST},"]) + end


def test_a_column_that_the_ledger_left_out_is_not_lost(small_plan, folder, report):
    folder.mkdir()
    path = write(folder / "observations.csv", HEAD, "parks.count,2022,2023-01-10,15,final")
    write(report, f"{HEAD},note", f"{FIRST},新建1个")
    with pytest.raises(ms.BadInput) as error:
        record(small_plan, report, folder)
    assert told(error) == [("missing_column", str(path), 1, "note")]


def test_what_is_typed_is_written_plainly_and_reads_the_same(small_plan, folder, report):
    write(
        report,
        HEAD,
        "parks.visits,2021年,2022年1月10日,1.8万,最终",
        "parks.green_share.urban,2021上半年,2021/7/10,３８.50%,初步",
        "reading.card_share,2021,2022-1-10,324/1200,最终",
        "parks.litter_ratio,2021,2022-1-10,1︰0.85,最终",
        "parks.lake_park,2022,2023-1-10,是,最终",
    )
    wanted = ms.load_observations(small_plan, report)
    done = record(small_plan, report, folder)
    assert (folder / "observations.csv").read_text(encoding="utf-8").splitlines()[1:] == [
        "parks.visits,2021,2022-01-10,18000,,,final,,",
        "parks.green_share.urban,2021H1,2021-07-10,38.50%,,,provisional,,",
        "reading.card_share,2021,2022-01-10,,324,1200,final,,",
        "parks.litter_ratio,2021,2022-01-10,0.85,,,final,,",
        "parks.lake_park,2022,2023-01-10,1,,,final,,",
    ]
    assert observations(small_plan, folder).equals(wanted.observations)
    assert record(small_plan, report, folder).known == done.added == 5


def test_a_warning_is_told_of_the_rows_added_only(small_plan, folder, report):
    folder.mkdir()
    write(folder / "observations.csv", HEAD, "parks.count,2022,2023-01-10,100,final")
    write(report, HEAD, "parks.count,2023,2024-01-10,101,final")
    done = record(small_plan, report, folder)
    assert [(f.code, f.file, f.row) for f in done.warnings] == [
        ("warnings.far_above", "report.csv", 2)
    ]


def test_a_write_that_fails_leaves_the_ledger_as_it_was(small_plan, folder, report, monkeypatch):
    folder.mkdir()
    path = write(folder / "observations.csv", HEAD, "parks.count,2022,2023-01-10,15,final")

    def files():
        return {file.name: file.read_bytes() for file in folder.iterdir() if file.suffix != ".lock"}

    before = files()

    def fail(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("os.fsync", fail)
    with pytest.raises(ms.BadInput) as error:
        record(small_plan, report, folder)
    (fault,) = error.value.faults
    assert fault.text("en") == f"{path}: cannot be written to; found “No space left on device”"
    assert fault.text("zh") == f"{path}：无法写入；填写为“No space left on device”"
    assert files() == before
    assert path.exists()


def test_what_somebody_else_added_meanwhile_is_not_lost(small_plan, folder, report, monkeypatch):
    folder.mkdir()
    path = write(folder / "observations.csv", HEAD, "parks.count,2022,2023-01-10,15,final")
    other = [HEAD, "parks.count,2022,2023-01-10,15,final", "parks.count,2023,2024-01-10,18,final"]
    monkeypatch.setattr("minsheng.tables.recording.warnings", lambda _: write(path, *other) and [])
    with pytest.raises(ms.BadInput) as error:
        record(small_plan, report, folder)
    assert told(error) == [("ledger_changed", str(path), None, "")]
    assert "请重新登记" in error.value.text("zh")
    assert "so add it again" in error.value.text("en")
    assert path.read_text(encoding="utf-8").splitlines() == other


# Several who add at once

ADDING = """
import sys
import minsheng as ms
from minsheng import files
from minsheng.tables import record
package, folder, wait, *reports = sys.argv[1:]
files.WAIT = float(wait)
plan = ms.load_plan(package)
for report in reports:
    try:
        print(record(plan, report, folder).added)
    except ms.BadInput as error:
        print(error.faults[0].code)
"""


def adding(package, folder, reports, wait=60.0):
    words = [sys.executable, "-c", ADDING, package, folder, str(wait), *reports]
    return subprocess.Popen(words, stdout=subprocess.PIPE, text=True)


def test_rows_are_as_many_as_successes_when_four_add_at_once(small_plan, small_package, tmp_path):
    days = [f"2022-{month:02}-{day:02}" for month in (3, 4) for day in range(1, 9)]
    reports = [
        write(tmp_path / f"{day}-{who}.csv", HEAD, f"{who},2021,{day},13,final")
        for who in ("parks.count", "parks.visits")
        for day in days
    ]
    running = [adding(small_package, tmp_path / "ledger", reports[first::4]) for first in range(4)]
    told = [process.communicate()[0].split() for process in running]
    assert told == [["1"] * 8] * 4
    assert len(observations(small_plan, tmp_path / "ledger")) == 32


def test_a_second_process_waits_and_is_refused_in_words(
    small_plan, small_package, folder, report, tmp_path, monkeypatch
):
    """It comes between reading and writing, where its row would be lost."""
    other = write(tmp_path / "other.csv", HEAD, "parks.count,2022,2023-01-10,15,final")
    said = []

    def meanwhile(path, content):
        said.append(adding(small_package, folder, [other], 0.0).communicate()[0].split())
        write_whole(path, content)

    monkeypatch.setattr("minsheng.tables.recording.write_whole", meanwhile)
    assert record(small_plan, report, folder).added == 1
    assert said == [["another_writer"]]
    monkeypatch.undo()
    assert record(small_plan, other, folder).added == 1
    assert list(observations(small_plan, folder)["value"]) == [13, 15]


def test_a_ledger_that_is_a_link_stays_one(small_plan, folder, report, tmp_path):
    folder.mkdir()
    elsewhere = write(tmp_path / "elsewhere.csv", HEAD, "parks.count,2022,2023-01-10,15,final")
    elsewhere.chmod(0o600)
    (folder / "observations.csv").symlink_to(elsewhere)
    record(small_plan, report, folder)
    assert (folder / "observations.csv").is_symlink()
    assert elsewhere.read_text(encoding="utf-8").splitlines()[2] == FIRST
    assert stat.S_IMODE(elsewhere.stat().st_mode) == 0o600


# The ledger of the plan's own package


@pytest.fixture
def package(small_package):
    """The small package with an empty ledger of its own."""
    shipped = Path(ms.tables.__file__).with_name("ledger.json")
    path = small_package / "datapackage.json"
    descriptor = json.loads(path.read_text(encoding="utf-8"))
    descriptor["resources"] += json.loads(shipped.read_text(encoding="utf-8"))["resources"]
    path.write_text(json.dumps(descriptor), encoding="utf-8")
    for table in ledger_tables().values():
        write(small_package / table.path, ",".join(table.columns))
    return small_package


def test_the_package_of_the_plan_is_added_to_when_no_folder_is_named(package, report):
    plan = ms.load_plan(package)
    assert record(plan, report).path.resolve() == (package / "observations.csv").resolve()
    assert list(ms.load_observations(plan).observations["value"]) == [13]
    assert ms.check_package(package) == []
    assert ms.load_plan(package).fingerprint == plan.fingerprint


def test_a_package_that_was_added_to_is_still_a_valid_data_package(package, report):
    import warnings

    write(
        report,
        f"{HEAD},source",
        f"{FIRST},统计年报",
        "reading.card_share,2021,2022-01-10,324/1200,最终,",
        "reading.satisfaction,2021,2022-01-10,0.5%,最终,",
    )
    record(ms.load_plan(package), report)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from frictionless import Resource, system

        with system.use_context(trusted=True):
            path = package / "datapackage.json"
            descriptor = json.loads(path.read_text(encoding="utf-8"))
            spec = next(item for item in descriptor["resources"] if item["name"] == "observations")
            spec["path"] = str(package / spec["path"])
            spec["schema"].pop("foreignKeys")
            result = Resource.from_descriptor(spec).validate()
    assert result.valid, result.flatten(["fieldName", "rowNumber", "message"])


def test_a_package_without_a_ledger_asks_for_a_folder(small_plan, report):
    with pytest.raises(ms.BadInput) as error:
        record(small_plan, report)
    (fault,) = error.value.faults
    assert fault.text("zh") == (
        "该规划的数据包没有声明台账；请用 --observations 指定文件夹；填写为“small-2021-2023”"
    )
    assert fault.text("en") == (
        "the plan's package declares no ledger: name a folder with --observations; "
        "found “small-2021-2023”"
    )


# The commands


@pytest.fixture
def run():
    def call(*arguments, code=0, lang="zh"):
        with using(lang):
            result = CliRunner().invoke(main, [str(word) for word in arguments])
        assert result.exit_code == code, result.output
        return result.output

    return call


def test_record_says_what_it_did(run, package, report, folder):
    words = ("record", report, "--plan", package, "--observations", folder)
    path = folder / "observations.csv"
    assert run(*words) == f"已登记1行，其中更正0行：{path}\n"
    assert run(*words) == "1行台账中已有，不重复登记。\n没有需要登记的新数据。\n"
    write(report, HEAD, "parks.count,2021,2022-03-10,100,revised")
    said = run(*words, lang="en")
    assert "To be verified: report.csv, row 2, column value: is more than five times" in said
    assert "Corrects an earlier row: parks.count 2021 2022-03-10" in said
    assert f"1 row added, 1 of them a correction: {path}" in said


def test_record_refuses_in_words(run, package, report, folder):
    write(report, HEAD, "parks.cuont,2021,2022-01-10,13,final")
    said = run("record", report, "--plan", package, "--observations", folder, code=FAULTY)
    assert "没有这个指标；填写为“parks.cuont”" in said
    missing = folder / "nowhere.csv"
    assert "文件不存在" in run("record", missing, "--plan", package, code=FAULTY)


def test_a_workbook_is_told_as_one(run, package, report, folder):
    pd.DataFrame({"indicator": ["parks.count"]}).to_excel(report.with_suffix(".xlsx"), index=False)
    words = ("record", report.with_suffix(".xlsx"), "--plan", package, "--observations", folder)
    said = run(*words, code=FAULTY)
    assert "report.xlsx：是工作簿（Excel 或 WPS 表格），不是 CSV；请在其中选“文件—另存为”" in said
    said = run(*words, code=FAULTY, lang="en")
    assert "is a workbook of Excel or WPS, not CSV; open it there, choose File, Save As" in said


@pytest.mark.parametrize(
    ("lang", "words"), [("zh", "路径为空；当前文件夹应写作“.”"), ("en", "the path is empty")]
)
@pytest.mark.parametrize(
    "command", [("record", "report.csv", "--observations", ""), ("prune", "-o", "")]
)
def test_an_empty_path_is_refused_in_words(run, tmp_path, monkeypatch, command, lang, words):
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "report.csv", HEAD, FIRST)
    assert words in run(*command, code=FAULTY, lang=lang)
    assert [path.name for path in tmp_path.iterdir()] == ["report.csv"]


def test_check_looks_at_a_ledger_and_leaves_it_alone(run, package, report):
    assert run("check", "--plan", package, "--observations", report) == "数据包和台账没有问题。\n"
    before = report.read_bytes()
    write(report, HEAD, "parks.count,2021,2022-01-10,100,revised")
    said = run("check", "--plan", package, "--observations", report, lang="en")
    assert said.count("To be verified:") == 2
    write(report, HEAD, "parks.cuont,2021,2022-01-10,13,final")
    assert "没有这个指标" in run("check", "--plan", package, "--observations", report, code=FAULTY)
    assert before != report.read_bytes()
    write(package / "observations.csv", "indicator,period,reported_on,value", FIRST)
    assert "缺少这一列" in run("check", "--plan", package, code=FAULTY)


def test_the_demonstration_can_be_looked_at_but_not_recorded(plan, tmp_path):
    ledger = ms.load_observations(plan, "demo")
    assert ledger.synthetic
    rows = ledger.observations.assign(reported_on=ledger.observations["reported_on"].dt.date)
    path = tmp_path / "demo.csv"
    rows.drop(columns="decimals").to_csv(path, index=False)
    with pytest.raises(ms.BadInput) as error:
        record(plan, path, tmp_path / "ledger")
    assert "synthetic_rows" in {fault.code for fault in error.value.faults}
    assert not (tmp_path / "ledger").exists()


def test_every_column_of_a_ledger_can_be_recorded(small_plan, folder, tmp_path):
    """What is written holds every column, so that nothing that was reported is dropped."""
    for name, table in ledger_tables().items():
        cells = dict.fromkeys(table.columns, "") | {
            "indicator": "parks.count",
            "task": "parks.project1.1",
            "period": "2021",
            "reported_on": "2022-01-10",
            "value": "13",
            "due": "2022-06-30",
            "department": "landscape",
            "status": "completed" if name == "task_status" else "final",
        }
        texts = [cells[column] or column for column in table.columns]
        if name == "observations":
            texts = ["" if cell in ("numerator", "denominator") else cell for cell in texts]
        path = write(tmp_path / f"{name}-new.csv", ",".join(table.columns), ",".join(texts))
        record(small_plan, path, folder)
        (row,) = getattr(ms.load_observations(small_plan, folder), name).to_dict("records")
        free = set(COLUMNS[name]) & {"source", "note", "achieved", "problem", "cause", "action"}
        assert all(row[column] == column for column in free)


def test_a_row_of_the_same_day_names_the_row_that_it_clashes_with(small_plan, folder, report):
    record(small_plan, report, folder)
    write(report, HEAD, "parks.count,2021,2022-01-10,14,final")
    with pytest.raises(ms.BadInput) as error:
        record(small_plan, report, folder)
    (fault,) = error.value.faults
    ledger = folder / "observations.csv"
    assert fault.text("en") == (
        "report.csv, row 2, column indicator+period+reported_on: the same was reported on that day "
        "already; a correction or withdrawal bears a later day; found “parks.count, 2021, "
        f"2022-01-10”; in the ledger: {ledger}, row 2"
    )
    assert "同一数据当日已有另一条记录" in fault.text("zh")
    assert f"台账中：{ledger}，第2行" in fault.text("zh")


def test_a_row_of_a_day_to_come_is_refused(small_plan, folder, report):
    with pytest.raises(ms.BadInput) as error:
        record(small_plan, report, folder, dt.date(2022, 1, 9))
    (fault,) = error.value.faults
    assert fault.text("en") == (
        "report.csv, row 2, column reported_on: is a day still to come; if it stands, no "
        "correction made before that day counts; found “2022-01-10”; allowed: ≤2022-01-09"
    )
    assert "报送日期还没有到" in fault.text("zh")
    assert record(small_plan, report, folder, dt.date(2022, 1, 10)).added == 1
    early = dt.date(2022, 1, 9)
    (warning,) = ms.load_observations(small_plan, folder, early).warnings
    assert (warning.code, warning.row) == ("reported_after_today", 2)
    assert ms.load_observations(small_plan, folder).warnings == ()


def test_a_row_that_will_not_count_is_warned_of(small_plan, folder, report):
    record(small_plan, report, folder)
    write(report, HEAD, "parks.count,2021,2022-01-05,14,final")
    (warning,) = record(small_plan, report, folder).warnings
    assert warning.text("en") == (
        "report.csv, row 2, column reported_on: is before another row about the same in the "
        "ledger, which goes on counting; found “2022-01-05”; allowed: >2022-01-10; in the ledger: "
        f"{folder / 'observations.csv'}, row 2"
    )
    assert "后者仍然有效" in warning.text("zh")


def test_a_figure_is_taken_back_and_nothing_is_erased(small_plan, folder, report):
    record(small_plan, report, folder)
    before = (folder / "observations.csv").read_bytes()
    head = f"{HEAD},source,note"
    write(report, head, "parks.count,2021,2022-03-01,,撤回,李某,重复登记")
    done = record(small_plan, report, folder)
    assert (done.corrections, done.withdrawals) == ((), ("parks.count 2021 2022-03-01",))
    assert (folder / "observations.csv").read_bytes().startswith(before)
    ledger = ms.load_observations(small_plan, folder)
    assert ledger.observations["status"].tolist() == ["final", "withdrawn"]
    assert ledger.as_of(None).observations.empty
    assert len(ledger.as_of(dt.date(2022, 2, 28)).observations) == 1
