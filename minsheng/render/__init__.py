"""Render notebooks into reports: the only room that imports papermill.

`request` lists the reports that are asked for (`matrix_file` reads requests from a file, `schedule`
the reporting calendar, `matrix` multiplies the axes into each `job`). `freshness` decides which of
them must be rendered again; `suite` renders those, on this machine or another (`executors`), each
in a process of its own (`running`); `outputs` writes their files. `register` records the run,
`index` and `manifest` link and describe the reports, `notices` tells how it ended, and `pruning`
deletes what is no longer needed. The `settings` of a run have their defaults in one place.
"""

import lazy_loader as _lazy

__getattr__, __dir__, __all__ = _lazy.attach_stub(__name__, __file__)
