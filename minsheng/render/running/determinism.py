"""Whether the code of a notebook gives the same result from the same files, read from its syntax.

A report may be kept only where everything that it depends on is known. Files are known, since an
audit hook records them (`minsheng.render.running.tracking`). The clock, chance, environment
variables, other programs and databases behind a driver are not: a notebook whose code can reach one
of these is rendered on every run.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from nbformat import NotebookNode

from minsheng.render.running.tracking import is_installed

_LIBRARY = "minsheng"
_PLAIN = (
    ast.Module,
    ast.Expr,
    ast.Assign,
    ast.AnnAssign,
    ast.Import,
    ast.ImportFrom,
    ast.alias,
    ast.Name,
    ast.Attribute,
    ast.Call,
    ast.keyword,
    ast.Constant,
    ast.Tuple,
    ast.List,
    ast.expr_context,
    ast.UnaryOp,
    ast.USub,
)
_SELECTING = ("select", "programme", "indicator", "headlines")

_STANDARD = """__future__ abc base64 bisect bz2 calendar collections configparser contextlib
    copy csv dataclasses datetime decimal enum fnmatch fractions functools glob gzip hashlib
    heapq html io itertools json lzma math numbers operator pathlib pprint re sqlite3 statistics
    string tarfile textwrap tomllib types typing unicodedata warnings zipfile"""
_INSTALLED = "IPython docx matplotlib minsheng numpy openpyxl pandas sqlalchemy"
KNOWN_MODULES = frozenset(f"{_STANDARD} {_INSTALLED}".split())
"""Modules whose results depend on their arguments and on files that are seen being read."""
_SUPPORTING = """PIL bottleneck contourpy cycler dateutil defusedxml et_xmlfile fontTools greenlet
    jinja2 kiwisolver lxml markupsafe numexpr pytz six tabulate typing_extensions tzdata xlrd"""
"""Packages that the known modules import themselves."""
_BUILTINS = """__builtins__ __import__ breakpoint compile delattr eval exec frozenset get_ipython
    getattr hash id input set setattr"""
_ATTRIBUTES = """cwd default_rng environ environb exists expanduser getenv glob home iglob is_dir
    is_file is_mount is_symlink lstat now random readlink resolve rglob rvs sample samefile stat
    today urandom utcnow uuid1 uuid4"""
_UNSEEN_BUILTINS, _UNSEEN_ATTRIBUTES = frozenset(_BUILTINS.split()), frozenset(_ATTRIBUTES.split())
"""Names that reach the clock, chance, the environment, other code, an order that differs from run
to run, or a look whether a file is there: Python raises no audit event for that."""
# What pandas and numpy read as a date, and what `eval` of a frame may call.
_UNSEEN_WORDS = re.compile(r"\b(now|today|random\w*)\b", re.IGNORECASE)


def only_calls_library(cells: Sequence[NotebookNode]) -> bool:
    r"""Return whether code cells only call the library and display the results.

    For such cells, what a name stands for after the loading cell is all that the later cells can
    use of what was loaded.

    Examples
    --------
    >>> from nbformat.v4 import new_code_cell
    >>> loads = new_code_cell("import minsheng as ms\nwhole = ms.load_plan(plan)")
    >>> only_calls_library([loads, new_code_cell("ms.listings.targets(whole.headlines())")])
    True
    >>> only_calls_library([loads, new_code_cell("whole.targets.query('value == @n')")])
    False
    """
    aliases: set[str] = set()
    trees = _trees([cell.source for cell in cells if cell.cell_type == "code"])
    if trees is None:
        return False
    nodes = [node for tree in trees for node in ast.walk(tree)]
    for node in nodes:
        if isinstance(node, ast.Import | ast.ImportFrom):
            if set(_imported(node)) != {_LIBRARY}:
                return False
            aliases |= {name.asname or name.name for name in node.names}
    return all(
        isinstance(node, _PLAIN)
        and _assigns_names(node, aliases)
        and (not isinstance(node, ast.Call) or _calls_library(node.func, aliases))
        for node in nodes
    )


def _assigns_names(node: ast.AST, aliases: Collection[str]) -> bool:
    """Return whether a node assigns nothing but names other than `aliases`, and no attributes."""
    match node:
        case ast.Name(id=name, ctx=ast.Store() | ast.Del()):
            return name not in aliases
        case ast.Attribute(ctx=ast.Store() | ast.Del()):
            return False
    return True


def _calls_library(function: ast.expr, aliases: Collection[str]) -> bool:
    selects = isinstance(function, ast.Attribute) and function.attr in _SELECTING
    while isinstance(function, ast.Attribute):
        function = function.value
    return selects or (isinstance(function, ast.Name) and function.id in aliases)


def only_reads_files(sources: Sequence[str], before: Collection[str]) -> bool:
    r"""Return whether code that has run depends only on parameters and on files that are tracked.

    `sources` is the code of each cell; that of modules which lie beside a notebook, and not among
    the installed packages, is read in the same way. `before` names the modules that were loaded
    before it ran.

    Examples
    --------
    >>> before = set(sys.modules)
    >>> only_reads_files(["import pandas as pd\npd.read_csv('附表.csv')"], before)
    True
    >>> only_reads_files(["import os\\nos.environ['DISTRICT']"], before)
    False
    >>> only_reads_files(["%run other.ipynb"], before)
    False
    """
    waiting, looked_at = list(sources), set(KNOWN_MODULES)
    while waiting:
        trees = _trees(waiting)
        if trees is None:
            return False
        nodes = [node for tree in trees for node in ast.walk(tree)]
        if any(_is_unseen(node) for node in nodes):
            return False
        imports = (node for node in nodes if isinstance(node, ast.Import | ast.ImportFrom))
        names = {name for node in imports for name in _imported(node)} - looked_at
        sources_of = {name: _own_sources(name) for name in names}
        if not all(sources_of.values()):
            return False
        waiting = [source for own in sources_of.values() for source in own]
        looked_at |= names
    return not _unknown_packages(before)


def _trees(sources: Sequence[str]) -> list[ast.Module] | None:
    """Return the syntax trees of some code, or None where it is no plain Python."""
    try:
        return [ast.parse(source) for source in sources]
    except (SyntaxError, ValueError, RecursionError):  # a magic, a zero byte, nested too deep
        return None


def _imported(node: ast.Import | ast.ImportFrom) -> Iterator[str]:
    """Yield the top-level names of the modules that a statement imports."""
    if isinstance(node, ast.ImportFrom):
        if not node.level:  # within a package, all of whose modules are looked at
            yield (node.module or "").partition(".")[0]
        return
    for name in node.names:
        yield name.name.partition(".")[0]


def _is_unseen(node: ast.AST) -> bool:
    match node:
        case ast.Name(id=name):
            return name in _UNSEEN_BUILTINS
        case ast.Attribute(attr=name):
            return name in _UNSEEN_ATTRIBUTES
        case ast.alias(name=name) | ast.ImportFrom(module=str(name)):
            return not _UNSEEN_ATTRIBUTES.isdisjoint(name.split("."))
        case ast.Constant(value=str(text)):
            return bool(_UNSEEN_WORDS.search(text))
        case ast.Set() | ast.SetComp():
            return True
    return False


def _own_sources(name: str) -> list[str]:
    """Return the source of a module and its submodules; empty if any is installed or not Python."""
    sources = []
    for full, module in list(sys.modules.items()):
        file = getattr(module, "__file__", None)
        if full.partition(".")[0] != name or (file is None and hasattr(module, "__path__")):
            continue  # another module, or a folder without code of its own
        if not file or not file.endswith(".py") or is_installed(file):
            return []
        sources.append(Path(file).read_text(encoding="utf-8", errors="surrogateescape"))
    return sources


def _unknown_packages(before: Collection[str]) -> bool:
    """Return whether an installed package was loaded that is not known to read only files.

    A database driver written in C, for example, opens its connection without any audit event.
    """
    known = KNOWN_MODULES | set(_SUPPORTING.split()) | sys.stdlib_module_names
    return any(
        is_installed(getattr(module, "__file__", None) or "")
        for name, module in list(sys.modules.items())
        if name not in before and name.partition(".")[0] not in known
    )
