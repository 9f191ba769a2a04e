"""The other readings of a plan, as assumptions; the quotients are computed by hand."""

import pytest

import minsheng as ms
from minsheng.plan.assumptions import Assumption


def test_the_shares_that_follow_from_other_numbers_are_offered(plan):
    centres, children, kindergartens = ms.audit.assumptions(plan)
    share = "childcare.inclusive_share"  # printed: 76.9 in 2017
    assert children == Assumption(share, baseline=82.4, arithmetic="17086 / 20744")
    assert kindergartens == Assumption(share, baseline=78.3, arithmetic="112 / 143")
    assert (centres.target, centres.year, centres.arithmetic) == (95, 2020, "19 / 20")


def test_they_are_the_readings_of_findings(plan):
    findings = ms.audit.findings(plan)
    said = " ".join(findings.loc[findings["rule"].isin(["share", "readings"]), "arithmetic"])
    assert all(one.arithmetic in said for one in ms.audit.assumptions(plan))


def test_each_is_ready_to_be_assumed_and_told_with_its_arithmetic(plan):
    for ready in ms.audit.assumptions(plan):
        assumed = plan.assume(ready)
        assert assumed.assumptions == (ready,)
        assert ready.arithmetic in str(ms.sentences.provenance(assumed))
    assert len(ms.compare(plan, assumed).rows) > 0


def test_what_is_given_besides_is_assumed_with_it(plan):
    children = ms.audit.assumptions(plan.select(programme="childcare"))[0]
    assumed = plan.assume(children, target=90)
    row = ms.required_growth(assumed.select(indicator=children.indicator)).iloc[0]
    assert row["change"] == pytest.approx((90 - 82.4) / 3)


def test_a_plan_whose_shares_agree_offers_none(plan):
    assert ms.audit.assumptions(plan.select(programme="amenities")) == ()
