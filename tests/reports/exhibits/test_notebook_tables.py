"""Long tables in JupyterLab: sorted and filtered as in the pages of reports, without a request."""

import json
import re

import pytest

from minsheng.reports.exhibits import Column, Figure, Table
from minsheng.text.language import using

COLUMNS = (Column("name", "Name"), Column("beds", "Beds", "number"))
BEDS = dict(zip("ABCDEFGH", (8, 2, 6, 7, 5, 30, 1, 4), strict=True))
ROWS = tuple({"name": name, "beds": str(beds)} for name, beds in BEDS.items())
TABLE = Table("Beds", COLUMNS, ROWS, groups=("One",) * 4 + ("Two",) * 4)
# JupyterLab puts HTML in place, where scripts do not run, and then makes each script anew.
SHOWN = """
const output = document.body.appendChild(document.createElement('div'));
output.innerHTML = %s;
for (const script of output.querySelectorAll('script')) {
  const again = document.createElement('script');
  again.textContent = script.textContent;
  script.replaceWith(again);
}"""


@pytest.fixture
def output(browser, tmp_path):
    """Return a function that shows HTML as JupyterLab does and gives the page."""
    opened = []

    def show(*outputs):
        page = tmp_path / "page.html"
        page.write_text("<!doctype html><meta charset='utf-8'>", encoding="utf-8")
        opened.append(browser.open(page.as_uri()))
        for html in outputs:
            opened[-1].run(f"(() => {{{SHOWN % json.dumps(html)}}})()")
        return opened[-1]

    yield show
    for page in opened:
        page.close()


_ROWS = "document.querySelectorAll('tbody tr:not(.group):not([hidden]) th')"
NAMES = f"[...{_ROWS}].map(c => c.textContent)"


def test_a_long_table_is_sorted_inside_its_groups(output):
    with using("en"):
        page = output(TABLE._repr_html_())
    page.run("document.querySelectorAll('.sort')[1].click()")
    assert page.run(NAMES) == ["B", "C", "D", "A", "G", "H", "E", "F"]
    assert page.run("document.querySelector('.status').textContent") == "sorted by Beds, ascending"


def test_a_long_table_is_filtered_and_says_how_many_rows_are_left(output):
    with using("zh"):
        page = output(TABLE._repr_html_())
    page.run(
        "(() => {const box = document.querySelector('input'); box.value = 'two e';"
        "box.dispatchEvent(new Event('input'));})()"
    )
    assert page.run(NAMES) == ["E"]
    assert page.run("document.querySelector('.status').textContent") == "显示1行，共8行"
    assert page.run("[...document.querySelectorAll('.group')].map(c => c.hidden)") == [True, False]


def test_each_of_several_outputs_gets_its_tools_once(output):
    page = output(TABLE._repr_html_(), TABLE._repr_html_())
    assert page.run("document.querySelectorAll('.tools').length") == 2
    assert page.run("document.querySelectorAll('.sort').length") == 4


def test_a_short_table_has_no_script():
    assert "<script" not in Table("Beds", COLUMNS, ROWS[:7])._repr_html_()


def test_a_figure_brings_the_script_for_a_long_table_of_its_numbers():
    figure = Figure("<svg/>", "Beds", "Beds by name.", tables=(TABLE,))
    assert "<script" in figure._repr_html_()
    assert "<script" not in Figure("<svg/>", "Beds", "Beds by name.")._repr_html_()


def test_nothing_is_asked_of_anywhere():
    html = TABLE._repr_html_()
    assert not re.search(r"https?://|\bsrc=|\bimport\b|fetch\(", html)


def test_what_a_table_says_cannot_end_its_script():
    html = Table("</script><b>", COLUMNS, ROWS)._repr_html_()
    assert html.count("</script>") == 1
    assert "<b>" not in html
