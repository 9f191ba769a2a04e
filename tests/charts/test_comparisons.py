"""Several paths in one chart: what is drawn is read off the axes, what it should be is by hand."""

import pytest
from building import Wish, build
from matplotlib import pyplot as plt

import minsheng as ms
from minsheng.charts import comparison, drawn
from minsheng.text.language import LANGUAGES, using

RATE = "childcare.gross_enrolment"


def lines_of(ax):
    return [line for line in ax.lines if line.get_gid() == "path"]


def names_of(ax):
    return [text.get_text() for text in ax.texts if text.get_gid() == "name"]


@pytest.fixture
def pair(plan):
    return [plan, plan.assume(RATE, target=92)]


def test_two_plans_are_two_lines_in_the_unit_of_the_indicator(pair):
    ax = comparison(pair, RATE)
    values = [line.get_ydata().tolist() for line in lines_of(ax)]
    assert values == [[86, 87, 89, 90], [86, 87, 89, 92]]
    assert [label.get_text() for label in ax.get_xticklabels()] == ["2017", "2018", "2019", "2020"]
    assert ax.get_ylabel() == "单位：%"


def test_lines_are_told_apart_by_more_than_colour(plan):
    several = [plan.assume(RATE, target=value) for value in range(91, 99)]
    looks = [
        (line.get_marker(), line.get_linestyle()) for line in lines_of(comparison(several, RATE))
    ]
    assert len(set(looks)) == len(looks) == 8


@pytest.mark.parametrize(
    ("lang", "names"),
    [
        ("zh", ["原规划 90%", "假设：目标值92% 92%"]),
        ("en", ["as planned 90%", "assumed: target 92% 92%"]),
    ],
)
def test_each_line_is_named_beside_its_end_with_a_piece_of_it(lang, names, pair):
    with using(lang):
        ax = comparison(pair, RATE)
    assert [name.replace("\n", " ") for name in names_of(ax)] == names
    keys = [line for line in ax.lines if line.get_gid() == "key"]
    assert [key.get_marker() for key in keys] == [line.get_marker() for line in lines_of(ax)]
    places = [text.get_position()[1] for text in ax.texts if text.get_gid() == "name"]
    assert places == [key.get_ydata()[0] for key in keys]


def test_names_of_equal_ends_do_not_cover_each_other(plan):
    ax = comparison([plan.assume(RATE, baseline=value) for value in (80, 82, 84)], RATE)
    figure = drawn(ax.figure)
    boxes = [text.get_window_extent() for text in ax.texts if text.get_gid() == "name"]
    assert not any(one.overlaps(other) for at, one in enumerate(boxes) for other in boxes[:at])
    assert all(figure.bbox.width >= box.x1 for box in boxes)


def test_the_title_says_where_each_path_leads(pair):
    with using("en"):
        finding = comparison(pair, RATE).figure.finding
    assert finding == (
        "Gross enrolment rate in three-year pre-school education: as planned, 90% in 2020; "
        "assumed: target 92%, 92% in 2020"
    )


def test_readings_of_the_audit_are_drawn_beside_the_plan(plan):
    readings = [one for one in ms.audit.assumptions(plan) if one.baseline]
    ax = comparison([plan, *map(plan.assume, readings)], readings[0].indicator)
    assert [line.get_ydata()[0] for line in lines_of(ax)] == [76.9, 82.4, 78.3]


def test_indicators_of_one_unit_are_drawn_in_it_and_of_two_as_shares_of_the_change():
    made = build(
        Wish("a", baseline=50, targets={2018: 60, 2020: 70}),
        Wish("b", baseline=10, targets={2018: 11, 2020: 20}),
        Wish("c", unit="person", baseline=100, targets={2018: 130, 2020: 200}),
    )
    parts = {name: made.indicator(f"test.{name}") for name in "abc"}
    ax = comparison([parts["a"], parts["b"]])
    assert [line.get_ydata()[-1] for line in lines_of(ax)] == [70, 20]
    ax = comparison({"一": parts["a"], "二": parts["c"]})
    assert [line.get_ydata().tolist() for line in lines_of(ax)] == [
        pytest.approx([0, 50, 75, 100]),  # 10 of 20 in 2018, the other 10 over two years
        pytest.approx([0, 30, 65, 100]),  # 30 of 100, then 35 a year
    ]
    assert sorted(names_of(ax)) == ["一", "二"]
    assert ax.figure.finding == "到2018年底应完成计划变化的：一50%，二30%"


def test_two_programmes_are_the_medians_of_their_goals(plan):
    parts = [plan.programme("childcare"), plan.select(programme="healthcare")]
    for lang in LANGUAGES:
        with using(lang):
            ax = comparison(parts)
            names = [
                part.plan.programme(name).name()
                for part, name in zip(
                    (parts[0], plan.programme("healthcare")),
                    ("childcare", "healthcare"),
                    strict=True,
                )
            ]
            assert all(
                line.get_label().startswith(name)
                for line, name in zip(lines_of(ax), names, strict=True)
            )
    for line, part in zip(lines_of(ax), (parts[0].plan, parts[1]), strict=True):
        steps = ms.steps(part)
        stated = steps.groupby("indicator")["basis"].transform(lambda of: of.eq("stated").all())
        assert line.get_ydata()[0] == 0
        assert line.get_ydata()[-1] == pytest.approx(100)
        assert len(stated)


def test_a_plan_that_is_only_assumed_marks_the_chart(pair, plan):
    def mark(ax):
        return [text.get_text() for text in ax.figure.texts if text.get_gid() == "mark"]

    assert mark(comparison(pair, RATE)) == ["〔假设情景〕"]
    assert mark(comparison([plan, plan], RATE)) == []


def test_it_draws_on_axes_that_are_given(pair):
    _, ax = plt.subplots()
    assert comparison(pair, RATE, ax) is ax
    assert ax.get_title("left").startswith("〔假设情景〕学前三年")


@pytest.mark.parametrize(
    ("parts", "zh", "en"),
    [
        ([], "没有要画的规划或指标", "there is no plan and no indicator to draw"),
        (
            {"甲": build(Wish(kind="milestone", unit="milestone", targets={2020: 1}))},
            "没有可画的数值轨迹；填写为“甲”",
            "has no path of numbers to draw; found “甲”",
        ),
    ],
)
def test_what_cannot_be_drawn_is_refused(parts, zh, en):
    with pytest.raises(ms.BadInput) as error:
        comparison(parts)
    assert zh in error.value.text("zh")
    assert en in error.value.text("en")


def test_values_far_apart_in_one_unit_are_drawn_as_shares_of_their_change(made_of):
    """By hand: 100 to 200 and 10,000 to 20,000 are both half done with half of the way."""
    wishes = (
        Wish(name, "person", baseline=size, targets={2023: 1.5 * size, 2025: 2 * size})
        for name, size in (("large", 10_000), ("small", 100))
    )
    ax = comparison({wish.name: made_of(wish) for wish in wishes})
    assert ax.get_ylim()[1] < 200
    assert [line.get_ydata()[-1] for line in ax.lines if line.get_gid() == "path"] == [100, 100]


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("zh", "要比较的规划、专项或指标应放在一个列表中，如 ms.charts.comparison([one, another])"),
        ("en", "takes the plans, programmes or indicators to be compared as one list, such as ms"),
    ],
)
def test_parts_that_are_no_list_are_refused_in_words(plan, lang, words):
    two = plan.programme("childcare"), plan.programme("healthcare")
    for parts in (two, (plan,)):
        with pytest.raises(ms.BadInput) as error:
            comparison(*parts)
        assert words in error.value.text(lang)
