"""Workbooks as a clerk, or some other program, leaves them."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from xlsxwriter import Workbook

from govstandard.exchange.assessments import read_assessment
from govstandard.workbook import form
from govstandard.workbook.columns import Columns
from govstandard.workbook.reading.unpacking import open_workbook

HEADS = {name: column.title.zh for name, column in form.LAYOUT.items.named.items()}
WHO: list[list[Any]] = [
    ["项目", "填写", "键"],
    ["标准", "jindi@1.0.0", "standard"],
    ["社区名称", "某社区", "community.name"],
    ["评估期开始日", "2025年1月1日", "period.start"],
    ["评估期结束日", dt.date(2025, 12, 31), "period.end"],
]
Row = dict[str, Any]


def book(
    path: Path,
    *rows: Row,
    order: Sequence[str] = tuple(HEADS),
    name: str = "填报",
    who: Sequence[Any] = WHO,
) -> Path:
    """Write a workbook with one item sheet as some program or person might."""
    with Workbook(path, {"strings_to_formulas": False}) as workbook:
        day = workbook.add_format({"num_format": "yyyy-mm-dd"})
        sheet = workbook.add_worksheet("社区信息")
        for number, row in enumerate(who):
            for place, cell in enumerate(row):
                if isinstance(cell, dt.date):
                    sheet.write_datetime(number, place, cell, day)
                else:
                    sheet.write(number, place, cell)
        sheet = workbook.add_worksheet(name)
        sheet.write_row(0, 0, [HEADS[key] for key in order])
        for number, row in enumerate(rows, 1):
            for key, cell in row.items():
                sheet.write(
                    number, list(order).index("asked.id" if key == "id" else key), cell
                )
    return path


def responses(path: Path) -> dict[str, Any]:
    """Read a workbook and return its responses as plain data."""
    found = read_assessment(path)
    return {
        name: answer.model_dump(exclude_none=True, exclude_defaults=True)
        for name, answer in found.responses.items()
    }


def fact_cell(key: str) -> str:
    """Return the address at which a fact of the community is filled in."""
    row = list(form.FACTS).index(key) + 1
    return f"社区信息!{form.LAYOUT.community.cell('entry', row)}"


def version_of(path: Path) -> list[object]:
    """Return what stands in the hidden column of a workbook about its version."""
    place = form.LAYOUT.community.places["key"]
    keys = [row[place] for row in open_workbook(path)["社区信息"]]
    return [key for key in keys if str(key).startswith(form.VERSION_KEY)]


FULL = {"id": "PB.03.04", "own.numerator": 3, "own.denominator": 4, "own.note": "说明"}


def changed(path: Path, **cells: Any) -> Path:
    """Write other things into cells of the item sheet."""
    found = load_workbook(path)
    for place, value in cells.items():
        found["填报"][place] = value
    found.save(path)
    return path


def at(name: str, row: int = 1, table: str = "items") -> str:
    """Return the address of a cell by the name of its column, in a row below the headings, which are row 0."""
    columns: Columns = getattr(form.LAYOUT, table)
    return columns.cell(name, row)
