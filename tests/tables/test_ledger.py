import csv
import io
import json
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

import minsheng as ms
from minsheng.places import data_folder
from minsheng.plan.observations import COLUMNS
from minsheng.plan.periods import parts
from minsheng.tables.checking import read_value
from minsheng.tables.schema import ledger_tables
from minsheng.text.written_numbers import fold

SHIPPED = Path(ms.tables.__file__).with_name("ledger.json")
HEAD = "indicator,period,reported_on,value,numerator,denominator,status,source,note"
ROWS = [
    "parks.count,2021,2022-01-10,13,,,final,统计年报,",
    "parks.count,2021,2022-03-10,14,,,revised,统计年报,核减后重报",
    "parks.green_share.urban,2021H1,2021-07-10,38.50,,,provisional,,",
    "parks.visits,2021Q2,2021-07-10,15000,,,provisional,,",
    "parks.lake_park,2022,2023-01-10,1,,,final,,",
    "reading.card_share,2021-06,2021-07-10,,324,1200,provisional,,",
]
WIDE = str.maketrans("0123456789-.%/,", "０１２３４５６７８９－．％／，")


def write(folder, *rows, name="observations.csv", head=HEAD):
    path = folder / name
    path.write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
    return path


def one(plan, folder, indicator, value, **cells):
    """Load a single row; return it."""
    given = {
        "indicator": indicator,
        "period": "2021",
        "reported_on": "2022-01-10",
        "value": value,
        "status": "final",
        **cells,
    }
    text = io.StringIO()
    writer = csv.DictWriter(text, list(given), lineterminator="\n")
    writer.writeheader()
    writer.writerow(given)
    path = folder / "one.csv"
    path.write_text(text.getvalue(), encoding="utf-8")
    return ms.load_observations(plan, path).observations.iloc[0]


@pytest.fixture
def ledger(tmp_path, small_plan):
    return ms.load_observations(small_plan, write(tmp_path, *ROWS))


# What ships


def test_the_ledger_that_ships_is_empty_and_declared_as_the_library_says(plan):
    resources = json.loads(SHIPPED.read_text(encoding="utf-8"))["resources"]
    for name in ms.available_plans():
        folder = data_folder() / name
        package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
        declared = {spec["name"]: spec for spec in package["resources"]}
        assert [declared[spec["name"]] for spec in resources] == resources
        for spec in resources:
            header = ",".join(field["name"] for field in spec["schema"]["fields"])
            assert (folder / spec["path"]).read_text(encoding="utf-8") == f"{header}\n"
    shipped = ms.load_observations(plan)
    assert shipped.is_empty
    assert shipped.origin == plan.facts.plan
    assert len(shipped.fingerprint) == 64


def test_the_schema_has_the_columns_of_a_ledger():
    for name, table in ledger_tables().items():
        assert set(table.columns) == set(COLUMNS[name]) - {"decimals"}
    assert set(ledger_tables()) == set(COLUMNS)


def test_a_package_without_a_ledger_has_an_empty_one(small_plan):
    ledger = ms.load_observations(small_plan)
    assert ledger.is_empty
    assert ledger.fingerprint == ""


def test_a_plan_made_in_memory_has_an_empty_ledger():
    from building import Wish, build

    assert ms.load_observations(build(Wish(baseline=80, targets={2020: 90}))).is_empty


def test_the_ledger_is_no_part_of_the_plan(plan, small_package, small_plan):
    assert not set(ledger_tables()) & set(plan.tables)
    package = json.loads((small_package / "datapackage.json").read_text(encoding="utf-8"))
    package["resources"] += json.loads(SHIPPED.read_text(encoding="utf-8"))["resources"]
    (small_package / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    for table in ledger_tables().values():
        write(small_package, name=table.path, head=",".join(table.columns))
    before = ms.load_plan(small_package)
    empty = ms.load_observations(before)
    write(small_package, *ROWS)
    after = ms.load_plan(small_package)
    filled = ms.load_observations(after)
    assert before.fingerprint == after.fingerprint
    assert empty.fingerprint != filled.fingerprint
    assert len(filled.observations) == len(ROWS)
    assert ms.check_package(small_package) == []


@pytest.mark.parametrize("place", ["missing_file", "schema_lacks_column", "column_type"])
def test_a_ledger_that_is_declared_must_be_there_as_declared(place, small_package):
    package = json.loads((small_package / "datapackage.json").read_text(encoding="utf-8"))
    spec = json.loads(SHIPPED.read_text(encoding="utf-8"))["resources"][0]
    fields = spec["schema"]["fields"]
    if place == "schema_lacks_column":
        fields.remove(next(field for field in fields if field["name"] == "note"))
    if place == "column_type":
        next(field for field in fields if field["name"] == "numerator")["type"] = "string"
    if place != "missing_file":
        write(small_package, head=",".join(field["name"] for field in fields))
    package["resources"].append(spec)
    (small_package / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    assert [fault.code for fault in ms.check_package(small_package)] == [place]


# The frames


def test_the_frames_have_the_columns_and_types_of_a_ledger(ledger):
    for name, columns in COLUMNS.items():
        frame = getattr(ledger, name)
        assert {column: str(dtype) for column, dtype in frame.dtypes.items()} == columns
        assert list(frame.columns) == list(columns)


def test_values_are_read_as_meant(ledger):
    rows = ledger.observations
    assert list(rows["period"]) == ["2021", "2021", "2021H1", "2021Q2", "2022", "2021-06"]
    assert list(rows["value"]) == [13, 14, 38.5, 15_000, 1, 27]
    assert list(rows["decimals"].fillna(-1)) == [0, 0, 2, 0, 0, -1]
    assert rows["reported_on"].iloc[0] == pd.Timestamp("2022-01-10")
    assert rows["note"].iloc[1] == "核减后重报"
    assert list(rows.loc[rows["numerator"].notna(), "denominator"]) == [1200]
    told = [(warning.code, warning.row) for warning in ledger.warnings]
    assert told == [("warnings.never_final", row) for row in (4, 5, 7)]


def test_explanations_and_tasks_are_read(small_plan, tmp_path):
    write(
        tmp_path,
        "parks.count,2021年,2022/1/10,建成1个,,,,,landscape,2022年6月30日,",
        name="explanations.csv",
        head=",".join(ledger_tables()["explanations"].columns),
    )
    write(
        tmp_path,
        "parks.project1.1,2021上半年,2021-7-1,启动实施",
        "parks.project1.1,2022,2023-1-5,完成销号",
        name="task_status.csv",
        head="task,period,reported_on,status",
    )
    ledger = ms.load_observations(small_plan, tmp_path)
    (told,) = ledger.explanations.to_dict("records")
    assert (told["achieved"], told["department"], told["problem"]) == ("建成1个", "landscape", "")
    assert told["due"] == pd.Timestamp("2022-06-30")
    assert list(ledger.task_status["status"]) == ["started", "completed"]
    assert list(ledger.task_status["period"]) == ["2021H1", "2022"]
    assert ledger.observations.empty


# What people really feed it

CHANGES = {
    "gb18030": lambda text: text.encode("gb18030"),
    "byte_order_mark": lambda text: text.encode("utf-8-sig"),
    "crlf": lambda text: text.replace("\n", "\r\n").encode(),
    "excel": lambda text: text.replace("\n", "\r\n").encode("utf-8-sig"),
    "blank_rows": lambda text: (text.replace("\n", "\n\n") + ",,,,,,,,\n").encode(),
    "blanks_round_cells": lambda text: text.replace(",", " , ").encode(),
    "dates_with_strokes": lambda text: text.replace("2022-01-10", "2022/1/10").encode(),
    "dates_in_words": lambda text: text.replace("2022-01-10", "2022年1月10日").encode(),
    "halves_in_words": lambda text: text.replace("2021H1", "2021年上半年").encode(),
    "quarters_in_words": lambda text: text.replace("2021Q2", "2021年第二季度").encode(),
    "months_in_words": lambda text: text.replace(",2021-06,", ",2021年6月,").encode(),
    "years_in_words": lambda text: text.replace(",2021,", ",2021年,").encode(),
    "status_in_words": lambda text: (
        text.replace("final", "最终")
        .replace("provisional", "初步")
        .replace("revised", "修订")
        .encode()
    ),
    "percent_sign": lambda text: text.replace("38.50", "38.50%").encode(),
    "thousands": lambda text: text.replace(",15000,", ',"15,000",').encode(),
    "wan": lambda text: text.replace(",15000,", ",1.5万,").encode(),
    "done_in_words": lambda text: text.replace("2023-01-10,1,", "2023-01-10,完成,").encode(),
    "yes": lambda text: text.replace("2023-01-10,1,", "2023-01-10,是,").encode(),
    "quotient": lambda text: text.replace(",,324,1200,", ",324/1200,,,").encode(),
    "full_width": lambda text: (
        text.replace("38.50", "38.50".translate(WIDE))
        .replace("2021H1", "２０２１Ｈ１")
        .replace("2022-03-10", "2022-03-10".translate(WIDE))
        .encode()
    ),
    "fewer_columns": lambda text: "\n".join(
        line.rsplit(",", 1)[0] for line in text.replace("核减后重报", "").splitlines()
    ).encode(),
}


@pytest.mark.parametrize("name", CHANGES)
def test_what_departments_save_reads_the_same(name, tmp_path, small_plan, ledger):
    text = "\n".join([HEAD, *ROWS]) + "\n"
    raw = CHANGES[name](text)
    assert raw != text.encode(), "the change changes nothing"
    path = tmp_path / "changed.csv"
    path.write_bytes(raw)
    changed = ms.load_observations(small_plan, path)
    wanted = ledger.observations
    if name == "fewer_columns":
        wanted = wanted.assign(note=pd.Series([""] * len(wanted), dtype="str"))
    assert_frame_equal(changed.observations, wanted)
    assert changed.fingerprint != ledger.fingerprint


@pytest.mark.parametrize(
    ("typed", "value", "decimals"),
    [
        ("38.5", 38.5, 1),
        ("38.50", 38.5, 2),
        (" 39 ", 39, 0),
        ("39％", 39, 0),
        ("0.5%", 0.5, 1),
        ("195/500", 39, -1),
    ],
)
def test_a_share_as_people_type_it(typed, value, decimals, small_plan, tmp_path):
    row = one(small_plan, tmp_path, "reading.satisfaction", typed)
    assert row["value"] == value
    assert (-1 if pd.isna(row["decimals"]) else row["decimals"]) == decimals


def test_a_ratio_is_read_as_the_plan_reads_its_own(small_plan, tmp_path):
    assert one(small_plan, tmp_path, "parks.litter_ratio", "1︰0.85")["value"] == 0.85


def test_a_value_may_stand_with_its_numerator_and_denominator(small_plan, tmp_path):
    """324 of 1198 is 27.045…: what is typed is what was observed, where it rounds to that."""
    for typed, decimals in (("27.0", 1), ("27.05", 2), ("27", 0)):
        row = one(
            small_plan, tmp_path, "reading.card_share", typed, numerator="324", denominator="1198"
        )
        assert (row["value"], row["decimals"]) == (float(typed), decimals)
        assert (row["numerator"], row["denominator"]) == (324, 1198)
    with pytest.raises(ms.BadInput, match=r"“27\.1”"):
        one(small_plan, tmp_path, "reading.card_share", "27.1", numerator="324", denominator="1198")


@pytest.mark.parametrize("word", ["否", "未完成", "0", "false"])
def test_a_milestone_not_reached_is_zero(word, small_plan, tmp_path):
    cells = {"period": "2022", "reported_on": "2023-01-10"}
    assert one(small_plan, tmp_path, "parks.lake_park", word, **cells)["value"] == 0


def test_a_context_figure_may_be_observed(small_plan, tmp_path):
    assert one(small_plan, tmp_path, "reading.residents", "1250")["value"] == 1250


def test_part_of_a_years_amount_is_no_forgotten_wan(tmp_path):
    """1.8 of 18,000 a year is another unit; 2 in a month may be what happened."""
    from building import Wish, build

    plan = build(Wish(unit="person", kind="flow", targets={2018: 18_000, 2019: 18_000}))
    with pytest.raises(ms.BadInput, match="万"):
        one(plan, tmp_path, "test.indicator", "1.8", period="2018", reported_on="2019-01-05")
    row = one(plan, tmp_path, "test.indicator", "2", period="2018-02", reported_on="2018-03-05")
    assert row["value"] == 2


def test_a_flow_is_held_against_the_amount_of_a_year():
    """30,000 in three years is 10,000 a year; a range gives both its ends."""
    from building import Wish, build

    from minsheng.tables.expectations import expectations

    plan = build(
        Wish("total", unit="person", kind="flow", total=30_000, aim="reach"),
        Wish("range", unit="person", kind="flow", targets={2018: "1..2"}),
        Wish("none", unit="percent", aim="direction"),
    )
    known = expectations(plan)
    assert (known["test.total"].low, known["test.total"].high) == (10_000, 10_000)
    assert (known["test.range"].low, known["test.range"].high) == (1, 2)
    assert (known["test.none"].low, known["test.none"].high) == (None, None)


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"value": "0.5"}, "percent_sign_left_out"),  # no figure of the plan says otherwise
        ({"value": "-3/-5"}, "negative_value"),
        ({"value": "3/-5"}, "negative_value"),
        (
            {"value": f"27.{'0' * 40}1", "numerator": "324", "denominator": "1100"},
            "quotient_differs",
        ),
        ({"value": "27", "numerator": "1e2", "denominator": "1100"}, "not_a_number"),
        ({"value": "2:3"}, "not_a_number"),
        ({"value": "3/5/7"}, "not_a_number"),
        ({"value": "9" * 5000}, "above_maximum"),
        ({"value": "1", "reported_on": "99999-01-01"}, "not_a_date"),
        ({"value": "50", "period": "0000"}, "period_outside_plan"),
    ],
)
def test_odd_figures_are_told(cells, code, small_plan, tmp_path):
    with pytest.raises(ms.BadInput) as raised:
        one(small_plan, tmp_path, "reading.satisfaction", **cells)
    assert [fault.code for fault in raised.value.faults] == [code]
    assert raised.value.text("zh")


def test_small_shares_are_no_fractions_where_the_plan_has_them(tmp_path):
    from building import Wish, build

    plan = build(Wish(baseline=0.8, targets={2020: 0.5}, direction="down"))
    row = one(plan, tmp_path, "test.indicator", "0.65", period="2018", reported_on="2019-01-05")
    assert row["value"] == 0.65


# Where it comes from


def test_a_folder_and_its_file_give_the_same(small_plan, tmp_path):
    path = write(tmp_path, *ROWS)
    from_folder = ms.load_observations(small_plan, tmp_path)
    from_file = ms.load_observations(small_plan, str(path))
    assert_frame_equal(from_folder.observations, from_file.observations)
    assert (from_folder.origin, from_file.origin) == (str(tmp_path), str(path))


def test_loading_leaves_the_folder_as_it_was(small_plan, tmp_path):
    write(tmp_path, *ROWS)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir() if path.is_file()}
    ms.load_observations(small_plan, tmp_path)
    after = {path.name: path.read_bytes() for path in tmp_path.iterdir() if path.is_file()}
    assert after == before


def test_made_up_rows_are_refused_however_they_are_typed(small_plan, tmp_path):
    for source in ("演示数据 synthetic", " 演示数据　synthetic：种子1"):
        row = f"parks.count,2021,2022-01-10,13,,,final,{source},"
        with pytest.raises(ms.BadInput) as raised:
            ms.load_observations(small_plan, write(tmp_path, row))
        assert [fault.code for fault in raised.value.faults] == ["synthetic_rows"]


def test_a_broken_plan_still_has_its_ledgers_cells_checked(small_package):
    package = json.loads((small_package / "datapackage.json").read_text(encoding="utf-8"))
    package["resources"].append(json.loads(SHIPPED.read_text(encoding="utf-8"))["resources"][0])
    (small_package / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    write(small_package, "parks.count,someday,2022-01-10,13,,,final,,")
    (small_package / "calendar.csv").unlink()
    codes = [fault.code for fault in ms.check_package(small_package)]
    assert codes == ["missing_file", "not_a_period"]


# Whatever is typed

PERIODS = [(str(part), part.name("zh")) for part in parts(2021)]
PLAIN = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@given(st.decimals(0, 10**9, allow_nan=False, places=3), st.sampled_from(["", "千", "万", "亿"]))
def test_a_figure_and_its_precision_come_back(number, multiplier):
    """The value typed, its decimals and its step agree: value = whole number × step."""
    if number * 10 ** {"": 0, "千": 3, "万": 4, "亿": 8}[multiplier] > 10**15:
        return
    plain, _, _ = read_value(f"{number}{multiplier}")
    wide, code, _ = read_value(f" {f'{number}{multiplier}'.translate(WIDE)}　")
    assert (plain.value, plain.decimals, plain.step) == (wide.value, wide.decimals, wide.step)
    assert code == ""
    assert plain.value % plain.step == 0
    assert plain.decimals == max(0, {"": 3, "千": 0, "万": -1, "亿": -5}[multiplier])
    assert plain.step == Decimal(10) ** -{"": 3, "千": 0, "万": -1, "亿": -5}[multiplier]


@pytest.mark.parametrize(("canonical", "words"), PERIODS)
def test_a_period_reads_in_words_as_in_signs(small_plan, tmp_path, canonical, words):
    blanks = (" ", "　", " 　", "　 ", "  ", "　　")
    blank = [f"{blank}{words}{blank}" for blank in blanks]
    for typed in (canonical, words, canonical.translate(WIDE), *blank):
        row = one(small_plan, tmp_path, "parks.count", "13", period=typed)
        assert row["period"] == canonical


@PLAIN
@given(st.lists(st.text(max_size=12), min_size=6, max_size=6))
def test_whatever_is_typed_loads_or_is_told(small_plan, tmp_path, cells):
    columns = ("indicator", "period", "value", "reported_on", "status", "source")
    typed = dict(zip(columns, cells, strict=True))
    try:
        one(small_plan, tmp_path, typed.pop("indicator"), typed.pop("value"), **typed)
    except IndexError:
        assert not any(cell.strip() for cell in cells), "a row was passed over"
    except ms.BadInput as error:
        assert error.faults
        assert error.text("zh")
        assert error.text("en").encode(errors="surrogatepass")


@PLAIN
@given(st.text("0123456789.,/%:：-+eE千万亿是 ", max_size=9))
def test_whatever_value_is_typed_loads_or_is_told(small_plan, tmp_path, value):
    for indicator in ("parks.green_share.urban", "parks.visits", "parks.lake_park"):
        try:
            row = one(small_plan, tmp_path, indicator, value)
        except ms.BadInput as error:
            assert all(fault.column in ("value", "") for fault in error.faults)
        else:
            assert row["value"] >= 0


# What is improbable


@pytest.mark.parametrize(
    ("wish", "value", "period", "said"),
    [
        ({"kind": "flow", "total": 3}, "0", "2018", False),  # nothing was done that year
        ({"kind": "flow", "total": 3000}, "10", "2018", True),
        ({"kind": "flow", "total": 3000}, "10", "2018H1", False),  # part of the year
        ({"kind": "flow", "total": 3000}, "6000", "2018H1", True),  # 1000 a year
        ({"kind": "cumulative", "targets": {2020: 5000}}, "100", "2018", False),  # it begins
        ({"kind": "cumulative", "targets": {2020: 5000}, "baseline": 4000}, "100", "2018", True),
        ({"targets": {2020: 100}, "baseline": 50}, "500", "2018", False),  # five times, not more
        ({"targets": {2020: 100}, "baseline": 50}, "501", "2018", True),
        ({"targets": {2020: 100}, "baseline": 50}, "10", "2018", False),
        ({"targets": {2020: 100}, "baseline": 50}, "9", "2018", True),
        ({"targets": {2020: 0}, "baseline": 50, "direction": "down"}, "0", "2018", False),
    ],
)
def test_how_far_is_improbable(wish, value, period, said, tmp_path):
    from building import Wish, build

    plan = build(Wish(unit="person", **wish))
    path = write(tmp_path, f"test.indicator,{period},2019-02-01,{value},,,final,,")
    warnings = ms.load_observations(plan, path).warnings
    codes = {warning.code.removeprefix("warnings.") for warning in warnings}
    assert codes <= {"far_above", "far_below"}
    assert bool(codes) == said
    assert all("." not in word for warning in warnings for word in warning.allowed)


def test_a_figure_in_ten_thousands_is_asked_for_its_unit(tmp_path):
    from building import Wish, build

    plan = build(Wish(unit="person", baseline=5_000_000, targets={2020: 6_060_000}))
    path = write(tmp_path, "test.indicator,2018,2019-02-01,606,,,final,,")
    (warning,) = ms.load_observations(plan, path).warnings
    assert warning.text("en") == (
        "observations.csv, row 2, column value: is far below baseline and targets, 5000000–6060000"
        ": is the unit 万?; found “606”"
    )
    assert "单位是否为万？请核实；填写为“606”" in warning.text("zh")


@pytest.mark.parametrize(
    ("parts_of_year", "year", "said"),
    [
        ({"2018H1": "1", "2018H2": "2"}, "3", False),
        ({"2018H1": "1", "2018H2": "2"}, "4", True),
        ({"2018H1": "1", "2018Q3": "1"}, "4", False),  # no half is whole
        ({"2018H1": "1.2万", "2018H2": "1.3万"}, "25400", False),  # rounded to thousands
        ({"2018H1": "1.2万", "2018H2": "1.3万"}, "27000", True),
        ({f"2018Q{n}": "1" for n in range(1, 5)}, "5", True),
        ({f"2018-{n:02}": "1" for n in range(1, 13)}, "12", False),
        ({f"2018-{n:02}": "1" for n in range(1, 12)}, "12", False),  # a month is missing
    ],
)
def test_parts_of_a_year_are_added_up_where_all_are_there(parts_of_year, year, said, tmp_path):
    from building import Wish, build

    plan = build(Wish(unit="person", kind="flow", aim="direction"))
    rows = [
        f"test.indicator,{period},2019-02-01,{value},,,final,,"
        for period, value in (parts_of_year | {"2018": year}).items()
    ]
    warnings = ms.load_observations(plan, write(tmp_path, *rows)).warnings
    assert [warning.code for warning in warnings] == ["warnings.parts_differ"] * said


def test_what_was_corrected_since_is_not_improbable(small_plan, tmp_path):
    """A running total fell, and a later row put it right: the ledger as it stands is sound."""
    rows = [
        "parks.visits,2021,2022-01-10,18000,,,final,,",
        "parks.visits,2022,2023-01-10,17000,,,final,,",
        "parks.visits,2022,2023-02-10,27000,,,revised,,",
    ]
    assert ms.load_observations(small_plan, write(tmp_path, *rows)).warnings == ()
    (fault,) = ms.load_observations(small_plan, write(tmp_path, *rows[:2])).warnings
    assert (fault.code, fault.row) == ("warnings.total_falls", 3)


def test_the_demo_is_warned_of_like_any_ledger(plan):
    made = ms.load_observations(plan, "demo")
    assert made.synthetic
    told = [fault.text("zh") for fault in made.warnings]
    assert any("累计数" in text for text in told)


@pytest.mark.parametrize("when", ["2021年上半年累计", "2021年1—6月", "2021Q1-Q3", "2021年1—5月"])
def test_a_running_total_of_part_of_a_year_is_no_level(small_plan, tmp_path, when):
    for name, value in (("parks.count", 14), ("parks.green_share.urban", 45)):
        row = f"{name},{when},2022-01-20,{value},,,final,,"
        with pytest.raises(ms.BadInput) as raised:
            ms.load_observations(small_plan, write(tmp_path, row))
        (fault,) = raised.value.faults
        assert (fault.code, fault.column) == ("year_to_date_of_level", "period")
        assert fault.found == fold(when)
    kept = (
        f"parks.opened,{when},2022-01-20,3,,,final,,",
        "parks.count,2021年1—12月,2022-01-20,14,,,final,,",
        "parks.count,2021H1,2022-01-20,14,,,final,,",
    )
    assert len(ms.load_observations(small_plan, write(tmp_path, *kept)).observations) == 3


def test_a_running_total_takes_back_no_level(small_plan, tmp_path):
    level = "parks.count,2021H1,2021-07-20,14,,,final,统计局,"
    flow = "parks.opened,2021H1,2021-07-20,3,,,final,统计局,"
    back = "2021年上半年累计,2021-09-01,,,,withdrawn,李某,重复登记"
    with pytest.raises(ms.BadInput) as raised:
        ms.load_observations(small_plan, write(tmp_path, level, f"parks.count,{back}"))
    (fault,) = raised.value.faults
    assert (fault.code, fault.found, fault.row) == ("year_to_date_of_level", "2021年上半年累计", 3)
    taken = ms.load_observations(small_plan, write(tmp_path, level, flow, f"parks.opened,{back}"))
    assert taken.latest("observations")["indicator"].tolist() == ["parks.count"]


def test_a_level_that_is_to_grow_and_looks_like_part_of_a_year_is_warned_of():
    """By hand: baseline 32,000; by September 87.5 per cent of it are 28,000."""
    plan = ms.load_plan(Path(__file__).parents[1] / "five_year_package")
    rows = [("2026Q3", 27450, "like_part_of_year"), ("2026Q3", 28000, ""), ("2026", 27450, "")]
    for when, value, code in rows:
        frame = pd.DataFrame(
            {"indicator": ["economy.income"], "period": [when], "reported_on": ["2027-01-20"]}
            | {"value": [value], "status": ["final"]}
        )
        told = ms.tables.frames.checked_ledger(plan, frame).warnings
        assert [fault.code for fault in told] == ([f"warnings.{code}"] if code else [])
