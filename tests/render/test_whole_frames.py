"""A frame that a notebook displays is in its report whole, whichever engine runs the cells."""

import datetime as dt

import pandas as pd
import pytest
from openpyxl import load_workbook
from render.books import notebook

from minsheng.render import RunSettings, render
from minsheng.render.request import Request, list_reports
from minsheng.render.running import frames

CELL = """
import pandas as pd
frame = pd.DataFrame({f"c{n}": [n + k / 7 for k in range(400)] for n in range(22)})
frame["day"] = pd.date_range("2025-01-01", periods=400)
frame["code"], frame["words"], frame["thing"] = "007", "甲" * 90, "<a at 0x7f1234567890>"
frame["large"] = frame["c0"] * 10.0**12
frame
"""


@pytest.fixture(
    scope="module",
    params=["shell", pytest.param("kernel", marks=pytest.mark.notebooks)],
)
def report(request, tmp_path_factory):
    folder, output = tmp_path_factory.mktemp("notebooks"), tmp_path_factory.mktemp("out")
    notebook(folder, "frames", CELL, "frame['c1']")
    asked = Request(notebooks=("frames",), folder=folder, langs=("en",), formats=("xlsx",))
    reports = list_reports(asked, output)
    settings = RunSettings(engine=request.param)
    (outcome,) = render(reports.load, reports.jobs, output, settings)
    assert outcome.error == ""
    return outcome.job.page


def test_the_workbook_has_all_rows_as_numbers_days_and_codes(report):
    sheets = load_workbook(report.with_suffix(".xlsx")).worksheets
    frame, series = (sheet for sheet in sheets if sheet.max_row >= 3 + 400)
    c1 = pytest.approx([1 + k / 7 for k in range(400)])
    head, *rows = frame.iter_rows(min_row=3, values_only=True)
    rows = [dict(zip(head, row, strict=True)) for row in rows[:400]]
    assert [row["c1"] for row in rows] == c1
    assert rows[399]["c21"] == pytest.approx(21 + 399 / 7)
    assert rows[399]["large"] == pytest.approx(399 / 7 * 10.0**12)
    assert rows[1]["day"] == dt.datetime(2025, 1, 2)
    assert (rows[0]["code"], rows[0]["words"]) == ("007", "甲" * 90)
    assert [cell.value for cell in series["B"][3:403]] == c1


def test_the_page_has_the_first_rows_and_counts_the_others(report):
    text = report.read_text(encoding="utf-8")
    assert "… and 100 more rows: see the workbook (xlsx) of this report" in text
    assert text.count("<tr") == 2 * (1 + 300)
    assert "0x7f1234567890" not in text


def test_the_rest_of_a_very_large_frame_is_counted(monkeypatch):
    monkeypatch.setattr(frames, "MOST_CELLS", 6)
    table = frames.table_of_frame(pd.DataFrame({"a": range(5), "b": range(5)}))
    assert len(table.rows) == 3
    assert table.notes == ("本报告（含工作簿）只载此表前3行，其余2行未载。",)


def test_who_sets_pandas_to_text_gets_text():
    with pd.option_context("display.notebook_repr_html", False):
        assert frames._data(pd.DataFrame({"a": [1]})) is None
