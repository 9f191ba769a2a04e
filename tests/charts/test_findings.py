from building import Wish

from minsheng import charts
from minsheng.text.language import using

COVER = Wish("cover", baseline=80, targets={2025: ">=95"})
LEAK = Wish("leak", direction="down", baseline=20, targets={2025: "<=9"})
BOUND = Wish("bound", baseline=">50", targets={2025: ">=90"})
STAFF = Wish("staff", "person", direction="down", baseline=100, targets={2025: "<=50"})


def test_an_interval_that_may_be_wider_is_left_out_in_words(made_of, title_of):
    plan = made_of(COVER, BOUND)
    assert title_of(charts.gap(plan)) == ("基期值明确的指标中，百分点差距最大的是cover：15个百分点")
    assert title_of(charts.growth(plan)) == (
        "基期值明确的指标中，所需变化最快的比率：cover每年须提高3个百分点"
    )
    with using("en"):
        for chart in (charts.gap, charts.growth):
            title = chart(plan)[0].figure.get_suptitle().replace("\n", " ")
            assert title.endswith("(among those with an exact baseline)")


def test_an_interval_that_cannot_be_wider_is_not_mentioned(made_of, title_of):
    narrow = Wish("narrow", baseline=">94", targets={2025: ">=95"})
    assert title_of(charts.gap(made_of(COVER, narrow))).startswith("百分点差距最大")


def test_a_fall_is_the_fastest_change_and_not_growth(made_of, title_of):
    plan = made_of(LEAK, STAFF)
    assert title_of(charts.growth(plan)) == ("leak每年须降低2.2个百分点；staff每年须下降12.9%")
    two = made_of(COVER, LEAK, STAFF)  # only among shares is there anything to be compared
    assert title_of(charts.growth(two)) == "所需变化最快的比率：cover每年须提高3个百分点"
    with using("en"):
        title = charts.growth(plan)[0].figure.get_suptitle().replace("\n", " ")
    assert "“leak” must fall by 2.2 percentage points a year" in title
    assert "“staff” must fall by 12.9% a year" in title
    assert "grow" not in title


def test_a_fall_is_above_its_target(made_of, title_of):
    assert title_of(charts.gap(made_of(STAFF))) == "staff：比目标高100%"


def test_those_that_share_the_first_place_are_all_named(made_of, title_of):
    other = Wish("other", baseline=70, targets={2025: ">=85"})
    assert title_of(charts.gap(made_of(COVER, other))) == (
        "百分点差距最大的是cover、other：15个百分点"
    )


def test_a_target_of_zero_has_no_relative_gap(made_of, title_of):
    zero = Wish("zero", "person", direction="down", baseline=7, targets={2025: "<=0"})
    assert title_of(charts.gap(made_of(zero))).startswith("1项目标为零")


def test_only_intervals_are_told_as_intervals(made_of, title_of):
    assert title_of(charts.gap(made_of(BOUND))) == "1项基期值仅为界限，差距只能给出区间"
    assert title_of(charts.growth(made_of(BOUND))).startswith("1项基期值仅为界限")
