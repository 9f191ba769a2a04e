"""A milestone that is still open after its day was not done by then: nobody has to report it."""

import pytest
from building import Wish, build
from standings import ledger

from minsheng.evaluation import stand
from minsheng.reports import listings, sentences

DONE = Wish("done", unit="milestone", kind="milestone", baseline=None, targets={2018: 1})


@pytest.mark.parametrize("reported", ["2019H1", "2019", "2020H1"])
def test_it_is_not_met_in_every_report(reported):
    end = stand(build(DONE), ledger(("test.done", reported, 0)), "2020")
    for table, column in (
        (listings.verdicts, "verdict"),
        (listings.midterm_results, "class"),
        (listings.outcome_results, "outcome"),
    ):
        assert table(end).rows[0][column].removesuffix("†") == "× 未达到"
    assert listings.unreported(end).rows == ()
    assert "应报送而未报送" not in str(sentences.final_overview(end))
    assert "尚未完成，规划要求2018年完成。" in str(sentences.indicator_answer(end))


def test_one_that_is_done_by_a_later_report_alone_is_late():
    end = stand(build(DONE), ledger(("test.done", "2019H1", 1)), "2020")
    assert listings.verdicts(end).rows[0]["verdict"] == "■ 逾期完成"
