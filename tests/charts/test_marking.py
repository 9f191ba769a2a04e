"""The sign of made-up data is put on a sheet while a chart is drawn, and never stays."""

import pytest
from building import Wish
from standings import MADE_UP, standing

from minsheng.charts.marking import sign, signed
from minsheng.plan.observations import SYNTHETIC

WISH = Wish(baseline=1, targets={2018: 2})


def at(source):
    return standing(WISH, seen=[(2018, 2)], source=source)


def test_it_is_there_while_made_up_data_are_drawn_and_only_then():
    chart = signed(lambda _: sign())
    assert chart(at(f"{SYNTHETIC} 1")) == MADE_UP
    assert chart(at("bureau")) == ""
    assert sign() == ""


def test_it_is_taken_away_also_after_a_chart_that_fails():
    @signed
    def broken(_):
        raise RuntimeError

    with pytest.raises(RuntimeError):
        broken(at(SYNTHETIC))
    assert sign() == ""
