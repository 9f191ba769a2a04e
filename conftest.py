"""The examples in docstrings load the plan that ships, and its made-up data, once for all."""

import sys
from collections.abc import Generator
from typing import Any

import pytest


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, Any, Any]:
    """Run an example, which knows `ms`, and close the figures that it has drawn."""
    if not isinstance(item, pytest.DoctestItem):
        return (yield)
    from shared import keeping

    import minsheng

    item.dtest.globs.setdefault("ms", minsheng)

    with keeping():
        try:
            return (yield)
        finally:
            if plots := sys.modules.get("matplotlib.pyplot"):
                plots.close("all")
