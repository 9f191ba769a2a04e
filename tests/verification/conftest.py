"""Reports to be verified, made and made anew in the test's own process, without a kernel."""

import json
from copy import deepcopy
from functools import cache

import nbformat
import pytest
from in_process import run

import minsheng as ms
from minsheng import writers
from minsheng.render import jobs
from minsheng.render.running import execution
from minsheng.writers.reading import read


@cache
def ran(name, parameters, _):
    """Return a notebook that has run; kept for the next test that asks for the same of the same."""
    return run(name, json.loads(parameters))


@cache
def written(text, form):
    """Return the file of a notebook; kept for the next test that asks for the same."""
    return writers.written(read(nbformat.reads(text, as_version=4)), form)


@pytest.fixture(autouse=True)
def in_process(monkeypatch):
    def execute(job, _):
        parameters = dict(job.parameters)
        plan = ms.load_plan(parameters["plan"])
        ledger = ms.load_observations(plan, str(parameters.get("observations", "")))
        data = plan.fingerprint + ledger.fingerprint
        notebook = deepcopy(ran(job.notebook.name, json.dumps(parameters), data))
        execution.describe(job, notebook)
        return notebook

    monkeypatch.setattr(execution, "execute", execute)


@pytest.fixture
def write(tmp_path):
    """Return a function that makes a report in some formats and returns their files."""

    def made(*formats, name="programme", source="", lang="zh", **axes):
        plan = ms.load_plan(source)
        (job,) = jobs(
            plan, str(source or plan.facts.plan), tmp_path, names=(name,), langs=(lang,), **axes
        )
        text = json.dumps(execution.execute(job, tmp_path))
        files = []
        for each in formats:
            files.append(tmp_path / f"report.{each}")
            files[-1].write_bytes(written(text, each))
        return files if len(files) > 1 else files[0]

    return made
