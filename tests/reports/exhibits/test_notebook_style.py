"""Exhibits in JupyterLab: how tables are set there, in its light and its dark theme."""

from minsheng.reports.exhibits import Column, Table

# What JupyterLab says of tables and of its dark theme.
LAB = """<!doctype html><meta charset="utf-8"><style>
:root { --jp-content-font-color1: rgb(255, 255, 255); --jp-border-color1: rgb(97, 97, 97); }
body { background: #111; color: #000; }
th, td, tr { text-align: right; vertical-align: middle; white-space: nowrap; }
</style>"""
TABLE = Table(
    "Beds",
    (Column("name", "Name"), Column("beds", "Beds", "number")),
    ({"name": "A", "beds": "1.5"}, {"name": "B", "beds": "20"}),
    groups=("One", "One"),
    notes=("A note.",),
)


def test_words_stand_left_and_numbers_right_in_the_colours_of_the_theme(browser, tmp_path):
    page = tmp_path / "page.html"
    page.write_text(LAB + TABLE._repr_html_(), encoding="utf-8")
    opened = browser.open(page.as_uri())
    of = "[...document.querySelectorAll('.minsheng :is(th, td)')].map(c => getComputedStyle(c)."
    left = opened.run(f"{of}textAlign)")
    assert left == ["left", "right", "left", "left", "right", "left", "right"]
    assert set(opened.run(f"{of}color)")) == {"rgb(255, 255, 255)"}
    padded = "getComputedStyle(document.querySelector('[data-padding]'), '::after').content"
    assert opened.run(padded) == '"\u2008\u2007"'
    opened.close()


def test_an_empty_table_says_nothing_below():
    html = Table("Beds", TABLE.columns, (), notes=TABLE.notes)._repr_html_()
    assert "没有可列入“Beds”的内容。" in html
    assert "A note." not in html
