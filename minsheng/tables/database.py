"""Read the rows of a ledger from a database that SQLAlchemy supports, without writing to it.

Faults give the table as file, and as row the place in the order of the key.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from minsheng.errors import BadInput, Fault, nearest
from minsheng.tables.columns import Cells, Column
from minsheng.tables.reading import SourceTable, SourceTables, cell_text, check_header
from minsheng.tables.schema import Table, ledger_tables
from minsheng.text.secrets import known_secrets, masked, with_secrets, without_secrets

if TYPE_CHECKING:
    from sqlalchemy import Connection
    from sqlalchemy.engine import URL

_NEEDED = "observations"
_SEEN = ("sqlite", "sqlite+pysqlite")
_ELSEWHERE = "socket.connect"
"""The audit event by which whoever watches learns of what no file tells."""
_INSTALL = ('pip install "minsheng[database]"',)


def open_database(source: str) -> SourceTables:
    """Open the ledger in a database; of its three tables, a missing one counts as empty.

    An address without a password gets the one that the environment holds for it. `BadInput` when
    the database cannot be reached or has no table of observations.
    """
    url = _url(with_secrets(source))
    with _connected(url) as connection:
        from sqlalchemy import inspect

        inspector = inspect(connection)
        names = (*inspector.get_table_names(), *inspector.get_view_names())
        if _NEEDED not in names:
            near = nearest(_NEEDED, names)
            raise BadInput([Fault("database.no_table", without_password(source), nearest=near)])
        tables = {name: table for name, table in ledger_tables().items() if name in names}
        if not tables.keys().isdisjoint(inspector.get_view_names()):
            sys.audit(_ELSEWHERE, None, _shown(url))  # a view may ask for the clock or for chance
        return {name: _source_table(connection, table) for name, table in tables.items()}


def without_password(source: str) -> str:
    """Return the URL of a database without password and query, so that it may be shown.

    Examples
    --------
    >>> without_password("postgresql://clerk:secret@db.example/ledger?sslmode=require")
    'postgresql://clerk@db.example/ledger'
    """
    return _shown(_url(without_secrets(source)))


def _shown(url: URL) -> str:
    return without_secrets(url.render_as_string(hide_password=False)).partition("?")[0]


def _url(source: str) -> URL:
    try:
        from sqlalchemy import make_url
        from sqlalchemy.exc import ArgumentError
    except ModuleNotFoundError:
        missing = Fault("database.not_installed", found="sqlalchemy", allowed=_INSTALL)
        raise BadInput([missing]) from None
    try:
        return make_url(source)
    except (ArgumentError, ValueError):
        # The text may hold a password, so only its beginning is shown.
        beginning = f"{source.partition('://')[0]}://…"
        ways = ("sqlite:///…", "postgresql://…")
        raise BadInput([Fault("database.bad_url", found=beginning, allowed=ways)]) from None


@contextmanager
def _connected(url: URL) -> Iterator[Connection]:
    """Open a connection that reads and never writes."""
    from sqlalchemy import create_engine
    from sqlalchemy.exc import NoSuchModuleError, SQLAlchemyError
    from sqlalchemy.pool import NullPool

    shown = _shown(url)
    options: dict[str, Any] = {}
    if url.get_backend_name() == "postgresql":
        # One snapshot of all three tables, in a transaction that the server lets only read.
        options = {"postgresql_readonly": True, "isolation_level": "REPEATABLE READ"}
    if url.drivername not in _SEEN:  # a driver in C connects without any audit event
        sys.audit(_ELSEWHERE, None, shown)
    try:
        engine = create_engine(_to_open(url), poolclass=NullPool, hide_parameters=True)
    except NoSuchModuleError:
        raise BadInput([Fault("database.unknown_kind", shown, found=url.drivername)]) from None
    except ModuleNotFoundError as error:
        driver = error.name or ""
        allowed = _INSTALL if driver.startswith("psycopg") else ()  # others come from elsewhere
        missing = Fault("database.not_installed", shown, found=driver, allowed=allowed)
        raise BadInput([missing]) from None
    try:
        with engine.connect() as plain, plain.execution_options(**options) as connection:
            yield connection
            connection.rollback()
    except SQLAlchemyError as error:
        message = str(getattr(error, "orig", None) or type(error).__name__)
        secrets = known_secrets(url.render_as_string(hide_password=False))
        first, *_ = message.splitlines() or [""]
        reason = masked(first, [*secrets, str(url.password or "")])
        raise BadInput([Fault("database.failed", shown, found=reason)]) from None
    finally:
        engine.dispose()


def _to_open(url: URL) -> URL:
    """Return the URL to connect to; an SQLite file is opened read-only."""
    kind = url.get_backend_name()
    if url.drivername == "postgresql":
        # The driver that comes with the extra, whichever SQLAlchemy would take by itself.
        return url.set(drivername="postgresql+psycopg")
    if kind != "sqlite" or url.database in (None, "", ":memory:"):
        return url
    file = str(url.database)
    path = file if file.startswith("file:") else Path(file).absolute().as_uri()
    return url.set(database=path).update_query_dict({"mode": "ro", "uri": "true"})


def _source_table(connection: Connection, table: Table) -> SourceTable:
    from sqlalchemy import text

    quoted = connection.dialect.identifier_preparer.quote(table.name)
    result = connection.execute(text(f"SELECT * FROM {quoted}"))
    header = list(result.keys())
    named = replace(table, path=table.name)
    kinds = [next((f.type for f in table.fields if f.name == name), "") for name in header]
    cells = [list(map(cell_text, row, kinds)) for row in result]
    order = [header.index(name) for name in table.primary_key if name in header]
    cells.sort(key=lambda row: ([row[index] for index in order], row))
    columns = {name: Column.from_cells(row[n] for row in cells) for n, name in enumerate(header)}
    rows = Cells(np.arange(1, len(cells) + 1), columns)
    raw = "\n".join("\0".join(row) for row in [header, *cells]).encode(errors="surrogatepass")
    return SourceTable(named, rows, check_header(header, table=named), raw)
