"""Render notebooks into reports: the only room that imports papermill.

`request` says what is asked, `schedule` what the plan's calendar asks for; `notebook`,
`parameters` and `matrix` list the reports to make; `freshness` says which of them must be made;
`running` makes one in a process of its own, `keeping` puts it in its place; `suite` makes them all,
on this machine or another (`executors`), and notes it in the `register`; `index` links them.
"""

import lazy_loader as _lazy

__getattr__, __dir__, __all__ = _lazy.attach_stub(__name__, __file__)
