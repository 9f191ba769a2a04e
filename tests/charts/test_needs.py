from building import Wish
from seaborn.utils import relative_luminance

from minsheng import charts
from minsheng.audit import measurability
from minsheng.text.language import using


def test_a_field_says_how_many_of_how_many(plan):
    ax = charts.measurability(plan)
    each = measurability(plan)
    sizes = each["programme"].value_counts()
    numbers = each.groupby("programme")["has_number"].sum()
    told = [text.get_text() for text in ax.texts]
    columns = len(charts.needs.NEEDS)
    wanted = [f"{numbers[name]}/{sizes[name]}" for name in plan.programmes["programme"]]
    assert told[::columns] == wanted


def test_the_title_says_what_most_goals_lack_and_where(plan):
    each = measurability(plan)
    silent = each[each["baseline"].ne("yes")]
    worst = silent["programme"].value_counts()
    name = plan.programmes.set_index("programme").loc[worst.index[0], "name_zh"]
    assert charts.measurability(plan).figure.finding == (
        f"{len(each)}项目标指标中{len(silent)}项没有准确的基期值，以{name}为最多（{worst.iloc[0]}项）"
    )


def test_one_goal_is_one(plan):
    part = plan.select(indicator="childcare.gross_enrolment")
    with using("en"):
        title = charts.measurability(part).figure.get_suptitle()
    assert title == "The one goal has all four things that an evaluation needs"


def test_what_is_lacked_by_as_many_is_named_besides(made_of):
    plan = made_of(Wish("exact", baseline=80, targets={2025: 95}), Wish("words", baseline=None))
    with using("en"):
        title = charts.measurability(plan).figure.finding
    assert title == "Of 2 goals, 1 has no number, 1 has no exact baseline, 1 has no date"


def test_every_number_stands_out_from_its_field(plan):
    ax = charts.measurability(plan)
    ax.figure.canvas.draw()
    for words, field in zip(ax.texts, ax.collections[0].get_facecolor(), strict=True):
        pair = sorted((relative_luminance(words.get_color()), relative_luminance(field)))
        assert (pair[1] + 0.05) / (pair[0] + 0.05) >= 4.5, words.get_text()
