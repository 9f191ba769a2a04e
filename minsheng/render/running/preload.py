"""Prepares the process that report processes are forked from: imports, shell, fonts, templates.

Importing this module does the work, once for all reports; only the fork server imports it. A step
that fails here fails again, and is reported, in the report that needs it. No thread is started and
no file of a user is read.
"""

import atexit
import gc
import sys
from contextlib import suppress
from tempfile import TemporaryDirectory

from minsheng.render.running.kernel import environment, import_libraries


def _begin_shell() -> None:
    from minsheng.render.running.shell import Shell

    main = sys.modules["__main__"]
    # The settings of whoever runs this have no influence.
    with TemporaryDirectory() as folder, environment(IPYTHONDIR=folder):
        try:
            shell = Shell.instance()
            atexit.unregister(shell.atexit_operations)  # it would ask for the working folder
        finally:
            sys.modules["__main__"] = main


def _draw() -> None:
    from minsheng.charts import theme

    theme.get_ready()


def _read_words() -> None:
    from minsheng.text.language import catalogue, catalogues

    for name in catalogues():
        catalogue(name)


def _compile_templates() -> None:
    from minsheng.reports.exhibits import markup
    from minsheng.writers.html import page

    for folder in (markup.templates(), page.templates()):
        for name in folder.list_templates(extensions=["html"]):
            folder.get_template(name)


gc.disable()  # nothing is thrown away here: looking for garbage takes a tenth of the time
import_libraries()
for _step in (_begin_shell, _draw, _read_words, _compile_templates):
    with suppress(Exception):
        _step()
# What is here stays: nothing of it is looked at again, and the pages stay shared between processes.
gc.collect()
gc.freeze()
gc.enable()
