"""The commands on a folder of reports: list its runs, and prune it."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from minsheng.cli.main import main, reporting_errors
from minsheng.cli.streams import echo_json
from minsheng.places import reports_folder
from minsheng.render.settings import KEPT_RUNS, MIB
from minsheng.text.language import say

_FOLDER = click.Path(file_okay=False, path_type=Path)


@main.command()
@click.option("--output", "-o", type=_FOLDER, help="Folder of all reports.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON: every run with its reports.")
@click.option(
    "--last", type=click.IntRange(1), default=20, show_default=True, help="How many runs."
)
def runs(output: Path | None, last: int, *, as_json: bool) -> None:
    """List the runs of a folder of reports, the last first."""
    import json

    from minsheng.render import register

    with reporting_errors():
        listed = register.runs(output or reports_folder())[:last]
    if as_json:
        records = [{**asdict(run), "path": str(run.path), "state": run.state} for run in listed]
        echo_json(json.dumps(records, ensure_ascii=False, indent=1))
        return
    for run in listed:
        seconds = run.end.get("seconds")
        line = say(
            "rendering.run_line",
            number=run.number,
            began=run.about.get("began", "?"),
            host=run.about.get("host", "?"),
            state=say(f"rendering.run_{run.state}", code=run.end.get("exit")),
            made=run.count("made"),
            unchanged=run.count("unchanged"),
            failed=run.count("failed"),
            seconds=say("rendering.run_seconds", n=f"{seconds:.1f}") if seconds else "",
        )
        click.echo(line)
        if run.broken:
            click.echo(say("rendering.run_broken", n=run.broken))
    if not listed:
        click.echo(say("rendering.no_runs"))


@main.command()
@click.option("--output", "-o", type=_FOLDER, help="Folder of all reports.")
@click.option(
    "--keep-runs",
    type=click.IntRange(1),
    default=KEPT_RUNS,
    show_default=True,
    help="How many runs of the register stay.",
)
@click.option(
    "--max-size",
    type=click.IntRange(0),
    default=None,
    metavar="MIB",
    help="Take away reports of the earliest periods until the folder is not larger; the "
    "last good report of each kind stays.",
)
@click.option("--dry-run", is_flag=True, help="Say what would go, and take nothing away.")
def prune(output: Path | None, keep_runs: int, max_size: int | None, *, dry_run: bool) -> None:
    """Take away what broken runs have left, old runs, and, to fit, reports of early periods."""
    from minsheng.render import pruning

    most = None if max_size is None else max_size * MIB
    with reporting_errors():
        folder = output or reports_folder()
        pruned = pruning.prune(folder, keep_runs=keep_runs, most=most, dry=dry_run)
    key, size = "would_prune" if dry_run else "pruned", f"{pruned.freed / MIB:.1f} MiB"
    click.echo(say(f"rendering.{key}", n=len(pruned.paths), size=size))
    if dry_run:
        click.echo("\n".join(map(str, pruned.paths)))
    if most is not None and pruned.remaining > most:
        size = f"{pruned.remaining / MIB:.1f} MiB"
        click.echo(say("rendering.still_too_large", size=size))
