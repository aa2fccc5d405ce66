"""The sheets of a workbook that show how it stands: running scores, and what to do about each indicator."""

from govstandard.base.rounding import brief
from govstandard.base.words import Words, words
from govstandard.standard.tree import Group, Indicator, Located, Node
from govstandard.workbook import form
from govstandard.workbook.writing import formulas
from govstandard.workbook.writing.pages import Book, Table, page

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
    page(book, sheet, form.LAYOUT.result, head=_HEAD)
    sheet.set_row(0, 26)
    sheet.write_string(0, 0, book.say(_TITLE), book.formats["title"])
    sheet.write_string(1, 0, book.say(_CAVEAT))
    table = Table(book, sheet, form.LAYOUT.result)
    table.headings(_HEAD)
    nodes = [located for located in book.standard.walk() if _in_force(located.node)]
    last = _HEAD + 1 + len(nodes)  # one row below the last, so that no range is empty
    for row, located in enumerate(nodes, _HEAD + 1):
        _node(table, row, located)
        _score(table, row, located.node, last)
    _total(table, adjusted, last)


def _in_force(node: Node) -> bool:
    return isinstance(node, Group) or node.status == "active"


def _node(table: Table, row: int, located: Located) -> None:
    """Write what a node is."""
    node, parent = located.node, located.parent
    look = "group" if isinstance(node, Group) else "text"
    table.put(row, "id", node.id, look)
    table.put(row, "title", table.book.say(node.title), look)
    table.put(row, "weight", node.weight, look)
    table.put(row, "above", parent.id if parent else _ROOT)


def _score(table: Table, row: int, node: Node, last: int) -> None:
    """Write the score of a node; the nodes below it stand above the last row."""
    book = table.book
    if isinstance(node, Group):
        way = node.aggregation or book.standard.aggregation
        formula = formulas.group(
            way, node.id, (row + 1, last), book.say(form.NOT_APPLICABLE)
        )
    else:
        formula = formulas.score(node.measure, book.values[node.id])
    points = book.points(node.id)
    table.formula(row, "exact", formula, points)
    _cut(table, row, "score", points, "score")
    book.exact[node.id] = table.address("exact", row)


def _cut(table: Table, row: int, name: str, points: float | str, look: str) -> None:
    """Write a number that stands in the hidden column, cut as people see it."""
    cut = formulas.cut(table.columns.fixed("exact", row))
    table.formula(row, name, cut, formulas.shown(points), look)


def _total(table: Table, adjusted: str, last: int) -> None:
    """Write the total, and the score of the whole of which it is made."""
    book = table.book
    na = book.say(form.NOT_APPLICABLE)
    way = book.standard.aggregation
    score, total = book.result.root.value, book.result.total.value
    root = formulas.group(way, _ROOT, (_HEAD + 1, last), na)
    table.formula(_WHOLE, "exact", root, na if score is None else round(score * 100, 7))
    whole = table.columns.fixed("exact", _WHOLE)
    formula = f'=IF(ISNUMBER({whole}),MAX(0,ROUND({whole}+{adjusted},6)),"–")'
    stored = "–" if total is None else total
    table.put(_TOTAL, "id", book.say(words("总分", "Total")), "bold")
    table.formula(_TOTAL, "exact", formula, stored)
    _cut(table, _TOTAL, "title", stored, "big")


def remedy_sheet(book: Book) -> None:
    """Write what to do about each indicator, with its score beside it."""
    sheet = book.sheet(book.say(form.REMEDY))
    columns = form.LAYOUT.remedy
    page(book, sheet, columns, head=0)
    table = Table(book, sheet, columns)
    table.headings(0)
    bodies = {body.id: book.say(body.name) for body in book.standard.bodies}
    for row, item in enumerate(book.standard.indicators, 1):
        _advice(table, row, item)
        table.put(row, "lead", bodies.get(item.lead or "", ""))
        _standing(table, row, item)
    sheet.autofilter(0, 0, len(book.standard.indicators), columns.last)


def _advice(table: Table, row: int, item: Indicator) -> None:
    """Write what to do when an indicator is not met."""
    numbered = enumerate(item.remedy, 1)
    steps = "\n".join(f"{number}. {table.book.say(step)}" for number, step in numbered)
    table.tall(row, {"steps": steps})
    table.put(row, "id", item.id)
    table.put(row, "title", table.book.say(item.title))
    table.put(row, "steps", steps)
    table.put(row, "days", brief(item.effort.person_days) if item.effort else "")


def _standing(table: Table, row: int, item: Indicator) -> None:
    """Write the formulas of an indicator's score and state."""
    book = table.book
    points, cell = book.points(item.id), book.exact[item.id]
    good, short, blank, idle = (
        book.say(state) for state in (_GOOD, _SHORT, _BLANK, _IDLE)
    )
    table.formula(row, "score", formulas.cut(cell), formulas.shown(points))
    judged = f'IF({cell}>=100,"{good}","{short}")'
    state = f'=IF({cell}="","{blank}",IF(ISNUMBER({cell}),{judged},"{idle}"))'
    table.formula(row, "state", state, book.say(_state(points)))


def _state(points: float | str) -> Words:
    """Return how an indicator stands."""
    if isinstance(points, str):
        return _IDLE if points else _BLANK
    return _GOOD if points >= _FULL else _SHORT


_FULL = 100
