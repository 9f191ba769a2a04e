"""The numbers of a report as JSON have one entry a line, as Python would indent them."""

import json

import pytest

from minsheng.writers.results import as_json

NUMBER = {"id": 'a"b\\', "shown": "差距\n4个百分点", "value": 1 / 3, "row": "", "title": None}


@pytest.mark.parametrize("numbers", [[], [NUMBER], [NUMBER, {**NUMBER, "value": 1e300}]])
def test_it_is_indented_as_python_does(numbers):
    found = {"report": {"title": "所需增速", "parameters": {"top": [1, 2]}, "none": []}}
    found["numbers"] = numbers
    assert as_json(found) == json.dumps(found, ensure_ascii=False, indent=1) + "\n"


def test_what_is_no_number_is_refused():
    with pytest.raises(ValueError, match="JSON"):
        as_json({"numbers": [{"value": float("nan")}]})
