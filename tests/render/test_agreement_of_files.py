"""The files that a report is exported to, and the index page, say what its tables say."""

import csv
import io
import json
import re

import pytest
from writers.reader import Read

import minsheng as ms
from minsheng.evaluation import CLASS_TABLE, CLASSES, class_name
from minsheng.render import jobs
from minsheng.render.index import write_index
from minsheng.render.outputs import Outcome
from minsheng.reports import listings
from minsheng.reports.exhibits.table import DATARESOURCE
from minsheng.text.language import LANGUAGES, say, using
from minsheng.writers.document import Document
from minsheng.writers.results import results_csv

SYMBOLS = {one.symbol: name for name, one in CLASS_TABLE.items()}
VERDICTS = {
    "verdicts": "verdict",
    "midterm_results": "class",
    "outcome_results": "outcome",
    "deviations": "verdict",
}


def read(table, path):
    """Return the rows of a table as its CSV file holds them, by id."""
    table.to_csv(path)
    rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))
    return {row[say("labels.csv_id")]: row for row in rows}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_csv_file_of_every_table_holds_the_class_of_the_standing(stand_at, tmp_path, lang):
    here = stand_at("2020")
    classes = here.verdicts.set_index("indicator")["class"].astype("str")
    with using(lang):
        for name, column in VERDICTS.items():
            table = getattr(listings, name)(here)
            (title,) = (one.title for one in table.columns if one.name == column)
            rows = read(table, tmp_path / f"{name}.csv")
            assert list(rows) == list(table.ids)
            told = {goal: SYMBOLS[row[title][0]] for goal, row in rows.items()}
            assert told == dict(classes[list(rows)]), name


def test_the_counts_in_the_files_of_three_reports_are_the_same(stand_at):
    """``results.csv`` is what others read the numbers of a report from."""
    here = stand_at("2020")
    counted = []
    for table in (listings.scoreboard, listings.midterm_counts, listings.outcome_counts):
        document = Document("zh", "", "", (table(here),))
        rows = csv.DictReader(io.StringIO(results_csv(document).decode("utf-8-sig")))
        counted.append(
            {
                (row["id"], row["column"]): float(row["value"])
                for row in rows
                if row["value"] not in ("", "0.0")  # a class that no goal has may have no column
            }
        )
    standing, midterm, final = counted
    assert len(final) > 30
    assert final.items() <= midterm.items() <= standing.items()
    totals = {column: n for (row, column), n in standing.items() if row == "total"}
    sizes = here.verdicts["class"].value_counts()
    assert {name: totals.get(name, 0) for name in CLASSES} == dict(sizes[list(CLASSES)])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_index_page_names_the_classes_of_the_standing(plan, made_up, tmp_path, lang):
    """The changes on the index are those of the standing's verdicts, then and now."""
    here = ms.stand(plan.select(programme="childcare"), made_up, "2019")
    (job,) = jobs(
        plan,
        "",
        tmp_path,
        langs=(lang,),
        names=("status",),
        programmes=("childcare",),
        periods=("2019",),
    )
    with using(lang):
        moved = listings.moved(here)
        job.page.parent.mkdir(parents=True)
        job.page.write_text("page")
        about = {"page_title": job.title, "notebook": job.notebook.name, "order": 1}
        made = {
            "cells": [{"outputs": [{"data": {DATARESOURCE: moved.data()}}]}],
            "metadata": {"minsheng": about, "papermill": {"parameters": dict(job.parameters)}},
        }
        job.beside(".ipynb").write_text(json.dumps(made, ensure_ascii=False), encoding="utf-8")
        write_index(plan, [Outcome(job, 1.0)], tmp_path)
    page = Read((job.page.parent / "index.html").read_text(encoding="utf-8"))
    text = " ".join(page.text("main").split())
    now = here.verdicts.set_index("indicator")["class"].astype("str")
    before = here.before.verdicts.set_index("indicator")["class"].astype("str")
    kinds = here.moved.set_index("indicator")["move"].astype("str")
    for kind, n in kinds.value_counts().items():
        word = say(f"listings.{kind}", lang)
        assert say("labels.index_moved", lang, kind=word, n=int(n)) in text
    named = kinds[kinds.isin(["worsened", "improved", "newly_judged"])]
    assert len(named) == 2
    links = {a["href"].partition("#")[2] for a, _ in page.all("a")}
    for goal in named.index:
        with using(lang):
            then, at_last = map(re.escape, (class_name(before[goal]), class_name(now[goal])))
        why = r"(（\w+）| \([\w ]+\))?"
        assert goal in links
        assert re.search(say("labels.index_from_to", lang, before=then + why, now=at_last), text)
