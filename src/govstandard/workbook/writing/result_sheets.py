"""The sheets of a workbook that show how it stands: running scores, and what to do about each indicator."""

from typing import TYPE_CHECKING

from govstandard.base.rounding import brief
from govstandard.base.words import Words, words
from govstandard.standard.tree import Group, Indicator, Located
from govstandard.workbook import form
from govstandard.workbook.writing import formulas
from govstandard.workbook.writing.pages import Book, headings, page, put, tall

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

_RESULT, _REMEDY = form.LAYOUT.result, form.LAYOUT.remedy
_TOTAL, _WHOLE, _HEAD = 2, 3, 4
"""The rows of the result: the total, what the standard as a whole scores, and the headings."""
_ROOT = "#"
"""What stands for the standard where a group names the one above it."""
_TITLE = words("结果（随填随算）", "Result so far")
_CAVEAT = words(
    "空着的项暂按 0 计。等级、区间和一票否决以程序计算的结果为准。",
    "What is blank counts 0 for now. Level, intervals and vetoes are the program's to decide.",
)
_GOOD, _SHORT = words("达到", "met"), words("没有达到", "short")
_BLANK, _IDLE = words("未填", "open"), words("不适用", "n/a")


def result_sheet(book: Book, adjusted: str) -> None:
    """Write the scores of all nodes as formulas, with the engine's numbers as what is shown before recalculation."""
    sheet = book.sheet(book.say(form.RESULT))
    page(book, sheet, _RESULT, head=_HEAD)
    sheet.set_row(0, 26)
    sheet.write_string(0, 0, book.say(_TITLE), book.formats["title"])
    sheet.write_string(1, 0, book.say(_CAVEAT))
    headings(book, sheet, _HEAD, _RESULT)
    nodes = [
        located
        for located in book.standard.walk()
        if getattr(located.node, "status", "active") == "active"
    ]
    last = _HEAD + 1 + len(nodes)  # one row below the last, so that no range is empty
    for row, located in enumerate(nodes, _HEAD + 1):
        _node(book, sheet, row, located, last)
    _total(book, sheet, adjusted, last)


def _node(book: Book, sheet: "Worksheet", row: int, located: Located, last: int) -> None:
    """Write the row of a node; the nodes below it stand above the last row."""
    node, parent = located.node, located.parent
    group = isinstance(node, Group)
    look = book.formats["group" if group else "text"]
    asked = {"id": node.id, "title": node.title.to(book.lang), "weight": node.weight}
    for name, value in asked.items():
        put(sheet, row, _RESULT.places[name], value, look)
    above = parent.id if parent else _ROOT
    put(sheet, row, _RESULT.places["above"], above, book.formats["text"])
    if isinstance(node, Group):
        way = (node.aggregation or book.standard.aggregation).kind
        formula = formulas.group(way, node.id, (row + 1, last), book.say(form.NOT_APPLICABLE))
    else:
        formula = formulas.score(node.measure, book.values[node.id])
    _number(book, sheet, (row, _RESULT.places["score"]), formula, book.points(node.id))
    book.exact[node.id] = f"'{sheet.get_name()}'!{_RESULT.fixed('exact', row)}"


def _total(book: Book, sheet: "Worksheet", adjusted: str, last: int) -> None:
    """Write the total, and the score of the whole of which it is made."""
    na = book.say(form.NOT_APPLICABLE)
    put(sheet, _TOTAL, _RESULT.places["id"], book.say(words("总分", "Total")), book.formats["bold"])
    root = formulas.group(book.standard.aggregation.kind, _ROOT, (_HEAD + 1, last), na)
    score = book.result.root.value
    stored = na if score is None else round(score * 100, 7)
    _formula(sheet, (_WHOLE, _RESULT.places["exact"]), root, book.formats["score"], stored)
    total = book.result.total.value
    whole = _RESULT.fixed("exact", _WHOLE)
    formula = f'=IF(ISNUMBER({whole}),MAX(0,ROUND({whole}+{adjusted},6)),"–")'
    at = (_TOTAL, _RESULT.places["title"])
    _number(book, sheet, at, formula, "–" if total is None else total, "big")


def _number(
    book: Book,
    sheet: "Worksheet",
    at: tuple[int, int],
    formula: str,
    value: float | str,
    look: str = "score",
) -> None:
    """Write a number exactly into the hidden column and, cut as people see it, into its own."""
    row, _ = at
    _formula(sheet, (row, _RESULT.places["exact"]), formula, book.formats["score"], value)
    cut = formulas.cut(_RESULT.fixed("exact", row))
    sheet.write_formula(*at, cut, book.formats[look], formulas.shown(value))


def _formula(
    sheet: "Worksheet", at: tuple[int, int], formula: str, look: "Format", value: float | str
) -> None:
    """Write a formula with its value, as one of arrays where it stands in braces."""
    if formula.startswith("{"):
        sheet.write_array_formula(*at, *at, formula, look, value)
    else:
        sheet.write_formula(*at, formula, look, value)


def remedy_sheet(book: Book) -> None:
    """Write what to do about each indicator, with its score beside it."""
    sheet = book.sheet(book.say(form.REMEDY))
    page(book, sheet, _REMEDY, head=0)
    headings(book, sheet, 0, _REMEDY)
    bodies = {body.id: body.name.to(book.lang) for body in book.standard.bodies}
    for row, item in enumerate(book.standard.indicators, 1):
        _advice(book, sheet, row, item, bodies.get(item.lead or "", ""))
        _standing(book, sheet, row, item)
    sheet.autofilter(0, 0, len(book.standard.indicators), _REMEDY.last)


def _advice(book: Book, sheet: "Worksheet", row: int, item: Indicator, lead: str) -> None:
    """Write who leads an indicator, and what to do when it is not met."""
    numbered = enumerate(item.remedy, 1)
    steps = "\n".join(f"{number}. {step.to(book.lang)}" for number, step in numbered)
    asked = {
        "id": item.id,
        "title": item.title.to(book.lang),
        "lead": lead,
        "steps": steps,
        "days": brief(item.effort.person_days) if item.effort else "",
    }
    tall(sheet, row, [(steps, _REMEDY.named["steps"].width)])
    for name, value in asked.items():
        put(sheet, row, _REMEDY.places[name], value, book.formats[_REMEDY.named[name].style])


def _standing(book: Book, sheet: "Worksheet", row: int, item: Indicator) -> None:
    """Write the formulas of an indicator's score and state."""
    points, cell = book.points(item.id), book.exact[item.id]
    good, short, blank, idle = (book.say(state) for state in (_GOOD, _SHORT, _BLANK, _IDLE))
    columns, places = _REMEDY.named, _REMEDY.places
    cut, shown = formulas.cut(cell), formulas.shown(points)
    sheet.write_formula(row, places["score"], cut, book.formats[columns["score"].style], shown)
    formula = (
        f'=IF({cell}="","{blank}",IF(ISNUMBER({cell}),IF({cell}>=100,"{good}","{short}"),"{idle}"))'
    )
    state = book.say(_state(points))
    sheet.write_formula(row, places["state"], formula, book.formats[columns["state"].style], state)


def _state(points: float | str) -> Words:
    """Return how an indicator stands."""
    if isinstance(points, str):
        return _IDLE if points else _BLANK
    return _GOOD if points >= _FULL else _SHORT


_FULL = 100
