"""Whatever a package holds, it loads or its faults are told: never a traceback.

The mutations are drawn with a seed, so that a failure can be repeated; its note says which one.
"""

import copy
import csv
import json
import random
from pathlib import Path

import pytest

import minsheng as ms

SMALL = Path(__file__).parents[1] / "small_package"
DESCRIPTOR = "datapackage.json"
MUTATIONS = 150

# What JSON can hold and people write: other types, other names, what has a meaning elsewhere.
_VALUE_WORDS = (
    "x ../.. a/b [ (?i a{9999999999} [[a] 2020-13-01 2021 string number integer boolean date "
    "indicator programme indicators targets targets.csv datapackage.json . value _row"
)
VALUES = [
    *_VALUE_WORDS.split(),
    *(None, 5, -1, 0.5, 1e400, 10**30, True, False, 2021, 2023),
    *("", " ", "a\0b", "\ud800", "x" * 300),
    *([], {}, ["a"], {"a": 1}, [[]], ["indicator"], ["indicator", "year"]),
    {"resource": "targets", "fields": "year"},
    *({"minimum": "1"}, {"enum": [None]}, {"pattern": "("}, {"name": "x"}),
]
_CELL_WORDS = (
    "nan inf 1e400 -1 ² ½ a,b １ 0x1 1e999999999 1_000 2021-2020 99999999999-1 2021-13 "
    "2021-2023 是 True none (1+2)*3 1/0 9**9 a.b.c =cmd parks.count total mean flow stock "
    "milestone percent range 0001-01-01 9999-12-31 1.5万 10000000000000000000"
)
CELLS = [
    *_CELL_WORDS.split(),
    *("", " ", "'", '"', "\x00", "\u202e", "\ufeff"),
    *("9" * 400, "9" * 5000, "9" * 30, "1+" * 3000 + "1", "(" * 300, "-" * 9000 + "1"),
]


def judge(folder):
    """Check a package, say its faults, and load it where it has none."""
    faults = ms.check_package(folder)
    for fault in faults:
        assert fault.text("zh")
        assert fault.text("en").encode()
    if not faults:
        assert len(ms.load_plan(folder)) > 0


def places(value, above=()):
    """Return the path of everything inside a JSON value."""
    inside = value.items() if isinstance(value, dict) else enumerate(value)
    found = []
    for key, part in inside:
        found.append((*above, key))
        if isinstance(part, dict | list):
            found += places(part, (*above, key))
    return found


def spoil(package, place, rng):
    """Replace, remove, rename or double one part of the descriptor; return what was done."""
    *above, last = place
    holder = package
    for key in above:
        holder = holder[key]
    match rng.choice(("replace", "replace", "replace", "remove", "rename", "double", "nest")):
        case "remove":
            del holder[last]
            return place, "removed"
        case "rename" if isinstance(holder, dict):
            holder[f"{last}x"] = holder.pop(last)
            return place, "renamed"
        case "double" if isinstance(holder, list):
            holder.append(copy.deepcopy(holder[last]))
            return place, "doubled"
        case "nest":
            holder[last] = [holder[last]]
            return place, "nested"
    holder[last] = rng.choice(VALUES)
    return place, holder[last]


def test_whatever_the_descriptor_holds(small_package):
    package = json.loads((SMALL / DESCRIPTOR).read_text(encoding="utf-8"))
    everywhere, rng = places(package), random.Random(2018)
    for _ in range(MUTATIONS):
        spoilt = copy.deepcopy(package)
        done = [spoil(spoilt, rng.choice(everywhere), rng)]
        if rng.random() < 0.2:
            done.append(spoil(spoilt, rng.choice(places(spoilt)), rng))
        (small_package / DESCRIPTOR).write_text(json.dumps(spoilt), encoding="utf-8")
        tell(small_package, done)


def test_whatever_a_cell_holds(small_package):
    tables, rng = sorted(path.name for path in SMALL.glob("*.csv")), random.Random(2020)
    for _ in range(MUTATIONS):
        name = rng.choice(tables)
        with (SMALL / name).open(encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file))
        row, cell = rng.randrange(len(rows)), rng.choice(CELLS)
        column = rng.randrange(len(rows[row]))
        rows[row][column] = cell
        with (small_package / name).open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, quoting=rng.choice((csv.QUOTE_MINIMAL, csv.QUOTE_ALL))).writerows(rows)
        tell(small_package, (name, row, column, cell[:40]))
        (small_package / name).write_bytes((SMALL / name).read_bytes())


@pytest.mark.parametrize(
    "text",
    [
        "",
        "null",
        "5",
        '"x"',
        "[]",
        "{}",
        "[" * 100_000,
        '{"a":' * 50_000,
        "\ufeff{}",
        "{",
        '{"plan": NaN}',
        '{"name": "\\ud800"}',
        '{"name": ' + "9" * 5000 + "}",
    ],
)
def test_whatever_the_descriptor_is(text, small_package):
    (small_package / DESCRIPTOR).write_text(text, encoding="utf-8")
    tell(small_package, text[:40])


def tell(folder, done):
    try:
        judge(folder)
    except Exception as error:
        error.add_note(f"after {done!r}")
        raise
