import ast
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

import minsheng
from minsheng.errors import BadInput, Fault, UnknownName, grouped, nearest, require_known
from minsheng.text.language import catalogue, using

ROOM = Path(minsheng.__file__).parent
# Entries that are parts of a message and no fault by themselves.
PHRASES = {
    "in_the_ledger",
    "headline",
    "at_row",
    "at_line",
    "rows_and_more",
    "at_column",
    "at_key",
    "comma",
    "semicolon",
    "colon",
    "found",
    "allowed",
    "allowed_and_more",
    "nearest",
}


@cache
def trees():
    return [ast.parse(path.read_text(encoding="utf-8")) for path in sorted(ROOM.rglob("*.py"))]


def words():
    """Every string constant of the code."""
    found = set()
    for tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.add(node.value)
    return found


def called_with():
    """The first argument of each Fault(…) and .fault(…), and of require_known(…) as its code."""
    for tree in trees():
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            first = node.args[0]
            if not (isinstance(first, ast.Constant) and isinstance(first.value, str)):
                continue
            if not first.value:  # of a fault whose place only is asked for
                continue
            if name in ("Fault", "fault"):
                yield first.value
            if name == "require_known":
                yield f"unknown_{first.value}"


def test_every_code_of_the_catalogue_is_used():
    # What is made of a part and the name of a column, in plan.py and ledger_rules.py.
    made = {"unknown_value", "withdrawn_without_source", "withdrawn_without_note"}
    used = words() | set(called_with()) | made
    assert set(catalogue("faults")) - PHRASES - used == set()


def test_every_code_used_stands_in_a_catalogue():
    for code in called_with():
        name, _, key = code.rpartition(".")
        assert key in catalogue(name or "faults"), code


def test_a_fault_tells_place_found_allowed_and_nearest():
    fault = Fault("not_in_enum", "indicators.csv", 3, "kind", "stok", ("stock", "flow"), "stock")
    assert fault.text("en") == (
        "indicators.csv, row 3, column kind: is not one of the allowed words; found “stok”; "
        "allowed: stock and flow; nearest: stock"
    )
    assert fault.text("zh") == (
        "indicators.csv，第3行，“kind”列：不在可选范围内；填写为“stok”；可用：stock、flow；最接近的是：stock"
    )


def test_a_fault_without_place_begins_with_what_is_wrong():
    assert Fault("unknown_plan", found="x").text("en") == "unknown plan; found “x”"
    assert Fault("unknown_plan", found="x").text("zh") == "没有这个规划；填写为“x”"


def test_a_key_of_a_json_file_is_no_column():
    fault = Fault("missing_key", "datapackage.json", column="plan.printed")
    assert fault.text("en") == "datapackage.json, key plan.printed: is missing"
    assert fault.text("zh") == "datapackage.json，“plan.printed”项：缺少这一项"


def test_a_code_may_stand_in_another_catalogue():
    assert Fault("source.no_section", found="附件9").text("en") == (
        "the text has no such section; found “附件9”"
    )


WORDS = tuple(f"word{number:02}" for number in range(40))


def test_a_list_of_allowed_words_is_whole_where_no_other_place_has_it():
    text = Fault("not_in_enum", allowed=WORDS).text("en")
    assert all(word in text for word in WORDS)
    assert "more" not in text


def test_a_long_list_of_allowed_words_is_cut_and_says_where_the_rest_is():
    fault = Fault("unknown_reference", allowed=WORDS[:33], listed_in="units.csv")
    assert fault.text("en").endswith("word10, word11 … and 21 more: units.csv")
    assert fault.text("zh").endswith("word10、word11……另有21项：units.csv")
    assert "more" not in replace(fault, allowed=WORDS[:12]).text("en")


def test_an_unknown_indicator_is_told_the_command_that_lists_all():
    with pytest.raises(UnknownName) as raised:
        require_known("indicator", "childcare", WORDS)
    assert "… and 28 more: plan.find(…), minsheng list --programme …" in raised.value.text("en")


def test_an_example_is_not_called_allowed():
    fault = Fault("id_form", "units.csv", 2, "unit", "万套", ("childcare",))
    assert fault.text("en") == (
        "units.csv, row 2, column unit: an id has only lower-case letters, digits and underscores, "
        "and begins with a letter, as childcare does; found “万套”"
    )
    assert fault.text("zh").endswith("以字母开头，例如childcare；填写为“万套”")


def test_equal_faults_of_several_rows_are_told_together():
    faults = [Fault("required", "targets.csv", row, "year") for row in range(2, 34)]
    error = BadInput([*faults, Fault("required", "targets.csv", 7, "value")])
    assert error.text("en") == (
        "33 faults:\n"
        "  targets.csv, rows 2–33, column year: must not be empty\n"
        "  targets.csv, row 7, column value: must not be empty"
    )
    assert error.text("zh").splitlines()[1] == "  targets.csv，第2–33行，“year”列：不得为空"
    assert len(error.faults) == 33


def test_rows_far_apart_are_counted_where_they_are_many():
    faults = [Fault("required", "a.csv", row, "year") for row in range(2, 102, 2)]
    (fault,) = grouped(faults)
    assert fault.place("en") == (
        "a.csv, rows 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24 and 38 more, column year"
    )
    assert "、24及另外38行" in fault.place("zh")


def test_what_is_not_the_same_stays_apart():
    faults = [Fault("not_a_number", "a.csv", row, "value", f"x{row}") for row in (2, 3)]
    assert grouped(faults) == faults


def test_what_was_found_cannot_fill_or_upset_the_screen():
    text = Fault("unknown_value", found="a\tb\n" + "x" * 500).text("en")
    assert "a\\tb\\n" in text
    assert text.endswith("…”")
    assert len(text) < 120


def test_all_faults_are_told_one_a_line_in_the_language_in_force():
    error = BadInput([Fault("missing_file", "a.csv"), Fault("missing_file", "b.csv")])
    with using("en"):
        assert str(error) == "2 faults:\n  a.csv: file is missing\n  b.csv: file is missing"
    with using("zh"):
        assert str(error) == "共2处问题：\n  a.csv：文件不存在\n  b.csv：文件不存在"


def test_an_unknown_name_is_bad_input_and_a_failed_lookup():
    with pytest.raises(UnknownName) as raised:
        require_known("programme", "childcar", ["childcare", "education"])
    assert isinstance(raised.value, BadInput)
    assert isinstance(raised.value, LookupError)
    (fault,) = raised.value.faults
    assert (fault.code, fault.found, fault.nearest) == (
        "unknown_programme",
        "childcar",
        "childcare",
    )
    assert fault.allowed == ("childcare", "education")
    with using("en"):
        assert str(raised.value).startswith("1 fault:\n  unknown programme; found “childcar”")


def test_a_known_name_passes():
    assert require_known("programme", "childcare", ["childcare"]) is None


@pytest.mark.parametrize(("found", "expected"), [("educaton", "education"), ("zzz", ""), ("", "")])
def test_nearest(found, expected):
    assert nearest(found, ["childcare", "education"]) == expected
