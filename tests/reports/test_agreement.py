"""The same question at the same date has the same answer in every report."""

import io
import math
import re
from pathlib import Path

import matplotlib.pyplot as plt
import openpyxl
import pandas as pd
import pytest
from building import Wish, build
from click.testing import CliRunner
from standings import ledger, standing

import minsheng as ms
from minsheng import charts
from minsheng.cli import main
from minsheng.evaluation import (
    CLASS_TABLE,
    CLASSES,
    GRADES,
    OUTCOMES,
    RESULTS,
    SHORT,
    class_name,
    freeze,
    read_frozen,
    stand,
)
from minsheng.reports import listings, sentences
from minsheng.text.language import LANGUAGES, say, using
from minsheng.writers.document import Document
from minsheng.writers.excel.writer import xlsx

PERIODS = ("2018", "2019H1", "2019", "2020")
SHARE = Wish(baseline=82, targets={2018: 86, 2019: 90, 2020: ">=95"})
DONE = Wish("done", unit="milestone", kind="milestone", baseline=None, targets={2018: 1})


def cells(table, column):
    """Return the class that a table shows for each goal, by its symbol."""
    names = {one.symbol: name for name, one in CLASS_TABLE.items()}
    return {goal: names[row[column][0]] for goal, row in zip(table.ids, table.rows, strict=True)}


def totals(table):
    return {name: int(table.values[-1].get(name, 0)) for name in CLASSES}


@pytest.mark.parametrize("period", PERIODS)
def test_standing_and_mid_term_put_every_goal_into_the_same_class(stand_at, period):
    here = stand_at(period)
    of_the_standing = cells(listings.verdicts(here), "verdict")
    of_the_midterm = cells(listings.midterm_results(here), "class")
    assert of_the_standing.items() <= of_the_midterm.items()
    assert totals(listings.scoreboard(here)) == totals(listings.midterm_counts(here))
    assert set(listings.deviations(here).ids) == {
        goal for goal, name in of_the_midterm.items() if name in SHORT
    }


def test_at_the_end_the_final_evaluation_says_what_standing_and_mid_term_say(plan, made_up):
    end = ms.stand_final(plan, made_up)
    of_the_end = cells(listings.outcome_results(end), "outcome")
    assert of_the_end == cells(listings.midterm_results(end), "class")
    assert of_the_end.items() >= cells(listings.verdicts(end), "verdict").items()
    counted = totals(listings.outcome_counts(end))
    assert counted == totals(listings.scoreboard(end)) == totals(listings.midterm_counts(end))
    assert {name: counted[name] for name in RESULTS} == {"met": 117, "late": 7, "not_met": 35}
    assert sum(counted[name] for name in OUTCOMES) == 281


@pytest.mark.parametrize("period", PERIODS)
def test_a_part_of_the_plan_says_of_its_goals_what_the_whole_says(plan, made_up, stand_at, period):
    here = stand_at(period)
    whole = cells(listings.midterm_results(here), "class")
    parts = {}
    for programme in plan.programmes["programme"]:
        part = ms.stand(plan.select(programme=programme), made_up, period)
        parts |= cells(listings.midterm_results(part), "class")
    assert parts == whole


def test_the_history_of_a_goal_says_what_each_report_of_its_time_said(plan, made_up):
    for goal in ("childcare.gross_enrolment", "childcare.yingpanshan_started"):
        part = plan.select(indicator=goal)
        table = listings.history(ms.stand(part, made_up, "2020"))
        told = [row["verdict"][0] for row in table.rows]
        periods = [row_id.split("/")[1] for row_id in table.ids]
        then = [ms.stand(part, made_up, one).verdicts["class"].iloc[0] for one in periods]
        assert told == [CLASS_TABLE[name].symbol for name in then]


@pytest.mark.parametrize("period", PERIODS)
def test_the_report_and_the_chart_of_an_indicator_name_the_class_of_the_standing(stand_at, period):
    here = stand_at(period)
    for row in here.verdicts.iloc[::9].query("`class` != 'not_judged'").to_dict("records"):
        part = here.select(indicator=row["indicator"])  # evaluated once for both languages
        for lang in LANGUAGES:
            with using(lang):
                told = str(sentences.indicator_answer(part))
                named = say("standing.indicator_class", name=class_name(row["class"]))
                assert named in told or row["class"] == "not_reported"
                figure = charts.progress(part).figure
                title = "".join(figure.get_suptitle().split())
                plt.close(figure)
                over = row["kind"] == "milestone" or row["due_year"] < part.period.year
                silent = row["class"] in ("not_reported", "not_met", "not_due")
                word = "".join(say(f"classes.{row['class']}").split())
                assert over or silent or word in title


@pytest.mark.parametrize("period", ["2019H1", "2020"])
def test_a_workbook_and_a_csv_hold_the_classes_of_the_table(plan, made_up, period):
    part = ms.stand(plan.select(programme="childcare"), made_up, period)
    table = listings.verdicts(part)
    sheets = openpyxl.load_workbook(io.BytesIO(xlsx(Document("zh", "", "", (table,)))))
    cells_of_all = [str(cell.value) for sheet in sheets for row in sheet for cell in row]
    for row in table.rows:
        assert row["verdict"] in cells_of_all
    options = ["status", "-p", "childcare", "--period", period, "--observations", "demo", "--csv"]
    printed = CliRunner().invoke(main, options)
    assert printed.exit_code == 0
    frame = pd.read_csv(io.StringIO(printed.stdout), keep_default_na=False)
    of_the_file = dict(zip(frame["indicator"], frame["class"], strict=True))
    assert cells(table, "verdict").items() <= of_the_file.items()
    assert of_the_file == dict(
        zip(part.verdicts["indicator"], part.verdicts["class"].astype("str"), strict=True)
    )


@pytest.mark.parametrize("period", PERIODS[1:])
def test_what_moved_is_told_with_the_classes_of_both_dates(stand_at, period):
    """The index takes its changes from this table of each report."""
    here = stand_at(period)
    table = listings.moved(here)
    for column, at in (("verdict_now", here), ("verdict_before", here.before)):
        classes = at.verdicts.set_index("indicator")["class"].astype("str")
        assert cells(table, column) == dict(classes[list(table.ids)])
    assert len(table.rows) > 0


def test_the_final_evaluation_repeats_the_classes_of_the_mid_term(plan, made_up):
    half, end = ms.stand_midterm(plan, made_up), ms.stand_final(plan, made_up)
    frozen = read_frozen(freeze(half), plan)
    then = cells(listings.midterm_results(half), "class")
    told = listings.promised(end, frozen)
    assert cells(told, "then") == {name: then[name] for name in told.ids}
    assert set(told.ids) == set(listings.deviations(half).ids)
    now = cells(listings.outcome_results(end), "outcome")
    assert cells(told, "outcome") == {name: now[name] for name in told.ids}
    counts = {row["then"][0]: row["goals"] for row in listings.courses(end, frozen).rows}
    of_half = totals(listings.midterm_counts(half))
    assert counts == {CLASS_TABLE[name].symbol: str(n) for name, n in of_half.items() if n}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    ("period", "known", "asked", "share"),
    [
        ("2018", 177, 193, "91.7%"),
        ("2019H1", 175, 191, "91.6%"),
        ("2019", 174, 196, "88.8%"),
        ("2020", 174, 199, "87.4%"),
    ],
)
def test_coverage_is_the_same_in_standing_and_mid_term(stand_at, period, known, asked, share, lang):
    """Both say how many values of those to be reported by then there are."""
    here = stand_at(period)
    with using(lang):
        answers = [str(sentences.scoreboard_answer(here)), str(sentences.midterm_overview(here))]
    for answer in answers:
        assert all(told in answer for told in (str(known), str(asked), share))
        assert "：。" not in answer and ": ." not in answer


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_report_of_a_programme_counts_the_goals_that_the_standing_counts(plan, stand_at, lang):
    table = listings.scoreboard(stand_at("2019"))
    for programme, row in zip(table.ids, table.rows, strict=True):
        if programme in set(plan.programmes["programme"]):
            with using(lang):
                told = str(sentences.programme_answer(plan.select(programme=programme)))
            n = row["goals"]
            assert {"zh": f"有目标指标{n}项", "en": f"holds {n} goals"}[lang] in told


def test_a_result_stays_unless_the_goal_is_met_later(stand_at):
    before = None
    for period in PERIODS:
        now = stand_at(period).verdicts.set_index("indicator")["class"]
        if before is not None:
            of_then = before[before.isin(RESULTS)].astype("str")
            changed = of_then[of_then.ne(now[of_then.index].astype("str"))]
            assert set(changed) <= {"not_met"}
            assert set(now[changed.index].astype("str")) <= {"late"}
        before = now


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_answers_count_the_same_goals_by_the_same_words(plan, made_up, lang):
    """Coverage and counts stand in the answers of all three, on the same day."""
    end = ms.stand_final(plan, made_up)
    with using(lang):
        answers = [
            str(sentences.scoreboard_answer(end)),
            f"{sentences.midterm_overview(end)}{sentences.midterm_answer(end)}",
            f"{sentences.final_overview(end)}{sentences.final_answer(end)}",
        ]
        words = {name: class_name(name).split(" ", 1)[1] for name in RESULTS}
    for name, n in (("met", 117), ("late", 7), ("not_met", 35)):
        word = words[name]
        counted, judged = {
            "zh": (f"{word}{n}项", rf"\b{n}项{word}"),
            "en": (f"{n} {word}", rf"\b{n} (\(74%\) )?(are|were|count as) {word}"),
        }[lang]
        assert counted in answers[0]
        assert all(re.search(judged, answer) for answer in answers[1:])
    for n in ("159", "117", "35", "199", "281"):
        assert all(n in answer for answer in answers)


def test_a_milestone_done_half_a_year_late_is_late_in_every_report_with_the_date():
    """Known answer: due in 2018, reported open then, reported done for the first half of 2019."""
    seen = [("test.done", "2018", 0), ("test.done", "2019H1", 1), ("test.done", "2020", 1)]
    plan = build(DONE)
    half, end = (stand(plan, ledger(*seen), period) for period in ("2019H1", "2020"))
    told = "■ 逾期完成（截至2019年6月30日）"
    with using("zh"):
        for here in (half, end):
            (row,) = listings.midterm_results(here).rows
            assert (row["class"], row["observed"]) == (told, "完成")
            assert listings.verdicts(here).rows[0]["verdict"] == "■ 逾期完成"
        (row,) = listings.outcome_results(end).rows
    assert (row["outcome"].removesuffix("†"), row["final_value"]) == (told, "完成")


@pytest.mark.parametrize(
    ("value", "pace", "name"),
    [
        (87.6, 0.9333, "lagging"),
        (87.7, 0.95, "in_line"),  # 5.7 / 6
        (88, 1.0, "in_line"),  # the plan's own path, half way from 86 to 90
        (88.2, 1.0333, "in_line"),
        (88.3, 1.05, "ahead"),  # 6.3 / 6
        (95, 2.1667, "early"),
    ],
)
def test_the_four_grades_are_the_same_in_every_table(value, pace, name):
    """The band of 基本符合预期 is 0.95 ≤ q < 1.05; q by hand from 82, 86 and 90."""
    here = standing(SHARE, seen=[("2018", 86), ("2019H1", value)], when="2019H1")
    assert here.verdicts["pace"].iloc[0] == pytest.approx(pace, abs=1e-4)
    assert cells(listings.verdicts(here), "verdict") == {"test.indicator": name}
    assert cells(listings.midterm_results(here), "class") == {"test.indicator": name}
    assert name in GRADES


def test_a_final_target_just_missed_is_not_met_whatever_its_pace():
    """89.9 of at least 90 is 0.9875 of the way, and missed."""
    here = standing(Wish(baseline=82, targets={2018: ">=90"}), seen=[("2018", 89.9)], when="2018")
    assert math.isclose(here.verdicts["pace"].iloc[0], 7.9 / 8)
    assert cells(listings.verdicts(here), "verdict") == {"test.indicator": "not_met"}


MID_YEAR = {
    "county_package": (
        "2023",
        [
            ("education.retention", "2023H1", 95.66),
            ("education.gross_enrolment", "2023", 101.2),
            ("population.life_expectancy", "2023-08", 77.5),
            ("housing.heating", "2023Q2", 0),
            ("housing.heating", "2023", 1),
            ("housing.renovated", "2023Q1-Q3", 120),
        ],
    ),
    "five_year_package": (
        "2030",
        [
            ("economy.income", "2030H1", 43000),
            ("green.carbon", "2030", 1.02),
            ("green.energy", "2030Q3", 10.1),
            ("people.schooling", "2029", 11.6),
            ("people.hospital", "2028", 1),
        ],
    ),
}


@pytest.mark.parametrize("package", MID_YEAR)
def test_values_of_other_dates_have_one_class_in_every_report(package):
    """Mid-year values, a value of the year before, a running total, milestones done late."""
    plan = ms.load_plan(Path(__file__).parents[1] / package)
    year, seen = MID_YEAR[package]
    here = ms.stand(plan, ledger(*seen), year)
    classes = dict(
        zip(here.verdicts["indicator"], here.verdicts["class"].astype("str"), strict=True)
    )
    assert cells(listings.midterm_results(here), "class") == classes
    assert cells(listings.verdicts(here), "verdict").items() <= classes.items()
    counted = totals(listings.scoreboard(here))
    assert counted == totals(listings.midterm_counts(here))
    assert counted == {name: list(classes.values()).count(name) for name in CLASSES}
    if year == str(plan.facts.last_year):
        assert cells(listings.outcome_results(here), "outcome") == classes
    sheets = openpyxl.load_workbook(
        io.BytesIO(xlsx(Document("zh", "", "", (listings.verdicts(here),))))
    )
    cells_of_all = [str(cell.value) for sheet in sheets for row in sheet for cell in row]
    for row in listings.verdicts(here).rows:
        assert row["verdict"] in cells_of_all
    for indicator, name in classes.items():
        part = ms.stand(plan.select(indicator=indicator), ledger(*seen), year)
        assert part.verdicts["class"].tolist() == [name]
        told = str(sentences.indicator_answer(part))
        named = say("standing.indicator_class", name=class_name(name))
        assert named in told or name in ("not_reported", "not_judged")
