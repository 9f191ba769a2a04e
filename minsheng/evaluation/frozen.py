"""Results of a mid-term evaluation in a file, with which the final evaluation compares.

The file is JSON and holds the SHA-256 of its own content: a number that was changed in it is
noticed when it is read. The reports of both evaluations print the hash, so that a file whose hash
was changed too does not agree with the report of the mid-term.
"""

from __future__ import annotations

import hashlib
import json
import math
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from minsheng.errors import BadInput, Fault
from minsheng.evaluation.classes import CLASSES
from minsheng.evaluation.midterm import midterm_period
from minsheng.files import is_inside, is_there, one_writer, refused_as, resolved, write_whole
from minsheng.plan.periods import middle
from minsheng.tables.reading import read_file
from minsheng.text.json_text import read_json

if TYPE_CHECKING:
    from minsheng.evaluation.standing import Standing
    from minsheng.plan.plan import Plan

_FOLDER = "evaluations"
_SAYS_DEMO = ("demo", "演示")

_MEASURED = ("observed", "done", "baseline", "target", "target_year", "planned")
_NUMBERS = (*_MEASURED, "pace", "progress", "time_share")
_KEPT = ("indicator", "programme", *_NUMBERS, "verdict", "method", "robustness", "midterm")
_PROMISED = ("indicator", "problem", "action", "next_step", "department", "due")


_UNREADABLE = (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError)


@dataclass(frozen=True, eq=False)
class Frozen:
    """What a mid-term evaluation found and what was promised then."""

    period: str  # its period, as text
    as_of: str  # the day on which the ledger was read, or empty
    # One row per goal: its verdict and figures, and ``midterm``, its class then.
    results: pd.DataFrame
    # One row per explanation: ``indicator``, ``problem``, ``action``, ``next_step``,
    # ``department``, ``due``, as text.
    promises: pd.DataFrame
    sha256: str  # of its content
    synthetic: bool = False  # whether it was made from made-up observations


def freeze(standing: Standing) -> str:
    """Return the results of a mid-term evaluation as the text of a file, with its own hash.

    Examples
    --------
    >>> text = freeze(ms.stand(ms.load_plan(), ms.Ledger(), "2019H1"))
    >>> len(read_frozen(text, ms.load_plan()).results)
    281
    """
    results = standing.verdicts.rename(columns={"class": "midterm"})[list(_KEPT)]
    explanations = standing.explanations[list(_PROMISED)]
    explanations = explanations.assign(due=explanations["due"].dt.strftime("%Y-%m-%d").fillna(""))
    content = {
        "plan": standing.plan.facts.plan,
        "period": str(standing.period),
        "as_of": standing.as_of.isoformat() if standing.as_of else "",
        "plan_fingerprint": standing.plan.fingerprint,
        "ledger_fingerprint": standing.ledger.fingerprint,
        "synthetic": standing.synthetic,
        "results": json.loads(results.to_json(orient="records", double_precision=12)),
        "promises": explanations.to_dict("records"),
    }
    whole = {**content, "sha256": _digest(content)}
    return json.dumps(whole, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def read_frozen(text: str, plan: Plan, file: str = "") -> Frozen:
    """Read frozen results from the text of `freeze` and check their hash.

    `file` is the name of the file, for messages. `BadInput` where the text is no such file, belongs
    to another plan, was changed since, or holds classes that are none, as those of a version that
    had others.
    """
    types = {name: "float64" if name in _NUMBERS else "str" for name in _KEPT}
    try:
        content: dict[str, Any] = read_json(text, strict=True)
        sha256 = content.pop("sha256")
        named = content["plan"], content["period"], content["as_of"], content["synthetic"]
        results = _rows(content["results"], _KEPT)
        promised = _rows(content["promises"], _PROMISED).astype("str")
        _require_unchanged(content, sha256, file)
        results = results.astype(types)
        whole = [type(each) for each in named] == [str, str, str, bool]
        whole &= not results[list(_NUMBERS)].isin([math.inf, -math.inf]).any(axis=None)
    except _UNREADABLE as error:
        raise BadInput([Fault("no_frozen_results", file)]) from error
    if not whole:
        raise BadInput([Fault("no_frozen_results", file)])
    if named[0] != plan.facts.plan:
        raise BadInput(
            [Fault("frozen_other_plan", file, found=named[0], allowed=(plan.facts.plan,))]
        )
    other = results.loc[~results["midterm"].isin(CLASSES), "midterm"]
    if len(other):
        raise BadInput(
            [Fault("frozen_other_classes", file, found=str(other.iloc[0]), allowed=CLASSES)]
        )
    return Frozen(
        period=named[1],
        as_of=named[2],
        results=results,
        promises=promised,
        sha256=sha256,
        synthetic=named[3],
    )


def _require_unchanged(content: dict[str, Any], sha256: object, file: str) -> None:
    digest = _digest(content)
    if sha256 != digest:
        raise BadInput([Fault("frozen_changed", file, found=digest, allowed=(str(sha256),))])


def _rows(rows: list[dict[str, Any]], columns: tuple[str, ...]) -> pd.DataFrame:
    """Return rows as a frame with the given columns.

    `ValueError` for a row with other columns; `TypeError` for rows that are no list, and for an
    entry that is a list or an object.
    """
    if not isinstance(rows, list):
        raise TypeError(rows)
    for row in rows:
        if row.keys() != set(columns):
            raise ValueError(row)
        if any(isinstance(entry, list | dict) for entry in row.values()):
            raise TypeError(row)
    return pd.DataFrame(rows, columns=list(columns))


def load_frozen(plan: Plan, file: str | Path) -> Frozen:
    """Read frozen results from a file; see `read_frozen`.

    `BadInput` where there is no such file, it cannot be read, or `read_frozen` refuses it.
    """
    path = Path(file)
    try:
        text = read_file(path, str(path)).decode()
    except ValueError as error:
        raise BadInput([Fault("no_frozen_results", path.name)]) from error
    return read_frozen(text, plan, path.name)


def read_midterm(plan: Plan, source: str | Path = "") -> Frozen | None:
    """Read what the mid-term evaluation of a plan found; see `minsheng.load_midterm`."""
    if source:
        return load_frozen(plan, source)
    path = frozen_place(plan, str(middle(plan.facts.years)))
    if path is None or not is_there(path):
        return None
    _require_in_package(plan, path)
    return load_frozen(plan, path)


def frozen_place(plan: Plan, period: str) -> Path | None:
    """Return where frozen results of a period are kept; None for a plan without a folder."""
    return Path(plan.origin) / _FOLDER / f"midterm-{period}.json" if plan.origin else None


def save_frozen(standing: Standing, file: Path | None = None) -> Path:
    """Write the results of a mid-term evaluation of a whole plan to a file, and return the file.

    It is written whole or not at all, to `frozen_place` where none is named; one that says the same
    already is left as it is. `BadInput` where nothing was observed; where no file is named for
    another period than that of the mid-term, which the final evaluation would not find; where the
    file is there and says something else; where the observations are made up and the file is in the
    plan's own place or its name does not say so; where the plan is only assumed; where the plan's
    own place is a link that leads out of its folder; where the file cannot be written.
    """
    place = frozen_place(standing.plan, str(middle(standing.plan.facts.years)))
    path = file or place
    if path is None:
        raise BadInput([Fault("frozen_nowhere")])
    if path == place:
        _require_in_package(standing.plan, path)
    if not standing.is_observed:
        raise BadInput([Fault("frozen_nothing", found=str(standing.period))])
    if standing.plan.assumptions:
        raise BadInput([Fault("frozen_hypothetical")])
    if standing.synthetic and not _may_hold_synthetic(path, place):
        raise BadInput([Fault("frozen_synthetic", path.name, allowed=_SAYS_DEMO)])
    expected = midterm_period(standing.plan, standing.ledger)
    if not file and standing.period != expected:
        found, allowed = str(standing.period), (str(expected),)
        raise BadInput([Fault("frozen_other_period", found=found, allowed=allowed)])
    text = freeze(standing)
    if not _is_frozen(path, text):
        with one_writer(path):
            if not _is_frozen(path, text):  # somebody else may have written while this one waited
                with refused_as("cannot_write", path):
                    write_whole(resolved(path), text)
    return path


def _is_frozen(path: Path, text: str) -> bool:
    """Return whether the file says this already; one that says something else is refused."""
    with refused_as("cannot_read", path):
        if not path.exists():
            return False
        if not path.is_file() or path.read_bytes() != text.encode():
            raise BadInput([Fault("frozen_exists", str(path))])
    return True


def _require_in_package(plan: Plan, path: Path) -> None:
    if not is_inside(path, Path(plan.origin)):
        raise BadInput([Fault("path_outside", f"{_FOLDER}/{path.name}")])


def _may_hold_synthetic(path: Path, place: Path | None) -> bool:
    """Return whether made-up results may be written there: elsewhere, under a telling name."""
    apart = place is None or path.resolve().parent != place.resolve().parent
    return apart and any(word in path.name for word in _SAYS_DEMO)


def _digest(content: dict[str, Any]) -> str:
    """Return the SHA-256 of a content, whatever the order and layout of its file."""
    plain = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(plain.encode()).hexdigest()
