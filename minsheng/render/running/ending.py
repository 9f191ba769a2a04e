"""``exit`` and ``quit`` end a notebook early, in a Jupyter kernel and in our own shell alike."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING

from IPython.core.autocall import ExitAutocall

if TYPE_CHECKING:
    from IPython.core.interactiveshell import InteractiveShell


class _Exit(ExitAutocall):
    """``exit`` and ``quit``: an exception that ends the notebook, not the process that runs it."""

    def __call__(self, code: int | str | None = None) -> None:
        raise SystemExit(code or 0)


def end_by_exit(shell: InteractiveShell) -> None:
    """Have ``exit`` and ``quit`` in a shell end its notebook as ``sys.exit(0)`` does.

    IPython's advice on how to end a session, which it gives after each, is kept out of reports.
    """
    warnings.filterwarnings("ignore", "To exit: use", UserWarning)
    for name in ("exit", "quit"):
        shell.user_ns[name] = shell.user_ns_hidden[name] = _Exit(shell)  # type: ignore[no-untyped-call]
