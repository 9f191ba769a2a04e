"""A browser for the tests of pages."""

import os

import chromium
import pytest


def _or_say_why_not(what, place):
    """Skip where a tool is not installed; in CI that is a failure."""
    if place is None:
        message = f"{what} is not installed: run .ci/chromium as root, or install it by hand"
        if os.environ.get("CI") == "true":
            pytest.fail(message)
        pytest.skip(message)
    return place


@pytest.fixture(scope="session")
def browser(tmp_path_factory):
    _or_say_why_not("Chromium", chromium.found())
    running = chromium.Chromium(tmp_path_factory.mktemp("chromium"))
    yield running
    running.close()


@pytest.fixture(scope="session")
def axe_core():
    return _or_say_why_not("axe-core", chromium.axe()).read_text(encoding="utf-8")
