import datetime as dt
import json
import re
import shutil
from pathlib import Path

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

import minsheng as ms
from minsheng.places import data_folder
from minsheng.tables import package_warnings
from minsheng.tables.schema import COLUMNS, Table
from minsheng.tables.words import CHINESE, words_of
from minsheng.text.language import say

SMALL = Path(__file__).parents[1] / "small_package"
WIDE = str.maketrans("0123456789", "０１２３４５６７８９")


def assert_same_tables(one, other):
    assert set(one.tables) == set(other.tables)
    for name in one.tables:
        assert_frame_equal(one.table(name), other.table(name), check_exact=True)


def each_csv(folder, change):
    for path in folder.glob("*.csv"):
        path.write_bytes(change(path.read_bytes().decode("utf-8")))


# The plan that ships


def test_the_plan_that_ships_loads(plan):
    assert plan.facts.plan == "qijiang-2018-2020"
    assert list(plan.facts.years) == [2018, 2019, 2020]
    assert len(plan.programmes) == 9
    assert len(plan) == len(plan.indicators) > 300
    assert ms.check_package() == []


def test_a_plan_opens_by_id_folder_descriptor_and_path(plan, monkeypatch):
    folder = data_folder() / plan.facts.plan
    ways = [
        plan.facts.plan,
        folder,
        str(folder),
        folder / "datapackage.json",
        str(folder / "datapackage.json"),
    ]
    assert {ms.load_plan(way).fingerprint for way in ways} == {plan.fingerprint}
    monkeypatch.chdir(folder.parent)
    assert ms.load_plan(f"{folder.name}/datapackage.json").fingerprint == plan.fingerprint
    monkeypatch.chdir(folder)
    assert ms.load_plan("datapackage.json").fingerprint == plan.fingerprint


def test_every_plan_that_ships_is_listed_and_loads():
    assert "qijiang-2018-2020" in ms.available_plans()
    for name in ms.available_plans():
        assert ms.load_plan(name).facts.plan == name


def test_an_unknown_id_names_the_nearest():
    with pytest.raises(ms.UnknownName) as raised:
        ms.load_plan("qijiang-2018-2021")
    (fault,) = raised.value.faults
    assert (fault.code, fault.nearest) == ("unknown_plan", "qijiang-2018-2020")


@pytest.mark.parametrize("name", ["nowhere/at/all", "nowhere/datapackage.json"])
def test_a_path_that_is_not_there_is_no_package(name, tmp_path):
    with pytest.raises(ms.BadInput) as raised:
        ms.load_plan(tmp_path / name)
    assert [fault.code for fault in raised.value.faults] == ["no_package"]


# The frames


def test_the_facts(small_plan):
    facts = small_plan.facts
    assert (facts.plan, facts.first_year, facts.last_year, facts.baseline_year) == (
        "small-2021-2023",
        2021,
        2023,
        2020,
    )
    assert facts.printed == dt.date(2021, 3, 1)
    assert "虚构" in facts.title("zh")
    assert "synthetic" in facts.title("en")
    assert facts.issuers[0].en == "Some Town's Government"


def test_every_table_has_the_columns_that_the_library_reads(small_plan):
    for name, columns in COLUMNS.items():
        assert set(columns) <= set(small_plan.table(name).columns), name


def test_the_frames_are_tidy(small_plan):
    for name in small_plan.tables:
        frame = small_plan.table(name)
        assert list(frame.index) == list(range(len(frame)))
        assert frame.columns.is_unique
        assert not any(str(column).startswith("_") for column in frame.columns)
        text = frame.select_dtypes("str")
        assert not text.isna().to_numpy().any(), f"{name}: an absent text is empty"
    targets = small_plan.targets
    assert targets["value"].dtype == targets["value_high"].dtype == "float64"
    assert targets["worded"].dtype == bool
    assert small_plan.table("counts")["tasks"].dtype == "Int64"
    assert pd.api.types.is_datetime64_any_dtype(small_plan.tasks["due"])


def test_values_are_read_as_meant(small_plan):
    values = small_plan.targets.set_index(["indicator", "year"])
    assert values.loc[("parks.green_share.urban", 2023), "value"] == 41.5
    assert values.loc[("parks.visits", 2023), "value"] == 50_000
    assert values.loc[("reading.trained", 2022), "value_high"] == 2
    assert pd.isna(values.loc[("reading.satisfaction", 2023), "value"])
    assert values.loc[("reading.satisfaction", 2023), "bound"] == ""
    assert small_plan.tasks["due"].iloc[0] == pd.Timestamp("2022-12-31")
    assert pd.isna(small_plan.tasks["due"].iloc[1])
    assert list(small_plan.table("counts")["tasks"].isna()) == [False, True]


def test_two_calls_give_equal_plans_of_their_own(small_package):
    one, other = ms.load_plan(small_package), ms.load_plan(small_package)
    assert one.facts == other.facts
    assert one.fingerprint == other.fingerprint
    assert_same_tables(one, other)
    assert one.tables["targets"] is not other.tables["targets"]


def test_changing_a_frame_does_not_change_the_plan(small_package):
    plan, untouched = ms.load_plan(small_package), ms.load_plan(small_package)
    for name in plan.tables:
        frame = plan.table(name)
        frame.iloc[0, 0] = "changed"
        frame["new"] = 1
        del frame[frame.columns[1]]
    targets = plan.targets
    targets.loc[:, "value"] = -1.0
    targets["value"] *= 2
    with pytest.raises(ValueError, match="read-only"):
        plan.targets["value"].to_numpy()[0] = -1.0
    assert_same_tables(plan, untouched)


def test_a_plan_is_frozen(small_plan):
    with pytest.raises(AttributeError):
        small_plan.fingerprint = ""
    with pytest.raises(TypeError):
        small_plan.tables["targets"] = None
    with pytest.raises(AttributeError):
        small_plan.facts.first_year = 1999


# What people really feed it


CHANGES = {
    "gb18030": lambda text: text.encode("gb18030"),
    "gbk": lambda text: text.replace("’", "'").encode("gbk"),
    "byte_order_mark": lambda text: text.encode("utf-8-sig"),
    "crlf": lambda text: text.replace("\n", "\r\n").encode(),
    "cr": lambda text: text.replace("\n", "\r").encode(),
    "excel": lambda text: text.replace("\n", "\r\n").encode("utf-8-sig"),
    "no_last_line_end": lambda text: text.rstrip("\n").encode(),
    "blank_rows": lambda text: (text.replace("\n", "\n\n") + "\n  \n").encode(),
    "blanks_round_cells": lambda text: text.replace(",,", ", ,").encode(),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_what_excel_and_wps_save_reads_the_same(change, small_package, small_plan):
    each_csv(small_package, change)
    changed = ms.load_plan(small_package)
    assert_same_tables(changed, small_plan)
    assert changed.fingerprint != small_plan.fingerprint


def test_full_width_codes_and_numbers_read_the_same(small_package, small_plan):
    """Free text keeps its width, so only the columns that hold codes and numbers are widened."""
    widen = {"baselines", "targets", "restatements", "relations", "tasks", "counts", "units"}
    free = {
        "printed",
        "name_zh",
        "name_en",
        "title_zh",
        "title_en",
        "note_zh",
        "note_en",
        "symbol_zh",
        "symbol_en",
    }
    for name in widen:
        frame = pd.read_csv(SMALL / f"{name}.csv", dtype=str, keep_default_na=False)
        for column in set(frame.columns) - free:
            frame[column] = [cell.translate(WIDE) for cell in frame[column]]
        assert any("２" in cell for cell in frame.to_numpy().ravel()) or name == "counts"
        frame.to_csv(small_package / f"{name}.csv", index=False)
    assert_same_tables(ms.load_plan(small_package), small_plan)


@pytest.mark.parametrize(
    ("typed", "read"),
    [("1.5万", 15_000), ("１．５万", 15_000), ("15,000", 15_000), (" 15000 ", 15_000)],
)
def test_a_value_as_people_type_it(typed, read, small_package):
    path = small_package / "baselines.csv"
    text = path.read_text(encoding="utf-8")
    assert "~,15000," in text
    path.write_text(text.replace("~,15000,", f'~,"{typed}",'), encoding="utf-8")
    baselines = ms.load_plan(small_package).baselines
    assert baselines.set_index("indicator").loc["parks.visits", "value"] == read


@pytest.mark.parametrize(
    "typed", ["2022-12-31", "2022/12/31", "2022.12.31", "2022年12月31日", "２０２２-１２-３１"]
)
def test_a_day_as_people_type_it(typed, small_package):
    path = small_package / "tasks.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("2022-12-31", typed), encoding="utf-8")
    assert ms.load_plan(small_package).tasks["due"].iloc[0] == pd.Timestamp("2022-12-31")


def test_a_package_may_have_columns_and_tables_of_its_own(small_package):
    path = small_package / "datapackage.json"
    package = json.loads(path.read_text(encoding="utf-8"))
    tasks = next(item for item in package["resources"] if item["name"] == "task_indicators")
    tasks["schema"]["fields"].append({"name": "remark", "type": "string"})
    package["resources"].append(
        {"name": "photos", "path": "photos.csv", "schema": {"fields": [{"name": "photo"}]}}
    )
    path.write_text(json.dumps(package), encoding="utf-8")
    links = small_package / "task_indicators.csv"
    head, *rows = links.read_text(encoding="utf-8").splitlines()
    lines = [f"{head},remark", *(f"{row},seen" for row in rows)]
    links.write_text("\n".join(lines), encoding="utf-8")
    (small_package / "photos.csv").write_text("photo\npark.jpg\n", encoding="utf-8")
    plan = ms.load_plan(small_package)
    assert set(plan.table("task_indicators")["remark"]) == {"seen"}
    assert list(plan.table("photos")["photo"]) == ["park.jpg"]


def test_the_fingerprint_follows_each_byte(small_package, small_plan, tmp_path):
    copy = shutil.copytree(small_package, tmp_path / "copy")
    assert ms.load_plan(copy).fingerprint == small_plan.fingerprint
    path = copy / "calendar.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("Report", "Reports"), encoding="utf-8")
    assert ms.load_plan(copy).fingerprint != small_plan.fingerprint


@pytest.mark.parametrize(
    ("year", "years"), [("2021年", "2021年—2023年"), ("２０２１", "2021至2023年")]
)
def test_a_year_is_read_as_people_write_it(year, years, small_package, small_plan):
    for name in ("targets", "relations"):
        path = small_package / f"{name}.csv"
        text = path.read_text(encoding="utf-8")
        changed = text.replace(",2021-2023,", f",{years},").replace(",2021,", f",{year},")
        assert changed != text, "the change changes nothing"
        path.write_text(changed, encoding="utf-8")
    assert_same_tables(ms.load_plan(small_package), small_plan)


def test_tables_with_their_titles_as_heads_are_read(small_package, small_plan):
    package = json.loads((small_package / "datapackage.json").read_text(encoding="utf-8"))
    for resource in package["resources"]:
        path = small_package / resource["path"]
        for field in resource["schema"]["fields"]:
            field["title_zh"] = f"{field['name']}（列）"
        head, *rows = path.read_text(encoding="utf-8").splitlines(keepends=True)
        titles = ",".join(f"{name}（列）" for name in head.strip().split(","))
        path.write_text("".join([f"{titles},,\n", *rows]), encoding="gb18030")
    text = json.dumps(package, ensure_ascii=False)
    (small_package / "datapackage.json").write_text(text, encoding="utf-8")
    assert_same_tables(ms.load_plan(small_package), small_plan)
    path = small_package / "targets.csv"
    path.write_text(path.read_text("gb18030").replace(",firm,", ",firmly,"), encoding="gb18030")
    faults = ms.check_package(small_package)
    assert {(fault.code, fault.column) for fault in faults} == {("not_in_enum", "strength（列）")}


@pytest.mark.parametrize("package", ["small_package", "five_year_package", "county_package"])
def test_chinese_words_stand_for_codes(package, tmp_path):
    folder = Path(shutil.copytree(SMALL.parent / package, tmp_path / package))
    codes = ms.load_plan(folder)
    described = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    replaced = set()
    for resource in described["resources"]:
        table = Table.read(resource)
        frame = pd.read_csv(folder / table.path, dtype=str, keep_default_na=False)
        for field in table.fields:
            chinese = {code: word for word, code in words_of(table.name, field).codes.items()}
            if field.name in frame and set(chinese) & set(frame[field.name]):
                frame[field.name] = frame[field.name].replace(chinese)
                replaced.add(field.name)
        frame.to_csv(folder / table.path, index=False)
    assert replaced >= {"kind", "aim", "direction", "scope", "statistic", "bound", "strength"}
    assert_same_tables(ms.load_plan(folder), codes)


def test_the_nearest_chinese_word_is_named(small_package):
    path = small_package / "targets.csv"
    path.write_text(path.read_text("utf-8").replace(",firm,", ",确定,"), encoding="utf-8")
    faults = ms.check_package(small_package)
    assert {(fault.code, fault.nearest) for fault in faults} == {("not_in_enum", "确定性")}
    assert "firm、aspired、approximate、确定性、力争、约计" in faults[0].text("zh")


def test_the_chinese_page_lists_the_words_that_are_read():
    page = (SMALL.parents[1] / "docs" / "data.zh-CN.md").read_text("utf-8")
    told = re.findall(r"`([^` ]+)` ([^；|` ]+)", page.partition("## 附：固定用词")[2])
    assert told == [
        (code, words.replace(" ", "、"))
        for column in CHINESE.values()
        for code, words in column.items()
    ]


def test_words_are_those_that_reports_print():
    printed = {
        "firm": "standing.firm",
        "aspired": "listings.aspired",
        "approximate": "listings.approximate",
        "binding": "listings.binding",
        "expected": "listings.expected",
        "flow": "listings.count_flows",
        "yearly": "listings.yearly",
        "half_yearly": "listings.half_yearly",
    }
    words = {code: text.split() for column in CHINESE.values() for code, text in column.items()}
    assert {code: words[code][0] for code in printed} == {
        code: say(key, "zh") for code, key in printed.items()
    }


def test_a_title_of_two_columns_stands_for_neither(small_package):
    path = small_package / "datapackage.json"
    package = json.loads(path.read_text(encoding="utf-8"))
    (units,) = (one for one in package["resources"] if one["name"] == "units")
    for field in units["schema"]["fields"][:2]:
        field["title_zh"] = "单位"
    path.write_text(json.dumps(package), encoding="utf-8")
    csv = small_package / "units.csv"
    text = csv.read_text(encoding="utf-8")
    csv.write_text(text.replace("unit,", "单位,", 1), encoding="utf-8")
    faults = ms.check_package(small_package)
    assert [fault.code for fault in faults][:2] == ["unknown_column", "missing_column"]


def test_loading_leaves_the_folder_as_it_was(small_package):
    before = {path.name: path.read_bytes() for path in small_package.iterdir()}
    ms.load_plan(small_package)
    assert {path.name: path.read_bytes() for path in small_package.iterdir()} == before


def test_a_printed_figure_beyond_the_usual_ones_is_warned_of_and_loads(small_package):
    """Its unit declares ratios of 0.2 to 1 as usual, and of 0 to 10 as possible."""
    path = small_package / "targets.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("value,=,0.8,", "value,=,1.8,"), encoding="utf-8")
    (warning,) = package_warnings(small_package)
    assert warning.text("en") == (
        "targets.csv, row 11, column value: is outside the usual values of the indicator, "
        "0.2–1; found “1.8”"
    )
    assert warning.text("zh") == (
        "targets.csv，第11行，“value”列：超出该指标的通常范围（0.2–1），请核实；填写为“1.8”"
    )
    assert ms.check_package(small_package) == []
