"""Numbers are held against each other by id, in their order."""

from hypothesis import given
from hypothesis import strategies as st

from minsheng.text.language import using
from minsheng.verification.comparing import compare
from minsheng.writers.entries import Entry


def numbers(*shown, id="a"):
    return [Entry("sentence", id, each) for each in shown]


def row(*cells, id="r", exhibit="T", head="A"):
    return [
        Entry("table", id, each, "", exhibit, head, str(at), f"c{at}")
        for at, each in enumerate(cells)
    ]


def told(found):
    return [(each.kind, each.report, each.data) for each in found.differences]


def test_one_of_several_with_one_id():
    assert told(compare(numbers("1", "2", "3"), numbers("1", "9", "3"))) == [("changed", "2", "9")]


def test_one_taken_out_of_the_middle_does_not_move_the_others():
    assert told(compare(numbers("1", "3"), numbers("1", "2", "3"))) == [("new", "", "2")]
    assert told(compare(numbers("1", "2", "3"), numbers("1", "3"))) == [("gone", "2", "")]


def test_order_among_different_ids_does_not_matter():
    one, two = numbers("1"), numbers("2", id="b")
    assert compare([*one, *two], [*two, *one]).differences == ()


def test_values_are_compared_to_twelve_digits():
    def cell(value):
        return [Entry("table", "r", "1.33", value=value)]

    assert compare(cell(1.33333333333333), cell(4 / 3)).differences == ()
    assert told(compare(cell(1.3334), cell(4 / 3))) == [("changed", "1.3334", repr(4 / 3))]


def test_rows_without_an_id_go_by_what_heads_them():
    was, now = row("A", "1", id=""), row("B", "1", id="", head="B")
    assert {kind for kind, *_ in told(compare(was, now))} == {"gone", "new"}


def test_a_row_that_is_gone_is_one_line():
    with using("en"):
        lines = compare(row("A", "1", "2"), []).text().splitlines()
    assert lines == [
        "3 figures were checked; 3 do not agree with the data as they are now:",
        "  Table “T”, row “A”: the report has it, the data no longer give it (3 cells) [r]",
    ]


def test_one_figure_and_none():
    with using("en"):
        assert compare(numbers("1"), numbers("1")).text() == (
            "1 figure was checked; all agree with the data as they are now."
        )
        assert compare(numbers("1"), []).text().splitlines()[0] == (
            "1 figure was checked; 1 does not agree with the data as they are now:"
        )


def test_long_sentences_are_cut_to_where_they_differ():
    long = "甲" * 100
    ((_, report, data),) = told(compare(numbers(f"{long}5{long}"), numbers(f"{long}4{long}")))
    assert report.startswith("…甲")
    assert "5" in report
    assert "4" in data
    assert len(report) < 70


def test_digests_are_told_as_what_they_stand_for():
    found = compare(numbers("1", id="0f"), numbers("2", id="0f"), {"0f": "gaps:a.gap"})
    assert found.differences[0].entry.id == "gaps:a.gap"


entries = st.lists(
    st.builds(lambda *cells: Entry("sentence", *cells), *map(st.sampled_from, ("abc", "123"))),
    max_size=8,
)


@given(entries, entries)
def test_it_agrees_from_either_side_or_from_none(one, other):
    there, back = compare(one, other).differences, compare(other, one).differences
    assert bool(there) == bool(back)


@given(entries)
def test_what_is_the_same_does_not_differ(some):
    assert compare(some, list(some)).differences == ()


@given(entries, st.data())
def test_one_change_is_one_difference(some, data):
    if not some:
        return
    at = data.draw(st.integers(0, len(some) - 1))
    edited = [*some]
    edited[at] = Entry("sentence", some[at].id, "edited")
    found = compare(edited, some).differences
    assert [(each.kind, each.report, each.data) for each in found] == [
        ("changed", "edited", some[at].shown),
    ]
