"""What `check` accepts `record` adds, and what one refuses the other refuses in the same words."""

import codecs

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import minsheng as ms
from minsheng.cli import FAULTY, main
from minsheng.tables import record
from minsheng.text.language import using

HEAD = ["indicator", "period", "reported_on", "value", "status"]
TITLES = ["指标代码", "报告期", "报送日期", "实际值", "数据状态"]
FIRST = ["parks.count", "2021", "2022-01-10", "13", "final"]
SECOND = ["parks.count", "2022年", "2023/1/10", "15", "最终"]


def lay_out(*rows, separator=",", blanks=0, encoding="utf-8", mark=b""):
    end = separator * blanks + "\r\n"
    return mark + "".join(separator.join(row) + end for row in rows).encode(encoding)


READ = {
    "plain": lay_out(HEAD, FIRST),
    "blank_columns_at_the_end": lay_out(HEAD, FIRST, blanks=2),
    "blank_columns_above_shorter_rows": lay_out([*HEAD, "", ""], FIRST),
    "tabs": lay_out(HEAD, FIRST, separator="\t"),
    "semicolons": lay_out(HEAD, FIRST, separator=";"),
    "unicode_text_of_excel": lay_out(HEAD, FIRST, separator="\t", encoding="utf-16"),
    "utf_16_in_the_other_order": lay_out(
        TITLES, FIRST, encoding="utf-16-be", mark=codecs.BOM_UTF16_BE
    ),
    "chinese_heads": lay_out(TITLES, FIRST),
    "chinese_heads_in_gbk": lay_out(TITLES, FIRST, encoding="gbk"),
    "english_titles": lay_out(["Indicator", "Period", "Reported on", "Value", "status"], FIRST),
    "explanations": lay_out(["indicator", "period", "reported_on", "problem"], [*FIRST[:3], "x"]),
    "tasks": lay_out(
        ["任务代码", "报告期", "报送日期", "进展状态"],
        ["parks.project1.1", "2021", "2022-01-10", "启动实施"],
    ),
    "header_only": lay_out(HEAD),
}
REFUSED = {
    "utf_16_without_mark": lay_out(HEAD, FIRST, encoding="utf-16-le"),
    "big5": lay_out([*HEAD, "note"], [*FIRST, "年終考核與通報"], encoding="big5"),
    "shift_jis": lay_out([*HEAD, "note"], [*FIRST, "令和元年度の最終"], encoding="shift_jis"),
    "workbook": b"PK\x03\x04" + bytes(40),
    "empty": b"",
    "blank": b",,,\r\n",
    "no_text": bytes(range(256)),
    "quote_left_open": lay_out(HEAD, ['"parks.count', *FIRST[1:]]),
    "cell_too_many": lay_out(HEAD, [*FIRST, "x"]),
    "cell_beyond_the_blank_heads": lay_out([*HEAD, ""], [*FIRST, "x"]),
    "title_and_name": lay_out([*HEAD, "实际值"], [*FIRST, "14"]),
    "head_misspelt": lay_out(["指标", *TITLES[1:]], FIRST),
    "no_head": lay_out(FIRST),
    "day_to_come": lay_out(HEAD, ["parks.count", "2021", "9999-01-10", "13", "final"]),
    "explanation_of_a_day_to_come": lay_out(
        ["indicator", "period", "reported_on", "problem"],
        ["parks.count", "2021", "9999-01-10", "x"],
    ),
    "no_such_day": lay_out(HEAD, ["parks.count", "2021", "2022-02-30", "13", "final"]),
    "row_twice": lay_out(HEAD, FIRST, FIRST),
    "unknown_indicator": lay_out(HEAD, ["parks.cuont", *FIRST[1:]]),
    "fraction": lay_out(HEAD, ["parks.green_share.urban", "2021", "2022-01-10", "0.39", "final"]),
}


@pytest.fixture
def run():
    def run(*arguments, code=0):
        with using("en"):
            result = CliRunner().invoke(main, [str(argument) for argument in arguments])
        assert result.exit_code == code, result.output
        return result.output

    return run


def test_what_is_checked_without_fault_is_recorded(run, small_package, small_plan, tmp_path):
    for name, raw in READ.items():
        file, ledger = tmp_path / f"{name}.csv", tmp_path / name
        file.write_bytes(raw)
        run("check", "--plan", small_package, "--observations", file)
        run("record", file, "--plan", small_package, "--observations", ledger)
        if name == "header_only":
            continue
        made, given = (ms.load_observations(small_plan, one) for one in (ledger, file))
        for table in ("observations", "explanations", "task_status"):
            assert getattr(made, table).equals(getattr(given, table)), name


def test_what_check_refuses_record_refuses_in_the_same_words(run, small_package, tmp_path):
    for name, raw in REFUSED.items():
        file, ledger = tmp_path / f"{name}.csv", tmp_path / name
        file.write_bytes(raw)
        checked = run("check", "--plan", small_package, "--observations", file, code=FAULTY)
        asked = ("--plan", small_package, "--observations", ledger)
        recorded = run("record", file, *asked, code=FAULTY)
        assert faults(checked) == faults(recorded) != [], name
        assert not ledger.exists()


def faults(said):
    return [line for line in said.splitlines() if line.startswith("  ")]


@pytest.mark.parametrize("name", [name for name in READ if name not in ("explanations", "tasks")])
def test_a_row_is_added_as_the_ledger_is_written(name, small_plan, tmp_path):
    ledger, report = tmp_path / "ledger", tmp_path / "report.csv"
    ledger.mkdir()
    place = ledger / "observations.csv"
    place.write_bytes(READ[name])
    report.write_bytes(lay_out(HEAD, SECOND))
    assert record(small_plan, report, ledger).added == 1
    assert place.read_bytes().startswith(READ[name])
    rows = ms.load_observations(small_plan, ledger).observations
    assert rows["value"].iloc[-1] == 15


CELLS = st.sampled_from(
    [
        "",
        " ",
        *HEAD,
        *TITLES,
        *FIRST,
        *SECOND,
        "note",
        "0.39",
        "39％",
        "1/2",
        "撤回",
        "是",
        "×",
        '"',
    ]
)
ROWS = st.lists(st.lists(CELLS, min_size=1, max_size=7), max_size=4)
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "gb18030", "big5", "shift_jis"]


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    rows=ROWS,
    head=st.sampled_from([[], HEAD, TITLES]),
    separator=st.sampled_from(",\t;"),
    encoding=st.sampled_from(ENCODINGS),
)
def test_whatever_is_handed_in(rows, head, separator, encoding, small_plan, tmp_path_factory):
    folder = tmp_path_factory.mktemp("handed-in")
    file = folder / "report.csv"
    text = "\n".join(separator.join(row) for row in ([head] if head else []) + rows)
    file.write_bytes(text.encode(encoding, errors="replace"))
    refused = [
        refusal(ms.load_observations, small_plan, file),
        refusal(record, small_plan, file, folder / "ledger"),
    ]
    assert refused[0] == refused[1]


def refusal(call, *arguments):
    try:
        call(*arguments)
    except ms.BadInput as error:
        return [fault.text("zh") for fault in error.faults]
    return []
