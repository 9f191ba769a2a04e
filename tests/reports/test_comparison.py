"""What differs between two plans; what is expected is computed by hand."""

import pandas as pd
import pytest
from building import Wish, build
from standings import ledger

import minsheng as ms
from minsheng.text.language import using

RATE = "childcare.gross_enrolment"


def cells(table, *names):
    return [tuple(row[name] for name in names) for row in table.rows]


def test_a_moved_target_differs_in_path_and_requirement(plan):
    with using("en"):
        table = ms.compare(plan, plan.assume(RATE, target=92))
    assert table.ids == (RATE,)
    assert table.groups == ("Childcare (幼有所育)",)
    assert dict(table.rows[0]) == {
        "indicator": "Gross enrolment rate in three-year pre-school education (学前三年毛入园率)",
        "year": "2020",
        "unit": "%",
        "path_here": "≥90%",
        "path_there": "≥92%",
        "required_here": "1.33 percentage points a year",  # (90 - 86) / 3
        "required_there": "2 percentage points a year",  # (92 - 86) / 3
    }


def test_the_frame_is_typed_and_marked(plan):
    frame = ms.compare(plan, plan.assume(RATE, target=92)).to_frame()
    assert frame["year"].tolist() == [2020]
    assert frame["hypothetical"].tolist() == [True]


def test_what_is_assumed_as_it_is_already_differs_in_nothing(plan):
    for same in (plan, plan.assume(RATE, target=90), plan.assume(RATE, baseline=86)):
        table = ms.compare(plan, same)
        assert table.rows == ()
        assert table.caption == "两份规划所共有的281项目标指标没有差异"
        assert table.to_frame().empty
    with using("en"):
        words = "Nothing differs in the 281 goals that both plans have"
        assert ms.compare(plan, plan).caption == words


def test_a_programme_and_an_indicator_are_compared_as_plans_are(plan):
    other = plan.assume(RATE, target=92)
    for part in (plan.indicator(RATE), plan.programme("childcare")):
        assert ms.compare(part, other.indicator(RATE)).ids == (RATE,)


def test_with_observations_the_verdicts_are_compared():
    made = build(Wish(baseline=50, targets={2018: 60, 2019: 70, 2020: 80}))
    easier = made.assume("test.indicator", target=55, year=2018)
    seen = ledger(("test.indicator", 2018, 57))
    with using("en"):
        (row,) = ms.compare(made, easier, seen, "2018").rows
    assert (row["path_here"], row["path_there"]) == ("60%", "55%")
    assert (row["verdict_here"], row["verdict_there"]) == ("behind", "on track")
    assert not any(name.startswith("verdict") for name in ms.compare(made, easier).rows[0])


def test_a_frame_of_observations_serves_too():
    made = build(Wish(baseline=50, targets={2018: 60, 2020: 80}))
    seen = pd.DataFrame(ledger(("test.indicator", 2018, 60)).observations)
    assert ms.compare(made, made, seen).rows == ()


def test_years_that_only_one_plan_has_are_shown_beside_a_dash():
    older = build(Wish(unit="person", baseline=10, targets={2020: 40}))
    newer = build(Wish(unit="person", baseline=10, targets={2021: 50}), last_year=2021)
    rows = cells(ms.compare(older, newer), "year", "path_here", "path_there")
    assert rows == [("2020", "40", "40"), ("2021", "—", "50")][1:]


@pytest.mark.parametrize(
    ("wish", "here", "there"),
    [
        (
            Wish(baseline=">=50", targets={2020: 80}),
            "−6.67 to 10 percentage points a year",
            "10 percentage points a year",
        ),
        (Wish(unit="person", kind="flow", total=300), "100 a year", "200 a year"),
        (Wish(targets={2020: 80}), "no baseline", "10 percentage points a year"),
    ],
)
def test_what_is_required_is_a_number_a_bound_or_a_reason(wish, here, there):
    made = build(wish)
    name = "target" if wish.total else "baseline"
    other = made.assume("test.indicator", **{name: 600 if wish.total else 50})
    with using("en"):
        row = ms.compare(made, other).rows[-1]
    assert (row["required_here"], row["required_there"]) == (here, there)


def test_what_one_plan_lacks_is_said_in_words(plan):
    one, both = (
        plan.select(programme="childcare"),
        plan.select(programme=["childcare", "amenities"]),
    )
    for lang, first, second in (
        ("zh", "只有第一份规划有的目标指标", "只有第二份规划有的目标指标"),
        ("en", "Only in the first plan", "Only in the second plan"),
    ):
        with using(lang):
            assert first in ms.compare(both, one).caption
            assert second in ms.compare(one, both).caption
            noted = ms.compare(one, both.assume(RATE, target=92)).notes
    few = plan.select(indicator=[RATE, "childcare.inclusive_share"])
    with using("en"):
        caption = ms.compare(few, plan.select(indicator=RATE)).caption
        name = plan.indicator("childcare.inclusive_share").name()
    assert caption.endswith(f"Only in the first plan (1): {name}.")
    assert len(noted) == 1


def test_made_up_observations_are_marked(plan, made_up):
    part = plan.select(indicator=RATE)
    assert ms.compare(part, part, made_up, "2019").synthetic
    assert not ms.compare(part, part).synthetic
