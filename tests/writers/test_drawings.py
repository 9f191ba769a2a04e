"""Drawings in a page: plain ones become part of it, all others stay images that cannot act."""

import pytest

from minsheng.writers.html.drawings import inline

DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
    'viewBox="0 0 9 9">{}</svg>'
)


def test_ids_are_those_of_one_drawing_and_so_are_references_to_them():
    inside = (
        '<defs><clipPath id="c"><path d="M0 0"/></clipPath><path id="m" d="M0 0"/></defs>'
        '<use xlink:href="#m" style="fill: url(#c)"/><g clip-path="url(#c)"/>'
    )
    drawing = inline("two-", DRAWING.format(inside), "A < B")
    assert 'role="img" aria-label="A &lt; B"' in drawing
    for part in ('id="two-c"', 'id="two-m"', 'href="#two-m"', "fill: url(#two-c)"):
        assert part in drawing
    assert drawing.count("url(#two-c)") == 2


def test_text_stays_text():
    text = "<text>a &lt;b&gt; 民生<title>x</title></text><!-- gone --><?gone?>"
    drawing = inline("", DRAWING.format(text), "")
    assert "<text>a &lt;b&gt; 民生<title>x</title></text></svg>" in drawing
    assert "gone" not in drawing


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        "<style>* { display: none }</style>",
        "<foreignObject><p>x</p></foreignObject>",
        '<image xlink:href="data:image/png;base64,AAAA"/>',
        '<a xlink:href="javascript:alert(1)"><path d="M0 0"/></a>',
        '<use xlink:href="http://example.org/#a"/>',
        '<use href="data:image/svg+xml,x#a"/>',
        '<path d="M0 0" onclick="alert(1)"/>',
        '<path style="fill: url(http://example.org)"/>',
        '<path style="fill: u\\72l(x)"/>',
        '<path style="position: fixed; fill: none"/>',
        '<path style="fill: none;background:red"/>',
        '<animate attributeName="d"/>',
        '<h:p xmlns:h="http://www.w3.org/1999/xhtml">x</h:p>',
        '<s:path xmlns:s="http://www.w3.org/2000/svg"/>',
        "<path>",
        "a\x00b",
    ],
)
def test_what_may_act_or_reach_into_the_page_stays_an_image(inside):
    assert inline("", DRAWING.format(inside), "") is None


def test_an_entity_is_not_opened():
    declared = '<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    assert inline("", declared + DRAWING.format("<text>&a;</text>"), "") is None
    assert inline("", '<!DOCTYPE svg [<!ENTITY a "x">]>' + DRAWING.format(""), "") is None
