"""Made-up data are a field of every exhibit; what is shown and what travels carry the sign."""

from dataclasses import replace

import pytest

from minsheng.reports.exhibits import Column, Figure, Prose, Table
from minsheng.reports.exhibits.marking import SIGN

TABLE = Table("Beds", (Column("name", "Name"),), ({"name": "A"},))
EXHIBITS = [TABLE, Figure("<svg/>", "Beds", "Five of nine."), Prose(("Five of nine.",))]


@pytest.mark.parametrize("exhibit", EXHIBITS, ids=lambda exhibit: type(exhibit).__name__)
def test_the_sign_stands_on_what_is_made_up_and_on_nothing_else(exhibit):
    for synthetic in (True, False):
        made = replace(exhibit, synthetic=synthetic)
        for shown in (str(made), made._repr_html_()):
            assert (SIGN in shown) == synthetic


def test_the_field_travels_with_the_data():
    table, figure, prose = (replace(exhibit, synthetic=True) for exhibit in EXHIBITS)
    assert (table.caption, table.data()["minsheng"]["caption"]) == ("Beds", f"Beds {SIGN}")
    assert table.data()["minsheng"]["synthetic"] and prose.data()["synthetic"]
    assert figure.words()["synthetic"]
    assert "synthetic" not in TABLE.data()["minsheng"]


def test_prose_without_a_sentence_has_nothing_to_mark():
    assert not str(Prose((), synthetic=True))
