"""English sentences are composed so that they can be read: verbs, agreement, names set off."""

import pytest
from building import Wish, build
from standings import ledger

import minsheng as ms
from minsheng.plan.wording import department_names, programme_names, quoted_names
from minsheng.reports.evaluations.judgement import goals_by_class, judgement
from minsheng.text.language import say, using
from minsheng.text.tracing import told


def standing(*values):
    """Return a plan of one line to be held at 5 or more a value, and what was seen in 2018."""
    wishes = [
        Wish(f"line{at}", "person", aim="hold", targets={2018: ">=5", 2019: ">=5", 2020: ">=5"})
        for at, _ in enumerate(values)
    ]
    plan = build(*wishes)
    ids = plan.tables["indicators"]["indicator"]
    seen = [(name, "2018", value) for name, value in zip(ids, values, strict=True)]
    return ms.stand(plan, ledger(*seen), "2018")


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ((5,), "The one kept is “An indicator”."),
        ((5, 6), "Those kept are “An indicator” and “An indicator”."),
        ((5, 6, 7, 8), "Those kept include “An indicator”, “An indicator” and “An indicator”."),
    ],
)
def test_a_class_that_the_judgement_counts_is_told_without_its_number(values, expected):
    here = standing(*values)
    with using("en"):
        assert [str(told(each)) for each in goals_by_class(here.plan, here.verdicts)] == [expected]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (
            (1,),
            "1 goal can be judged: none is on plan or better; "
            "1 counts as not kept: “An indicator”.",
        ),
        (
            (1, 5),
            "2 goals can be judged: 1 (50%) counts as kept; 1 counts as not kept: “An indicator”.",
        ),
        (
            (5, 6),
            "2 goals can be judged: 2 (100%) count as kept; none falls short.",
        ),
    ],
)
def test_the_judgement_agrees_in_number(values, expected):
    here = standing(*values)
    with using("en"):
        assert str(told(judgement(here, here.verdicts))) == expected


@pytest.mark.parametrize("name", ["early", "ahead", "in_line", "met", "kept"])
def test_one_and_two_goals_of_a_class_take_their_own_verb(name):
    one, two = (say(f"evaluations.said_{name}", "en", n=n) for n in (1, 2))
    assert one.split()[:2] in (["1", "is"], ["1", "was"])
    assert two.split()[:2] in (["2", "are"], ["2", "were"])
    assert one.split()[2:] == two.split()[2:]


@pytest.mark.parametrize(
    ("kinds", "said"), [(1, "count as ahead"), (2, "are on plan or better (ahead)")]
)
def test_several_classes_are_put_in_one_word(kinds, said):
    words = {"n": 2, "share": 50, "kinds": kinds, "classes": "ahead"}
    assert say("evaluations.judged_good", "en", **words) == f"2 (50%) {said}"


def test_names_in_sentences_have_no_chinese_beside_them():
    plan = ms.load_plan()
    assert programme_names(plan, "en", in_sentence=True)["education"] == "Education"
    assert department_names(plan, "en", in_sentence=True)["finance"] == "the Finance Bureau"
    assert department_names(plan, "zh", in_sentence=True)["finance"] == "区财政局"
    assert quoted_names(plan, "zh")["employment.new_urban_jobs"] == "城镇新增就业"


@pytest.mark.parametrize("bound", ["rise", "fall"])
def test_every_goal_rises_or_falls(bound):
    for kind in ("level", "amount"):
        way = "up" if bound == "rise" else "down"
        assert say(f"sentences.{kind}_{way}", "en", change="3 beds") == f"{bound} by 3 beds"
