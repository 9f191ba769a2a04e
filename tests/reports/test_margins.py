"""By how much a target was passed or missed, in words that suit a ceiling as well as a floor."""

from pathlib import Path

import pytest

import minsheng as ms
from minsheng.text.language import using

FOLDER = Path(__file__).parents[1] / "five_year_package"


@pytest.mark.parametrize(
    ("lang", "kept", "left"),
    [
        ("zh", "优于0.3个百分点", "优于0.2个百分点"),
        (
            "en",
            "better by 0.3 percentage points",
            "better by 0.2 percentage points",
        ),
    ],
)
def test_a_ceiling_that_is_kept_is_not_told_as_passed(lang, kept, left):
    """Unemployment of 5.3 % keeps to 5.5 % in 2030; 5.6 % did not in 2028."""
    plan = ms.load_plan(FOLDER)
    with using(lang):
        table = ms.listings.outcome_results(ms.stand_final(plan, ms.load_observations(plan)))
        rows = dict(zip(table.ids, table.rows, strict=True))
        assert rows["green.energy"]["margin"] == kept
        assert rows["economy.jobless"]["margin"] == left
        assert "2028" in rows["economy.jobless"]["outcome"]
