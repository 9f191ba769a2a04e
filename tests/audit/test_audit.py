"""What holds of every audit: it never raises, it adds up, the order of rows is nothing to it."""

import random

import numpy as np
import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from minsheng import load_plan
from minsheng.audit import RULES, SEVERITIES, audit, findings, summary
from minsheng.audit.book import Book
from minsheng.audit.report import CHECK_COLUMNS
from minsheng.plan.plan import Plan
from minsheng.plan.years import years_text
from minsheng.reports.audit import findings as listed
from minsheng.text.language import using

EMPTY_SLOT = r"“”|（）|\(\)|：[，。；]|，[，。；]|、[、，。；）]|  |\s[.,;:)]|\(\s|[:,;]\."
"""Marks that meet where a placeholder of a sentence was filled with nothing."""
TABLES = tuple(load_plan().tables)


def with_tables(plan, **tables):
    return Plan(plan.facts, {**plan.tables, **tables}, plan.fingerprint)


def well_formed(frame):
    assert tuple(frame.columns) == CHECK_COLUMNS
    assert set(frame["severity"]) <= set(SEVERITIES)
    assert not frame.duplicated(["rule", "indicators", "rows"]).any()
    for lang in ("zh", "en"):
        assert frame[lang].str.strip().str.len().gt(0).all()
        assert not frame[lang].str.contains("{", regex=False).any()
        assert frame.loc[frame[lang].str.contains(EMPTY_SLOT), lang].tolist() == []
    assert not frame["arithmetic"].str.contains("nan|Inf|E[+-]").any()


def test_the_plan_that_ships(checked):
    well_formed(checked)
    assert set(checked["severity"]) == set(SEVERITIES)
    ranks = checked["severity"].map(SEVERITIES.index)
    assert ranks.is_monotonic_increasing


def test_the_columns_are_those_of_a_check(checked):
    row = checked.iloc[0]
    assert isinstance(row["indicators"], tuple)
    assert isinstance(row["rows"], tuple)
    assert all(":" in one for one in row["rows"])


def test_every_row_named_is_there(plan, checked):
    known = {f"relations:{name}" for name in plan.table("relations")["relation"]}
    for table in ("baselines", "targets"):
        rows = plan.table(table).to_dict("records")
        known |= {f"{table}:{row['indicator']}@{years_text(row)}" for row in rows}
    known |= {
        f"restatements:{row['indicator']}@{years_text(row)}@{row['section']}"
        for row in plan.table("restatements").to_dict("records")
    }
    for table, key in (
        ("tasks", "task"),
        ("groups", "group"),
        ("indicators", "indicator"),
        ("programmes", "programme"),
        ("departments", "department"),
        ("calendar", "event"),
    ):
        known |= {f"{table}:{one}" for one in plan.table(table)[key]}
    known |= {f"plan:annexes.{annex.annex}" for annex in plan.facts.annexes}
    duties = plan.responsibilities
    known |= {
        f"responsibilities:{p}.{d}.{r}"
        for p, d, r in zip(duties["programme"], duties["department"], duties["role"], strict=True)
    }
    counts = plan.table("counts")
    known |= {f"counts:{p}.{k}" for p, k in zip(counts["programme"], counts["kind"], strict=True)}
    assert {row for rows in checked["rows"] for row in rows} <= known
    assert {one for some in checked["indicators"] for one in some} <= set(
        plan.indicators["indicator"]
    )


def test_agreed_and_findings_add_up_to_what_was_checked(plan, checked):
    counted = summary(plan)
    kinds = ["agreed", "contradictions", "questions", "remarks"]
    assert list(counted["rule"]) == list(RULES)
    assert (counted[kinds].sum(axis=1) == counted["checked"]).all()
    assert counted["checked"].sum() == len(checked)
    assert len(findings(plan)) == len(checked) - counted["agreed"].sum()


def test_a_rule_with_nothing_to_check_says_so(small_plan):
    counted = summary(small_plan).set_index("rule")
    assert counted.loc["outlay", "checked"] == 0
    assert counted.loc["level"].tolist() == [1, 1, 0, 0, 0]


def test_the_small_plan(small_plan):
    well_formed(audit(small_plan))
    assert "contradiction" not in set(findings(small_plan)["severity"])


def permuted(plan, seed):
    tables = {
        name: plan.table(name).sample(frac=1, random_state=seed).reset_index(drop=True)
        for name in plan.tables
    }
    return with_tables(plan, **tables)


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_rows_changes_nothing(plan, seed, checked):
    assert_frame_equal(audit(permuted(plan, seed)), checked)


def test_a_rule_leaves_the_plan_as_it_was(plan):
    before = {name: plan.table(name).copy() for name in plan.tables}
    audit(plan)
    for name, table in before.items():
        assert_frame_equal(plan.table(name), table)


@pytest.mark.parametrize("programme", load_plan().programmes["programme"])
def test_a_programme_alone_has_the_checks_of_the_whole_plan_that_concern_it(
    plan, programme, checked
):
    own = audit(plan.select(programme=programme))
    well_formed(own)
    concerned = checked["indicators"].map(
        lambda names: any(name.startswith(f"{programme}.") for name in names)
    )
    wanted = checked[concerned | checked["programme"].eq(programme)].reset_index(drop=True)
    assert_frame_equal(own, wanted)


def test_an_indicator_alone_has_the_checks_that_name_it(plan, checked):
    name = "culture_sport.museums"
    own = audit(plan.select(indicator=name))
    assert own["indicators"].map(lambda names: name in names).all()
    assert len(own) == checked["indicators"].map(lambda names: name in names).sum()


CHOICES = {
    "kind": ["flow", "stock", "milestone", "cumulative"],
    "aim": ["hold", "reach", "context", "listed", "direction"],
    "unit": ["percent", "milestone", "bed"],
    "headline": [True, False],
}


@pytest.mark.parametrize(
    ("criterion", "value"), [(name, value) for name, values in CHOICES.items() for value in values]
)
def test_any_selection(plan, criterion, value):
    well_formed(audit(plan.select(**{criterion: value})))


@pytest.mark.parametrize("seed", range(8))
def test_any_few_indicators(plan, seed):
    few = random.Random(seed).sample(list(plan.indicators["indicator"]), 12)
    well_formed(audit(plan.select(indicator=few)))


@pytest.mark.parametrize("table", TABLES)
def test_any_empty_table(plan, table):
    well_formed(audit(with_tables(plan, **{table: plan.table(table).iloc[:0]})))


def test_all_tables_empty(plan):
    nothing = with_tables(plan, **{name: plan.table(name).iloc[:0] for name in plan.tables})
    assert audit(nothing).empty
    assert summary(nothing)["checked"].sum() == 0
    assert tuple(audit(nothing).columns) == CHECK_COLUMNS


@pytest.mark.parametrize("table", ["baselines", "targets", "restatements"])
@pytest.mark.parametrize("share", [0.3, 1.0])
def test_missing_values(plan, table, share):
    rows = plan.table(table)
    gone = rows.sample(frac=share, random_state=1).index
    rows.loc[gone, ["value", "value_high"]] = np.nan
    rows.loc[gone, ["bound", "printed"]] = ""
    well_formed(audit(with_tables(plan, **{table: rows})))


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        ("indicators", "holder", ""),
        ("tasks", "due", pd.NaT),
        ("counts", "tasks", pd.NA),
        ("counts", "groups", pd.NA),
        ("relations", "note_zh", ""),
        ("targets", "strength", ""),
    ],
)
def test_missing_cells(plan, table, column, value):
    rows = plan.table(table)
    rows[column] = value
    well_formed(audit(with_tables(plan, **{table: rows})))


def test_the_book_is_written_once_and_by_the_plan_alone(plan):
    book = Book(plan)
    assert set(book.goals) == set(plan.indicators["indicator"])
    assert [relation.name for relation in book.relations] == sorted(
        set(plan.table("relations")["relation"])
    )


@pytest.mark.parametrize(
    ("lang", "heading", "asked"),
    [
        ("zh", "计划全文", "印发机关"),
        ("en", "The plan as a whole", "whoever issued the plan"),
    ],
)
def test_what_concerns_the_whole_plan_is_listed_under_a_heading_of_its_own(
    plan, lang, heading, asked
):
    with using(lang):
        table = listed(plan, "question")
    apart = [row for row, group in zip(table.rows, table.groups, strict=True) if group == heading]
    assert len(apart) == 2
    assert {row["ask"] for row in apart} == {asked}
    assert list(table.groups[-2:]) == [heading] * 2
