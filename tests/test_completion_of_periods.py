"""Tab offers the periods of a plan where a call asks for one."""

import pytest

import minsheng as ms
from minsheng.completion import offered


@pytest.mark.parametrize(
    ("code", "begun", "words"),
    [
        ('ms.stand(plan, None, period="2019', "2019", {"2019", "2019H1", "2019Q2"}),
        ('ms.stand(plan.indicator("a.b"), None, period="2020H', "2020H", {"2020H1", "2020H2"}),
        ('ms.stand(plan, None, "2019', "2019", {"2019", "2019H1"}),
        ('ms.stand(plan.select(unit=("a", "b")), f(["a", "b"]), "2019', "2019", {"2019Q2"}),
        ('ms.evaluate(plan, None, period=["2018", "2020', "2020", {"2020", "2020Q4"}),
        ("ms.listings.moves(ms.stand(plan, None, period='", "", {"2018", "2019", "2020"}),
    ],
)
def test_years_halves_and_quarters_are_offered(plan, code, begun, words):
    text, known = offered(code, {"ms": ms, "plan": plan})
    assert text == begun
    assert words <= set(known)
    assert not any("-" in word for word in known)  # no months


def test_nothing_is_offered_where_no_plan_is_named(plan):
    assert offered('open(path, period="2019', {"plan": plan, "path": "x"}) == ("2019", [])
