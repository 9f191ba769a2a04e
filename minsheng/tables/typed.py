"""The cells of a ledger as people type them: figures, periods, words.

Each reader answers as `~minsheng.tables.checking.parse_cell` does: value, code of a fault, what is
allowed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from minsheng.plan.periods import period
from minsheng.tables.checking import LARGEST, Reader, Reading
from minsheng.text.quantity import fold, number, read_number

_DONE, _NOT_DONE = ("是", "完成", "已完成", "true"), ("否", "未完成", "false")
PERIODS = ("2019", "2019H1", "2019Q2", "2019-06")
"""How periods are written, by example."""

_OBSERVED = {"初步": "provisional", "最终": "final", "修订": "revised"}
_TASK = {"启动实施": "started", "延续推进": "continuing", "完成销号": "completed"}


@dataclass(frozen=True)
class Typed:
    """A figure as typed.

    Parameters
    ----------
    text
        What stands in the cell.
    form
        ``number``, ``percent`` (95%), ``ratio`` (1:0.8), ``quotient`` (350/500) or ``word`` (是).
    value
        The number; of a quotient the numerator.
    step
        What one in the last digit typed is worth: 1000 for 1.5万.
    denominator
        Of a quotient.
    """

    text: str
    form: str
    value: Decimal
    step: Decimal = Decimal(1)
    denominator: Decimal | None = None

    def __str__(self) -> str:
        return self.text

    @property
    def decimals(self) -> int:
        """How many decimals it was given with, 万 expanded: none for 1.5万."""
        return max(0, -int(self.step.as_tuple().exponent))


def read_figure(text: str) -> Reading:
    """Read a value: 86.50, 1.5万, 95%, 350/500, 1:0.8, 是.

    Examples
    --------
    >>> figure, code, _ = read_figure("1.5万")
    >>> figure.value, figure.decimals, figure.step, code
    (Decimal('15000.0'), 0, Decimal('1E+3'), '')
    >>> read_figure("86.50")[0].decimals, read_figure("350/500")[0].form, read_figure("many")[1]
    (2, 'quotient', 'not_a_number')
    """
    plain = fold(text)
    word = plain.lower()
    if word in _DONE + _NOT_DONE:
        return Typed(text, "word", Decimal(word in _DONE)), "", ()
    try:
        figure = _figure(text, plain)
    except (ValueError, InvalidOperation):
        return None, "not_a_number", ()
    if max(abs(figure.value), abs(figure.denominator or Decimal(0))) > LARGEST:
        return None, "above_maximum", (str(LARGEST),)
    return figure, "", ()


def _figure(text: str, plain: str) -> Typed:
    over, divided, under = plain.partition("/")
    if divided:
        return Typed(text, "quotient", number(over), denominator=number(under))
    # Of 1:0.8 the number is 0.8, as the plan's own ratios are read; 2:3 has no such reading.
    ratio = re.fullmatch(r"1\s*:(.+)", plain)
    written = read_number(ratio[1] if ratio else plain)
    form = "ratio" if ratio else "percent" if written.percent else "number"
    return Typed(text, form, written.value, written.step)


def _read_period(text: str) -> Reading:
    try:
        return period(text), "", ()
    except ValueError:
        return None, "not_a_period", PERIODS


def _word_reader(words: Mapping[str, str]) -> Reader:
    known = {**{code: code for code in words.values()}, **words}

    def read(text: str) -> Reading:
        code = known.get(text.lower())
        return (code, "", ()) if code else (None, "not_in_enum", tuple(known))

    return read


READERS: Mapping[str, Mapping[str, Reader]] = {
    "observations": {
        "period": _read_period, "value": read_figure, "status": _word_reader(_OBSERVED),
    },
    "explanations": {"period": _read_period},
    "task_status": {"period": _read_period, "status": _word_reader(_TASK)},
}  # fmt: skip
"""How the cells of a ledger are read, by table and column; the others by the schema alone."""
