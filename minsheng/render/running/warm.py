"""What a report needs, imported once: each report's process is forked off one that has all this.

Only imports and what they keep: no file of a user is read, no thread is started.
"""

from contextlib import suppress
from importlib import import_module

_NEEDED = (
    "minsheng.render.running.engine", "minsheng.render.running.inside", "minsheng.cli",
    "minsheng.charts", "minsheng.reports.figures", "minsheng.reports.listings",
    "minsheng.reports.sentences",
    "minsheng.reports.writeups", "minsheng.demo", "minsheng.writers.reading",
    "minsheng.writers.results",
    "matplotlib_inline.backend_inline", "matplotlib.backends.backend_svg",
    "minsheng.render.running.execution", "minsheng.render.running.watching",
    "minsheng.writers.html.writer", "minsheng.writers.reading_markdown", "pylopdf_fonts_zh_cn",
    "pandas.core.methods.to_dict", "pandas.core.reshape.reshape",  # pandas waits with these
    "jinja2", "mistune", "encodings.utf_16_be",
    "IPython.core.logger", "bdb",  # IPython waits with these
    "stack_data",  # formats what goes wrong: too late to import then
)  # fmt: skip

for _name in _NEEDED:
    with suppress(ImportError):  # a report that needs it will say so
        import_module(_name)
