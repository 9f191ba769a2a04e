"""Prepares the process that report processes are forked from: imports, fonts, templates, data.

Importing this module does the work, once for all reports; only the fork server imports it. A step
that fails here fails again, and is reported, in the report that needs it. No thread is started. Of
the files of a user only plans and ledgers of the run are read, see `minsheng.tables.keeping`.
"""

import atexit
import gc
import json
import os
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


def _compile_schema() -> None:
    from nbformat import validate
    from nbformat.v4 import new_notebook

    validate(new_notebook())


def _load_data() -> None:
    from minsheng.loading import load_observations
    from minsheng.render.settings import TO_KEEP
    from minsheng.tables import load_plan
    from minsheng.tables.keeping import keeping

    with keeping():
        for plan, ledger in json.loads(os.environ.pop(TO_KEEP, "[]")):
            load_observations(load_plan(plan), ledger)


gc.disable()  # nothing is thrown away here: looking for garbage takes a tenth of the time
import_libraries()
for _step in (_begin_shell, _draw, _read_words, _compile_templates, _compile_schema, _load_data):
    with suppress(Exception):
        _step()
# What is here stays: nothing of it is looked at again, and the pages stay shared between processes.
gc.collect()
gc.freeze()
gc.enable()
