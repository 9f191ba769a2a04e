"""What holds of every method."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from minsheng.errors import UnknownName
from minsheng.methods import METHODS, REASONS, VERDICTS, VERDICTS_OF, Case, method
from minsheng.methods.arithmetic import difference
from minsheng.text.language import catalogue, using
from tests.methods.sketches import NUMBERS, ROWS, WAY, WAYS, alone, same, together, turned

EACH = pytest.mark.parametrize("name", METHODS)
WITHOUT_VERDICT = {"achievement", "level"}
WORDS = {
    "milestone": {"met", "missed", "not_due", "not_reported", "no_target"},
    "plan_path": {"on_track", "behind", "far_behind", "moving_away"},
    "hold": {
        "held",
        "held_worsening",
        "recovering",
        "breached",
        "right_way",
        "stalled",
        "turning",
        "wrong_way",
    },
    "cagr_ratio": {"on_track", "behind", "far_behind", "moving_away"},
    "achievement": set(),
    "level": set(),
    "un_chart": {"reached_or_on_track", "fair", "stagnation"},
    "escap": {"maintain", "accelerate", "reverse"},
    "destatis": {"on_course", "slight_miss", "far_off", "wrong_way"},
    "sdsn": {"on_track", "improving", "stagnating", "decreasing"},
    "tolerance": {"over_scope", "on_scope", "under_scope"},
}


def test_the_methods_are_these_in_this_order():
    assert list(METHODS) == [
        "milestone",
        "plan_path",
        "hold",
        "cagr_ratio",
        "achievement",
        "level",
        "un_chart",
        "escap",
        "destatis",
        "sdsn",
        "tolerance",
    ]
    assert all(function.__name__ == name for name, function in METHODS.items())
    assert all(
        function.__module__ == f"minsheng.methods.{name}" for name, function in METHODS.items()
    )


def test_an_unknown_method_is_refused_with_the_nearest():
    with using("en"), pytest.raises(UnknownName) as caught:
        method("cagr_ration")
    assert "unknown method of assessment; found “cagr_ration”" in caught.value.text("en")
    assert "nearest: cagr_ratio" in caught.value.text("en")
    assert "没有这种评估方法" in caught.value.text("zh")
    assert set(caught.value.faults[0].allowed) == set(METHODS)


@given(rows=st.lists(ROWS, min_size=1, max_size=4))
def test_many_are_judged_as_each_alone(rows):
    case = together(rows)
    for name, judge in METHODS.items():
        whole = judge(case)
        for place in range(len(rows)):
            one = judge(alone(case, place))
            assert one.figure.tolist() == pytest.approx(
                [whole.figure[place]], nan_ok=True, abs=1e-12
            ), name
            assert one.words == [whole.words[place]], name
            assert one.reasons == [whole.reasons[place]], name


@given(row=ROWS)
def test_nothing_is_missing_without_a_reason(row):
    for name, judge in METHODS.items():
        answer = judge(together([row]))
        (figure,), (word,), (reason,) = answer.figure, answer.words, answer.reasons
        assert not np.isinf(figure), name
        assert reason or not np.isnan(figure), name
        assert word in WORDS[name] | {""}
        assert word or reason or name in WITHOUT_VERDICT
        assert answer.verdict.dtype == answer.reason.dtype == np.int8
        assert answer.figure.dtype == np.float64


@EACH
def test_none_are_judged_as_none(name):
    nobody = Case.of(baseline=np.array([], dtype=float))
    assert len(METHODS[name](nobody).figure) == 0


@given(row=ROWS)
def test_less_is_better_is_the_mirror_of_more(row):
    case = together([row])
    for name in ("plan_path", "achievement", "escap", "sdsn", "destatis"):
        assert same(METHODS[name](turned(case)), METHODS[name](case)), name


@given(row=ROWS)
def test_a_line_is_held_alike_from_above_and_from_below(row):
    case = together([row])
    one, other = METHODS["hold"](turned(case)), METHODS["hold"](case)
    assert (one.words, one.reasons) == (other.words, other.reasons)
    assert one.figure.tolist() == pytest.approx((-other.figure).tolist(), nan_ok=True)


def shares(draw_from):
    return st.tuples(*[st.integers(1, 999).map(lambda n: n / 10) for _ in range(draw_from)])


@pytest.mark.parametrize("name", ["plan_path", "achievement", "escap", "sdsn"])
@given(numbers=shares(4))
def test_the_covered_and_the_uncovered_are_one_fact(name, numbers):
    baseline, observed, planned, target = numbers
    covered = Case.of(**WAY, baseline=baseline, observed=observed, planned=planned, target=target)
    rest = [float(difference(100, number)) for number in numbers]
    uncovered = Case.of(
        **WAY, direction=-1, baseline=rest[0], observed=rest[1], planned=rest[2], target=rest[3]
    )
    assert same(METHODS[name](covered), METHODS[name](uncovered))


def test_growth_calls_one_fact_by_two_names():
    """82 to 86 toward 95 is 18 to 14 toward 5: compound growth alone says two things of it."""
    case = Case.of(**WAY, direction=[1, -1], baseline=[82, 18], observed=[86, 14], target=[95, 5])
    assert METHODS["cagr_ratio"](case).words == ["on_track", "behind"]
    assert len(set(METHODS["sdsn"](case).words)) == 1


@pytest.mark.parametrize("name", ["plan_path", "achievement", "escap", "sdsn"])
@given(
    numbers=st.tuples(NUMBERS, NUMBERS, NUMBERS, NUMBERS),
    d=WAYS,
    by=NUMBERS,
    unit=st.sampled_from([0.01, 0.1, 10.0, 1000.0]),
)
def test_neither_origin_nor_unit_matters_to_a_share_of_the_way(name, numbers, d, by, unit):
    fields = ("baseline", "observed", "planned", "target")
    case = Case.of(**WAY, direction=d, **dict(zip(fields, numbers, strict=True)))
    moved = Case.of(
        **WAY,
        direction=d,
        **{
            field: float(difference(number * unit, -by * unit))
            for field, number in zip(fields, numbers, strict=True)
        },
    )
    one, other = METHODS[name](case), METHODS[name](moved)
    assert one.figure.tolist() == pytest.approx(other.figure.tolist(), nan_ok=True, abs=1e-9)
    assert (one.words, one.reasons) == (other.words, other.reasons)


@given(row=ROWS, unit=st.sampled_from([10.0, 1000.0]))
def test_the_unit_matters_to_no_ratio(row, unit):
    numbers = ("baseline", "observed", "planned", "target", "due_target", "due_observed")
    larger = {**row, **{field: row[field] * unit for field in numbers}}
    for name in ("cagr_ratio", "un_chart", "level", "milestone", "tolerance"):
        one, other = METHODS[name](together([row])), METHODS[name](together([larger]))
        assert one.figure.tolist() == pytest.approx(other.figure.tolist(), nan_ok=True, rel=1e-9)
        assert (one.words, one.reasons) == (other.words, other.reasons), name


@pytest.mark.parametrize("name", METHODS)
def test_a_method_has_its_words_in_both_languages(name):
    said = catalogue("methods")
    assert {name, f"{name}_long"} <= set(said)


def test_the_catalogues_have_these_words_and_no_more():
    words = (*METHODS, *VERDICTS[1:])
    assert set(catalogue("methods")) == {f"{word}{end}" for word in words for end in ("", "_long")}
    reasons = {f"{word}{end}" for word in REASONS[1:] for end in ("", "_long")}
    others = {"outside_line", "outside_line_long", "part_of_years", "planned_later"}
    assert set(catalogue("reasons")) - reasons == others


def test_every_word_can_be_an_answer():
    assert set().union(*WORDS.values()) | {""} == set(VERDICTS)


def test_every_method_declares_what_it_answers():
    assert {name: set(words) for name, words in VERDICTS_OF.items()} == WORDS
