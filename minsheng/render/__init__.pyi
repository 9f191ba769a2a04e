from .axes import folder_of as folder_of
from .job import Job as Job
from .matrix import jobs as jobs
from .notebook import Notebook as Notebook
from .notebook import notebooks as notebooks
from .outcome import Outcome as Outcome
from .suite import Manner as Manner
from .suite import render as render

__all__ = ["Job", "Manner", "Notebook", "Outcome", "folder_of", "jobs", "notebooks", "render"]
