"""Drawings in Word: an SVG without fonts, and the PNG beside it for programs that take no SVG."""

from io import BytesIO

import docx
import pytest
from docx.oxml.ns import qn
from lxml import etree
from PIL import Image, ImageChops

from minsheng.reports.exhibits import Figure
from minsheng.writers import pictures, written
from minsheng.writers.archive import parts
from minsheng.writers.document import Document
from minsheng.writers.word import vector
from minsheng.writers.word.vector import with_text_as_paths

CHART = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="144pt" height="72pt" viewBox="0 0 144 72"'
    " style=\"font-family: 'Noto Sans SC'\">"
    '<path d="M0 60h144v2h-144z" style="fill: #0b5563"/>'
    '<g style="font-size: 12px; text-anchor: middle"><text transform="translate(72 20)">'
    "普惠率 78.27%</text></g>"
    '<text style="font-size: 10px; text-anchor: end; fill: #aa0000" x="140" y="50">≥80</text>'
    '<text style="font-size: 8px; text-anchor: start" x="10" y="50" transform="rotate(-30 10 50)">'
    "a−b</text><title>words on pointing</title></svg>"
)
SVG_BLIP = "{http://schemas.microsoft.com/office/drawing/2016/SVG/main}svgBlip"


def word(svg=CHART):
    return written(Document("zh", "题", "", (Figure(svg, "图", "图"),)), "docx")


def pixels(svg):
    return Image.open(BytesIO(pictures.png(svg, 200))).convert("L")


def test_the_text_is_drawn_where_it_stood_and_needs_no_font():
    made = with_text_as_paths(CHART).decode()
    assert "<text" not in made
    assert "<title" not in made
    difference = ImageChops.difference(pixels(CHART), pixels(made)).histogram()
    assert sum(difference[64:]) == 0


def test_word_has_the_svg_beside_the_png():
    file = docx.Document(BytesIO(word()))
    (blip,) = file.element.body.iter(qn("a:blip"))
    (vector_blip,) = blip.iter(SVG_BLIP)
    png, svg = (file.part.related_parts[each.get(qn("r:embed"))] for each in (blip, vector_blip))
    assert (png.content_type, svg.content_type) == ("image/png", "image/svg+xml")
    assert svg.blob == with_text_as_paths(CHART)
    assert blip[0].tag == qn("a:extLst")
    assert blip[0][0].get("uri") == "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"
    types = etree.fromstring(parts(word())["[Content_Types].xml"])
    named = {each.get("PartName"): each.get("ContentType") for each in types}
    assert named[str(svg.partname)] == "image/svg+xml"


def test_each_piece_of_a_tall_drawing_shows_its_part_of_one_svg():
    tall = CHART.replace(
        'height="72pt" viewBox="0 0 144 72"', 'height="432pt" viewBox="0 0 144 432"'
    )
    file = docx.Document(BytesIO(word(tall)))
    embedded = [each.get(qn("r:embed")) for each in file.element.body.iter(SVG_BLIP)]
    assert len(embedded) > 1
    assert len(set(embedded)) == 1


@pytest.mark.parametrize(
    "svg",
    [
        CHART.replace("a−b", "🎉"),
        CHART.replace("a−b", "a<tspan>b</tspan>"),
        CHART.replace("font-size: 8px; ", ""),
    ],
)
def test_what_cannot_be_drawn_without_a_font_stays_a_picture_of_pixels(svg):
    assert with_text_as_paths(svg) is None
    assert b"svgBlip" not in parts(word(svg))["word/document.xml"]


def test_so_does_a_drawing_that_is_too_large(monkeypatch):
    monkeypatch.setattr(vector, "_LARGEST", 100)
    assert b"svgBlip" not in parts(word())["word/document.xml"]


def test_the_same_drawing_gives_the_same_bytes():
    assert word() == word()
