"""What is handed in as frames is checked exactly as files are, and told all at once."""

import datetime as dt
from dataclasses import replace

import pandas as pd
import pytest

import minsheng as ms
from minsheng.evaluation import evaluate
from minsheng.plan.observations import Ledger

RIGHT = {
    "indicator": "parks.count",
    "period": "2021",
    "reported_on": "2022-01-10",
    "value": 13,
    "status": "final",
}


def observed(*rows):
    """Return a frame of rows that differ from a right one in some cells."""
    return pd.DataFrame([{**RIGHT, **row} for row in rows])


def refused(plan, frame):
    """Return what is said of a frame by both of the functions that take one, the same by both."""
    told = []
    for use in (lambda: evaluate(plan, frame, "2021"), lambda: ms.stand(plan, Ledger(frame))):
        with pytest.raises(ms.BadInput) as raised:
            use()
        told.append([fault.text("en") for fault in raised.value.faults])
    assert told[0] == told[1]
    return told[0]


def test_every_defect_of_a_frame_is_told_at_once_with_its_row(small_plan):
    told = refused(
        small_plan,
        observed(
            {},
            {"indicator": "parks.cuont"},
            {"indicator": "公园总数"},
            {"indicator": "reading.card_share", "value": 0.869},
            {"period": "2022", "status": "finl"},
        ),
    )
    assert [text.partition("; allowed")[0] for text in told] == [
        "observations, row 1, column indicator: unknown indicator; found “parks.cuont”",
        "observations, row 2, column indicator: unknown indicator; found “公园总数”",
        "observations, row 3, column value: the unit is %, and this looks like a fraction, which "
        "would be 86.9; write 0.869% if that is meant; found “0.869”",
        "observations, row 4, column status: is not one of the allowed words; found “finl”",
    ]
    assert [text.rpartition("nearest: ")[2] for text in told[:2]] == ["parks.count"] * 2
    assert told[3].endswith("nearest: final")


def test_a_period_that_is_a_number_is_told(small_plan):
    assert refused(small_plan, observed({"period": 2021})) == [
        "observations, row 0, column period: is a number: give the period as text, for example "
        "2019, 2019H1, 2019Q2 and 2019-06; found “2021”"
    ]


def test_a_column_that_is_missing_or_misspelt_is_told(small_plan):
    frame = observed({}).rename(columns={"reported_on": "reported"})
    told = refused(small_plan, frame)
    assert told[0].startswith("observations: unknown column; found “reported”")
    assert told[0].endswith("nearest: reported_on")
    assert told[1] == "observations, column reported_on: column is missing"


def test_tasks_and_explanations_are_checked_as_well(small_plan):
    tasks = pd.DataFrame(
        {"task": ["parks.x"], "period": ["2021"], "reported_on": ["2022-01-10"], "status": ["?"]}
    )
    with pytest.raises(ms.BadInput) as raised:
        ms.stand(small_plan, Ledger(task_status=tasks))
    assert [fault.code for fault in raised.value.faults] == ["unknown_task", "not_in_enum"]


def test_a_frame_is_read_as_a_file_is(small_plan):
    """Words as departments type them are understood: the same frame as that of a CSV file."""
    typed = observed({"period": "2021年上半年", "status": "初步", "value": "13"})
    found = ms.stand(small_plan, Ledger(typed)).ledger.observations.iloc[0]
    assert found[["period", "status", "value", "decimals"]].tolist() == [
        "2021H1",
        "provisional",
        13.0,
        0,
    ]
    assert found["reported_on"] == pd.Timestamp("2022-01-10")


def test_columns_may_be_named_by_their_titles_as_in_a_file(small_plan):
    titled = observed({}).rename(columns={"indicator": "指标代码", "value": "实际值"})
    pd.testing.assert_frame_equal(
        evaluate(small_plan, titled, "2021"), evaluate(small_plan, observed({}), "2021")
    )
    twice = observed({}).assign(实际值=14)
    assert refused(small_plan, twice) == ["observations, column value: the column stands twice"]


def test_a_selection_knows_the_indicators_of_its_whole_plan(small_plan):
    part = small_plan.select(indicator="parks.count")
    frame = observed({}, {"indicator": "parks.opened", "value": 1})
    assert evaluate(part, frame, "2021")["observed"].tolist() == [13.0]
    assert refused(part, observed({}, {"indicator": "parks.opend", "value": 1}))


def test_rows_that_replace_those_of_a_ledger_that_was_read_are_checked(small_plan, tmp_path):
    file = tmp_path / "observations.csv"
    observed({}).to_csv(file, index=False)
    ledger = ms.load_observations(small_plan, file)
    assert ms.stand(small_plan, ledger).ledger.is_checked_against(small_plan)
    changed = replace(ledger, observations=ledger.observations.assign(indicator="parks.cuont"))
    with pytest.raises(ms.BadInput, match=r"parks\.cuont"):
        ms.stand(small_plan, changed)


def test_a_ledger_of_another_plan_is_refused(small_plan, plan, tmp_path):
    file = tmp_path / "observations.csv"
    observed({}).to_csv(file, index=False)
    ledger = ms.load_observations(small_plan, file)
    with pytest.raises(ms.BadInput):
        evaluate(plan, ledger, "2018")


def test_of_several_plans_the_row_is_that_of_the_whole_frame(small_plan):
    other = replace(small_plan, facts=replace(small_plan.facts, plan="other"))
    frame = observed({}, {}, {"indicator": "parks.cuont"}).assign(
        plan=["other", small_plan.facts.plan, "other"]
    )
    with pytest.raises(ms.BadInput) as raised:
        evaluate([small_plan, other], frame, "2021")
    assert [(fault.row, fault.found) for fault in raised.value.faults] == [(2, "parks.cuont")]


# What was booked by mistake is taken back.

TAKEN_BACK = {"reported_on": "2022-03-01", "value": None, "status": "撤回"}
WHY = {"source": "李某", "note": "重复登记"}


def test_a_figure_that_was_taken_back_was_not_reported(small_plan):
    frame = observed({}, {**TAKEN_BACK, **WHY})
    row = evaluate(small_plan, frame, "2021").set_index("indicator").loc["parks.count"]
    assert pd.isna(row["observed"])
    before = evaluate(small_plan, frame, "2021", as_of=dt.date(2022, 2, 28))
    assert before.set_index("indicator").loc["parks.count", "observed"] == 13
    standing = ms.stand(small_plan, Ledger(frame), "2021", "2022-02-28")
    assert standing.ledger.observations["value"].tolist() == [13.0]
    assert ms.stand(small_plan, Ledger(frame), "2021").ledger.observations.empty


def test_what_is_reported_after_a_withdrawal_counts(small_plan):
    again = {"reported_on": "2022-04-01", "value": 12}
    frame = observed({}, {**TAKEN_BACK, **WHY}, again, {"period": "2022", "value": 14})
    kept = ms.stand(small_plan, Ledger(frame)).ledger.observations
    assert kept[["period", "value"]].values.tolist() == [["2021", 12.0], ["2022", 14.0]]
