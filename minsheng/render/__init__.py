"""Render notebooks into reports: the only room that imports papermill.

`notebooks` says which there are, `parameters` checks what is asked of them, `matrix` lists the
reports to make, `execution` makes one, `suite` makes them all, `index` links them.
"""

from minsheng.render.axes import folder_of
from minsheng.render.execution import Outcome
from minsheng.render.matrix import Job, jobs
from minsheng.render.notebooks import Notebook, notebooks
from minsheng.render.suite import render

__all__ = ["Job", "Notebook", "Outcome", "folder_of", "jobs", "notebooks", "render"]
