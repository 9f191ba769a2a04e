"""One run of the command: make what is asked, tell as it goes, tell others at the end."""

from __future__ import annotations

import datetime as dt
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any

import click

from minsheng.cli.boundary import Terminated
from minsheng.cli.shared import BUSY, FAILED, FAULTY, INTERRUPTED, TERMINATED
from minsheng.cli.streams import Screen
from minsheng.errors import MinshengError
from minsheng.text.language import current, say

if TYPE_CHECKING:
    from pathlib import Path

    from minsheng.render.outputs import Outcome
    from minsheng.render.request import Sheet
    from minsheng.render.suite import Manner


def run(sheets: Sequence[Sheet], manner: Manner, targets: Sequence[str], *, explain: bool) -> int:
    """Make the reports of all sheets, say how it went, and return the exit code.

    Parameters
    ----------
    sheets
        From `minsheng.render.request.asked`.
    manner
        How they are made.
    targets
        Whom to tell at the end; see `minsheng.render.notices`.
    explain
        Whether to say of each report why it is made or not.
    """
    if isinstance(sys.stdout, Screen):  # the work is in the reports, not in what is said of them
        sys.stdout.messages = True
    started, clock = dt.datetime.now().astimezone(), time.monotonic()
    found: dict[Path, Outcome] = {}
    words, code = "", 0
    try:
        with _telling(sum(len(sheet.jobs) for sheet in sheets), explain=explain) as tell:
            kinds = _kinds(targets)
            for sheet in sheets:
                _make(sheet, manner, kinds, found, tell)
    except KeyboardInterrupt as error:
        ended = isinstance(error, Terminated)
        code = TERMINATED if ended else INTERRUPTED
        words = say("rendering.terminated" if ended else "labels.interrupted")
    except MinshengError as error:
        words, code = str(error), _code(error)
    outcomes = list(found.values())
    failed = [outcome for outcome in outcomes if not outcome.ok]
    code = code or (FAILED if failed else 0)
    if words:
        click.echo(words, err=True)
    for outcome in failed:
        told = say("labels.report_failed", name=outcome.job.name, error=outcome.words)
        click.echo(told, err=True)
        if outcome.partial:
            click.echo(say("labels.partial", path=outcome.partial), err=True)
    index = str(sheets[-1].output / sheets[-1].plan / "index.html")
    counts = {state: sum(outcome.state == state for outcome in outcomes)
              for state in ("made", "unchanged", "failed")}  # fmt: skip
    click.echo(say("rendering.done", **counts, path=index))
    if targets:
        _notify(targets, sheets, started, time.monotonic() - clock, counts, failed, words, index,
                code)  # fmt: skip
    return code


def _code(error: MinshengError) -> int:
    from minsheng.render.state import Busy, Lost
    from minsheng.render.suite import Unindexed

    if isinstance(error, Busy):
        return BUSY
    return FAILED if isinstance(error, Unindexed | Lost) else FAULTY


def _kinds(targets: Sequence[str]) -> list[str]:
    """Return what the register may hold of whom to tell: their addresses and arguments are keys."""
    if not targets:
        return []
    from minsheng.render.notices import check_targets

    return [target.channel.kind for target in check_targets(targets)]


def _make(
    sheet: Sheet,
    manner: Manner,
    notify: Sequence[str],
    found: dict[Path, Outcome],
    tell: Callable[[Outcome], None],
) -> None:
    """Make one sheet; what is finished is in `found` also when the run is ended."""
    from minsheng.render.suite import render

    def done(outcome: Outcome) -> None:
        found[outcome.job.page] = outcome  # of what is told twice, the last counts
        tell(outcome)

    how = {name: value for name, value in asdict(manner).items() if name != "asked"}
    asked = {**sheet.request.record(), **how, "notify": list(notify)}
    render(sheet.load, sheet.jobs, sheet.output, replace(manner, asked=asked), tell=done)


@contextmanager
def _telling(total: int, *, explain: bool) -> Iterator[Callable[[Outcome], None]]:
    """Tell of each report: by a bar with the time left on a terminal, by a plain line elsewhere."""
    if sys.stderr.isatty() and not explain:
        from tqdm import tqdm

        terminal = getattr(sys.stderr, "beneath", sys.stderr)  # the bar moves the cursor
        with tqdm(total=total, unit="", dynamic_ncols=True, file=terminal) as bar:
            yield lambda _: bar.update()
    else:
        yield lambda outcome: click.echo(_line(outcome, explain=explain), err=True)


def _line(outcome: Outcome, *, explain: bool) -> str:
    line = say(f"rendering.report_{outcome.state}", name=outcome.job.name, error=outcome.words,
               seconds=f"{outcome.seconds:.1f}")  # fmt: skip
    if not explain:
        return line
    why = outcome.why or say("rendering.nothing_changed")
    return say("rendering.because", line=line, why=why)


def _notify(  # noqa: PLR0913  what there is to tell
    targets: Sequence[str],
    sheets: Sequence[Sheet],
    started: dt.datetime,
    seconds: float,
    counts: dict[str, Any],
    failed: Sequence[Outcome],
    words: str,
    index: str,
    code: int,
) -> None:
    from minsheng.render.notices import Summary, notify
    from minsheng.render.register import runs

    known = runs(sheets[-1].output)
    failures = [(outcome.job.name, outcome.words) for outcome in failed]
    if words:
        failures.append(("", words))
    summary = Summary(
        say("labels.format_unmade_stop").join(dict.fromkeys(sheet.title for sheet in sheets)),
        str(known[0].number) if known else "", started, seconds, counts["made"],
        counts["unchanged"], counts["failed"], tuple(failures), index, code,
    )  # fmt: skip
    for told in notify(targets, summary, current()):
        click.echo(say("rendering.notice_failed", text=told), err=True)
