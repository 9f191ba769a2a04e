"""Write the data package of a large plan: so many indicators, each with a target every year.

Run it as ``python tests/large_plan.py FOLDER INDICATORS YEARS`` to render such a plan by hand; its
ledger is written beside it, into ``FOLDER-ledger``.
"""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path

from minsheng.plan.observations import COLUMNS as LEDGER_COLUMNS

SMALL = Path(__file__).parent / "small_package"
FIRST_YEAR = 2011
A_PROGRAMME = 50  # indicators of one programme, and tasks: two for five of them
_UNITS = ("percent", "person", "piece")
_PLACES = "河畔新区老城山麓湖滨高地工业园大学城物流港古镇"


def write_large_plan(folder: Path, indicators: int, years: int) -> Path:
    """Write a plan of `indicators` × `years`; return its folder.

    Its indicators are stocks and yearly flows, in per cent, people and pieces, with a baseline each
    but every tenth, in programmes of `A_PROGRAMME`.
    """
    folder.mkdir(parents=True)
    descriptor = json.loads((SMALL / "datapackage.json").read_text(encoding="utf-8"))
    descriptor["plan"] |= {
        "first_year": FIRST_YEAR,
        "last_year": FIRST_YEAR + years - 1,
        "baseline_year": FIRST_YEAR - 1,
    }
    text = json.dumps(descriptor, ensure_ascii=False)
    (folder / "datapackage.json").write_text(text, encoding="utf-8")
    rows = {resource["name"]: [] for resource in descriptor["resources"]}
    numbers = range(-(-indicators // A_PROGRAMME))
    for number in numbers:
        _add_programme(rows, number)
    for number in range(indicators):
        _add_indicator(rows, number, years)
    rows["units"] = _read(SMALL / "units.csv")
    for resource in descriptor["resources"]:
        names = [field["name"] for field in resource["schema"]["fields"]]
        _write(folder / resource["path"], names, rows[resource["name"]])
    return folder


def write_large_ledger(folder: Path, plan: Path) -> Path:
    """Write a ledger of a plan that `write_large_plan` has written; return its folder.

    Each indicator has a value every year, in turn as planned, a little ahead and a little behind;
    what is behind is explained. Each task has a status in every year.
    """
    folder.mkdir(parents=True)
    observations, explanations, statuses = [], [], []
    for number, row in enumerate(_read(plan / "targets.csv")):
        about = {"indicator": row["indicator"], "period": row["year"], "source": "年报"}
        about["reported_on"] = f"{int(row['year']) + 1}-01-31"
        off = number % 3 - 1
        value = int(row["value"]) + off
        observations.append(about | {"value": value, "status": "final"})
        if off < 0:
            explanations.append(about | {"problem": "进度偏慢", "cause": "选址未定"})
    years = sorted({row["period"] for row in observations})
    for row in _read(plan / "tasks.csv"):
        for year in years:
            status = "completed" if year == years[-1] else "continuing"
            about = {"task": row["task"], "period": year, "source": "年报"}
            statuses.append(about | {"reported_on": f"{int(year) + 1}-01-31", "status": status})
    tables = {
        "observations": observations,
        "explanations": explanations,
        "task_status": statuses,
    }
    for name, rows in tables.items():
        columns = [column for column in LEDGER_COLUMNS[name] if column != "decimals"]
        _write(folder / f"{name}.csv", columns, rows)
    return folder


def _read(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _write(path, columns, rows):
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def _add_programme(rows, number):
    programme, department = f"programme{number}", f"office{number}"
    section = f"附件{number + 1}"
    names = {"name_zh": f"第{number + 1}专项", "name_en": f"Programme {number + 1}"}
    place = {"annex": section, "section": section}
    rows["programmes"].append({"programme": programme, "order": number + 1, **names, **place})
    names = {"name_zh": f"第{number + 1}局", "name_en": f"Office {number + 1}"}
    rows["departments"].append({"department": department, **names})
    lead = {"programme": programme, "department": department, "role": "lead"}
    rows["responsibilities"].append(lead)
    group = f"{programme}.project1"
    names = {"name_zh": "重点工程", "name_en": "Projects"}
    rows["groups"].append(
        {"group": group, "programme": programme, "kind": "project", "number": 1, **names}
        | {"section": section}
    )
    rows["tasks"] += [
        {"task": f"{group}.{task}", "group": group, "number": task, "section": section}
        | {"title_zh": f"建设项目{task}", "title_en": f"Build project {task}"}
        for task in range(1, 2 * A_PROGRAMME // 5 + 1)
    ]


def _add_indicator(rows, number, years):
    programme = f"programme{number // A_PROGRAMME}"
    indicator = f"{programme}.indicator{number}"
    unit = _UNITS[number % 3]
    kind = "flow" if unit == "piece" else "stock"
    section = f"附件{number // A_PROGRAMME + 1}"
    start = number % 7 * _PLACES.__len__() % (len(_PLACES) - 2)
    place = _PLACES[start : start + 2]
    rows["indicators"].append(
        {"indicator": indicator, "programme": programme, "scope": "district", "unit": unit}
        | {"name_zh": f"{place}公共服务第{number + 1}项", "name_en": f"Public service {number + 1}"}
        | {
            "kind": kind,
            "aim": "reach",
            "direction": "up",
            "headline": str(number % 5 == 0).lower(),
        }
        | {"holder": f"office{number // A_PROGRAMME}"}
    )
    first = 20 + number % 37 if unit == "percent" else 100 + number
    step = 1 if unit == "percent" else 10 + number % 9
    plain = {"indicator": indicator, "statistic": "value", "bound": "=", "worded": "false"}
    plain |= {"section": section}
    if number % 10:
        year = {"year": FIRST_YEAR - 1, "value": first, "printed": first, "basis": "printed"}
        rows["baselines"].append(plain | year)
    for place_of_year in range(years):
        value = first + step * (place_of_year + 1)
        year = {"year": FIRST_YEAR + place_of_year, "value": value, "printed": value}
        rows["targets"].append(plain | year | {"strength": "firm"})


if __name__ == "__main__":
    plan = write_large_plan(Path(sys.argv[1]), *map(int, sys.argv[2:]))
    write_large_ledger(plan.with_name(f"{plan.name}-ledger"), plan)
