"""Every known answer of a method, told in ``known.toml`` with its source."""

import tomllib
from pathlib import Path

import pytest

from minsheng.methods import METHODS, Case

CASES = tomllib.loads(Path(__file__).with_name("known.toml").read_text("utf-8"))["case"]


@pytest.mark.parametrize("known", CASES, ids=lambda known: f"{known['method']}: {known['source']}")
def test_the_known_answer(known):
    answer = METHODS[known["method"]](Case.of(**known["given"]))
    expected = known["expected"]
    assert answer.words == [expected["verdict"]]
    assert answer.reasons == [expected.get("reason", "")]
    figure = expected.get("figure", float("nan"))
    assert answer.figure.tolist() == pytest.approx([figure], abs=1e-4, nan_ok=True)


def test_every_method_has_a_known_answer():
    assert {known["method"] for known in CASES} == set(METHODS)
    assert all(known["source"] for known in CASES)
