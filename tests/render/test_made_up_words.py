"""What goes with a made-up ledger is made up, too."""

from pathlib import Path

import pytest

from minsheng.render.matrix import jobs


@pytest.mark.parametrize(
    ("observations", "extra", "found"),
    [
        ("demo", {}, ("demo", "demo")),
        ("demo", {"writing": "/own"}, ("demo", "/own")),
        ("", {}, (None, None)),
    ],
)
def test_paragraphs_and_mid_term_are_made_up_with_the_ledger(plan, observations, extra, found):
    (job,) = jobs(plan, "", Path("out"), names=("final",), observations=observations, extra=extra)
    assert tuple(job.parameters.get(name) for name in ("midterm", "writing")) == found
