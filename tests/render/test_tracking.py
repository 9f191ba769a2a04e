"""What is noted of what a report depends on."""

from building import Wish, build

import minsheng as ms
from minsheng.render.running.tracking import tracking_files


def test_a_plan_that_runs_depends_on_the_date_and_one_that_is_over_does_not():
    """Without observations the period is the last one that is over by today."""
    ended = build(Wish(baseline=40, targets={2020: 50}))
    running = build(
        Wish(baseline=40, targets={2900: 50}), baseline_year=2017, first_year=2018, last_year=2900
    )
    for plan, depends in ((ended, False), (running, True)):
        with tracking_files() as tracker:
            ms.stand(plan, ms.Ledger())
        assert tracker.elsewhere is depends
        with tracking_files() as tracker:
            ms.stand(plan, ms.Ledger(), "2018")
        assert not tracker.elsewhere
