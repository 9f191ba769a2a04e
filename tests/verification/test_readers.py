"""Files are read as their reader sees them."""

import openpyxl
import pytest

from minsheng.verification.comparing import widened
from minsheng.verification.pages import read_page
from minsheng.verification.workbooks import shown


@pytest.mark.parametrize(
    ("text", "start", "end", "wide"),
    [
        ("差距4点", 2, 3, "4"),
        ("差距14点", 3, 4, "14"),
        ("1.4", 2, 3, "1.4"),
        ("44", 0, 1, "44"),
        ("4.5 ", 0, 1, "4.5"),
        ("to 4.", 3, 4, "4"),
        ("2018, 4", 6, 7, "4"),
        ("-4", 1, 2, "-4"),
        ("2018–2020", 0, 9, "2018–2020"),
        ("、2.93", 1, 5, "2.93"),
        ("4,", 0, 1, "4"),
    ],
)
def test_digits_right_beside_a_mark_belong_to_it(text, start, end, wide):
    assert widened(text, start, end) == wide


@pytest.mark.parametrize(
    ("value", "form", "text"),
    [
        (87.0, '"≥"0', "≥87"),
        (86.0, '0"%"', "86%"),
        (4 / 3, "0.00", "1.33"),
        (None, "0", ""),
        (13500.0, '#,##0"*"', "13,500*"),
        (87.0, "\\≥0", "≥87"),
        (12, "General", "12"),
        ("约5", "0", "约5"),
        (True, "0", "True"),
        (-1.5, "0.0", "-1.5"),
        (2.0, "0%", "2%"),
    ],
)
def test_a_cell_shows_its_number_in_its_format(value, form, text):
    cell = openpyxl.Workbook().active["A1"]
    cell.value = value
    cell.number_format = form
    assert shown(cell) == text


def test_a_page_is_read_in_its_order_with_sections_and_captions():
    report = read_page(
        '<h2>Part</h2><p>It is <data data-number="a">4</data> or '
        '<span data-number="b">5–6</span>.</p><script>var x = "<data data-number=c>";</script>'
        '<table><caption>Beds</caption><tr><td data-column="n"></td>'
        '<th data-column="b">Beds</th></tr><tr class="group"><th colspan="2">G</th></tr>'
        '<tr data-row="r"><th>A<a href="#r"></a></th><td>7\u2007</td></tr></table>'
    )
    assert [(e.section, e.exhibit, e.id, e.row, e.column, e.shown) for e in report.entries] == [
        ("Part", "", "a", "", "", "4"),
        ("Part", "", "b", "", "", "5–6"),
        ("Part", "Beds", "r", "A", "n", "A"),
        ("Part", "Beds", "r", "A", "b", "7"),
    ]


@pytest.mark.parametrize(
    "page", ["<p><data data-number=a>4", "</p></data>", "<tr><td>1</table>", ""]
)
def test_a_broken_page_is_read_as_far_as_it_goes(page):
    assert len(read_page(page).entries) == page.count("4")
