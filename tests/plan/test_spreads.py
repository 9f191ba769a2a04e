"""How planned change is spread over the years, and why nothing is said of it."""

import pytest
from building import Wish, build

from minsheng.plan.spreads import spreads

# Shares by hand: 82 to 86, 90 and 95 are 4, 4 and 5 of 13.
PATH = Wish(baseline=82, targets={2018: 86, 2019: 90, 2020: 95})


def test_shares_are_parts_of_the_whole_change():
    (one,) = spreads(build(PATH))
    assert one.shares == pytest.approx((4 / 13, 4 / 13, 5 / 13))
    assert (one.first, one.is_set_out, one.turns_back, one.reason) == (
        one.shares[0],
        True,
        False,
        "",
    )


def test_a_year_that_leads_away_turns_back():
    (one,) = spreads(build(Wish(baseline=82, targets={2018: 80, 2019: 90, 2020: 95})))
    assert one.turns_back and not one.reason


@pytest.mark.parametrize(
    ("wish", "reason"),
    [
        (Wish(baseline=82, targets={2020: 95}), "spread_evenly"),
        (Wish(baseline=None, targets={2020: 95}), "no_baseline"),
        (Wish(aim="listed", targets={2020: None}), "no_number"),
        (Wish(baseline=96, targets={2020: ">=95"}), "baseline_meets_target"),
    ],
)
def test_where_the_shares_say_nothing_the_reason_is_given(wish, reason):
    assert [one.reason for one in spreads(build(wish))] == [reason]
