"""A goal that a standing has judged is not judged again in a part of it."""

from dataclasses import replace

import pandas as pd
import pytest

import minsheng as ms
from minsheng.evaluation.outcomes import outcomes


@pytest.fixture(scope="module")
def reported():
    plan = ms.load_plan()
    return plan, ms.load_observations(plan, "demo")


def in_words(frame):
    """Return a frame with its categories as words: their order says nothing."""
    return frame.astype(dict.fromkeys(frame.select_dtypes("category"), "str"))


@pytest.mark.parametrize("period", ["2018", "2019H1", "2020"])
def test_the_verdicts_of_a_part_are_those_of_the_whole(reported, period):
    plan, ledger = reported
    whole = ms.stand(plan, ledger, period)
    assert len(whole.verdicts) == 281
    for programme in plan.programmes["programme"]:
        part = whole.select(programme=programme)
        alone = replace(part, part_of=None)
        pd.testing.assert_frame_equal(
            in_words(part.verdicts), in_words(alone.verdicts), check_exact=True
        )
        for name in alone.verdicts.select_dtypes("category"):
            both = (frame.verdicts[name].cat.categories for frame in (part, alone))
            assert set(next(both)) == set(next(both)), name


def test_the_outcomes_of_a_part_are_those_of_the_whole(reported):
    plan, ledger = reported
    whole = ms.stand_final(plan, ledger)
    for programme in plan.programmes["programme"]:
        part = whole.select(programme=programme)
        pd.testing.assert_frame_equal(
            in_words(outcomes(part)),
            in_words(outcomes(replace(part, part_of=None))),
            check_exact=True,
        )


def test_the_period_before_is_judged_on_its_own(reported):
    plan, ledger = reported
    whole = ms.stand(plan, ledger, "2020")
    assert set(whole.verdicts["period"]) == {"2020"}
    part = whole.select(programme="childcare")
    assert set(part.before.verdicts["period"]) == {"2019"}
