"""A row of a table, whose cells are asked for by the names of their columns, and what each column's cells say."""

import re
from collections.abc import Iterator
from typing import NamedTuple, assert_never

from govstandard.base.words import words
from govstandard.workbook.columns import Column, Columns, Holds
from govstandard.workbook.reading import cells
from govstandard.workbook.reading.cells import Typed
from govstandard.workbook.reading.gathering import Mark, Table, cell_of


class Row(NamedTuple):
    """A row of a table below its headings."""

    table: Table
    number: int
    """Its number on the sheet, from 0."""
    cells: list[object]

    def cell(self, name: str) -> object:
        """Return the cell in a column; nothing where the table has no such column."""
        return cell_of(self.cells, self.table.heads.get(name))

    def mark(self, name: str) -> Mark:
        """Return where the cell in a column stands."""
        return self.table.sheet, self.number, self.table.heads[name]

    def entries(self, columns: Columns) -> dict[str, object]:
        """Return the cells of the columns into which people type, as far as the table has them."""
        return {
            name: self.cell(name) for name in columns.typed if name in self.table.heads
        }


def rows_below(table: Table) -> Iterator[Row]:
    """Give the rows below the headings of a table."""
    begin = table.start + 1
    for number, cells_of_row in enumerate(table.rows[begin:], begin):
        yield Row(table, number, cells_of_row)


def stands_alone(column: Column) -> bool:
    """Say whether each row needs an entry of its own: words beside several rows may be meant for all of them."""
    return column.holds not in {"text", "evidence"}


def read_cell(holds: Holds, cell: object) -> Typed:
    """Read a cell as what its column holds, where it alone can tell.

    >>> read_cell("times", "２次").value, read_cell("text", "/").value, read_cell("told", "无").value
    (2, None, None)
    """
    match holds:
        case "not_applicable":
            return cells.reason(cell)
        case "evidence":
            return cells.evidence_of(cell)
        case "text":
            return Typed(cells.words_of(cell) or None)
        case "happened":
            return cells.happened(cell)
        case "times":
            return _times(cell)
        case "date":
            return cells.day(cell)
        case "file":
            return Typed(cells.words_of(cell).strip() or None)
        case "checksum":
            return _checksum(cell)
        case "id" | "figure" | "fact" | "told":
            return Typed()
        case _:
            assert_never(holds)


def _times(cell: object) -> Typed:
    """Read how often something happened; what is no whole number is left for the check of the whole to tell."""
    number = cells.number(cell)
    if number.value is None or not number.value.is_integer():
        return number
    return Typed(int(number.value))


def _checksum(cell: object) -> Typed:
    checksum = cells.words_of(cell)
    if re.fullmatch(r"([0-9a-f]{64})?", checksum):
        return Typed(checksum or None)
    what = words("校验值由程序填写", "the checksum is the program's to fill in")
    return Typed(what=what, hint=words("清空这一格", "clear this cell"))
