"""What many tests need: the plan that ships, and a small package that may be spoilt."""

import gc
import os
import shutil
from functools import cache
from pathlib import Path

import chromium
import pytest
import shared

import minsheng as ms
from minsheng.render.running import kernel
from minsheng.text.language import current, using

HERE = Path(__file__).parent

kernel.import_jsonschema()  # before nbformat does, which takes seconds longer


def pytest_collection_finish():
    """Let no search for garbage look through all the tests again."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def language():
    """Let no test leave its language to the next: the command sets one for its whole process."""
    with using(current()):
        yield


@pytest.fixture(scope="session", autouse=True)
def folder_of_the_run(tmp_path_factory):
    own = tmp_path_factory.getbasetemp()
    shared.FOLDER[:] = [own.parent if "PYTEST_XDIST_WORKER" in os.environ else own]


@pytest.fixture(scope="session")
def plan():
    return ms.load_plan()


@pytest.fixture(scope="session")
def made_up(plan):
    """The demonstration ledger of the plan that ships; who changes a cell does so in a copy."""
    return ms.load_observations(plan, "demo")


@pytest.fixture(scope="session")
def stand_at(plan, made_up):
    """Return where the plan stands at a period by the demonstration ledger, evaluated once."""
    return cache(lambda period: ms.stand(plan, made_up, period))


@pytest.fixture(scope="session")
def prepared():
    """Prepare for documents too what reports are forked off, as a run that asks for them does."""
    from minsheng.render.running.supervision import warm_up

    warm_up(documents=True)


@pytest.fixture(scope="session")
def browser():
    running = chromium.Chromium()
    yield running
    running.close()


@pytest.fixture
def small_package(tmp_path):
    """A temporary copy of the synthetic package: two programmes, indicators of every kind."""
    return Path(shutil.copytree(HERE / "small_package", tmp_path / "small_package"))


@pytest.fixture
def small_plan(small_package):
    return ms.load_plan(small_package)


@pytest.fixture(scope="session")
def small_source():
    """The text that the small package transcribes."""
    return (HERE / "small_source.txt").read_text(encoding="utf-8")
