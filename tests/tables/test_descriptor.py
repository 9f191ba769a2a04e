"""The descriptor: everything wrong with it is told at once, each at its place."""

import json

import pytest

import minsheng as ms
from minsheng.places import data_folder
from minsheng.tables.descriptor import DESCRIPTOR, open_descriptor, read_facts
from minsheng.tables.resources import read_tables
from minsheng.tables.schema import COLUMNS, TYPES, type_needed


def package(folder):
    return json.loads((folder / DESCRIPTOR).read_text(encoding="utf-8"))


def write(folder, spec):
    (folder / DESCRIPTOR).write_text(json.dumps(spec), encoding="utf-8")


def table(spec, name):
    return next(resource for resource in spec["resources"] if resource["name"] == name)


def told(folder):
    return [(fault.code, fault.column or fault.file) for fault in ms.check_package(folder)]


def test_faults_of_descriptor_facts_and_cells_are_told_together(small_package):
    spec = package(small_package)
    spec["name"] = "Small Plan"
    spec["plan"]["last_year"] = 2020
    table(spec, "restatements")["path"] = 5
    table(spec, "restatements")["schema"]["primaryKey"] = ["year", "yaer", 7]
    table(spec, "targets")["schema"]["fields"][1]["constraints"] = {"pattern": "(", "required": 1}
    write(small_package, spec)
    units = small_package / "units.csv"
    units.write_text(units.read_text("utf-8").replace("piece,个", "piece,"), encoding="utf-8")
    assert told(small_package) == [
        ("plan_name", "name"),
        ("years_reversed", "plan.last_year"),
        ("json_truth", "resources[8].schema.fields[1].constraints.required"),
        ("bad_pattern", "resources[8].schema.fields[1].constraints.pattern"),
        ("json_text", "resources[9].path"),
        ("unknown_column", "resources[9].schema.primaryKey[1]"),
        ("json_text", "resources[9].schema.primaryKey[2]"),
        ("required", "name_zh"),
    ]


@pytest.mark.parametrize("years", [(2024, 2022, 2020), (2021, 2023, 2021), (2021, 2023, 2022)])
def test_years_that_cannot_be_are_told_of_the_descriptor_and_of_no_row(years, small_package):
    spec = package(small_package)
    spec["plan"] |= dict(zip(("first_year", "last_year", "baseline_year"), years, strict=True))
    write(small_package, spec)
    assert [fault.file for fault in ms.check_package(small_package)] == [DESCRIPTOR]


@pytest.mark.parametrize("name", ["a", "small-2021-2023", "7", "a--b"])
def test_a_name_that_a_folder_can_have(name, small_package):
    write(small_package, package(small_package) | {"name": name})
    assert ms.load_plan(small_package).facts.plan == name


@pytest.mark.parametrize(
    "name",
    [
        "",
        ".",
        "..",
        "../evil",
        "a/b",
        "a\\b",
        "-a",
        "A",
        "a_b",
        "a.b",
        "a b",
        "a\n",
        "规划",
        "ａ",
        "٣",
    ],
)
def test_a_name_that_would_lead_elsewhere(name, small_package):
    write(small_package, package(small_package) | {"name": name})
    assert told(small_package) == [("plan_name", "name")]


def test_a_column_without_a_type_holds_text(small_package):
    spec = package(small_package)
    for field in table(spec, "departments")["schema"]["fields"]:
        del field["type"]
    write(small_package, spec)
    assert told(small_package) == []


def test_a_reference_without_a_table_is_one_to_the_table_itself(small_package):
    spec = package(small_package)
    photos = {
        "fields": [{"name": "photo"}, {"name": "copy_of"}],
        "foreignKeys": [{"fields": "copy_of", "reference": {"fields": "photo"}}],
    }
    spec["resources"].append({"name": "photos", "path": "photos.csv", "schema": photos})
    write(small_package, spec)
    (small_package / "photos.csv").write_text("photo,copy_of\na,\nb,a\nc,x\n", encoding="utf-8")
    (fault,) = ms.check_package(small_package)
    assert (fault.code, fault.row, fault.found, fault.allowed) == (
        "unknown_reference",
        4,
        "x",
        ("a", "b", "c"),
    )


def test_what_the_library_needs_is_what_the_plan_that_ships_declares():
    for folder in data_folder().iterdir():
        if not (folder / DESCRIPTOR).is_file():
            continue
        descriptor, faults = open_descriptor(folder)
        assert faults == []
        assert read_facts(descriptor)[1] == []
        tables, faults = read_tables(descriptor)
        assert faults == []
        for name, columns in COLUMNS.items():
            declared = {field.name: field.type for field in tables[name].fields}
            for column in columns:
                assert declared[column] == type_needed(name, column) in TYPES
