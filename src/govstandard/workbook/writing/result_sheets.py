"""The sheets of a workbook that show how it stands: running scores, and what to do about each indicator."""

from typing import TYPE_CHECKING

from govstandard.base.rounding import brief
from govstandard.base.words import pick, words
from govstandard.standard.tree import Group
from govstandard.workbook import form
from govstandard.workbook.writing import formulas
from govstandard.workbook.writing.pages import Book, page, put, tall

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet


def result_sheet(book: Book, adjusted: str) -> None:
    """Write the scores of all nodes as formulas, with the engine's numbers as what is shown before recalculation."""
    sheet = book.sheet(book.say(form.RESULT))
    page(book, sheet, [14, 46, 10, 12], heads=(4, 2))
    sheet.set_column(4, 5, 12, None, {"hidden": True})
    sheet.set_row(0, 26)
    sheet.write_string(
        0, 0, pick(book.lang, "结果（随填随算）", "Result so far"), book.formats["title"]
    )
    told = pick(
        book.lang,
        "空着的项暂按 0 计。等级、区间和一票否决以程序计算的结果为准。",
        "What is blank counts 0 for now. Level, intervals and vetoes are the program's to decide.",
    )
    sheet.write_string(1, 0, told)
    heads = (
        *(
            words("编号", "Id"),
            words("名称", "Name"),
            words("分值", "Weight"),
            words("得分", "Score"),
        ),
        *(words("未截取的得分", "Score before it is cut"), words("上级", "Above")),
    )
    for column, head in enumerate(heads):
        put(sheet, 4, column, book.say(head), book.formats["head"])
    located = [
        found
        for found in book.standard.walk()
        if getattr(found.node, "status", "active") == "active"
    ]
    na = book.say(form.NOT_APPLICABLE)
    last = 5 + len(located)  # one row below the last, so that no range is empty
    for row, (node, _, parent, _) in enumerate(located, 5):
        look = "group" if isinstance(node, Group) else "text"
        for column, value in enumerate((node.id, node.title.to(book.lang), node.weight)):
            put(sheet, row, column, value, book.formats[look])
        put(sheet, row, 5, parent.id if parent else _ROOT, book.formats["text"])
        if isinstance(node, Group):
            formula = formulas.group(
                node.aggregation or book.standard.aggregation, node.id, (row + 1, last), na
            )
        else:
            formula = formulas.score(node.measure, book.values[node.id])
        _number(book, sheet, (row, 3), formula, book.points(node.id))
        book.exact[node.id] = f"'{sheet.get_name()}'!$E${row + 1}"
    put(sheet, 2, 0, pick(book.lang, "总分", "Total"), book.formats["bold"])
    root = formulas.group(book.standard.aggregation, _ROOT, (5, last), na)
    whole = book.result.root.value
    _formula(
        sheet, (3, 4), root, book.formats["score"], na if whole is None else round(whole * 100, 7)
    )
    total = book.result.total.value
    formula = f'=IF(ISNUMBER($E$4),MAX(0,ROUND($E$4+{adjusted},6)),"–")'
    _number(book, sheet, (2, 1), formula, "–" if total is None else total, "big")


_ROOT = "#"
"""What stands for the standard where a group names the one above it."""


def _number(
    book: Book,
    sheet: "Worksheet",
    at: tuple[int, int],
    formula: str,
    value: float | str,
    look: str = "score",
) -> None:
    """Write a number exactly into the hidden column and, cut as people see it, into its own."""
    row, column = at
    _formula(sheet, (row, 4), formula, book.formats["score"], value)
    sheet.write_formula(
        row, column, formulas.cut(f"$E${row + 1}"), book.formats[look], formulas.shown(value)
    )


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
    heads = (
        *(
            words("编号", "Id"),
            words("指标", "Indicator"),
            words("牵头", "Lead"),
            words("得分", "Score"),
        ),
        *(
            words("状态", "State"),
            words("没有达到时怎么办", "When it is not met"),
            words("人天", "Days"),
        ),
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
        steps = "\n".join(
            f"{number}. {step.to(book.lang)}" for number, step in enumerate(item.remedy, 1)
        )
        days = brief(item.effort.person_days) if item.effort else ""
        cells = (
            item.id,
            item.title.to(book.lang),
            names.get(item.lead or "", ""),
            None,
            None,
            steps,
            days,
        )
        tall(sheet, row, [(steps, 90)])
        for column, value in enumerate(cells):
            put(sheet, row, column, value, book.formats["text"])
        points, cell = book.points(item.id), book.exact[item.id]
        state = (
            (good if points >= 100 else short)  # noqa: PLR2004 - all of it
            if isinstance(points, float)
            else na
            if points
            else blank
        )
        sheet.write_formula(
            row, 3, formulas.cut(cell), book.formats["score"], formulas.shown(points)
        )
        formula = f'=IF({cell}="","{blank}",IF(ISNUMBER({cell}),IF({cell}>=100,"{good}","{short}"),"{na}"))'
        sheet.write_formula(row, 4, formula, book.formats["text"], state)
    sheet.autofilter(0, 0, len(book.standard.indicators), len(heads) - 1)
