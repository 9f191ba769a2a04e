"""The departments whose field a task names, against those of its programme.

A remark where a task names the field of a department that has a part in other programmes, and in
this one neither leads nor is responsible. The field is what its name says without district and kind
of office, 水利 of 区水利局, or four characters of which the name has the first and the third,
医疗保障 of 区医保局. Example: a task is to improve medical insurance, and the bureau of medical
insurance is not among the departments of healthcare.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from minsheng.audit.book import Book
from minsheng.audit.checks import AGREED, Check, Outcome
from minsheng.audit.phrases import cell_in_words

RULE = "own_field"
_OFFICE = re.compile(r"^[区县市](.{2,}?)(?:分局|局|委|办)$")


def check(book: Book) -> Iterator[Check]:
    """Yield a check for each department whose field tasks of a programme name.

    Examples
    --------
    >>> import minsheng as ms
    >>> found = [one for one in check(Book(ms.load_plan())) if one.is_finding]
    >>> [one.rows[1] for one in found]
    ['departments:poverty_alleviation', 'departments:medical_insurance']
    """
    groups = {row["group"]: row["programme"] for row in book.rows("groups")}
    fields = {
        row["department"]: _field(found[1])
        for row in book.rows("departments")
        if (found := _OFFICE.match(row["name_zh"]))
    }
    named_in = {programme: set().union(*roles.values()) for programme, roles in book.duties.items()}
    for programme in book.duties:
        own_tasks = (row for row in book.rows("tasks") if groups.get(row["group"]) == programme)
        tasks = sorted(own_tasks, key=lambda row: str(row["task"]))
        for department, field in sorted(fields.items()):
            named = [row for row in tasks if field.search(row["title_zh"])]
            others = [
                name for name, own in named_in.items() if department in own and name != programme
            ]
            listed = department in book.responsible(programme)
            if not named or not (listed or others):
                continue
            rows = [f"programmes:{programme}", f"departments:{department}"]
            rows += [f"tasks:{row['task']}" for row in named]
            words = {
                "department": book.the_department(department),
                "names": cell_in_words(named, "title"),
                "n": len(named),
                "others": book.names(others),
            }
            outcome = AGREED if listed else Outcome("remark", "elsewhere")
            line = f"{len(named)} / {len(tasks)}"
            yield book.check(RULE, outcome, rows, line, words, programme=programme)


def _field(name: str) -> re.Pattern[str]:
    """Return a pattern that finds the field of a department, in full or as its name shortens it."""
    if len(name) > 2:
        return re.compile(re.escape(name))
    between = rf"[^{name[1]}的和与、]"
    return re.compile(rf"{name}|{name[0]}{between}{name[1]}{between}")
