"""A plan: frozen, selectable, at home in another process."""

import pickle
from dataclasses import replace

import pandas as pd
import pytest
from building import Wish, build

import minsheng as ms
from minsheng.tables import package
from minsheng.tables.columns import frame
from minsheng.text.language import using


def test_a_frame_of_a_plan_can_be_changed_without_changing_the_plan(plan):
    frame = plan.indicators
    frame.loc[:, "unit"] = "changed"
    assert "changed" not in set(plan.indicators["unit"])


def test_a_plan_cannot_be_changed(plan):
    with pytest.raises(AttributeError):
        plan.fingerprint = "other"
    with pytest.raises(TypeError):
        plan.tables["indicators"] = None


def test_a_selection_is_a_plan_again(plan):
    part = plan.select(programme="childcare", aim="reach")
    assert isinstance(part, ms.Plan)
    assert set(part.indicators["programme"]) == {"childcare"}
    assert set(part.indicators["aim"]) == {"reach"}
    assert set(part.targets["indicator"]) <= set(part.indicators["indicator"])
    assert list(part.programmes["programme"]) == ["childcare"]


def test_several_values_may_come_in_any_row(plan):
    chosen = ["childcare", "housing"]
    for several in (chosen, tuple(chosen), dict.fromkeys(chosen)):
        assert list(plan.select(programme=several).programmes["programme"]) == chosen


def test_a_selection_may_be_empty_but_not_misspelt(plan):
    assert len(plan.select(programme="amenities").select(aim="hold")) == 0
    assert len(plan.select(headline=True)) + len(plan.select(headline=False)) == len(plan)
    for wish, words in (
        ({"aim": "hald"}, "unknown value; found “hald”; allowed: reach, hold, direction, listed"),
        ({"headline": "yes"}, "unknown value; found “yes”; allowed: True and False"),
        ({"programm": "childcare"}, "cannot be selected by; found “programm”"),
        ({"indicator": "childcare.gros_enrolment"}, "nearest: childcare.gross_enrolment"),
    ):
        with using("en"), pytest.raises(ms.UnknownName) as error:
            plan.select(**wish)
        with using("en"):
            assert words in str(error.value).replace("column aim: ", "")


def test_relations_are_kept_whole_or_not_at_all(plan):
    part = plan.select(indicator=["childcare.kindergartens", "childcare.kindergartens_public"])
    assert part.tables["relations"].empty
    whole = plan.select(programme="childcare").tables["relations"]
    assert set(whole["relation"]) >= {"childcare.kindergartens_by_ownership"}


def test_a_plan_travels_to_another_process(plan):
    twin = pickle.loads(pickle.dumps(plan))
    assert twin.fingerprint == plan.fingerprint
    assert twin.indicators.equals(plan.indicators)


def test_a_plan_says_in_one_line_what_it_is(plan):
    assert repr(plan) == f"<Plan qijiang-2018-2020 2018–2020: {len(plan)} indicators>"


def test_what_is_written_to_an_array_of_a_table_stays_outside_the_plan(plan):
    before = plan.tables["indicators"].copy()
    plan.indicators["unit"].array[0] = "changed"
    for table in (plan.table("indicators"), plan.tables["indicators"]):
        table.loc[0, "unit"] = "changed"
    plan.tables["indicators"]["unit"].array[0] = "changed"
    pd.testing.assert_frame_equal(plan.tables["indicators"], before)


def test_what_becomes_of_the_frames_that_a_plan_was_made_of_is_its_makers_affair(plan):
    frames = dict(plan.tables)
    made = replace(plan, tables=frames)
    frames["targets"].loc[0, "value"] = -1.0
    pd.testing.assert_frame_equal(made.targets, plan.targets)


def test_titles_of_columns_are_those_that_the_package_declares(plan):
    part = pickle.loads(pickle.dumps(plan.select(programme="childcare")))
    assert [part.title("targets", "value", lang) for lang in ("zh", "en")] == ["数值", "Value"]


def test_a_column_without_a_title_is_called_by_its_name():
    assert build(Wish(baseline=82)).title("targets", "value", "zh") == "value"


def test_a_frame_of_a_plan_is_made_once_and_only_when_it_is_looked_at(monkeypatch):
    made = []

    def counted(columns, dtypes):
        made.append(tuple(dtypes))
        return frame(columns, dtypes)

    monkeypatch.setattr(package, "frame", counted)
    loaded = ms.load_plan()
    assert made == []
    units = loaded.tables["units"]
    units["decimals"] = 9
    assert loaded.tables["units"]["decimals"].max() < 9
    assert len(loaded.select(aim="reach").select(kind="flow")) < len(loaded)
    assert len(made) == len(set(made)) < len(loaded.tables)
