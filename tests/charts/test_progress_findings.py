"""The titles of a programme's values name what is ahead and what falls short, and are true."""

from building import Wish
from standings import standing

from minsheng.charts.multiples import progresses_finding
from minsheng.text.language import using

FAST = Wish("fast", baseline=0, targets={2018: 10, 2020: 30})
SLOW = Wish("slow", baseline=40, targets={2018: 50, 2020: 60})


def finding(*wishes, lang="zh", **more):
    where = standing(*wishes, **more)
    with using(lang):
        return progresses_finding(where, [wish.indicator for wish in wishes])


def test_what_is_ahead_and_what_lags_are_named_with_the_gap():
    """By hand: 15 of 10 points are done by 2018; 48 is 2 points below the planned 50."""
    seen = [("test.fast", 2018, 15), ("test.slow", 2018, 48)]
    assert finding(FAST, SLOW, seen=seen) == (
        "2018年：某指标快于预期，某指标滞后（距目标轨迹还差2个百分点）；图中已研判的2项中1项良好、1项不足"
    )
    assert finding(FAST, SLOW, seen=seen, lang="en") == (
        "2018: “An indicator” ahead, “An indicator” lagging (2 percentage points short of the "
        "planned path); of 2 judged goals shown, 1 is on plan or better and 1 falls short"
    )


def test_a_figure_that_must_fall_is_behind_above_its_path():
    leak = Wish("leak", direction="down", baseline=20, targets={2018: 15, 2020: 10})
    assert "某指标滞后（距目标轨迹还差3个百分点）" in finding(leak, seen=[(2018, 18)])


def test_where_all_is_as_planned_nobody_is_named():
    assert finding(SLOW, seen=[(2018, 50)]) == "2018年：图中已研判的1项中1项良好"


def test_what_is_not_reported_is_counted():
    assert finding(FAST, SLOW) == "2018年：图中2项没有一项可以研判，其中2项应报未报"
    assert finding(FAST, SLOW, lang="en") == (
        "2018: 2 goals shown, none of which can be judged; 2 were not reported"
    )
