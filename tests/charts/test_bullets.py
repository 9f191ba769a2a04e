"""Each goal stands on its own scale; its marks are the numbers of the evaluation."""

import pytest
from building import Wish
from standings import standing as standing_of

import minsheng as ms
from minsheng import charts
from minsheng.evaluation import positions
from minsheng.text.language import LANGUAGES, using


@pytest.fixture(scope="module")
def standing(stand_at):
    return stand_at("2019").select(programme="employment").headlines()


def mark(ax, gid):
    return [float(line.get_xdata()[0]) for line in ax.lines if line.get_gid() == gid]


def test_the_marks_of_a_row_are_its_numbers(standing):
    rows = positions(standing)
    drawn = rows[rows["missing"].eq("")]
    axes = charts.bullet(standing)
    assert len(axes) == len(drawn)
    for ax, row in zip(axes, drawn.to_dict("records"), strict=True):
        assert mark(ax, row["class"]) == [row["value"]]
        assert mark(ax, "target") == [row["target"]]
        assert mark(ax, "due") == [row["planned"]]
        assert mark(ax, "baseline") == ([] if row["start"] != row["start"] else [row["start"]])
        low, high = ax.get_xlim()
        assert all(low <= value <= high for line in ax.lines for value in line.get_xdata())


def test_an_amount_of_each_year_is_a_running_total_from_zero(standing):
    """Of the demonstration: 6,000 jobs in 2018 and 15,000 in 2019; 15,000 a year are due."""
    jobs = charts.bullet(standing.select(indicator="employment.new_urban_jobs"))[0]
    assert (mark(jobs, "lagging"), mark(jobs, "due"), mark(jobs, "target")) == (
        [21_000],
        [30_000],
        [45_000],
    )
    assert mark(jobs, "baseline") == [0]
    assert jobs.get_xlim()[0] == 0


def test_the_triangle_points_to_where_better_is_and_that_side_is_shaded(standing):
    for name, marker in {
        "employment.registered_unemployment": "<",
        "employment.graduate_employment": ">",
    }.items():
        (ax,) = charts.bullet(standing.select(indicator=name))
        (end,) = [line for line in ax.lines if line.get_gid() == "target"]
        assert end.get_marker() == marker
        (met,) = [patch for patch in ax.patches if patch.get_gid() == "met"]
        edge = met.get_x() + (met.get_width() if marker == "<" else 0)
        assert edge == pytest.approx(end.get_xdata()[0])


@pytest.mark.parametrize(("baseline", "target", "zero"), [(1, 2, True), (77.4, 78, False)])
def test_a_scale_begins_at_zero_unless_all_values_lie_close_together(baseline, target, zero):
    seen = [(2018, (baseline + target) / 2)]
    wish = Wish(baseline=baseline, targets={2018: target})
    (ax,) = charts.bullet(standing_of(wish, seen=seen, source="bureau"))
    assert bool(ax.get_xlim()[0] == 0) is zero


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("zh", "；离规划水平最远的是城镇新增就业（实际21000人，规划30000人）"),
        ("en", "; furthest from the plan: “New urban jobs” (21,000 people, planned 30,000 people)"),
    ],
)
def test_the_title_names_the_goal_that_is_furthest_from_what_is_due(standing, lang, words):
    with using(lang):
        assert charts.bullet(standing)[0].figure.finding.endswith(words)


def test_what_cannot_be_placed_is_counted_with_its_reason(standing):
    missing = positions(standing)["missing"].value_counts()
    note = "".join(text.get_text() for text in charts.bullet(standing)[0].figure.texts)
    assert set(missing.index) == {"", "no_number"}  # none of the milestones has a date
    assert f"未画出：未定数值{missing['no_number']}项。" in note.replace("\n", "")


def test_a_goal_in_words_is_no_milestone_and_the_title_counts_what_is_drawn():
    """Four were reported or need no number; two are drawn: those with a value and a number."""
    wishes = (
        Wish("road", baseline=0, targets={2020: 30}),
        Wish("pipe", baseline=0, targets={2020: 30}),
        Wish("plant", unit="milestone", kind="milestone", targets={2018: 1}),
        Wish("system", unit="milestone", kind="milestone", aim="listed", targets={2020: None}),
        Wish("praise", aim="direction", targets={2020: None}),
    )
    seen = [("test.road", 2018, 15), ("test.pipe", 2018, 5), ("test.plant", 2018, 1)]
    figure = charts.bullet(standing_of(*wishes, seen=seen, source="bureau"))[0].figure
    assert figure.finding == (
        "2018年：有实际值和数值目标的2项中1项情况良好，1项滞后、未达到或未保持；某指标实际5%，规划10%"
    )
    note = "".join(text.get_text() for text in figure.texts).replace("\n", "")
    assert "未画出：未定数值2项、完成节点1项。" in note


def test_without_observations_it_says_so(plan):
    axes = charts.bullet(ms.stand(plan.select(programme="housing"), ms.Ledger(), "2019"))
    assert axes[0].figure.finding == "2019年：没有一项有实际值和数值目标"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_text_lies_over_another_or_outside(standing, lang):
    with using(lang):
        figure = charts.drawn(charts.bullet(standing)[0].figure)
    whole = figure.bbox
    boxes = [
        text.get_window_extent()
        for ax in figure.axes
        for text in [*ax.texts, *ax.get_xticklabels(), *ax.get_yticklabels()]
        if text.get_text()
    ]
    for number, box in enumerate(boxes):
        assert whole.x0 <= box.x0 and box.x1 <= whole.x1
        assert not any(box.shrunk(0.98, 0.9).overlaps(other) for other in boxes[:number])
