"""A positive number means the same for a floor and for a ceiling, and the head says what."""

from building import Wish
from standings import standing

from minsheng.reports import listings
from minsheng.text.language import using

FLOOR = Wish("floor", baseline=82, targets={2018: 86, 2019: 90, 2020: ">=95"})
CEILING = Wish("ceiling", direction="down", baseline=18, targets={2018: 14, 2019: 10, 2020: "<=5"})
SEEN = [("test.floor", "2018", 86), ("test.ceiling", "2018", 14)]


def test_what_is_left_has_one_sign_for_floors_and_ceilings():
    """By hand: 95 − 86 = 9 and 14 − 5 = 9 to go; 4.5 up and 4.5 down a year, after 4 each."""
    table = listings.outlook(standing(FLOOR, CEILING, seen=SEEN))
    assert [(row["gap"], row["required"], row["so_far"]) for row in table.rows] == [
        ("9", "4.5", "4"),
        ("9", "−4.5", "−4"),
    ]
    heads = {column.name: column.title for column in table.columns}
    assert heads["gap"] == "差距（未达为正）"
    assert (heads["required"], heads["so_far"]) == ("此后每年须（升为正）", "此前每年（升为正）")
    with using("en"):
        table = listings.outlook(standing(FLOOR, CEILING, seen=SEEN))
    assert {"Gap (+ to go)", "Required a year (+ a rise)"} < {one.title for one in table.columns}


def test_what_came_of_a_floor_and_of_a_ceiling_is_better_or_short_in_words():
    """By hand: 96 of at least 95 and 4 of at most 5 are both better by 1."""
    for floor, ceiling, word in ((96, 4, "优于1个百分点"), (94, 6, "差1个百分点")):
        seen = [("test.floor", "2020", floor), ("test.ceiling", "2020", ceiling)]
        rows = listings.outcome_results(standing(FLOOR, CEILING, seen=seen, when="2020")).rows
        assert [row["margin"] for row in rows] == [word, word]
