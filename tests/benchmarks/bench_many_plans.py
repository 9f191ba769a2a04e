"""Many plans in one session: how long to load them, and how long a chart or a table of one takes.

Not a test: figures are printed, nobody is failed. Copies of the packages that ship, a hundred of
each, with an id of their own, are written to a folder that is removed at the end: the plan of
Qijiang, the county package and the small package of the tests. Wanted: all loaded within 10
seconds, any chart or table of one within 0.5 seconds.
"""

import json
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import matplotlib as mpl
from matplotlib import pyplot as plt

import minsheng as ms
from minsheng.places import data_folder

TESTS = Path(__file__).parent.parent
PACKAGES = (data_folder() / "qijiang-2018-2020", TESTS / "county_package", TESTS / "small_package")
COPIES = 100
CHARTS = ("gap", "growth", "loading", "overview", "measurability", "small_multiples")
TABLES = ("targets", "requirements", "programmes", "held")


def copied(package: Path, number: int, folder: Path) -> Path:
    """Write a copy of a package with an id of its own, and return its folder."""
    copy = Path(shutil.copytree(package, folder / f"{package.name}-{number}"))
    descriptor = copy / "datapackage.json"
    content = json.loads(descriptor.read_text(encoding="utf-8"))
    content["name"] = f"{content['name']}-{number}"
    descriptor.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    return copy


def seconds(call: Callable[..., object], *given: object) -> float:
    """Return the wall time of a call; figures are closed afterwards."""
    start = time.perf_counter()
    call(*given)
    took = time.perf_counter() - start
    plt.close("all")
    return took


def main() -> None:
    """Print the table."""
    mpl.use("Agg")
    with tempfile.TemporaryDirectory() as scratch:
        folders = [
            copied(package, number, Path(scratch))
            for number in range(COPIES)
            for package in PACKAGES
        ]
        start = time.perf_counter()
        plans = [ms.load_plan(folder) for folder in folders]
        print(f"{len(plans)} plans loaded in {time.perf_counter() - start:.1f} s")
        print(f"{'first, second time in seconds':34}" + "".join(f"{p.name:>22}" for p in PACKAGES))
        rooms = [(ms.charts, CHARTS), (ms.listings, TABLES)]
        for room, names in rooms:
            for name in names:
                made = getattr(room, name)
                times = [(seconds(made, plan), seconds(made, plan)) for plan in plans[:3]]
                print(f"{name:34}" + "".join(f"{a:15.2f}{b:7.2f}" for a, b in times))


if __name__ == "__main__":
    main()
