"""`minsheng list`: ids, names and units, all or those that hold a word."""

import csv
import io

import pytest
from click.testing import CliRunner

from minsheng.cli import FAULTY, main


def listed(*arguments, lang="zh", code=0):
    result = CliRunner().invoke(main, ["list", "-l", lang, *arguments])
    assert result.exit_code == code, result.output
    return result.output


def test_all_programmes_and_all_indicators_have_their_ids(plan):
    said = listed()
    for ids in (plan.programmes["programme"], plan.indicators["indicator"]):
        assert [each for each in ids if f"\n{each} " not in said] == []


@pytest.mark.parametrize(
    ("word", "lang", "rows"),
    [
        ("全科", "zh", [["healthcare.gps", "每万常住人口全科医师数", "人/万人"]]),
        ("GENERAL PRACT", "en", [["healthcare.gps", "General", "practitioners", "per"]]),
        ("healthcare.gps", "zh", [["healthcare.gps", "每万常住人口全科医师数", "人/万人"]]),
    ],
)
def test_a_word_of_either_language_or_an_id_is_looked_for(word, lang, rows):
    lines = listed(word, lang=lang).splitlines()
    assert [line.split()[: len(rows[0])] for line in lines[3:]] == rows


def test_a_programme_is_found_by_its_name():
    lines = listed("幼有所育").splitlines()
    assert lines[0] == "各专项概况"
    assert lines[3].split()[:3] == ["childcare", "幼有所育", "26"]
    assert len(lines) == 4


def test_machines_get_what_was_found():
    rows = list(csv.DictReader(io.StringIO(listed("全科", "--csv"))))
    assert rows == [
        {
            "what": "indicator",
            "id": "healthcare.gps",
            "name_zh": "每万常住人口全科医师数",
            "name_en": "General practitioners per 10,000 residents",
        }
    ]


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("zh", "没有代码或名称含“docktors”的专项、指标；最接近：healthcare.doctors\n"),
        (
            "en",
            "no programme or indicator has “docktors” in its id or name; "
            "nearest: healthcare.doctors\n",
        ),
    ],
)
def test_a_word_in_no_name_is_told_with_the_nearest(lang, words):
    assert listed("docktors", lang=lang, code=FAULTY) == words
