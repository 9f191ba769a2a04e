"""A yearly figure is not missed at mid-year, when it cannot exist yet."""

import json
from dataclasses import replace

import pytest
from building import Wish, build
from standings import ledger

import minsheng as ms
from minsheng.errors import BadInput
from minsheng.reports import listings
from minsheng.text.language import using

SHARE = Wish(baseline=82, targets={2020: ">=95"})


def stated(frequency):
    plan = build(SHARE)
    table = plan.tables["indicators"].assign(frequency=frequency)
    return replace(plan, tables={**plan.tables, "indicators": table})


@pytest.mark.parametrize(
    ("frequency", "period", "name"),
    [
        ("yearly", "2019H1", "no_report_due"),
        ("yearly", "2019Q3", "no_report_due"),
        ("yearly", "2019", "not_reported"),
        ("half_yearly", "2019Q1", "no_report_due"),
        ("half_yearly", "2019H1", "not_reported"),
        ("monthly", "2019-01", "not_reported"),
        ("", "2019H1", "not_reported"),  # nothing is said: whatever is asked for is to be reported
    ],
)
def test_what_cannot_exist_yet_is_not_due(frequency, period, name):
    here = ms.stand(stated(frequency), ledger(("test.indicator", "2018", 86)), period)
    assert here.verdicts["class"].tolist() == [name]
    with using("zh"):
        assert len(listings.unreported(here).rows) == (name == "not_reported")


@pytest.mark.parametrize(("lang", "told"), [("zh", "□ 尚无须报送"), ("en", "□ no report due")])
def test_the_grid_of_periods_says_that_no_report_was_due(lang, told):
    seen = ledger(("test.indicator", "2018", 86), ("test.other", "2019H1", 86))
    plan = build(SHARE, replace(SHARE, name="other"))
    table = plan.tables["indicators"].assign(frequency=["yearly", "half_yearly"])
    plan = replace(plan, tables={**plan.tables, "indicators": table})
    with using(lang):
        (row, _) = listings.grades(ms.stand(plan, seen, "2019")).rows
    assert row["2019H1"] == told


def test_a_package_may_declare_it_and_a_word_that_is_none_is_a_fault(small_package):
    path = small_package / "datapackage.json"
    description = json.loads(path.read_text(encoding="utf-8"))
    (table,) = (one for one in description["resources"] if one["name"] == "indicators")
    field = {"name": "frequency", "type": "string", "title": "Frequency", "title_zh": "统计频次"}
    table["schema"]["fields"].append(field)
    path.write_text(json.dumps(description, ensure_ascii=False), encoding="utf-8")
    rows = (small_package / "indicators.csv").read_text(encoding="utf-8").splitlines()

    def written(word):
        told = [f"{rows[0]},frequency", *(f"{row},{word}" for row in rows[1:])]
        (small_package / "indicators.csv").write_text("\n".join(told) + "\n", encoding="utf-8")
        return small_package

    plan = ms.load_plan(written("yearly"))
    assert set(plan.tables["indicators"]["frequency"]) == {"yearly"}
    with using("zh"), pytest.raises(BadInput, match=r"frequency.*anual.*yearly"):
        ms.load_plan(written("anual"))
