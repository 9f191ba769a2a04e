"""What a report is about, read from the executed notebook that lies beside its page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from minsheng.plan.periods import Period
from minsheng.plan.periods import period as read_period
from minsheng.render.type_checks import conforms
from minsheng.text.json_text import read_json

LATEST = Period(9999)
"""The period of a report that was asked for none: it is about the latest data."""


@dataclass(frozen=True)
class Subject:
    """What an existing report is about, as its executed notebook says."""

    notebook: str = ""  # the name of the notebook that was run; empty where the file does not say
    # The title of the page and the order of the notebook, as far as the file says.
    title: str = ""
    order: float = 0
    # The parameters of these names; empty where there is none.
    programme: str = ""
    indicator: str = ""
    period: str = ""
    # What the report cannot show of what its notebook holds, in words.
    warnings: tuple[str, ...] = ()

    @classmethod
    def asked(cls, notebook: str, title: str, order: float, given: Mapping[str, object]) -> Subject:
        """Return the subject of a report from the parameters (`given`) of its notebook."""
        programme, indicator, period = (
            str(given.get(axis) or "") for axis in ("programme", "indicator", "period")
        )
        return cls(notebook, title, order, programme, indicator, period)

    @property
    def when(self) -> Period:
        """The period as an object; `LATEST` for a report that names none."""
        try:
            return read_period(self.period)
        except ValueError:
            return LATEST


def subject_of(executed: bytes) -> Subject:
    """Return what an executed notebook says that its report is about.

    The file may have been put there by somebody else: values of another form are left out.
    """
    try:
        metadata = read_json(executed)["metadata"]
        about, given = dict(metadata["minsheng"]), dict(metadata["papermill"]["parameters"])
    except (ValueError, KeyError, TypeError):
        return Subject()
    order, warnings = about.get("order", 0), about.get("warnings", [])
    subject = Subject.asked(
        str(about.get("notebook") or ""),
        str(about.get("page_title") or ""),
        order if conforms(order, float) else 0,
        given,
    )
    return replace(subject, warnings=tuple(warnings) if conforms(warnings, list[str]) else ())


def read_executed(path: Path) -> bytes:
    """Return the bytes of an executed notebook; empty where it cannot be read."""
    try:
        return path.read_bytes()
    except OSError:
        return b""
