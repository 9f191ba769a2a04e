"""A made-up five-year plan of growth rates, cumulative cuts and baselines of other years."""

from pathlib import Path

import pytest
from in_process import EVERY_KIND, run

import minsheng as ms
from minsheng import audit, charts
from minsheng.text.language import using

FOLDER = Path(__file__).parents[1] / "five_year_package"
# What a notebook is asked for, so that it says most.
ASKED = {
    "programme": {"programme": "green"},
    "status": {"programme": "economy", "period": "2028"},
    "indicator": {"indicator": "economy.gdp", "period": "2028"},
    "standing": {"period": "2028"},
    "midterm": {"period": "2028"},
}


@pytest.fixture(scope="module")
def plan():
    return ms.load_plan(FOLDER)


@pytest.fixture(scope="module")
def ledger(plan):
    return ms.load_observations(plan)


def rows(table):
    return dict(zip(table.ids, table.rows, strict=True))


def answer(plan, ledger, indicator, period):
    with using("en"):
        standing = ms.stand(plan.select(indicator=indicator), ledger, period)
        return str(ms.sentences.indicator_answer(standing))


def test_the_package_has_no_fault(ledger):
    assert ms.check_package(FOLDER) == []
    assert ledger.warnings == ()


def test_a_programme_tells_its_targets_as_the_plan_states_them(plan):
    """By hand: 100 × 1.05^5 = 127.628; 32,000 × 1.065^5 = 43,842.8; 1.25 × 0.82 = 1.025."""
    with using("zh"):
        assert ms.sentences.programme_answer(plan.select(programme="economy")).points[:2] == (
            "地区生产总值指数：年均增长5%以上；以2025年为100，2030年应为约127.628以上。",
            "居民人均可支配收入：2025年为32000元，2030年目标为约43842.8元以上（年均增长6.5%以上），"
            "差距11843元。",
        )
        assert ms.sentences.programme_answer(plan.select(programme="green")).points[:3] == (
            "单位地区生产总值能耗累计降幅：比基期累计下降10%；以2025年为0%，2030年应为10%。",
            "单位地区生产总值二氧化碳排放：2025年为1.25吨/万元，2030年目标为1.025吨/万元"
            "（比基期累计下降18%），差距0.225吨/万元，年均须减少0.045吨/万元。",
            "PM2.5年均浓度：2024年为33微克/立方米，2030年目标为28微克/立方米以内，"
            "差距5微克/立方米，年均须减少0.8微克/立方米。",
        )
    with using("en"):
        assert ms.sentences.programme_answer(plan.select(programme="people")).points[0] == (
            "Life expectancy: from 78.5 years in 2025 to 79.5 years (an increase of 1 year from "
            "the baseline) in 2030; with a gap of 1 year, it must rise by 0.2 years a year."
        )


def test_tables_say_how_levels_follow_and_which_year_a_baseline_is_of(plan):
    with using("en"):
        table = ms.listings.targets(plan)
        assert rows(table)["economy.gdp"]["2030"] == "about 127.628 or more"
        assert rows(table)["green.particles"]["2025"] == "33 (2024)"
        assert (
            "Stated as a change without a printed baseline, and counted from 100 in 2025: "
            "Index of gross domestic product, average growth of at least 5% a year."
        ) in table.notes
        assert (
            "Stated as a change without a printed baseline, and counted from 0 in 2025: "
            "Cumulative cut in energy per unit of GDP, a decrease of 6% from the "
            "baseline (2028) and a decrease of 10% from the baseline (2030)."
        ) in table.notes
    with using("zh"):
        (note,) = (one for one in ms.listings.targets(plan).notes if "2025年的基期值推算" in one)
        assert note.startswith("以变化表示的目标，目标值由2025年的基期值推算：居民人均可支配收入")
        assert note.count("；") > 1
    with using("en"):
        needed = ms.listings.requirements(plan)
        assert rows(needed)["economy.income"]["growth"] == "6.5"
        assert rows(needed)["people.schooling"]["baseline"] == "10.9 years (2024)"


def test_growth_is_told_as_an_average_a_year(plan, ledger):
    """By hand: 1.165^(1/3) = 1.0522; (127.628/116.5)^(1/2) = 1.0467."""
    said = answer(plan, ledger, "economy.gdp", "2028")
    assert "Since 2025 it has grown by 5.22% a year on average." in said
    assert (
        "To reach about 127.628 or more (average growth of at least 5% a year) by 2030, it must "
        "grow by 4.67% a year from now on."
    ) in said
    with using("zh"):
        table = ms.listings.outlook(ms.stand(plan, ledger, "2028"))
        found = rows(table)["economy.income"]
        assert (found["so_far"], found["required"], found["faster"]) == ("6.36%", "6.71%", "1.1")


def test_a_missed_average_is_told_with_what_was_achieved(plan, ledger):
    """By hand: 1.272^(1/5) = 1.0493; 127.63 - 127.2 = 0.43."""
    said = answer(plan, ledger, "economy.gdp", "2030")
    assert "The verdict is “missed” (by “Target of the year”)" in said
    assert "It is short of the target by 0.43." in said
    assert "Since 2025 it has grown by 4.93% a year on average." in said


def test_what_is_counted_as_the_change_is_not_told_twice(plan, ledger):
    said = answer(plan, ledger, "green.energy", "2028")
    assert "the planned path is at 6%" in said
    assert "To reach 10% by 2030, it must rise by 2.2 percentage points a year" in said


def test_the_chart_says_the_change(plan):
    with using("zh"):
        titles = [
            charts.path(plan.select(indicator=name)).get_title("left")
            for name in ("green.energy", "economy.income")
        ]
    assert [title.replace("\n", "") for title in titles] == [
        "单位地区生产总值能耗累计降幅：到2030年比基期累计下降10%",
        "居民人均可支配收入：2025年32000元，2030年目标约43842.8元以上（年均增长6.5%以上）",
    ]


def test_the_audit_holds_no_change_against_a_level(plan):
    """5 % growth is neither below the baseline of 32,000 nor met by it."""
    found = audit.findings(plan)
    about = {
        rule
        for rule, of in zip(found["rule"], found["indicators"], strict=True)
        if "economy.income" in of
    }
    assert about <= {"no_task", "no_yearly"}
    sentence = found.loc[found["rule"].eq("no_task"), "en"].iloc[0]
    assert "average growth of at least 5% a year" in sentence
    assert "green" not in set(found.loc[found["rule"].eq("no_yearly"), "programme"])


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", EVERY_KIND)
def test_every_notebook_renders(name, lang):
    notebook = run(name, {"lang": lang, "plan": str(FOLDER), **ASKED.get(name, {})})
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", ())]
    said = "".join(output["data"].get("text/plain", "") for output in outputs)
    assert len(said) > 500
    assert "nan" not in said


def test_goals_that_count_from_100_or_0_are_not_among_those_with_a_baseline(plan):
    """By hand: the index of output counts from 100, the fall in energy use from 0."""
    with using("zh"):
        told = str(ms.sentences.plan_answer(plan))
        assert "6项有基期值，可以算出" in told
        assert "2项没有写明基期值，只定较基期的变化，按基期为100或0起算" in told
        table = ms.listings.measurability(plan)
    assert table.notes[0].startswith("另有2项没有写明基期值")
