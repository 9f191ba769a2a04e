"""Render notebooks into reports: the only room that imports papermill.

A run goes through these steps, each a module:

1. `request`: what is asked, given as options or in a `matrix_file`; `schedule` finds the periods.
2. `matrix`: which reports that is; each is a `job`, a notebook with values for its parameters.
3. `freshness`: which of them are stale, by `digests` of their inputs and outputs.
4. `running`: render these, each in a process, here or on a cluster (`executors`).
5. `outputs`: put all files of a report in place, or none, or a page that says what failed.
6. `index`, `manifest`: list the reports with their `subject`; `notices`: tell how the run ended.

`suite` goes through steps 3 to 6, holding the lock in the `state` folder, and keeps the `run_log`.
Besides: `pruning` deletes old reports, `figure_file` writes one figure, `settings` has defaults.
"""

import lazy_loader as _lazy

__getattr__, __dir__, __all__ = _lazy.attach_stub(__name__, __file__)
