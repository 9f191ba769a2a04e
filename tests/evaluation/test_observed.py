"""Every value observed: in order, once for each end, corrections kept apart."""

from building import Wish
from standings import standing

from minsheng.evaluation import observations_by_indicator

PATH = Wish(baseline=82, targets={2018: 86, 2019: 90, 2020: 95})
FLOW = Wish(unit="person", kind="flow", targets={2018: 10, 2019: 10, 2020: 10})


def told(where):
    return [
        (str(one.period), one.value, one.done, one.replaced)
        for one in observations_by_indicator(where)["test.indicator"]
    ]


def test_states_stand_in_the_order_of_time():
    where = standing(PATH, seen=[(2019, 90), ("2018H1", 84), (2018, 86)], when="2019")
    assert told(where) == [
        ("2018H1", 84, 84, False),
        ("2018", 86, 86, False),
        ("2019", 90, 90, False),
    ]


def test_what_was_corrected_is_kept_and_marked():
    seen = [(2018, 85, "2019-01-31"), (2018, 84, "2019-06-30", "revised")]
    assert sorted(told(standing(PATH, seen=seen))) == [
        ("2018", 84, 84, False),
        ("2018", 85, 85, True),
    ]


def test_amounts_add_up_over_parts_and_years():
    seen = [("2018Q1", 2), ("2018Q2", 3), (2018, 9), ("2019Q1", 4)]
    assert told(standing(FLOW, seen=seen, when="2019Q1")) == [
        ("2018Q1", 2, 2, False),
        ("2018Q2", 5, 5, False),
        ("2018", 9, 9, False),
        ("2019Q1", 4, 13, False),
    ]


def test_amounts_with_a_part_missing_are_left_out():
    assert told(standing(FLOW, seen=[("2018Q1", 2), ("2018Q3", 3)], when="2018Q3")) == [
        ("2018Q1", 2, 2, False)
    ]


def test_an_amount_is_observed_in_no_year_that_has_no_report():
    # 10 homes in 2018 and no later target; nothing was reported of 2019 and 2020.
    flow = Wish(unit="person", kind="flow", targets={2018: 10})
    other = Wish("other", unit="person", kind="flow", targets={2020: 10})
    seen = [(2018, 12), ("test.other", 2019, 1), ("test.other", 2020, 1)]
    found = observations_by_indicator(standing(flow, other, seen=seen, when="2020"))
    assert [(one.time, one.value) for one in found["test.indicator"]] == [(2018.0, 12)]


def test_nothing_observed_is_an_empty_mapping():
    assert observations_by_indicator(standing(PATH)) == {}
