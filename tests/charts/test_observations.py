"""Room for what was observed."""

from building import Wish
from standings import standing

from minsheng.charts.observations import heights
from minsheng.evaluation import observations_by_indicator

FLOW = Wish(unit="person", kind="flow", targets={2018: 10, 2019: 10, 2020: 10})


def test_room_is_left_for_the_amount_of_each_year():
    seen = observations_by_indicator(standing(FLOW, seen=[(2018, 9), (2019, 8)], when="2019"))[
        "test.indicator"
    ]
    assert heights(seen) == {2018: 9, 2019: 8}
