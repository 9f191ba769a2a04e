"""A report that failed stands once on the page over all reports, with its good page or without."""

import json

import pytest
from writers.reader import Read

from minsheng.render import jobs
from minsheng.render.index import write_index
from minsheng.render.outputs import FAILED_NOTEBOOK, FAILED_PAGE, Outcome


@pytest.mark.parametrize("has_good_page", [True, False])
def test_a_report_that_failed_before_is_listed_once(plan, tmp_path, has_good_page):
    failed, now = jobs(plan, "", tmp_path, langs=("en",), names=("audit", "plan"))
    failed.page.parent.mkdir(parents=True, exist_ok=True)
    words = {"page_title": failed.title, "order": failed.notebook.order}
    executed = json.dumps(
        {"metadata": {"minsheng": words, "papermill": {"parameters": {"lang": "en"}}}}
    )
    failed.beside(FAILED_NOTEBOOK).write_text(executed)
    failed.beside(FAILED_PAGE).write_text("what went wrong")
    if has_good_page:
        failed.page.write_text("page")
        failed.beside(".ipynb").write_text(executed)
    write_index(plan, [Outcome(now, 1.0)], tmp_path)
    page = Read((failed.page.parent / "index.html").read_text(encoding="utf-8"))
    titles = [text for attributes, text in page.all("th") if attributes.get("scope") == "row"]
    assert sum(text.startswith(failed.title) for text in titles) == 1
    addresses = [attributes["href"] for attributes, _ in page.all("a")]
    assert (failed.page.name in addresses) == has_good_page
    assert failed.beside(FAILED_PAGE).name in addresses
