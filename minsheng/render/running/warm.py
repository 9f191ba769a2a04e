"""What a report needs, imported once: each report's process is forked off one that has all this.

Only imports and what they keep: no file of a user is read, no thread is started.
"""

import gc

import stack_data  # noqa: F401  it formats what goes wrong: too late to import then

from minsheng.render.running import engine, execution  # noqa: F401
from minsheng.writers import exporter

exporter("html")
# What is here stays: nothing of it is looked at again, and the pages stay shared between processes.
gc.collect()
gc.freeze()
