"""docs/data.md lists the Chinese column heads that packages and ledgers may have."""

import json
from pathlib import Path

import pytest

from minsheng.tables.schema import OPTIONAL

ROOT = Path(__file__).parents[2]
DOCS = (ROOT / "docs" / "data.md").read_text(encoding="utf-8")
DECLARED = (
    "tests/county_package/datapackage.json",
    "tests/five_year_package/datapackage.json",
    "minsheng/tables/ledger.json",
)


@pytest.mark.parametrize("path", DECLARED)
def test_every_head_is_listed_with_its_column(path):
    tables = json.loads((ROOT / path).read_text(encoding="utf-8"))["resources"]
    rows = {line.split("`")[1]: line for line in DOCS.splitlines() if line.startswith("| `")}
    for table in tables:
        for field in table["schema"]["fields"]:
            assert f"{field['title_zh']} `{field['name']}`" in rows[table["name"]]


def test_the_optional_columns_are_listed():
    _, _, told = DOCS.partition("**Optional columns**")
    assert all(f"`{name}`" in told for columns in OPTIONAL.values() for name in columns)
