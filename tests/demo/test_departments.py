"""What departments and analysts would say: it fits the ledger, and says that it is made up."""

import pandas as pd
import pytest

import minsheng as ms
from minsheng import demo
from minsheng.demo.cases import CASES
from minsheng.evaluation import evaluate
from minsheng.plan.periods import middle, period
from minsheng.text.amounts import amount
from minsheng.text.language import LANGUAGES, catalogue, using

TEXTS = ("problem", "cause", "action")
BEHIND = {"missed", "behind", "far_behind", "moving_away", "breached"}


@pytest.fixture(scope="module")
def ledger(plan):
    return demo.ledger(plan)


def test_what_is_behind_is_explained_by_most(plan, ledger):
    verdicts = evaluate(plan, ledger, ["2018", "2019", "2020", "2019H1"])
    programmes = plan.indicators.set_index("indicator")["programme"]
    heard = set(ledger.explanations["indicator"].map(programmes))
    assert 0 < len(heard) < len(plan.programmes)
    assert {"2019H1", "2020"} <= set(ledger.explanations["period"])
    behind = verdicts[verdicts["verdict"].isin(BEHIND) & verdicts["programme"].isin(heard)]
    assert set(behind["indicator"]) <= set(ledger.explanations["indicator"])
    both = ledger.explanations.merge(behind, on=["indicator", "period"])
    assert set(both["verdict"]) == BEHIND


def test_an_explanation_tells_the_figure_of_its_row(plan, ledger):
    rows = ledger.explanations.merge(ledger.latest("observations"), on=["indicator", "period"])
    rows = rows.merge(plan.indicators[["indicator", "unit", "name_zh"]], on="indicator")
    rows = rows[rows["unit"].ne("milestone")]
    assert len(rows)
    for row in rows.to_dict("records"):
        figure = amount(row["value"], plan.unit(row["unit"]), "zh")
        when = period(row["period"]).name("zh")
        assert row["achieved"] == f"（演示）{when}，{row['name_zh']}为{figure}。"
    assert (rows["due"] > rows["reported_on_x"]).all()


def test_tasks_run_from_started_to_completed(plan, ledger):
    order = {"started": 0, "continuing": 1, "completed": 2}
    rows = ledger.task_status
    for _, of_task in rows.groupby("task"):
        steps = of_task["status"].map(order)
        assert steps.is_monotonic_increasing
        assert steps.eq(2).sum() <= 1
        assert of_task["status"].iloc[0] == "started" or len(of_task) == 1
    share = rows["task"].nunique() / len(plan.tasks)
    assert 0.7 < share < 1


def test_some_tasks_are_overdue(plan, ledger):
    rows = ledger.latest("task_status").merge(plan.tasks[["task", "due"]], on="task")
    ends = pd.to_datetime(rows["period"].map(lambda text: period(text).end))
    overdue = rows["status"].ne("completed") & (rows["due"] <= ends)
    assert 0 < overdue.sum() < rows["due"].notna().sum()
    assert rows.loc[overdue, "note"].ne("").all()
    assert rows.loc[~overdue, "note"].eq("").all()


def quoted(text):
    """Return figure and indicator of a paragraph's link."""
    figure, _, rest = text.partition("](#")
    return figure.rpartition("[")[2], rest.partition(")")[0]


def test_dated_tasks_are_completed_early_in_time_late_and_never(plan, ledger):
    due = plan.tasks.dropna(subset=["due"]).set_index("task")["due"]
    completed = ledger.task_status[ledger.task_status["status"].eq("completed")]
    done = completed.set_index("task")["period"].map(lambda text: period(text).time)
    late = {
        done[task] - (day.year - 1 + day.month / 12) if task in done.index else None
        for task, day in due.items()
    }
    assert {-0.5, 0.0, 0.5, None} <= late
    before_last = due.index[due.dt.year < plan.facts.last_year]
    assert not before_last.isin(done.index).all()


def test_paragraphs_for_each_programme_and_the_whole(plan):
    names = ["overall", *plan.programmes["programme"]]
    texts = demo.markdown_texts(plan)
    assert set(texts) <= {f"{when}/{name}.md" for when in ("2019H1", "2020") for name in names}
    assert {"2019H1/overall.md", "2020/overall.md"} < set(texts)
    assert all(text.startswith("（演示）") for text in texts.values())


def test_paragraphs_quote_the_ledger_but_one_that_was_corrected_since(plan, ledger):
    latest = ledger.latest("observations").set_index(["indicator", "period"])["value"]
    first = ledger.observations.drop_duplicates(["indicator", "period"])
    first = first.set_index(["indicator", "period"])["value"]
    matching, stale = 0, []
    for name, text in demo.markdown_texts(plan).items():
        figure, indicator = quoted(text)
        if not indicator:
            continue
        unit = plan.unit(plan.indicators.set_index("indicator")["unit"][indicator])
        key = indicator, name.partition("/")[0]
        if figure == amount(latest[key], unit, "zh"):
            matching += 1
        else:
            stale.append(name)
            assert figure == amount(first[key], unit, "zh")
    assert matching >= 10
    assert len(stale) == 1


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (2018, 2020, "2019H1"),
        (2021, 2025, "2023H1"),
        (2018, 2019, "2018"),
        (2018, 2018, "2018H1"),
    ],
)
def test_the_middle_of_a_plan(first, last, expected):
    assert str(middle(range(first, last + 1))) == expected


def test_every_story_that_is_explained_has_its_texts():
    for stories in CASES.values():
        for story in stories:
            texts = [f"{story.name}_{column}" in catalogue("demo") for column in TEXTS]
            assert all(texts) if story.behind else not any(texts)


def test_a_ledger_is_in_chinese_whatever_is_spoken_and_paragraphs_are_in_the_language_in_force(
    plan, ledger
):
    with using("en"):
        spoken = demo.ledger(plan)
        texts = demo.markdown_texts(plan)
    assert spoken.fingerprint == ledger.fingerprint
    assert texts.keys() == demo.markdown_texts(plan).keys()
    assert all(text.startswith("(demo)") for text in texts.values())


def test_paragraphs_quote_goals_with_a_target_and_main_ones_first(plan):
    """Before: 住房总量, which has no number to reach and was made up as 634 square metres."""
    targets = plan.tables["targets"]
    aimed = set(targets.loc[targets["value"].notna(), "indicator"])
    named = {quoted(text)[1] for text in demo.markdown_texts(plan).values()} - {""}
    assert named and named <= aimed


@pytest.mark.parametrize("lang", LANGUAGES)
def test_paragraphs_are_read_as_an_analyst_s_are(plan, lang):
    """Before: a link on "5.92 per 1,000 people" held two numbers, and English reports failed."""
    with using(lang):
        texts = demo.markdown_texts(plan)
        read = [ms.load_paragraphs(plan, when, "demo") for when in ("2019H1", "2020")]
    assert sum(len({one.file for one in each.passages}) for each in read) == len(texts)
