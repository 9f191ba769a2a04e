"""Quoted numbers against the data: the same, another, none."""

import pytest
from building import Wish
from standings import standing

from minsheng.reports.paragraphs import Paragraphs, Passage, check

SHARE = Wish(name="share", baseline=82, targets={2018: 86, 2019: 90, 2020: ">=95"})
FLOW = Wish(
    name="flow", kind="flow", unit="person", baseline=None, targets={2018: 10000, 2019: 10000}
)
SEEN = [("test.share", 2018, 86.24), ("test.flow", 2018, 12345), ("test.flow", 2019, 5000)]


def found(text, when="2018", programme="test"):
    here = standing(SHARE, FLOW, seen=SEEN, when=when)
    passage = Passage(programme, "judgement", text, "2018/test.md", 3)
    return check(here, Paragraphs(here.period, (passage,)))


@pytest.mark.parametrize(
    "text",
    [
        "[86.2%](#test.share)",
        "[86.24%](#test.share)",
        "[86%](#test.share)",
        "[90以上](#test.share/target)",
        "[82%](#test.share/baseline)",
        "[8.8个百分点](#test.share/gap)",
        "[1.06](#test.share/pace)",
        "[106%](#test.share/pace)",
        "[33%](#test.share/progress)",
        "[0.33](#test.share/progress)",
        "[1.23万人](#test.flow)",
        "[12345人](#test.flow/done)",
        "[已达到](#test.share)",
    ],
)
def test_what_the_data_say_is_no_finding(text):
    if "target" in text:
        text = text.replace("90以上", "95%以上")
    assert found(text) == ()


@pytest.mark.parametrize(
    ("text", "code", "now"),
    [
        ("[86.3%](#test.share)", "differs", 86.24),
        ("[96%](#test.share/target)", "differs", 95),
        ("[8.8%](#test.share/gap)", "differs", 8.76),  # points, never per cent
        ("[12345%](#test.flow)", "differs", 12345),
        ("[1.3万人](#test.flow)", "differs", 12345),
        ("[34%](#test.share/progress)", "differs", 100 * 4.24 / 13),
    ],
)
def test_another_number_is_a_finding(text, code, now):
    (one,) = found(f"一\n二{text}")
    assert (one.code, one.line) == (code, 4)
    assert one.now == pytest.approx(now)


def test_where_the_data_have_no_such_figure():
    (one,) = found("[10](#test.flow/baseline)")
    assert (one.code, one.which) == ("no_figure", "baseline")
    (one,) = found("[86.24%](#test.share)", when="2019")
    assert one.code == "no_figure"


def test_of_a_flow_the_year_and_the_running_total_are_two_figures():
    assert found("[5000人](#test.flow)，[17345人](#test.flow/done)", when="2019") == ()
    assert [one.now for one in found("[17345人](#test.flow)", when="2019")] == [5000]


def test_bare_numbers_are_looked_for_among_all_figures():
    assert found("达到86.2%，比基期82%提高，还差8.8%，目标95%") == ()
    told = found("达到77.7%，覆盖3%")
    assert [(one.code, one.written) for one in told] == [
        ("not_found", "77.7%"),
        ("not_found", "3%"),
    ]


def test_the_whole_plan_is_searched_for_the_overall_text():
    assert found("完成86.2%", programme="overall") == ()
    assert [one.code for one in found("完成11.1%", programme="overall")] == ["not_found"]


def test_a_number_in_the_name_of_an_indicator_is_no_figure(plan, stand_at):
    import minsheng as ms

    written = ms.load_paragraphs(plan, "2019H1", "demo")
    assert any("66人以上" in one.text for one in written.passages)
    here = stand_at("2019H1")
    assert "66人" not in [one.written for one in check(here, written)]


def test_the_made_up_paragraphs_hold_one_number_that_was_corrected_since(plan, stand_at):
    import minsheng as ms

    here = stand_at("2019H1")
    (one,) = check(here, ms.load_paragraphs(plan, "2019H1", "demo"))
    told = here.ledger.observations
    rows = told[told["indicator"].eq(one.indicator) & told["period"].eq("2019H1")]
    assert len(rows) > 1
    assert one.now == rows.sort_values("reported_on")["value"].iloc[-1]
