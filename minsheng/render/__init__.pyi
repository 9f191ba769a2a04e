from .job import Job as Job
from .job import Notebook as Notebook
from .job import notebooks as notebooks
from .matrix import folder_of as folder_of
from .matrix import jobs as jobs
from .outputs import Outcome as Outcome
from .suite import Manner as Manner
from .suite import render as render

__all__ = ["Job", "Manner", "Notebook", "Outcome", "folder_of", "jobs", "notebooks", "render"]
