"""Who leads, who is responsible, and who holds the data."""

from __future__ import annotations

import re
from collections.abc import Iterator

from minsheng.audit.book import Book
from minsheng.audit.checks import AGREED, Check, Evidence, Outcome
from minsheng.audit.phrases import cell_in_words

_USUAL_SHARE = 0.75
_FEWEST_PROGRAMMES = 4
_OFFICE = re.compile(r"^[区县市](.{2,}?)(?:分局|局|委|办)$")


def unlisted(book: Book) -> Iterator[Check]:
    """Yield a check for each department that is named as acting.

    The departments that the text names as acting against those listed for the programme. A
    question where a named department is neither lead nor responsible in the programme: does it
    answer for anything? Which departments are named is data: the role ``named`` of the table of
    responsibilities. Example: the poverty office is to bring about the renovation of houses
    together with others, and stands in no list of the housing programme.

    Examples
    --------
    >>> part = ms.load_plan().select(programme="housing")
    >>> [result.rows for result in unlisted(Book(part)) if result.is_finding]
    [('responsibilities:housing.poverty_alleviation.named',)]
    """
    for programme, roles in book.duties.items():
        for department in roles.get("named", ()):
            is_listed = department in book.responsible(programme)
            outcome = AGREED if is_listed else Outcome("question", "outside")
            rows = [f"responsibilities:{programme}.{department}.named"]
            words = {"department": book.the_department(department)}
            yield book.check("unlisted", outcome, rows, words=words, programme=programme)


def holder(book: Book) -> Iterator[Check]:
    """Yield a check for each goal with a holder, where the plan names who is responsible.

    The department that holds the data of a goal against those responsible in its programme. A
    remark where it is not among them: nobody in the programme is bound to deliver the number.
    Which department holds the data is judged by its function; the plan need not say so.
    Example: years of schooling are counted by the statistics bureau, which neither leads the
    education programme nor is responsible in it.

    Examples
    --------
    >>> part = ms.load_plan().select(indicator="education.years_of_schooling")
    >>> [result.severity for result in holder(Book(part))]
    ['remark']
    """
    for indicator, goal in book.goals.items():
        holder = book.indicators[indicator]["holder"]
        responsible = book.responsible(goal.programme)
        if goal.aim == "context" or not holder or not responsible:
            continue
        outcome = AGREED if holder in responsible else Outcome("remark", "outside")
        rows: Evidence = [f"indicators:{indicator}", *book.targets.get(indicator, ())[-1:]]
        words = {"holder": book.the_department(holder)}
        yield book.check("holder", outcome, rows, words=words, indicators=[indicator])


def several_leads(book: Book) -> Iterator[Check]:
    """Yield a check for each programme with a lead department.

    The number of lead departments of each programme. A remark where there are several: each
    finding has to be put to all of them, and a report may come from each. The text may divide
    the work among them further on. Example: four departments lead one programme.

    Examples
    --------
    >>> part = ms.load_plan().select(programme=["amenities", "assistance"])
    >>> [(result.severity, result.arithmetic) for result in several_leads(Book(part))]
    [('remark', '4'), ('agreed', '1')]
    """
    for programme in book.duties:
        if leads := book.leads(programme):
            n = len(leads)
            outcome = Outcome("remark", "several") if n > 1 else AGREED
            rows = [f"responsibilities:{programme}.{lead}.lead" for lead in leads]
            yield book.check("several_leads", outcome, rows, str(n), {"n": n}, programme=programme)


def left_out(book: Book) -> Iterator[Check]:
    """Yield a check for each department that has a part in most programmes.

    The departments that have a part in most programmes, and the programmes that leave them out.
    A remark for each department that leads or is responsible in at least three quarters of the
    programmes but not in all: was it forgotten, or has it nothing to do there? With fewer than
    four programmes nothing is usual. Example: the towns are responsible in seven of nine
    programmes, and not for the village paths.

    Examples
    --------
    >>> [(result.rows, result.arithmetic) for result in left_out(Book(ms.load_plan()))][-1]
    (('departments:towns',), '7 / 9')
    """
    programmes = [name for name in book.duties if book.responsible(name)]
    if len(programmes) < _FEWEST_PROGRAMMES:
        return
    departments = sorted(set().union(*map(book.responsible, programmes)))
    for department in departments:
        without = [name for name in programmes if department not in book.responsible(name)]
        n, of = len(programmes) - len(without), len(programmes)
        if n / of < _USUAL_SHARE:
            continue
        words = {
            "department": book.department(department),
            "n": n,
            "of": of,
            "names": book.names(without),
        }
        outcome = Outcome("remark", "some") if without else AGREED
        yield book.check("left_out", outcome, [f"departments:{department}"], f"{n} / {of}", words)


def own_field(book: Book) -> Iterator[Check]:
    """Yield a check for each department whose field tasks of a programme name.

    The departments whose field a task names, against those of its programme. A remark where a
    task names the field of a department that has a part in other programmes, and in this one
    neither leads nor is responsible. The field is what its name says without district and kind
    of office, 水利 of 区水利局, or four characters of which the name has the first and the third,
    医疗保障 of 区医保局. Example: a task is to improve medical insurance, and the bureau of medical
    insurance is not among the departments of healthcare.

    Examples
    --------
    >>> found = [one for one in own_field(Book(ms.load_plan())) if one.is_finding]
    >>> [one.rows[1] for one in found]
    ['departments:poverty_alleviation', 'departments:medical_insurance']
    """
    groups = {row["group"]: row["programme"] for row in book.rows("groups")}
    fields = {
        row["department"]: _field_pattern(found[1])
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
            yield book.check("own_field", outcome, rows, line, words, programme=programme)


def _field_pattern(name: str) -> re.Pattern[str]:
    """Return a pattern that finds the field of a department, in full or as its name shortens it."""
    if len(name) > 2:
        return re.compile(re.escape(name))
    between = rf"[^{name[1]}的和与、]"
    return re.compile(rf"{name}|{name[0]}{between}{name[1]}{between}")
