"""Every goal in every period: what is drawn is what the evaluation says, in colour and symbol."""

import re
from importlib import import_module
from itertools import pairwise

import numpy as np
import pytest
from building import Wish
from matplotlib.colors import to_hex
from standings import standing as standing_of

import minsheng as ms
from minsheng import charts
from minsheng.charts.class_cells import in_order
from minsheng.evaluation import CLASS_TABLE, class_history
from minsheng.text.language import LANGUAGES, using


@pytest.fixture(scope="module")
def standing(stand_at):
    return stand_at("2019")


def squares(ax):
    """Return the class of each square by its place; a symbol of the class stands on each."""
    lines = {line.get_gid(): line for line in ax.lines}
    found = {}
    for name in CLASS_TABLE:
        if name in lines:
            places = lines[name].get_xydata().tolist()
            assert lines[f"symbol {name}"].get_xydata().tolist() == places
            found |= dict.fromkeys(map(tuple, places), name)
    return found


def test_each_square_is_the_class_of_a_goal_in_a_period(plan, standing):
    classes = class_history(standing)
    programme_of = plan.indicators.set_index("indicator")["programme"]
    for ax, programme in zip(charts.grades(standing), plan.programmes["programme"], strict=True):
        own = classes[[programme_of[name] == programme for name in classes.index]]
        found = squares(ax)
        assert len(found) == own.size
        for number, course in enumerate(own.itertuples(index=False)):
            column = sorted((y, name) for (x, y), name in found.items() if x == number + 0.5)
            assert [name for _, name in column[: len(course)]] == list(course)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_few_goals_have_a_row_with_their_name_and_their_last_class_in_words(standing, lang):
    part = standing.select(programme="housing")
    classes = class_history(part)
    names = part.plan.indicators.set_index("indicator")[f"name_{lang}"]
    with using(lang):
        (ax,) = charts.grades(part)
        words = [ms.evaluation.class_name(name) for name in classes.iloc[:, -1]]
    assert [text.get_text() for text in ax.texts] == words
    space = "" if lang == "zh" else " "
    shown = [label.get_text().replace("\n", space) for label in ax.get_yticklabels()]
    assert shown == [names[goal] for goal in classes.index]
    found = squares(ax)
    for y, course in zip(ax.get_yticks(), classes.itertuples(index=False), strict=True):
        assert [found[x, y] for x in range(len(course))] == list(course)


def test_colour_is_that_of_the_class_everywhere(standing):
    for ax in charts.grades(standing):
        for line in ax.lines:
            if line.get_gid() in CLASS_TABLE:
                colour = CLASS_TABLE[line.get_gid()].colour
                assert to_hex(line.get_markerfacecolor()) == to_hex(colour)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_key_names_every_class_that_is_drawn_and_no_other(standing, lang):
    with using(lang):
        axes = charts.grades(standing)
        present = in_order(class_history(standing).to_numpy().ravel())
        words = {ms.evaluation.class_name(name).split(" ", 1)[1] for name in present}
    assert {text.get_text() for text in axes[0].get_legend().get_texts()} == words


def test_the_classes_of_a_period_are_those_of_its_own_standing(plan, made_up, standing):
    classes = class_history(standing)
    assert list(classes) == ["2018H1", "2018", "2019H1", "2019"]
    for name in classes:
        alone = ms.stand(plan, made_up, name).verdicts.set_index("indicator")["class"].astype("str")
        assert classes[name].to_dict() == alone[classes.index].to_dict()


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        (
            "zh",
            "2019年：已研判的{judged}项中，{good}项情况良好、{late}项逾期完成，"
            "{short}项滞后、未达到或未保持；",
        ),
        (
            "en",
            "2019: of {judged} judged goals, {good} are on plan or better, {late} were met late "
            "and {short} fall short; ",
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
        "late": int(side.eq("late").sum()),
        "short": int(side.eq("short").sum()),
    }
    with using(lang):
        figure = charts.grades(standing)[0].figure
        charts.drawn(figure)
    assert figure.finding.startswith(words.format(**sizes))


def finding(standing, lang="zh"):
    with using(lang):
        return charts.grades(standing)[0].figure.finding


def test_the_title_gives_several_worst_programmes_each_their_number(standing):
    short = class_history(standing).iloc[:, -1].isin(["lagging", "not_met", "not_kept"])
    goals = standing.plan.tables["indicators"]
    programme_of = dict(zip(goals["indicator"], goals["programme"], strict=True))
    first = {}
    for goal in short.index[short]:
        first.setdefault(programme_of[goal], goal)
    two, all_of_them = ([*first.values()][:2], [*first.values()])
    names = standing.plan.programmes.set_index("programme")["name_zh"]
    both = "、".join(names[one] for one in names.index if one in [*first][:2])
    assert finding(standing.select(indicator=two)).endswith(f"都在{both}")
    assert finding(standing.select(indicator=all_of_them)).endswith("滞后、未达到或未保持")


def test_what_is_never_judged_is_counted_and_not_drawn(standing):
    axes = charts.grades(standing)
    drawn = len(class_history(standing))
    note = "".join(text.get_text() for text in axes[0].figure.texts).replace("\n", "")
    counted = re.search("未画出：(.*?)。", note)[1]
    assert sum(map(int, re.findall(r"(\d+)项", counted))) == len(standing.verdicts) - drawn


def test_what_is_not_due_is_not_told_as_never_judged():
    wishes = (
        Wish("done", baseline=0, targets={2020: 30}),
        Wish("plant", unit="milestone", kind="milestone", targets={2020: 1}),
        Wish("system", unit="milestone", kind="milestone", aim="listed", targets={2020: None}),
    )
    axes = charts.grades(standing_of(*wishes, seen=[("test.done", 2018, 10)], source="bureau"))
    note = "".join(text.get_text() for text in axes[0].figure.texts).replace("\n", "")
    assert "未画出：未到期1项、未定数值1项。" in note


def test_a_single_programme_has_not_the_most_but_all(standing):
    """Where every goal that falls short is of one programme, it is compared with no other."""
    classes = class_history(standing).iloc[:, -1]
    goals = standing.plan.tables["indicators"]
    programme_of = dict(zip(goals["indicator"], goals["programme"], strict=True))
    short = next(goal for goal in classes.index if classes[goal] == "lagging")
    good = next(
        goal
        for goal in classes.index
        if classes[goal] == "met" and programme_of[goal] != programme_of[short]
    )
    name = standing.plan.programmes.set_index("programme")["name_zh"][programme_of[short]]
    assert finding(standing.select(indicator=[short, good])).endswith(
        f"1项情况良好，1项滞后、未达到或未保持，在{name}"
    )


def test_without_observations_it_says_that_nothing_can_be_judged(plan):
    axes = charts.grades(ms.stand(plan.select(programme="housing"), ms.Ledger(), "2019"))
    assert axes[0].figure.finding == "2019年：没有一项可以研判"


def test_one_goal_in_one_period_is_one_square():
    wish = Wish(baseline=1, targets={2018: 2})
    (ax,) = charts.grades(standing_of(wish, seen=[(2018, 2)], source="bureau"))
    assert list(squares(ax)) == [(0.0, ax.get_yticks()[0])]


def test_a_row_is_as_tall_as_its_own_name_needs(standing):
    with using("en"):
        (ax,) = charts.grades(standing.select(programme="culture_sport"))
    lines = [label.get_text().count("\n") + 1 for label in ax.get_yticklabels()]
    between = {}
    for pair, gap in zip(pairwise(lines), np.diff(ax.get_yticks()), strict=True):
        between.setdefault(sum(pair), set()).add(round(float(gap), 6))
    assert all(len(gaps) == 1 for gaps in between.values())
    assert max(between[2]) < min(between[4])


def test_the_figure_stays_on_a_page_and_counts_the_periods_that_it_leaves_out(stand_at):
    """A drawing higher than 184 to 156 is cut for a page of A4; half-years are left out first."""
    figure = charts.grades(stand_at("2020"))[0].figure
    assert figure.get_figheight() < 184 / 156 * figure.get_figwidth()
    note = "".join(text.get_text() for text in figure.texts)
    assert "另有2期未画出，见表。" in note
    heads = [label.get_text() for label in figure.axes[0].get_yticklabels()]
    assert heads == ["2018年", "2019年", "2020年上半年", "2020年"]


def test_goals_beyond_the_most_are_counted(standing, monkeypatch):
    monkeypatch.setattr(import_module("minsheng.charts.grades"), "MOST_SQUARES", 50)
    axes = charts.grades(standing)
    assert sum(len(squares(ax)) for ax in axes) == 50 * 4
    left = len(class_history(standing)) - 50
    assert f"……另有{left}项未画出" in "".join(text.get_text() for text in axes[0].figure.texts)
