"""What each report's process is forked off: everything imported, a shell, the font, the words.

What is done here once, no report has to do. Only importing this does it, and only the process that
reports are forked off imports it. No thread is started, no file of a user is read.
"""

import gc
import os
import sys
from importlib import import_module
from tempfile import TemporaryDirectory

gc.disable()  # nothing is thrown away here: looking for garbage takes a tenth of the time
import_module("minsheng.render.running.warm")

from minsheng.charts import theme  # noqa: E402
from minsheng.language import catalogue, catalogues  # noqa: E402
from minsheng.render.running.shell import Shell  # noqa: E402

with TemporaryDirectory() as _folder:  # the settings of whoever runs this have no say
    _main, _before = sys.modules["__main__"], os.environ.get("IPYTHONDIR")
    os.environ["IPYTHONDIR"] = _folder
    Shell.instance()
    sys.modules["__main__"] = _main  # until its cells run
    if _before is None:
        del os.environ["IPYTHONDIR"]
    else:
        os.environ["IPYTHONDIR"] = _before
theme.get_ready()
for _name in catalogues():
    catalogue(_name)

# What is here stays: nothing of it is looked at again, and the pages stay shared between processes.
gc.collect()
gc.freeze()
gc.enable()
