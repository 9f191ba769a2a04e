"""Every value that a template puts into a page is escaped, unless it is HTML already."""

import pytest
from markupsafe import Markup

from minsheng.writers.html.page import Page, render_page, templates

HOSTILE = "<b a='1'>\"&"
ESCAPED = "&lt;b a=&#x27;1&#x27;&gt;&quot;&amp;"


def test_each_part_of_the_frame_is_escaped():
    page = Page(
        "en",
        HOSTILE,
        eyebrow=HOSTILE,
        kicker=f"k{HOSTILE}",
        index=HOSTILE,
        sections=[(HOSTILE, HOSTILE)] * 3,
        synthetic=True,
        origin={HOSTILE: HOSTILE},
    )
    html = render_page(page, body="")
    assert HOSTILE not in html
    assert html.count(ESCAPED) == 13


@pytest.mark.parametrize(("value", "shown"), [(HOSTILE, ESCAPED), (Markup("<b>"), "<b>")])
def test_a_value_is_escaped_once(value, shown):
    assert templates().from_string("{{ value }}").render(value=value) == shown
