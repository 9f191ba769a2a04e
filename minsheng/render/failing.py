"""The page of a report that failed: what went wrong, what was asked, how far it came."""

from __future__ import annotations

from html import escape

from minsheng.render.job import Job
from minsheng.render.running.made import INDEX_PAGE
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
    from minsheng.writers.html.page import filled

    with using(job.lang):
        parts = [
            f'<p class="failure" role="alert">{escape(error)}</p>',
            _last_good(job),
            f"<h2>{_say('parameters')}</h2>", _parameters(job),
            f"<h2>{_say('so_far')}</h2>", _so_far(notebook),
        ]  # fmt: skip
        return filled(
            job.lang, say("rendering.failed_title", title=job.title), "".join(parts),
            eyebrow=job.eyebrow, index=INDEX_PAGE, synthetic=_made_up(job),
        )  # fmt: skip


def _made_up(job: Job) -> bool:
    return job.parameters.get("observations") == "demo"


def _say(key: str) -> str:
    return escape(say(f"rendering.{key}"))


def _last_good(job: Job) -> str:
    if not job.page.is_file():
        return f"<p>{_say('no_last_good')}</p>"
    link = f'<a href="{escape(job.page.name, quote=True)}">{escape(job.title)}</a>'
    return f"<p>{_say('last_good')} {link}</p>"


def _parameters(job: Job) -> str:
    asked = {"notebook": job.notebook.name, **job.parameters}
    published = Published(job, job.page.parent)
    rows = "".join(
        f'<tr><th scope="row">{escape(name)}</th><td>{escape(published.text(str(value)))}</td></tr>'
        for name, value in asked.items()
    )
    head = f'<tr><th scope="col">{_say("parameter")}</th><th scope="col">{_say("value")}</th></tr>'
    caption = _say("parameters")
    return (
        f'<div class="table" role="group" aria-label="{caption}" tabindex="0"><table>'
        f"<caption>{caption}</caption><thead>{head}</thead><tbody>{rows}</tbody></table></div>"
    )


def _so_far(notebook: bytes | None) -> str:
    """Return what the cells had put out: as text, the code beside it; drawings are left out."""
    import nbformat

    if not notebook:
        return f"<p>{_say('nothing_so_far')}</p>"
    parts = []
    cells = nbformat.reads(notebook.decode(), as_version=4).cells
    for number, cell in enumerate((one for one in cells if one.cell_type == "code"), 1):
        failed = any(output.output_type == "error" for output in cell.outputs)
        state = "open" if cell.execution_count is None else "failed" if failed else "done"
        mark = escape(say(f"rendering.cell_{state}", n=number))
        parts.append(f"<h3>{mark}</h3><pre><code>{escape(cell.source)}</code></pre>")
        parts += [f"<pre>{escape(_words(output))}</pre>" for output in cell.outputs]
    return "".join(parts)


def _words(output: object) -> str:
    """Return an output as text."""
    from nbconvert.filters import strip_ansi

    found = dict(output)  # type: ignore[call-overload]  # nbformat's nodes are dictionaries
    if found["output_type"] == "error":
        return str(strip_ansi("\n".join(found["traceback"])))
    if found["output_type"] == "stream":
        return str(found["text"])
    return str(found["data"].get("text/plain", ""))
