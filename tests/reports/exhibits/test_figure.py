"""Figures: what is heard in their place, and the numbers that go with them."""

from minsheng.reports.exhibits import Column, Figure, Table
from minsheng.reports.exhibits.figure import LONGEST_ALT

SVG = '<svg xmlns="http://www.w3.org/2000/svg"><text>2 &lt; 3</text></svg>'
TABLE = Table("Beds", (Column("name", "Name"),), ({"name": "A"},), ids=("care.a",))


def test_the_words_of_a_figure_travel_with_its_drawing():
    figure = Figure(SVG, "Beds", "Five of nine.", ("A note.",), "Five", (TABLE,))
    bundle, metadata = figure._repr_mimebundle_()
    assert bundle["image/svg+xml"] == SVG
    assert metadata["image/svg+xml"]["minsheng"] == {
        "caption": "Beds",
        "alt": "Five of nine.",
        "finding": "Five",
        "notes": ["A note."],
        "tables": [TABLE.data()],
    }


def test_text_of_a_figure_stays_text():
    html = Figure(SVG, '<i>"Beds"</i>', '"><script>', ("<b>",))._repr_html_()
    assert "<figcaption>&lt;i&gt;&quot;Beds&quot;&lt;/i&gt;</figcaption>" in html
    assert 'alt="&quot;&gt;&lt;script&gt;"' in html
    assert '<p class="figure-note">&lt;b&gt;</p>' in html


def test_a_description_is_cut_only_where_it_is_too_long_to_be_heard():
    whole = "x" * LONGEST_ALT
    assert f'alt="{whole}"' in Figure(SVG, "Beds", whole)._repr_html_()
    html = Figure(SVG, "Beds", whole + "x", finding="Five of nine")._repr_html_()
    assert 'alt="Five of nine。图中数字另列表格。"' in html
    assert f"<p>{whole}x</p></details>" in html


def test_in_jupyter_a_figure_brings_its_numbers_along():
    html = Figure(SVG, "Beds", "Five of nine.", tables=(TABLE,))._repr_html_()
    assert "<details><summary>图中数字：Beds</summary>" in html
    assert html.count("<table>") == 1
