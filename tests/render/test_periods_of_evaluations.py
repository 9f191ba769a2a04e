"""A period that a report cannot be about is refused on the command line, before anything runs."""

import pytest
from click.testing import CliRunner

from minsheng.cli import main

CASES = {
    "a final evaluation before the end": (
        ("final", "2019H1"),
        "规划到最后一年年底才作终期评估；填写为“2019H1”；可用：2020",
        "there is no final evaluation before the plan's last year has ended; found “2019H1”",
    ),
    "a mid-term evaluation at the end": (
        ("midterm", "2020"),
        "规划到期时作终期评估，不作中期评估；填写为“2020”；可用：2019H1",
        "at the end of the plan there is a final evaluation and none of its mid-term; found “2020”",
    ),
    "a year outside the plan": (
        ("midterm", "2021"),
        "期间不在规划年份之内；填写为“2021”",
        "the period is outside the plan's years; found “2021”",
    ),
    "a period after the day of the ledger": (
        ("standing", "2020H1", "--as-of", "2019-07-31"),
        "台账读取之日该期还没有开始，不能据以研判；填写为“2020H1”；可用：2019-07",
        "found “2020H1”; allowed: 2019-07",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_it_is_refused_with_what_is_allowed(case, tmp_path):
    (notebook, period, *others), *words = CASES[case]
    for lang, told in zip(("zh", "en"), words, strict=True):
        command = ["render", "-n", notebook, "--period", period, *others, "-l", lang, "--dry-run"]
        refused = CliRunner().invoke(main, [*command, "--output", str(tmp_path)])
        assert refused.exit_code == 2
        assert told in refused.stderr
        assert refused.stdout == ""


@pytest.mark.parametrize(("notebook", "period"), [("final", "2020Q4"), ("midterm", "2018")])
def test_others_are_made(notebook, period, tmp_path):
    command = ["render", "-n", notebook, "--period", period, "--dry-run", "--output", str(tmp_path)]
    assert CliRunner().invoke(main, command).exit_code == 0
