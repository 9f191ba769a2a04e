"""What stands on the boards of mid-term and end: counts, words, findings, read off the axes."""

import re

import pytest

import minsheng as ms
from minsheng import charts
from minsheng.evaluation import JUDGED, outcomes
from minsheng.text.language import LANGUAGES, using


def counts(ax, names):
    """Return the counts written on a board: by class, from the top down."""
    return {
        name: [int(text.get_text()) for text in ax.texts if text.get_gid() == f"n {name}"]
        for name in names
    }


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_board_shows_every_count(plan, made_up, lang):
    standing = ms.stand_midterm(plan, made_up, as_of="2019-07-31")
    found = standing.verdicts
    with using(lang):
        ax = charts.midterm_classes(standing)
    for name, shown in counts(ax, ["early", "met", "late", "lagging", "not_reported"]).items():
        chosen = found[found["class"].eq(name)]["programme"].astype("str").value_counts()
        assert shown == [int(chosen.get(one, 0)) for one in plan.programmes["programme"]]
    assert [label.get_text().replace("\n", " ") for label in ax.get_yticklabels()] == list(
        plan.programmes[f"name_{lang}"]
    )
    assert charts.missing_glyphs(ax.figure) == ""


def test_bars_have_one_scale(plan, made_up):
    ax = charts.outcome(ms.stand_final(plan, made_up))
    bars = [bar for bar in ax.patches if bar.get_gid() in ("met", "not_met", "not_reported")]
    sizes = [
        n for names in counts(ax, ["met", "not_met", "not_reported"]).values() for n in names if n
    ]
    assert len(bars) == len(sizes)
    each = {round(bar.get_width() / n, 9) for bar, n in zip(bars, sizes, strict=True)}
    assert len(each) == 1


def test_the_title_says_what_was_found(plan, made_up):
    standing = ms.stand_final(plan, made_up)
    told = outcomes(standing)["outcome"].value_counts()
    with using("zh"):
        title = charts.outcome(standing).figure.get_suptitle().replace("\n", "")
    met, late, missed = (int(told[name]) for name in ("met", "late", "not_met"))
    assert title == (
        f"已有结果的{met + late + missed}项目标：达到{met}项、逾期完成{late}项、未达到{missed}项"
    )


def test_the_title_of_the_mid_term_counts_every_goal_that_was_judged(plan, made_up):
    standing = ms.stand_midterm(plan, made_up)
    told = standing.verdicts["class"].astype("str").value_counts()
    with using("zh"):
        title = charts.midterm_classes(standing).figure.get_suptitle().replace("\n", "")
    judged, *parts = map(int, re.findall(r"\d+(?=项)", title))
    assert judged == sum(parts) == sum(told.get(name, 0) for name in JUDGED)


def test_without_observations_the_title_says_that_there_is_nothing(plan):
    with using("zh"):
        title = charts.midterm_classes(ms.stand_midterm(plan, ms.Ledger())).figure.get_suptitle()
        assert title.replace("\n", "") == "2019年上半年：281项目标指标没有一项可以判断"
        title = charts.outcome(ms.stand_final(plan, ms.Ledger())).figure.get_suptitle()
        assert title.replace("\n", "") == "281项目标指标没有一项有结果"


def test_a_class_without_a_goal_has_no_column_where_it_is_seldom_used(plan, made_up):
    ax = charts.outcome(ms.stand_final(plan, made_up))
    assert counts(ax, ["not_due"]) == {"not_due": []}
    ax = charts.outcome(ms.stand(plan, made_up, "2019"))
    assert sum(counts(ax, ["not_due"])["not_due"]) > 0
