"""Made-up data are a field of every exhibit; what is shown and what travels carry the sign."""

from dataclasses import replace

import pytest

from minsheng.plan.facts import is_sign
from minsheng.reports.exhibits import Column, Figure, Prose, Table
from minsheng.text.language import LANGUAGES, using

SIGNS = {"zh": "〔演示数据〕", "en": "[synthetic data]"}
TABLE = Table("Beds", (Column("name", "Name"),), ({"name": "A"},))
EXHIBITS = [TABLE, Figure("<svg/>", "Beds", "Five of nine."), Prose(("Five of nine.",))]


@pytest.mark.parametrize("exhibit", EXHIBITS, ids=lambda exhibit: type(exhibit).__name__)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_sign_stands_on_what_is_made_up_in_one_language_and_on_nothing_else(exhibit, lang):
    other = next(sign for own, sign in SIGNS.items() if own != lang)
    for synthetic in (True, False):
        made = replace(exhibit, synthetic=synthetic)
        with using(lang):
            for shown in (str(made), made._repr_html_()):
                assert (SIGNS[lang] in shown, other in shown) == (synthetic, False)


def test_a_sign_is_known_in_either_language():
    assert all(map(is_sign, SIGNS.values()))
    assert not is_sign("Beds [synthetic data]")


def test_the_field_travels_with_the_data():
    table, figure, prose = (replace(exhibit, synthetic=True) for exhibit in EXHIBITS)
    assert (table.caption, table.data()["minsheng"]["caption"]) == ("Beds", "Beds")
    assert table.data()["minsheng"]["synthetic"] and prose.data()["synthetic"]
    assert figure.words()["synthetic"]
    assert "synthetic" not in TABLE.data()["minsheng"]


def test_prose_without_a_sentence_has_nothing_to_mark():
    assert not str(Prose((), synthetic=True))
