"""Small notebooks that do one thing, good or bad."""

import nbformat

ASKED = 'lang: str = "zh"  # language\nplan: str = ""  # the plan'

SCRATCH = """
import gc, os
from minsheng.render.running.tracking import FileTracker
os.chdir([one for one in gc.get_objects() if isinstance(one, FileTracker)][-1].ignored[0])
"""
# A cell that begins with it works in the folder of its run.


def notebook(folder, name, *cells, parameters=ASKED):
    """Write a notebook of a cell of parameters and some others; the first of them loads."""
    made = nbformat.v4.new_notebook(
        cells=[
            nbformat.v4.new_code_cell(source, id=f"cell-{number}")
            for number, source in enumerate((parameters, *cells))
        ],
        metadata={
            "kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"},
            "minsheng": {"title_zh": name, "title_en": name, "order": 1},
        },
    )
    made.cells[0].metadata["tags"] = ["parameters"]
    nbformat.write(made, folder / f"{name}.ipynb")
