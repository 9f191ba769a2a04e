from .job import Job as Job
from .job import Notebook as Notebook
from .job import folder_of as folder_of
from .job import notebooks as notebooks
from .matrix import jobs as jobs
from .outputs import Outcome as Outcome
from .settings import RunSettings as RunSettings
from .suite import render as render

__all__ = ["Job", "Notebook", "Outcome", "RunSettings", "folder_of", "jobs", "notebooks", "render"]
