"""What the typesetter is told."""

import json
from dataclasses import replace

from writers import hostile

from minsheng.reports.exhibits import Figure
from minsheng.writers.document import (
    Document,
    Heading,
    Listing,
    Paragraph,
    Run,
    table_of,
)
from minsheng.writers.pdf.typesetting import typeset
from minsheng.writers.reading import read


def _blocks(*blocks):
    return typeset(Document("zh", "题", "", blocks)).content["blocks"]


def _paragraph(text, role=""):
    return Paragraph((Run(text),), role)


def test_only_what_json_can_hold():
    made = typeset(read(hostile.notebook()))
    assert json.loads(json.dumps(made.content))["title"] == "Hostile 镕"


def test_pictures_are_files_that_we_name():
    picture = Figure(hostile.DRAWING, "../../etc/passwd", "图")
    made = typeset(Document("zh", "题", "", (picture, Figure("", "丙", "丁", png=b"x"))))
    assert made.files == {"picture-1.svg": hostile.DRAWING.encode(), "picture-2.png": b"x"}


def test_neighbours_of_one_role_share_a_frame():
    points = Listing(((Run("点"),),), role="answer")
    frame, plain, other = _blocks(
        _paragraph("甲", "answer"), points, _paragraph("乙"), _paragraph("丙", "note")
    )
    assert (frame["role"], [each["kind"] for each in frame["blocks"]]) == (
        "answer",
        ["paragraph", "list"],
    )
    assert plain["kind"] == "paragraph"
    assert other["role"] == "note"


def test_the_pads_of_a_number_become_the_width_of_what_they_stand_for():
    table = table_of(["n"], [["1.25"], ["20\u2008\u2007\u2007"]])
    cells = [row["cells"][0] for row in _blocks(table)[0]["parts"][0]["rows"]]
    assert [(cell["text"], cell["pad"]) for cell in cells] == [("1.25", 0), ("20", 1.388)]


def test_equal_neighbours_share_the_heading_of_their_group():
    table = table_of(["n"], [["1"], ["2"], ["3"]])
    (made,) = _blocks(replace(table, groups=("甲", "甲", "乙")))
    assert [(part["heading"], len(part["rows"])) for part in made["parts"]] == [
        ("甲", 2),
        ("乙", 1),
    ]


def test_only_a_row_of_very_many_lines_may_break():
    # Some 55 characters of the usual type stand in a line.
    (made,) = _blocks(table_of(["a"], [["文" * 1600], ["文" * 1200], ["行\n" * 30]]))
    assert [row["long"] for row in made["parts"][0]["rows"]] == [True, False, True]


def test_a_wide_table_takes_along_what_leads_to_it_and_no_more():
    wide = table_of([f"column-number-{n}" for n in range(12)], [["incommensurable"] * 12])
    heading = Heading(2, (Run("节"),), "节")
    before, turned = _blocks(_paragraph("前"), heading, _paragraph("见下表。"), wide, wide)
    assert before["kind"] == "paragraph"
    assert [each["kind"] for each in turned["blocks"]] == ["heading", "paragraph", "table", "table"]
    long, alone = _blocks(_paragraph("文" * 300), wide)
    assert (long["kind"], len(alone["blocks"])) == ("paragraph", 1)


def test_little_text_between_two_wide_tables_goes_along_and_a_picture_never():
    wide = table_of([f"column-number-{n}" for n in range(12)], [["incommensurable"] * 12])
    heading, items = Heading(2, (Run("节"),), "节"), Listing(((Run("甲"),),), role="note")
    (together,) = _blocks(wide, heading, _paragraph("文" * 60), items, wide)
    assert [each["kind"] for each in together["blocks"]] == [
        "table",
        "heading",
        "paragraph",
        "frame",
        "table",
    ]
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" width="72pt" height="36pt"/>'
    for between in (_paragraph("文" * 400), Figure(drawing, "图", "图")):
        assert [each["kind"] for each in _blocks(wide, between, wide)].count("turned") == 2


def test_the_mark_of_made_up_data_stays_with_what_it_marks():
    marked, after = _blocks(_paragraph("〔演示数据〕"), _paragraph("甲"))
    assert marked["leads"]
    assert not after.get("leads")


def test_a_table_without_columns_says_that_there_is_nothing():
    (made,) = _blocks(table_of([], []))
    assert made["runs"][0]["text"] == "（无）"


def test_a_link_within_the_report_must_lead_somewhere():
    heading = Heading(2, (Run("节"),), "节")
    links = Paragraph((Run("a", link="#节"), Run("b", link="#无"), Run("c", link="mailto:a@b.c")))
    found = [run["link"] for run in _blocks(heading, links)[1]["runs"]]
    assert found == ["#section-1", "", "mailto:a@b.c"]
