from dataclasses import replace

import pytest
from building import Wish
from standings import standing

import minsheng as ms
from minsheng import charts
from minsheng.charts.theme import as_svg


def test_a_cell_for_each_headline_indicator_with_numbers(plan):
    part = plan.select(programme="childcare")
    cells = charts.small_multiples(part)
    table = part.indicators
    gaps = ms.gaps(part).set_index("indicator")
    shown = [
        row["name_zh"]
        for row in table[table["headline"]].to_dict("records")
        if row["indicator"] in gaps.index
        and gaps.loc[row["indicator"], "target"] > 0
        and row["kind"] != "milestone"
    ]
    heads = [cell.get_title("left").replace("\n", "").split("（")[0] for cell in cells]
    assert heads == shown


def test_cells_do_not_overlap(plan):
    cells = charts.small_multiples(plan.select(programme="healthcare"))
    boxes = [cell.get_position() for cell in cells]
    for number, box in enumerate(boxes):
        for other in boxes[number + 1 :]:
            apart = box.x1 <= other.x0 or other.x1 <= box.x0 or box.y0 >= other.y1
            assert apart


@pytest.mark.parametrize("columns", [1, 2, 4])
def test_the_number_of_columns_can_be_chosen(plan, columns):
    cells = charts.small_multiples(plan.select(programme="childcare"), columns)
    assert len({round(cell.get_position().x0, 4) for cell in cells}) == columns


def test_what_has_no_path_is_named_below(plan):
    figure = charts.small_multiples(plan.select(programme="childcare"))[0].figure
    note = "".join(text.get_text() for text in figure.texts).replace("\n", "")
    milestones = plan.select(programme="childcare", headline=True, kind="milestone").indicators
    reached = milestones[milestones["aim"] == "reach"]
    assert all(name in note for name in reached["name_zh"])


def test_where_nothing_can_be_drawn_it_says_so(plan):
    (ax,) = charts.small_multiples(plan.select(indicator="childcare.yingpanshan_started"))
    assert [text.get_text() for text in ax.texts] == ["没有可画的指标"]


def test_without_headline_indicators_nothing_is_called_one(made_of, title_of):
    plan = made_of(Wish("a", baseline=80, targets={2025: 95}), Wish("b", aim="direction"))
    unmarked = plan.indicators.assign(headline=False)
    plan = replace(plan, tables={**plan.tables, "indicators": unmarked})
    assert title_of(charts.small_multiples(plan)) == "a：2020年80%，2025年目标95%"


def test_the_heading_of_a_yearly_rate_names_no_total():
    rate = Wish(kind="flow", targets={2018: 10, 2019: 10})
    (cell,) = charts.progresses(standing(rate, seen=[(2018, 9)]))
    assert cell.get_title("left") == "某指标：9%"


@pytest.mark.parametrize(
    ("seen", "when", "heading"),
    [
        ([(2018, 10), (2019, 9)], "2019", "某指标：当年9，累计19（规划30）"),
        ([(2018, 10), ("2019H1", 4)], "2019H1", "某指标：当年4（前6个月），累计14（规划30）"),
        ([("2018H1", 4), (2019, 10)], "2019", "某指标：当年10，累计数据不全"),
        ([(2018, 10)], "2019", "某指标：10（规划30）（2018年）"),
    ],
)
def test_a_heading_tells_of_what_time_an_amount_is(seen, when, heading):
    flow = Wish(unit="person", kind="flow", targets={2018: 10, 2019: 10, 2020: 10})
    (cell,) = charts.progresses(standing(flow, seen=seen, when=when))
    assert cell.get_title(loc="left").replace("\n", "") == heading


def test_the_title_says_what_the_plan_wants_of_the_first_and_counts_the_others(made_of, title_of):
    rising = Wish("a", baseline=80, targets={2025: 95})
    falling = Wish("b", direction="down", baseline=9, targets={2025: 4})
    plan = made_of(rising, falling, Wish("c", baseline=1, targets={2025: 2}))
    assert title_of(charts.small_multiples(plan)) == (
        "a：2020年80%，2025年目标95%；另有须提高的1项、须降低的1项"
    )


def test_a_drawing_of_small_multiples_says_where_a_row_of_them_ends(plan):
    part = plan.programme("eldercare")
    figure = charts.small_multiples(part)[0].figure
    boxes = [ax.get_tightbbox().extents / figure.bbox.height for ax in figure.axes]
    for cut in figure.cuts:
        assert all(box[3] <= 1 - cut + 0.005 or box[1] >= 1 - cut - 0.005 for box in boxes)
    assert len(figure.cuts) == 4  # the last above the notes
    assert f'data-cuts="{figure.cuts[0]:.4f} ' in as_svg(figure)
