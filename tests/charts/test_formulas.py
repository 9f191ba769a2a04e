"""Formulas drawn by `minsheng.charts.formulas`."""

from minsheng.charts.formulas import formula


def test_a_formula_is_drawn_the_same_at_any_time():
    tex = r"完成率=\frac{a}{b}"
    before = formula(tex)
    formula.cache_clear()
    assert formula(tex) == before
    assert "date" not in before.svg
