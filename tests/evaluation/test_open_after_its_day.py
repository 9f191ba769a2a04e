"""A milestone that a report after its day says is open was not done by its day."""

from building import Wish
from standings import standing

BUILT = Wish("built", unit="milestone", kind="milestone", targets={2018: 1})


def test_what_was_open_after_its_day_and_is_done_now_was_missed():
    """Reported open for mid-2019 and done for 2019: done late, not unreported."""
    seen = [("2019H1", 0), ("2019", 1)]
    row = standing(BUILT, seen=seen, when="2019").verdicts.iloc[0]
    assert (row["verdict"], row["annual"], row["class"]) == ("missed", "missed", "late")


def test_done_by_its_day_stays_met_whatever_is_said_later():
    seen = [("2018", 1), ("2019H1", 0), ("2019", 1)]
    row = standing(BUILT, seen=seen, when="2019").verdicts.iloc[0]
    assert (row["verdict"], row["class"]) == ("met", "met")


def test_where_nothing_says_that_it_was_open_it_stays_unknown():
    row = standing(BUILT, seen=[("2019", 1)], when="2019").verdicts.iloc[0]
    assert (row["verdict"], row["class"]) == ("not_reported", "late")
