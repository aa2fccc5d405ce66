"""The sheets of a workbook that show how it stands: running scores, and what to do about each indicator."""

from typing import TYPE_CHECKING

from govstandard.aggregation import Geometric, Minimum
from govstandard.io import formulas, layout
from govstandard.io.book import Book, page, put, tall
from govstandard.rounding import brief
from govstandard.standard import Group, Indicator, Standard
from govstandard.text import pick, words

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet


def result_sheet(book: Book, adjusted: str) -> None:
    """Write the scores of all nodes as formulas, with the engine's numbers as what is shown before recalculation."""
    sheet = book.workbook.add_worksheet(book.say(layout.RESULT))
    page(book, sheet, [14, 46, 10, 12, 12], heads=(4, 2))
    sheet.set_column(4, 4, 12, None, {"hidden": True})
    sheet.set_row(0, 26)
    sheet.write_string(0, 0, pick(book.lang, "结果（随填随算）", "Result so far"), book.formats["title"])
    told = pick(
        book.lang,
        "空着的项暂按 0 计。等级、区间和一票否决以程序计算的结果为准。",
        "What is blank counts 0 for now. Level, intervals and vetoes are the program's to decide.",
    )
    sheet.write_string(1, 0, told)
    heads = (
        *(words("编号", "Id"), words("名称", "Name"), words("分值", "Weight"), words("得分", "Score")),
        words("未截取的得分", "Score before it is cut"),
    )
    for column, head in enumerate(heads):
        put(sheet, 4, column, book.say(head), book.formats["head"])
    nodes = [located.node for located in book.standard.walk() if getattr(located.node, "status", "active") == "active"]
    rows = {node.id: row for row, node in enumerate(nodes, 5)}
    na = book.say(layout.NOT_APPLICABLE)
    for node in nodes:
        row, look = rows[node.id], "group" if isinstance(node, Group) else "text"
        put(sheet, row, 0, node.id, book.formats[look])
        put(sheet, row, 1, node.title.to(book.lang), book.formats[look])
        put(sheet, row, 2, node.weight, book.formats[look])
        if isinstance(node, Group):
            formula = formulas.group(_way(book.standard, node), [rows[child.id] for child in _live(node)], na)
        else:
            formula = formulas.score(node.measure, book.values[node.id])
        _number(book, sheet, (row, 3), formula, book.points(node.id))
        book.exact[node.id] = f"'{sheet.get_name()}'!$E${row + 1}"
    put(sheet, 2, 0, pick(book.lang, "总分", "Total"), book.formats["bold"])
    root = formulas.group(_way(book.standard, None), [rows[node.id] for node in _live(book.standard)], na).lstrip("=")
    formula = f'=IF(ISNUMBER({root}),MAX(0,ROUND({root}+{adjusted},6)),"–")'
    total = book.result.total.value
    _number(book, sheet, (2, 1), formula, "–" if total is None else total, "big")


def _number(
    book: Book, sheet: "Worksheet", at: tuple[int, int], formula: str, value: float | str, look: str = "score"
) -> None:
    """Write a number exactly into the hidden column and, cut as people see it, into its own."""
    row, column = at
    sheet.write_formula(row, 4, formula, book.formats["score"], value)
    sheet.write_formula(row, column, formulas.cut(f"$E{row + 1}"), book.formats[look], formulas.shown(value))


def _live(holder: Standard | Group) -> list[Group | Indicator]:
    return [child for child in holder.children if getattr(child, "status", "active") == "active"]


def _way(standard: Standard, group: Group | None) -> str:
    way = (group.aggregation if group else None) or standard.aggregation
    return "geometric" if isinstance(way, Geometric) else "minimum" if isinstance(way, Minimum) else "mean"


def remedy_sheet(book: Book) -> None:
    """Write what to do about each indicator, with its score beside it."""
    sheet = book.workbook.add_worksheet(book.say(layout.REMEDY))
    heads = (
        *(words("编号", "Id"), words("指标", "Indicator"), words("牵头", "Lead"), words("得分", "Score")),
        *(words("状态", "State"), words("没有达到时怎么办", "When it is not met"), words("人天", "Days")),
    )
    page(book, sheet, [12, 30, 14, 9, 11, 90, 8], heads=(0, 2))
    for column, head in enumerate(heads):
        put(sheet, 0, column, book.say(head), book.formats["head"])
    names = {body.id: body.name.to(book.lang) for body in book.standard.bodies}
    good, short, blank, na = (
        pick(book.lang, zh, en)
        for zh, en in (("达到", "met"), ("没有达到", "short"), ("未填", "open"), ("不适用", "n/a"))
    )
    for row, item in enumerate(book.standard.indicators, 1):
        steps = "\n".join(f"{number}. {step.to(book.lang)}" for number, step in enumerate(item.remedy, 1))
        days = brief(item.effort.person_days) if item.effort else ""
        cells = (item.id, item.title.to(book.lang), names.get(item.lead or "", ""), None, None, steps, days)
        tall(sheet, row, [(steps, 90)])
        for column, value in enumerate(cells):
            put(sheet, row, column, value, book.formats["text"])
        points, cell = book.points(item.id), book.exact[item.id]
        state = (good if points >= 100 else short) if isinstance(points, float) else na if points else blank  # noqa: PLR2004 - all of it
        sheet.write_formula(row, 3, formulas.cut(cell), book.formats["score"], formulas.shown(points))
        formula = f'=IF({cell}="","{blank}",IF(ISNUMBER({cell}),IF({cell}>=100,"{good}","{short}"),"{na}"))'
        sheet.write_formula(row, 4, formula, book.formats["text"], state)
    sheet.autofilter(0, 0, len(book.standard.indicators), len(heads) - 1)
