"""In a notebook Chinese shows in one's own drawings, until the font is released."""

import subprocess
import sys

import nbformat
import pytest
from nbclient import NotebookClient

THEMES = """
import warnings
import seaborn as sns
for theme in (lambda: None, sns.set_theme, lambda: plt.style.use("ggplot"),
              lambda: plt.rcParams.update({"font.family": ["serif"]}),
              lambda: plt.rcParams.update({"font.sans-serif": ["DejaVu Sans"]})):
    theme()
    for form in ("png", "svg", "pdf"):
        fig, ax = plt.subplots()
        ax.set_title("养老床位 10⁴", weight="bold", style="italic")
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            fig.savefig(io.BytesIO(), format=form)
        plt.close(fig)
        missing |= {str(one.message)[:11] for one in caught}
"""
BEFORE = "import io\nmissing = set()\n"
PLT, OURS = "import matplotlib.pyplot as plt\n", "import minsheng as ms\n"
ORDERS = {"ours first": OURS + PLT, "matplotlib first": PLT + OURS}
TOLD = "print(sorted(missing))"


def _in_shell(code):
    """Run code as a cell of an IPython shell without a kernel."""
    shell = "from IPython.core.interactiveshell import InteractiveShell as Shell"
    run = f"{shell}\nShell.instance().run_cell({code!r})"
    done = subprocess.run([sys.executable, "-c", run], capture_output=True, text=True, check=True)
    return done.stdout.splitlines()[-1]


def _in_kernel(code):
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(code)])
    notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "", "language": "python"}
    NotebookClient(notebook, timeout=120).execute()
    outputs = notebook.cells[0].outputs
    return "".join(one.text for one in outputs if one.output_type == "stream").splitlines()[-1]


RUNS = pytest.mark.parametrize(
    "run", [_in_shell, pytest.param(_in_kernel, marks=pytest.mark.notebooks)]
)


@RUNS
@pytest.mark.parametrize("order", ORDERS)
def test_chinese_shows_under_any_theme_and_settings_stay(run, order):
    code = f"{BEFORE}{ORDERS[order]}{THEMES}{TOLD}"
    assert run(code) == "[]"


@RUNS
def test_a_released_font_is_no_longer_used(run):
    code = f"{BEFORE}{OURS}{PLT}ms.release_font(); ms.release_font()\n{THEMES}{TOLD}"
    glyphs = sorted(f"Glyph {ord(char)}" for char in "养老床位")
    assert run(code) == str(glyphs)


def test_a_font_that_is_released_before_matplotlib_is_imported_is_never_lent():
    before, told = "import sys\nfinders = list(sys.meta_path)\n", "sys.meta_path == finders"
    release = f"{OURS}ms.release_font()\nfound = {told}\n"
    code = f"{before}{BEFORE}{release}{PLT}{THEMES}print(len(missing), found)"
    assert _in_shell(code) == "4 True"


def test_nothing_but_the_search_for_a_character_is_changed():
    code = f"""{PLT}from matplotlib import font_manager as fonts
before = dict(plt.rcParams), list(fonts.fontManager.ttflist), fonts.findfont("serif")
search = fonts.FontManager._find_fonts_by_props
{OURS}
after = dict(plt.rcParams), list(fonts.fontManager.ttflist), fonts.findfont("serif")
lent = fonts.FontManager._find_fonts_by_props
ms.release_font()
print(before == after, lent is search, fonts.FontManager._find_fonts_by_props is search)"""
    assert _in_shell(code) == "True False True"


def test_outside_notebooks_nothing_is_changed():
    code = f"import sys\nbefore = list(sys.meta_path)\n{OURS}"
    code += "print(sys.meta_path == before, 'matplotlib' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "True False\n"


def test_to_import_the_library_in_a_notebook_does_not_import_matplotlib():
    code = (
        f"import sys\n{OURS}print([one for one in ('matplotlib', 'pandas') if one in sys.modules])"
    )
    assert _in_shell(code) == "[]"
