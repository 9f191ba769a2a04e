"""What a report needs, imported once: each report's process is forked off one that has all this.

Only imports and what they keep: no file of a user is read, no thread is started.
"""

import gc

import minsheng.charts
import minsheng.cli
import minsheng.figures
import minsheng.listings
import minsheng.sentences
import minsheng.writeups
import minsheng.writers.reading
import minsheng.writers.results  # noqa: F401
from minsheng.render.running import engine, execution  # noqa: F401
from minsheng.writers import exporter

exporter("html")
# What is here stays: nothing of it is looked at again, and the pages stay shared between processes.
gc.collect()
gc.freeze()
