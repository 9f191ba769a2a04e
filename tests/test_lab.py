"""The first hour of an analyst: JupyterLab in a real browser, on a workspace of one's own."""

import os
import re
import subprocess
import sys

import nbformat
import pytest
from playwright.sync_api import Page, expect

TASKS = {
    "find": 'plan = ms.load_plan()\nplan.find("医师")',
    "tidy frame": (
        'gaps = ms.gaps(plan.programme("病有所医"))\ngaps[["indicator_name", "gap", "unit"]]'
    ),
    "sorted requirements": (
        "needed = ms.required_growth(plan)\n"
        'needed.sort_values("growth", ascending=False)[["indicator_name", "growth"]].head(3)'
    ),
    "own points on a path": (
        'axes = ms.charts.path(plan, "healthcare.nurses")\naxes.plot([2018.5], [2.8], "x");'
    ),
    "own chart in Chinese after ours": (
        'axes = needed.dropna(subset="growth").plot.scatter("baseline", "growth")\n'
        'axes.set_title("养老床位");'
    ),
    "what if": 'higher = plan.assume("学前三年毛入园率", target=92)\nms.compare(plan, higher)',
    "by department": 'plan.select(department="区卫生健康委").indicators[["indicator_name"]]',
    "two programmes": (
        'two = [plan.programme("幼有所育"), plan.programme("病有所医")]\nms.charts.comparison(two);'
    ),
    "to Excel": 'ms.listings.requirements(plan).to_excel("requirements.xlsx")',
    "every method": (
        'made_up = ms.load_observations(plan, "demo")\n'
        'ms.listings.methods_compared(ms.stand(plan.indicator("healthcare.nurses"), made_up))'
    ),
    "tasks due": 'plan.tasks.dropna(subset="due")[["task_name", "lead_departments", "due"]]',
    "explore": "ms.explore(plan, made_up)",
}
COMPLETED = {
    "ms.charts.sco": "scoreboard",
    'plan.select(programme="': "eldercare",
    'plan.assume("学前三年毛': "学前三年毛入园率",
    'ms.charts.path(plan, "healthcare.nurs': "healthcare.nursing_home",
    'ms.stand(plan, made_up, "2019': "2019H1",
}
CHARTS = {"own points on a path", "own chart in Chinese after ours", "two programmes"}


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    """Return the address of a JupyterLab that `minsheng lab` has opened, and its workspace."""
    own = tmp_path_factory.mktemp("lab")
    places = ["CONFIG_DIR", "DATA_DIR", "RUNTIME_DIR"]
    lab_places = ["SETTINGS_DIR", "WORKSPACES_DIR"]
    settings = {f"JUPYTER_{place}": str(own / place) for place in places}
    settings |= {f"JUPYTERLAB_{place}": str(own / place) for place in lab_places}
    command = [sys.executable, "-m", "minsheng", "lab", "--notebooks", str(own / "notes")]
    command += ["--no-browser", "--allow-root", "--ServerApp.port=0"]
    with (own / "said").open("w") as said:
        running = subprocess.Popen(command, env=os.environ | settings, stderr=said)
    try:
        yield _address(own / "said", running), own / "notes"
    finally:
        running.terminate()
        running.wait(timeout=60)


def _address(said, running):
    while running.poll() is None:
        if at := re.search(r"http://localhost:\d+/lab\?token=\w+", said.read_text()):
            return at[0]
    pytest.fail(said.read_text())


def drive(browser, hour, address):
    """Call a function with a page of JupyterLab, in the thread of the browser."""

    def driven():
        page = browser.running.new_page(viewport={"width": 1400, "height": 1000})
        page.set_default_timeout(60_000)
        page.goto(address)
        try:
            return hour(page)
        finally:
            page.close()

    return browser.do(driven)


def ended(page: Page, number: int) -> None:
    """Wait until the n-th run of a cell has ended."""
    prompt = page.locator(".jp-InputPrompt", has_text=re.compile(rf"^\[{number}\]:$"))
    expect(prompt).to_be_attached(timeout=60_000)


def test_a_template_with_another_programme_shows_its_charts(browser, lab):
    address, workspace = lab
    cells = nbformat.read(workspace / "programme.ipynb", as_version=4).cells

    def hour(page):
        parameters = page.locator(".jp-CodeCell").first
        parameters.locator(".cm-line", has_text="programme").click()
        page.keyboard.press("Home")
        page.keyboard.press("Shift+End")
        page.keyboard.insert_text('programme: str = "healthcare"')
        expect(page.get_by_text("| Idle")).to_be_visible(timeout=60_000)
        page.get_by_role("menuitem", name="Run", exact=True).click()
        page.get_by_text("Run All Cells", exact=True).click()
        chart = page.locator(".jp-OutputArea-output svg, .jp-OutputArea-output img").first
        expect(chart).to_be_visible(timeout=60_000)
        assert chart.bounding_box()["width"] > 300
        ended(page, sum(cell.cell_type == "code" for cell in cells))
        assert page.locator("[data-mime-type='application/vnd.jupyter.error']").count() == 0
        assert page.locator(".Toastify__toast").count() == 0  # JupyterLab asks nothing
        return page.locator(".jp-Notebook").inner_text()

    shown = drive(browser, hour, address.replace("/lab?", "/lab/tree/programme.ipynb?"))
    assert "病有所医" in shown
    assert "healthcare" not in (workspace / "programme.ipynb").read_text()  # as nobody saved it


def test_what_an_analyst_asks_takes_two_lines_in_a_notebook_of_ones_own(browser, lab):
    address, workspace = lab

    def hour(page):
        page.locator(".jp-LauncherCard[data-category='Notebook']").first.click()
        page.locator(".jp-Notebook .jp-CodeCell .cm-content").first.click()
        expect(page.get_by_text("| Idle")).to_be_visible(timeout=60_000)
        shown = {}
        for number, (name, lines) in enumerate([("", "import minsheng as ms"), *TASKS.items()], 1):
            page.keyboard.insert_text(lines)
            page.keyboard.press("Shift+Enter")
            ended(page, number)
            cell = page.locator(".jp-CodeCell").nth(number - 1)
            faults = cell.locator("[data-mime-type$='stderr'], [data-mime-type$='error']")
            assert faults.all_inner_texts() == [], lines
            if name == "explore":
                cell.locator(".widget-dropdown").first.wait_for()
            shown[name] = (cell.inner_text(), cell.locator(".jp-RenderedImage img").count())
        for begun, offered in COMPLETED.items():
            page.keyboard.insert_text(begun)
            page.keyboard.press("Tab")
            expect(page.locator(".jp-Completer")).to_contain_text(offered)
            page.keyboard.press("Escape")
            page.locator(".jp-CodeCell .cm-content").last.click()
            page.keyboard.press("Control+A")
            page.keyboard.press("Delete")
        return shown

    shown = drive(browser, hour, f"{address}&reset")
    assert {name for name, (_, charts) in shown.items() if charts} == CHARTS
    texts = {name: text for name, (text, _) in shown.items()}
    assert "healthcare.doctors" in texts["find"]
    assert "每千常住人口" in texts["tidy frame"]
    assert "假设情景" in texts["what if"]
    assert "专项" in texts["explore"]
    assert "学前三年毛入园率" in texts["explore"]
    assert (workspace / "requirements.xlsx").read_bytes().startswith(b"PK")
    assert list(workspace.glob("Untitled*.ipynb"))
