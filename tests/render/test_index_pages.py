"""What the index says of the pages it leads to: their period, and which are of older data."""

import json
import os

import pytest
from nbformat import from_dict
from writers.reader import Read

from minsheng.render import index, jobs
from minsheng.render.index import write_index
from minsheng.render.outputs import Outcome
from minsheng.render.running.execution import as_file
from minsheng.text.language import LANGUAGES


@pytest.fixture
def midterm(plan, tmp_path):
    """Pretend to have made the mid-term in both languages, from two states of the ledger."""

    def pretend(ledgers, period_of_data="2019H1"):
        todo = jobs(plan, "", tmp_path, langs=LANGUAGES, names=("midterm",))
        for number, (job, ledger) in enumerate(zip(todo, ledgers, strict=True)):
            job.page.parent.mkdir(parents=True, exist_ok=True)
            job.page.write_text("page")
            words = {"page_title": job.title, "evaluation": "midterm", "notebook": "midterm"}
            given = {"metadata": {"minsheng": words, "papermill": {"parameters": {"period": ""}}}}
            row = {"period": period_of_data, "period_end": "2019-06-30"}
            cells = [{"data": [row]}] if period_of_data else []
            job.beside(".ipynb").write_bytes(as_file(from_dict({**given, "cells": cells})))
            results = {"report": {"fingerprints": {"plan": "p", "ledger": ledger}}}
            job.beside(".results.json").write_text(json.dumps(results))
            os.utime(job.beside(".results.json"), (number, number))
        write_index(plan, [Outcome(job, 1.0, "") for job in todo], tmp_path)
        folder = tmp_path / plan.facts.plan
        return [Read((folder / lang / "index.html").read_text()) for lang in LANGUAGES]

    return pretend


def test_an_evaluation_that_was_asked_for_no_period_says_which_it_is_of(midterm):
    zh, en = midterm(["a", "a"])
    assert "2019年上半年" in zh.text()
    assert "first half of 2019" in en.text()
    assert "报告期" not in midterm(["a", "a"], "")[0].text()


def test_the_page_of_a_language_that_is_of_older_data_is_marked(midterm):
    zh, en = midterm(["old", "new"])
    assert "中文 Mid-term evaluation (of older data: make it again)" in en.text()
    assert "数据较旧" not in zh.text()
    assert "older data" not in midterm(["same", "same"])[1].text()


def test_what_the_scorecard_shows_is_gathered_once_for_each_language(midterm, monkeypatch):
    calls = []
    monkeypatch.setattr(index, "scorecard", lambda *of: calls.append(of) or real(*of))
    midterm(["a", "a"])
    assert len(calls) == len(LANGUAGES)


real = index.scorecard
