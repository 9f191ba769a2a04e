"""The examples in docstrings load the plan that ships, and its made-up data, once for all."""

from collections.abc import Generator
from typing import Any

import pytest


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, Any, Any]:
    """Run an example."""
    if not isinstance(item, pytest.DoctestItem):
        return (yield)
    from shared import keeping

    with keeping():
        return (yield)
