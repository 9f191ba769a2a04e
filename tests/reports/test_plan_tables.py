"""Tables for readers: each cell says what the frame says, each row knows where it comes from."""

import math
import re

import pytest
from building import Wish, build

import minsheng as ms
from minsheng.audit import RULES
from minsheng.reports import listings
from minsheng.text.language import LANGUAGES, using
from minsheng.text.written_numbers import number

IDS = {
    "programmes": "programme",
    "duties": "programme",
    "calendar": "event",
    "measurability": "programme",
}
SEVERITY = {"findings": ("question",)}
DASH = {"zh": "—", "en": "–"}
SYMBOLS = {">=": "≥", "<=": "≤", ">": ">", "<": "<", "~": "≈", "=": "", "range": ""}
# Those made from the plan alone; the listings of the audit are tested with the audit.
NAMES = (
    "calendar",
    "duties",
    "held",
    "milestones",
    "paces",
    "programmes",
    "requirements",
    "targets",
    "tasks",
    "undefined",
    "words",
)
each_listing = pytest.mark.parametrize("name", NAMES)
each_language = pytest.mark.parametrize("lang", LANGUAGES)


def made(name, plan):
    return getattr(listings, name)(plan, *SEVERITY.get(name, ()))


def value_of(cell):
    """Read a number of a cell, without its sign of a bound and its mark."""
    return float(number(cell.lstrip("≥≤><≈").rstrip("*")))


def rows_of(table):
    return zip(table.ids, table.rows, table.values, strict=True)


@each_language
@each_listing
def test_rows_have_ids_that_exist(plan, name, lang):
    with using(lang):
        table = made(name, plan)
    assert table.rows
    assert len(table.ids) == len(table.rows)
    if name == "checks":
        assert set(table.ids) == set(RULES)
        return
    if name == "findings":
        named = {row.split(":")[0] for ids in table.ids for row in ids.split(";")}
        assert named <= set(plan.tables)
        return
    column = IDS.get(name, "indicator")
    known = set(
        plan.table(
            {"programme": "programmes", "event": "calendar", "indicator": "indicators"}[column]
        )[column]
    )
    if name == "tasks":
        known = {*plan.tasks["task"], *plan.groups["group"]}
    assert set(table.ids) <= known


@each_language
@each_listing
def test_every_column_is_filled_by_every_row(plan, name, lang):
    with using(lang):
        table = made(name, plan)
    names = {column.name for column in table.columns}
    assert all(set(row) == names for row in table.rows)
    assert table.caption
    assert all(column.title for column in table.columns)
    cells = [cell for row in table.rows for cell in row.values()]
    assert not [cell for cell in cells if re.search(r"\bnan\b|<NA>|\bNone\b|\binf\b|∞", cell)]
    groups = set(plan.programmes[f"name_{lang}"])
    assert all(any(name in heading for name in groups) for heading in table.groups)


@each_listing
def test_a_listing_of_a_plan_without_goals_is_empty_or_stands(name):
    plan = build(Wish(aim="context", baseline=5))
    if name == "calendar":
        assert listings.calendar(plan).rows == ()
        return
    table = made(name, plan)
    assert isinstance(table.text(), str)
    if name == "programmes":
        assert table.rows[0]["goals"] == "0"


def test_no_goal_is_listed_nowhere(plan):
    tables = (
        listings.requirements,
        listings.paces,
        listings.held,
        listings.undefined,
        listings.milestones,
        listings.words,
    )
    by_table = [set(make(plan).ids) for make in tables]
    assert sum(len(ids) for ids in by_table) == len(set.union(*by_table)), "one in two tables"
    assert set.union(*by_table) == set(plan.indicators.query("aim != 'context'")["indicator"])


@each_language
def test_targets_say_what_is_printed(plan, lang):
    with using(lang):
        table = listings.targets(plan)
    printed = plan.targets.query("value == value").set_index(["indicator", "year", "statistic"])
    totals = plan.targets.query("statistic == 'total'").set_index("indicator")
    means = set(plan.targets.query("statistic == 'mean'")["indicator"])
    found = 0
    for indicator, row, values in rows_of(table):
        for year in ("2018", "2019", "2020"):
            key = (indicator, int(year), "value")
            if key not in printed.index:
                assert (row[year], values[year]) == ("", None)
                continue
            stated = printed.loc[key]
            found += 1
            if stated["bound"] == "range":
                ends = f"{stated['value']:g}{DASH[lang]}{stated['value_high']:g}"
                assert row[year] == ends
                continue
            assert row[year].startswith(SYMBOLS[stated["bound"]])
            assert value_of(row[year]) == stated["value"] == values[year]
        total = totals.loc[indicator] if indicator in totals.index else None
        if total is not None and total["bound"] != "range":
            assert value_of(row["total"]) == total["value"]
        of_years = sum(row[year] != "" for year in ("2018", "2019", "2020"))
        assert row["total"].endswith("*") == (
            total is None and row["total"] != "" and (of_years > 1 or indicator in means)
        )
    assert found > 150


def test_baselines_say_what_is_printed(plan):
    baselines = plan.baselines.query("year == 2017").set_index("indicator")
    flows = set(plan.indicators.query("kind == 'flow'")["indicator"])
    for indicator, row, _ in rows_of(listings.targets(plan)):
        if indicator in baselines.index and indicator not in flows:
            stated = baselines.loc[indicator]
            assert row["2017"].startswith(SYMBOLS[stated["bound"]])
            assert value_of(row["2017"]) == stated["value"]
        else:  # of an amount: tests/reports/test_baselines.py
            assert bool(row["2017"]) == (indicator == "employment.new_urban_jobs")


@each_language
def test_requirements_say_what_the_frame_says(plan, lang):
    with using(lang):
        table = listings.requirements(plan)
    growth = ms.required_growth(plan).set_index("indicator")
    gaps = ms.gaps(plan).set_index("indicator")
    joint = "至" if lang == "zh" else " to "
    for indicator, row, values in rows_of(table):
        told = growth.loc[indicator]
        for name, frame, scale in (
            ("gap", gaps, 1),
            ("change", growth, 1),
            ("growth", growth, 100),
        ):
            exact = frame.loc[indicator, name]
            ends = [frame.loc[indicator, f"{name}_{end}"] * scale for end in ("low", "high")]
            if math.isnan(exact):
                shown = [value_of(end.replace("−", "-")) for end in row[name].split(joint)]
                assert told["reason"] == "baseline_is_a_bound"
            else:
                shown = [value_of(row[name].replace("−", "-"))] * 2
                assert values[name] == pytest.approx(exact * scale)
            decimals = 2 if name == "growth" else max(plan.unit(told["unit"]).decimals, 1)
            assert shown == pytest.approx(ends, abs=0.5 * 10.0**-decimals + 1e-9)
    assert set(table.ids) == set(growth[growth["reason"].isin(["", "baseline_is_a_bound"])].index)


@each_language
def test_paces_say_what_the_frame_says(plan, lang):
    with using(lang):
        table = listings.paces(plan)
    growth = ms.required_growth(plan).set_index("indicator")
    path = ms.trajectory(plan).set_index(["indicator", "year"])
    for indicator, row, values in rows_of(table):
        told = growth.loc[indicator]
        assert values["total"] == told["target"]
        assert values["pace"] == told["pace"]
        half = 0.5 * 10.0 ** -max(plan.unit(told["unit"]).decimals, 1)  # of the digit shown last
        assert value_of(row["pace"]) == pytest.approx(told["pace"], rel=1e-3, abs=half + 1e-9)
        if told["target_bound"] == "range":
            assert row["total"].rstrip("*") == DASH[lang].join(
                f"{told[end]:g}" for end in ("target_low", "target_high")
            )
        else:
            assert value_of(row["total"]) == told["target"]
        for year in (2018, 2019, 2020):
            point = path.loc[(indicator, year)]
            if row[str(year)] and point["bound"] != "range":
                assert value_of(row[str(year)]) == point["amount"]


def test_held_says_headroom_and_why(plan):
    (row,) = listings.held(plan.select(indicator="employment.registered_unemployment")).rows
    assert (row["baseline"], row["target"], row["headroom"]) == ("≤3.5%", "≤4%", "0.5至4")
    assert row["gap_unit"] == "百分点"
    inside = listings.held(build(Wish(aim="hold", baseline=95, targets={2020: ">=90"})))
    assert [row["headroom"] for row in inside.rows] == ["5"]
    # Outside the line there is nothing to hold yet: a gap and a required change.
    outside = build(Wish(aim="hold", baseline=85, targets={2020: ">=90"}))
    assert listings.held(outside).rows == ()
    assert [row["gap"] for row in listings.requirements(outside).rows] == ["5"]


def test_programmes_count_every_goal_once(plan):
    table = listings.programmes(plan)
    counts = [column.name for column in table.columns if column.align == "number"]
    classes = [name for name in counts if name not in ("goals", "tasks")]
    assert len(classes) == len(counts) - 2
    for programme, row, values in rows_of(table):
        assert sum(int(row[name]) for name in classes) == int(row["goals"])
        assert values["goals"] == len(ms.gaps(plan.select(programme=programme)))
    assert sum(int(row["tasks"]) for row in table.rows) == len(plan.tasks)


@pytest.mark.parametrize("direction", ["up", "down"])
def test_a_range_is_shown_with_both_ends_everywhere(direction):
    """Whichever end counts: 4—5 is never 5—5, and never 4 alone."""
    stock = Wish(
        "stock",
        "person",
        direction=direction,
        targets={2020: "4..5"},
        baseline=11 if direction == "down" else 1,
    )
    flow = Wish("flow", "person", "flow", targets={2018: "4..5"})
    whole = Wish("whole", "person", "flow", total="4..5")
    bare = Wish("bare", "person", direction=direction, targets={2020: "4..5"})
    plan = build(stock, flow, whole, bare)
    assert [row["2020"] for row in listings.targets(plan).rows] == ["4—5", "", "", "4—5"]
    assert listings.requirements(plan).rows[0]["target"] == "4—5"
    assert listings.undefined(plan).rows[0]["target"] == "4—5"
    assert [row["total"] for row in listings.paces(plan).rows] == ["≥4", "4—5"]
    assert listings.paces(plan).rows[0]["2018"] == "4—5"


def test_a_range_as_baseline_is_shown_with_both_ends():
    plan = build(Wish(unit="person", baseline="10..13", targets={2020: 19}))
    assert listings.targets(plan).rows[0]["2017"] == "10—13"
    row = listings.requirements(plan).rows[0]
    assert (row["baseline"], row["gap"], row["change"]) == ("10—13", "6至9", "2至3")


def test_an_open_side_is_shown_as_a_limit():
    plan = build(Wish(unit="person", baseline=">1000", targets={2020: 1300}))
    row = listings.requirements(plan).rows[0]
    assert (row["gap"], row["change"], row["growth"]) == ("≤300", "≤100", "≤9.14")
    share = listings.requirements(build(Wish(baseline="<=50", targets={2020: 80}))).rows[0]
    assert (share["gap"], share["growth"]) == ("30至80", "≥16.96")


def test_a_goal_without_target_has_no_due_year():
    (row,) = listings.undefined(build(Wish(baseline=50))).rows
    assert (row["target"], row["due"], row["reason"]) == ("—", "", "未定目标")


def test_what_waits_in_words_is_told_with_its_year(plan):
    stated = plan.targets.merge(plan.indicators[["indicator", "aim", "kind"]])
    in_words = stated[stated["aim"].isin(["listed", "direction"])]
    assert sorted(listings.words(plan).ids) == sorted(in_words["indicator"])
    due = stated[stated["kind"].eq("milestone") & ~stated["aim"].isin(["listed", "direction"])]
    assert sorted(listings.milestones(plan).ids) == sorted(due["indicator"])
    for row in listings.milestones(plan).rows:
        assert re.fullmatch(r"\d{4}(-\d{4})?年", row["due"])


@each_listing
def test_the_numbers_behind_the_cells_are_written_as_numbers(plan, name):
    html = getattr(listings, name)(plan.select(programme="childcare"))._repr_html_()
    assert set(re.findall(r'data-value="([^"]*?)[\d.e+-]*"', html)) <= {""}
