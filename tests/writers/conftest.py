"""axe-core for the tests of pages."""

import chromium
import pytest


@pytest.fixture(scope="session")
def axe_core():
    return chromium.or_say_why_not("axe-core", chromium.axe()).read_text(encoding="utf-8")
