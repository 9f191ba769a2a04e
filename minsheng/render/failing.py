"""The page of a report that failed: what went wrong, what was asked, how far it came."""

from __future__ import annotations

from typing import Any

from minsheng.render.job import INDEX_PAGE, Job
from minsheng.render.running.published import Published
from minsheng.text.language import say, using


def failure_page(job: Job, error: str, notebook: bytes | None) -> str:
    """Return the page of a report that failed.

    Parameters
    ----------
    job
        The report.
    error
        What went wrong.
    notebook
        The notebook as far as it came, or None where there is nothing of it.

    Returns
    -------
    str
        HTML: the error, the last good report where there is one, the parameters, and what the
        cells had put out until then.
    """
    from minsheng.writers.html.page import Page, render_page

    parameters = {"notebook": job.notebook.name, **job.parameters}
    published = Published(job, job.page.parent)
    with using(job.lang):
        page = Page(
            job.lang,
            say("rendering.failed_title", title=job.title),
            eyebrow=job.eyebrow,
            index=INDEX_PAGE,
            synthetic=job.parameters.get("observations") == "demo",
        )
        return render_page(
            page,
            "failure.html",
            error=error,
            last_good=job.page.name if job.page.is_file() else "",
            report_title=job.title,
            parameters=[(name, published.text(str(value))) for name, value in parameters.items()],
            cells=_cells(notebook) if notebook else None,
        )


def _cells(notebook: bytes) -> list[dict[str, Any]]:
    """Return heading, source and outputs of each code cell, as text; drawings are left out."""
    import nbformat

    cells = []
    every = nbformat.reads(notebook.decode(), as_version=4).cells
    for number, cell in enumerate((cell for cell in every if cell.cell_type == "code"), 1):
        failed = any(output.output_type == "error" for output in cell.outputs)
        state = "open" if cell.execution_count is None else "failed" if failed else "done"
        heading = say(f"rendering.cell_{state}", n=number)
        outputs = [_words(output) for output in cell.outputs]
        cells.append({"heading": heading, "source": cell.source, "outputs": outputs})
    return cells


def _words(output: object) -> str:
    """Return an output as text."""
    from nbconvert.filters import strip_ansi

    found = dict(output)  # type: ignore[call-overload]  # nbformat's nodes are dictionaries
    if found["output_type"] == "error":
        return str(strip_ansi("\n".join(found["traceback"])))
    if found["output_type"] == "stream":
        return str(found["text"])
    return str(found["data"].get("text/plain", ""))
