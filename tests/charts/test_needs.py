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


def test_one_goal_is_one(plan):
    part = plan.select(indicator="childcare.gross_enrolment")
    with using("en"):
        title = charts.measurability(part).figure.get_suptitle()
    assert title == "Of 1 goal, 1 has a number and 1 an exact baseline"


def test_every_number_stands_out_from_its_field(plan):
    ax = charts.measurability(plan)
    ax.figure.canvas.draw()
    for words, field in zip(ax.texts, ax.collections[0].get_facecolor(), strict=True):
        pair = sorted((relative_luminance(words.get_color()), relative_luminance(field)))
        assert (pair[1] + 0.05) / (pair[0] + 0.05) >= 4.5, words.get_text()
