"""The plan that ships: what is known of it is found, and nothing graver than that."""

import tomllib
from pathlib import Path

import pytest

from minsheng.audit import summary

CASES = tomllib.loads(Path(__file__).with_name("known.toml").read_text("utf-8"))["case"]


def named(case):
    """What a case is about: an indicator, or the row of a table where there is none."""
    return case.get("indicator") or case["row"]


@pytest.mark.parametrize("case", CASES, ids=[f"{case['rule']}-{named(case)}" for case in CASES])
def test_what_is_known_is_found(case, checked):
    column = "indicators" if "indicator" in case else "rows"
    rows = checked[
        (checked["rule"] == case["rule"]) & checked[column].map(lambda known: named(case) in known)
    ]
    assert (case["severity"], case["arithmetic"]) in set(
        zip(rows["severity"], rows["arithmetic"], strict=True)
    )
    assert case["where"]


@pytest.mark.parametrize("severity", ["contradiction", "question"])
def test_nothing_graver_than_what_is_known(severity, checked):
    rows = checked[checked["severity"] == severity]
    known = [case for case in CASES if case["severity"] == severity]
    assert sorted(zip(rows["rule"], rows["arithmetic"], strict=True)) == sorted(
        (case["rule"], case["arithmetic"]) for case in known
    )


def test_every_printed_count_agrees(plan):
    counted = summary(plan).set_index("rule").loc["counts"]
    assert counted["checked"] == counted["agreed"] == len(plan.table("counts"))


def test_the_sentences_of_a_finding_name_what_is_printed(checked):
    row = checked[checked["severity"] == "contradiction"].iloc[0]
    assert "2017年1家" in row["zh"]
    assert "3 (2020)" in row["en"]
    assert "区文化旅游委" in row["zh"]
