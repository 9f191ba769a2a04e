"""What a report needs, imported once: each report's process is forked off one that has all this.

Only imports and what they keep: no file of a user is read, no thread is started.
"""

import gc
from importlib import import_module

from minsheng.writers import exporter

_NEEDED = (
    "minsheng.render.running.engine", "minsheng.render.running.inside", "minsheng.cli",
    "minsheng.charts", "minsheng.figures", "minsheng.listings", "minsheng.sentences",
    "minsheng.writeups", "minsheng.demo", "minsheng.writers.reading", "minsheng.writers.results",
    "matplotlib_inline.backend_inline", "matplotlib.backends.backend_svg",
    "stack_data",  # formats what goes wrong: too late to import then
)  # fmt: skip

for _name in _NEEDED:
    import_module(_name)
exporter("html")
# What is here stays: nothing of it is looked at again, and the pages stay shared between processes.
gc.collect()
gc.freeze()
