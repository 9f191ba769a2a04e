"""Many plans in blocks give what one block gives, in the same order."""

import pandas as pd
import pytest
from building import Wish, build

from minsheng.evaluation import blocks, evaluate
from tests.evaluation.made import named, same, seen, together

PLANS = [
    named(
        build(
            *[
                Wish(f"i{at}", baseline=80, targets={2018: 85 + number, 2020: 95})
                for at in range(number + 1)
            ]
        ),
        f"p{number}",
    )
    for number in range(5)
]
TABLE = together(
    *[
        seen(
            (2018, 83 + number + at / 10),
            ("2019H1", 90),
            indicator=f"test.i{at}",
            plan=f"p{number}",
        )
        for number in range(5)
        for at in range(number + 1)
        if (number, at) != (3, 1)
    ]
)
PERIODS = ["2018", "2019H1", "2020"]


@pytest.mark.parametrize("goals", [1, 2, 4, 6])
def test_blocks_of_any_size_give_the_same(monkeypatch, goals):
    whole = evaluate(PLANS, TABLE, PERIODS)
    assert whole["plan"].tolist()[:6] == ["p0", "p1", "p1", "p2", "p2", "p2"]
    assert whole["period"].tolist() == [period for period in PERIODS for _ in range(15)]
    monkeypatch.setattr(blocks, "_GOALS", goals)
    in_blocks = evaluate(PLANS, TABLE, PERIODS)
    same(in_blocks, whole)
    assert in_blocks.dtypes.map(type).tolist() == whole.dtypes.map(type).tolist()
    assert in_blocks["plan"].cat.categories.tolist() == whole["plan"].cat.categories.tolist()


@pytest.mark.parametrize("goals", [1, 10_000])
def test_observations_of_another_plan_are_left_alone(monkeypatch, goals):
    monkeypatch.setattr(blocks, "_GOALS", goals)
    table = together(TABLE, seen((2018, 1), indicator="test.i0", plan="another"))
    same(evaluate(PLANS, table, PERIODS), evaluate(PLANS, TABLE, PERIODS))


@pytest.mark.parametrize("goals", [1, 10_000])
def test_an_error_in_a_block_is_the_error_of_the_whole(monkeypatch, goals):
    from minsheng.errors import BadInput

    monkeypatch.setattr(blocks, "_GOALS", goals)
    table = together(TABLE, seen(("gestern", 1), indicator="test.i0", plan="p4"))
    with pytest.raises(BadInput) as caught:
        evaluate(PLANS, table, PERIODS)
    assert [fault.found for fault in caught.value.faults] == ["gestern"]


def test_a_plan_without_goals_is_no_hindrance(monkeypatch):
    empty = named(build(Wish(aim="context", baseline=3)), "empty")
    for goals in (1, 10_000):
        monkeypatch.setattr(blocks, "_GOALS", goals)
        same(
            evaluate([empty, *PLANS], TABLE, PERIODS)["verdict"].to_frame(),
            evaluate(PLANS, TABLE, PERIODS)["verdict"].to_frame(),
        )
    assert len(evaluate(empty, seen(), PERIODS)) == 0


def test_categories_and_words_are_read_alike():
    table = TABLE.astype(dict.fromkeys(("plan", "indicator", "period", "status"), "category"))
    same(evaluate(PLANS, table, PERIODS), evaluate(PLANS, TABLE, PERIODS))
    assert isinstance(table["plan"].dtype, pd.CategoricalDtype)
