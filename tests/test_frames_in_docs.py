"""docs/frames.md names the columns of the frames that analysts get, in order, and explains them."""

import re
from pathlib import Path

import pytest

import minsheng as ms

PAGE = (Path(__file__).parent.parent / "docs" / "frames.md").read_text(encoding="utf-8")
FRAMES = {
    frame: columns.split(", ")
    for frame, columns in re.findall(r"^\| `([^`]+)` \| [^|]+ \| ([a-z_, ]+) \|$", PAGE, re.M)
}
_, GLOSSARY = PAGE.split("## What the columns are")
ROWS = re.findall(r"^\| ([a-z_, ]+) \|", GLOSSARY, re.M)
TOLD = {name for names in ROWS for name in names.split(", ")}


@pytest.mark.parametrize("frame", FRAMES)
def test_the_columns_of_a_frame_are_those_of_the_page(plan, stand_at, frame):
    known = {"ms": ms, "plan": plan, "standing": stand_at("2019"), "word": "医师"}
    found = list(eval(frame, known).columns)
    assert found == FRAMES[frame]
    assert set(found) <= TOLD


def test_every_public_frame_of_a_plan_is_on_the_page(plan):
    frames = {
        f"plan.{name}"
        for name in dir(plan)
        if name[0] != "_" and hasattr(getattr(plan, name), "columns")
    }
    assert frames <= FRAMES.keys()


def test_the_number_of_a_target_is_in_the_unit_beside_it():
    """A change of the level is in per cent, percentage points or years of age, never in yuan."""
    plan = ms.load_plan(Path(__file__).parent / "five_year_package")
    targets = plan.targets
    units = targets.set_index("indicator")["unit"].to_dict()
    assert units["economy.income"] == units["green.carbon"] == "percent"
    assert units["people.insured"] == "percentage_point"
    assert units["people.life_expectancy"] == "year_of_age"
    assert units["green.particles"] == "microgram"
    optional = [name for name in targets if name not in FRAMES["plan.targets"]]
    assert optional == ["due", "nature", "basis", "derivation", "change"]
    assert set(optional) <= TOLD
