"""Tables as frames and as files: typed, with ids and groups, whole or not at all."""

import csv
import datetime as dt

import openpyxl
import pandas as pd
import pytest

import minsheng as ms
from minsheng.errors import BadInput
from minsheng.reports.exhibits import Column, Table

TABLE = Table(
    "Beds",
    (
        Column("name", "Name"),
        Column("beds", "Beds", "number"),
        Column("share", "Share", "number"),
        Column("due", "Due", "short"),
        Column("year", "Year", "short"),
    ),
    (
        {"name": "=1+1", "beds": "600", "share": "≥87%", "due": "2019-12-31", "year": "2019年"},
        {"name": "b", "beds": "1,200", "share": "−0.5", "due": "", "year": "2020年"},
    ),
    ids=("p.a", "p.b"),
    values=({"share": 87.25}, {}),
    groups=("One", "One"),
)


def test_a_frame_has_numbers_dates_and_years_with_ids_and_groups():
    expected = pd.DataFrame(
        {
            "id": ["p.a", "p.b"],
            "group": ["One", "One"],
            "name": ["=1+1", "b"],
            "beds": [600, 1200],
            "share": [87.25, -0.5],
            "share_shown": ["≥87%", "−0.5"],
            "due": pd.to_datetime(["2019-12-31", None]),
            "year": pd.array([2019, 2020], dtype="Int64"),
        }
    )
    pd.testing.assert_frame_equal(TABLE.to_frame(), expected, check_index_type=False)


def test_what_a_text_says_beside_its_number_is_kept():
    columns = (Column("value", "Value", "number"),)
    shown = ("1.5万", "≥5", "完成", "", "88*", "1–2")
    frame = Table("x", columns, tuple({"value": text} for text in shown)).to_frame()
    assert frame["value"].fillna(-1).tolist() == [15000, 5, -1, -1, 88, -1]
    assert frame["value_shown"].tolist() == list(shown)


def test_an_empty_table_and_made_up_data_are_frames_too():
    assert list(Table("x", TABLE.columns, ()).to_frame()) == [one.name for one in TABLE.columns]
    made_up = Table("x", TABLE.columns[:1], ({"name": "a"},), synthetic=True).to_frame()
    assert made_up["synthetic"].tolist() == [True]


def test_the_targets_of_a_plan_can_be_computed_with(plan):
    frame = ms.listings.targets(plan.select(indicator="childcare.gross_enrolment")).to_frame()
    # Annex 1, part 3 of the plan: 86 % in 2017, at least 87, 89 and 90 % after it.
    assert frame[["id", "2017", "2018", "2019", "2020"]].to_numpy().tolist() == [
        ["childcare.gross_enrolment", 86, 87, 89, 90]
    ]
    assert frame["2020_shown"].tolist() == ["≥90"]


@pytest.mark.parametrize(("mark", "start"), [(False, b"\xe5"), (True, b"\xef\xbb\xbf")])
def test_csv_begins_with_a_byte_order_mark_on_request(tmp_path, mark, start):
    path = tmp_path / "new" / "beds.csv"
    TABLE.to_csv(path, byte_order_mark=mark)
    assert path.read_bytes().startswith(start)
    row, _ = csv.DictReader(path.read_text("utf-8-sig").splitlines())
    assert (row["Name"], row["Beds"], row["Share"], row["Share（数值）"]) == (
        "'=1+1",
        "600",
        "≥87%",
        "87.25",
    )


def test_a_workbook_has_numbers_and_dates_and_no_formula(tmp_path):
    TABLE.to_excel(str(tmp_path / "beds.xlsx"))
    book = openpyxl.load_workbook(tmp_path / "beds.xlsx")
    head, first, _ = book.active.iter_rows()
    assert [cell.value for cell in head] == [
        "来源行代码",
        "分组",
        "Name",
        "Beds",
        "Share（数值）",
        "Share",
        "Due",
        "Year",
    ]
    assert [cell.value for cell in first] == [
        "p.a",
        "One",
        "=1+1",
        600,
        87.25,
        "≥87%",
        dt.datetime(2019, 12, 31),
        2019,
    ]
    assert first[2].data_type == "s"
    assert book.properties.title == "Beds"


def test_a_workbook_shows_numbers_and_dates_as_the_table_does(tmp_path):
    TABLE.to_excel(tmp_path / "beds.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "beds.xlsx").active
    forms = {head.value: [cell.number_format for cell in cells] for head, *cells in sheet.columns}
    assert forms["Beds"] == ["0", "#,##0"]
    assert forms["Share（数值）"] == ['0"%"', "0.0"]  # 87.25 is shown as 87%
    assert forms["Due"][0] == "yyyy-mm-dd"
    assert sheet.column_dimensions["E"].width == len("Share（数值）") + 4 + 2


def test_the_numbers_of_a_plan_have_the_decimals_of_their_unit_in_a_workbook(plan, tmp_path):
    ms.listings.requirements(plan).to_excel(tmp_path / "a.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").active
    columns = {head.value: cells for head, *cells in sheet.columns}
    for title in ("差距（未达为正）", "年均变化", "年均增长率（%）"):
        for text, number in zip(columns[title], columns[f"{title}（数值）"], strict=True):
            decimals = len(str(text.value).partition(".")[2])
            if number.value is not None:
                form = number.number_format
                assert len(form.partition(".")[2]) == decimals
                assert ("," in form) == ("," in str(text.value))


def test_a_control_character_in_a_text_is_written_as_an_escape(tmp_path):
    table = Table("床位", (Column("note", "说明"),), ({"note": "增\x1b加"},))
    table.to_excel(tmp_path / "a.xlsx")
    (sheet,) = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets
    assert sheet["A2"].value == "增\\x1b加"


def test_what_cannot_be_written_is_said_and_nothing_is_left(tmp_path):
    (tmp_path / "file").write_text("")
    for write in (TABLE.to_csv, TABLE.to_excel):
        with pytest.raises(BadInput) as error:
            write(tmp_path / "file" / "a.xlsx")
        assert "cannot be written to" in error.value.text("en")
        with pytest.raises(BadInput) as error:
            write(tmp_path)
        assert "is a folder; name a file in it" in error.value.text("en")
    with pytest.raises(BadInput) as error:
        TABLE.to_excel(tmp_path / "a.xls")
    assert (
        "a.xls: the file of a workbook must end with this; found “.xls”; allowed: .xlsx"
        in error.value.text("en")
    )
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_what_is_copied_holds_no_padding():
    table = Table(
        "x", (Column("n", "N"), Column("v", "V", "number")), ({"n": "a", "v": "1.5"}, {"v": "20"})
    )
    assert 'data-padding="\u2008\u2007">20</td>' in table.html()
    assert table.text().splitlines()[-2:] == ["a   1.5", "   20"]
    assert not set(table.text()) & set("\u2007\u2008")
