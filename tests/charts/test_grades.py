"""Every goal in every period: what is drawn is what the evaluation says, in colour and symbol."""

import pytest
from matplotlib.colors import to_hex

import minsheng as ms
from minsheng import charts
from minsheng.evaluation import CLASS_TABLE, class_history
from minsheng.text.language import using


@pytest.fixture(scope="module")
def standing(stand_at):
    return stand_at("2019")


def cells(ax):
    """Return the class, the colour and the symbol of each cell by its place."""
    symbols = {text.get_position(): text.get_text() for text in ax.texts}
    return {
        box.get_xy(): (
            box.get_gid(),
            to_hex(box.get_facecolor()),
            symbols[box.get_x() + 0.5, box.get_y() + 0.5],
        )
        for box in ax.patches
    }


def test_each_cell_is_the_class_of_a_goal_in_a_period(plan, standing):
    classes = class_history(standing)
    programme_of = plan.indicators.set_index("indicator")["programme"]
    for ax, programme in zip(charts.grades(standing), plan.programmes["programme"], strict=True):
        own = classes[[programme_of[name] == programme for name in classes.index]]
        found = cells(ax)
        assert len(found) == own.size
        for number, course in enumerate(own.itertuples(index=False)):
            column = [cell for place, cell in found.items() if place[0] == number]
            assert [name for name, _, _ in column[: len(course)]] == list(course)


def test_colour_and_symbol_are_those_of_the_class_everywhere(standing):
    for ax in charts.grades(standing):
        for name, colour, symbol in cells(ax).values():
            assert colour == to_hex(CLASS_TABLE[name].colour)
            assert symbol == CLASS_TABLE[name].symbol


def test_the_classes_of_a_period_are_those_of_its_own_standing(plan, made_up, standing):
    classes = class_history(standing)
    assert list(classes) == ["2018H1", "2018", "2019H1", "2019"]
    for name in classes:
        alone = ms.stand(plan, made_up, name).verdicts.set_index("indicator")["class"].astype("str")
        assert classes[name].to_dict() == alone[classes.index].to_dict()


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("zh", "2019年：已研判的{judged}项中{good}项情况良好，{short}项不足，其中"),
        (
            "en",
            "2019: of {judged} goals that are judged {good} stand well and {short} fall short; ",
        ),
    ],
)
def test_the_title_counts_what_the_scoreboard_counts(standing, lang, words):
    verdicts = standing.verdicts
    group = verdicts["class"].astype("str").map(lambda name: CLASS_TABLE[name].group)
    side = verdicts["class"].astype("str").map(lambda name: CLASS_TABLE[name].side)
    sizes = {
        "judged": int(group.ne("open").sum()),
        "good": int(side.eq("good").sum()),
        "short": int(side.eq("short").sum()),
    }
    with using(lang):
        figure = charts.grades(standing)[0].figure
        charts.drawn(figure)
    assert figure.finding.startswith(words.format(**sizes))


def test_what_is_never_judged_is_counted_and_not_drawn(standing):
    axes = charts.grades(standing)
    drawn = len(class_history(standing))
    note = "".join(text.get_text() for text in axes[0].figure.texts)
    assert f"另有{len(standing.verdicts) - drawn}项各期均不作研判" in note


def test_without_observations_it_says_that_nothing_can_be_judged(plan):
    axes = charts.grades(ms.stand(plan.select(programme="housing"), ms.Ledger(), "2019"))
    assert axes[0].figure.finding == "2019年：没有一项可以研判"
