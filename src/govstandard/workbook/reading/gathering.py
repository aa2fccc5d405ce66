"""What is gathered from a workbook: values with their cells, and the faults found on the way."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from govstandard.base.problems import Path, Problem
from govstandard.base.words import Words, words
from govstandard.standard.tree import Group, Indicator, Standard
from govstandard.workbook import form
from govstandard.workbook.columns import Layout, letter
from govstandard.workbook.reading.appearance import column
from govstandard.workbook.reading.cells import Covered, Typed, Unvalued

Mark = tuple[str, int, int]
"""A cell: its sheet, row and column, from 0; a row below 0 stands for the sheet."""
Heads = dict[str, int]
"""The column of each heading."""


class Table(NamedTuple):
    """A table found on a sheet."""

    sheet: str
    rows: list[list[object]]
    """The rows of the sheet, to the end of the table."""
    start: int
    """The row of the headings."""
    heads: Heads

    def below(self) -> Iterator[tuple[int, list[object]]]:
        """Give the rows below the headings, each with its number."""
        return enumerate(self.rows[self.start + 1 :], self.start + 1)


def place_of(mark: Mark) -> str:
    """Write a cell as people know it: ``党建!H17``."""
    sheet, row, place = mark
    return f"{sheet}!{letter(place)}{row + 1}" if row >= 0 else sheet


def mark_of(place: str) -> Mark:
    """Return the cell that `place_of` wrote.

    >>> mark_of("党建!H17"), mark_of("党建")
    (('党建', 16, 7), ('党建', -1, 0))
    """
    address = _ADDRESS.fullmatch(place)
    if address is None:
        return place, -1, 0
    sheet, letters, row = address.groups()
    return sheet, int(row) - 1, column(letters)


_ADDRESS = re.compile(r"(.*)!([A-Z]+)(\d+)", re.DOTALL)


@dataclass
class Reader:
    """Collects what is read."""

    file: str
    standard: Standard
    layout: Layout
    data: dict[str, Any] = field(default_factory=dict)
    marks: dict[Path, Mark] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    seen: dict[str, tuple[Mark, dict[str, object]]] = field(default_factory=dict)
    """The entries of each row, by their headings."""
    reviews: dict[str, dict[int, tuple[str, Mark]]] = field(default_factory=dict)
    """The reviewer's answers to points with their cells, by the indicator's id."""
    reasons: dict[str, int] = field(default_factory=dict)
    """The column of the reviewer's reasons on each sheet."""
    ids: set[str] = field(default_factory=set)
    """What stands in the tables that were read, filled in or not, in its plainest form."""
    rows: dict[str, Mark] = field(default_factory=dict)
    """The cell of each fact of the community, filled in or not."""

    @cached_property
    def items(self) -> dict[str, Indicator]:
        """Return the indicators by their ids in the plainest form."""
        return {form.plain(item.id): item for item in self.standard.indicators}

    @cached_property
    def points(self) -> dict[str, tuple[Indicator, int]]:
        """Return each point's indicator and number, by the point's id in the plainest form."""
        return {
            form.plain(point.id): (item, point.number)
            for item in self.items.values()
            for point in item.measure.points
        }

    @cached_property
    def groups(self) -> set[str]:
        """Return the ids of groups in the plainest form."""
        return {
            form.plain(found.node.id)
            for found in self.standard.walk()
            if isinstance(found.node, Group)
        }

    def put(self, path: Path, value: object, mark: Mark) -> None:
        """Keep a value at its path; another one that is there already is a fault."""
        holder = self._holder(path, mark)
        if path[-1] in holder and holder[path[-1]] != value:
            what = words(
                "这里和 {cell} 填的是同一件事，内容不同",
                "this and {cell} say different things of the same",
                cell=place_of(self.marks[path]),
            )
            self.tell(
                "GS507", what, mark, words("留下对的一处", "keep the right one"), path
            )
            return
        holder[path[-1]] = value
        self.marks.setdefault(path, mark)

    def join(self, path: Path, text: str, mark: Mark) -> None:
        """Add a text to what stands at a path."""
        holder = self._holder(path, mark)
        texts = filter(None, [holder.get(path[-1]), text])
        holder[path[-1]] = "\n".join(dict.fromkeys(texts))
        self.marks.setdefault(path, mark)

    def append(self, path: Path, records: list[dict[str, Any]], mark: Mark) -> None:
        """Add records to the list at a path, but for those that stand there already."""
        held = self._holder(path, mark).setdefault(path[-1], [])
        self.marks.setdefault(path, mark)
        for record in records:
            if record in held:
                continue
            place = (*path, len(held))
            held.append(record)
            self.marks[place] = mark
            self.marks.update({(*place, key): mark for key in record})

    def _holder(self, path: Path, mark: Mark) -> dict[Any, Any]:
        """Return what holds a path's last key, made where it is not there."""
        holder: dict[Any, Any] = self.data
        for depth, key in enumerate(path[:-1], 1):
            holder = holder.setdefault(key, {})
            self.marks.setdefault(path[:depth], mark)
        return holder

    def take(self, path: Path, typed: Typed, mark: Mark) -> None:
        """Keep what a cell says, or note why it cannot be told."""
        if typed.what:
            self.tell(
                "GS505" if typed.ambiguous else "GS504",
                typed.what,
                mark,
                typed.hint,
                path,
            )
        elif typed.value is not None:
            self.put(path, typed.value, mark)

    def doubt(self, cell: object, mark: Mark, *, figure: bool = True) -> None:
        """Tell of a blank cell that says something all the same: a merged one covers it, or a formula stands there."""
        if isinstance(cell, Covered) and figure:
            what = words(
                "这一格和别的格合并了，“{typed}”可能也是这里的",
                "merged: '{typed}' may be meant here too",
                typed=cell.by,
            )
            hint = words("取消合并，每一格分别填", "split the cells, fill in each")
            self.tell("GS505", what, mark, hint)
        elif isinstance(cell, Unvalued):
            what = words(
                "这一格是公式，还没有算出结果", "a formula that was not worked out yet"
            )
            hint = words(
                "直接填数，或在 Excel、WPS 里打开保存一次",
                "write the number, or save it anew",
            )
            self.tell("GS504", what, mark, hint)

    def misplaced(self, name: str, mark: Mark) -> None:
        """Tell of a row that is filled in but belongs to no indicator."""
        if form.plain(name) in self.groups:
            what = words(
                "“{id}” 是分组，这一行不填",
                "'{id}' is a group: nothing is filled in here",
                id=name,
            )
            hint = words("填到下面的指标行里", "fill in the rows of its indicators")
            self.tell("GS506", what, mark, hint)
        elif name:
            problem = self.standard.unknown_node(name)
            self.tell("GS506", problem.what, mark, problem.hint)
        else:
            what = words(
                "这一行填了内容，但没有编号", "this row is filled in but has no id"
            )
            self.tell("GS506", what, mark)

    def tell(
        self,
        code: str,
        what: Words,
        mark: Mark,
        hint: Words | None = None,
        path: Path = (),
    ) -> None:
        """Note a fault at a cell."""
        problem = Problem(
            code=code,
            what=what,
            hint=hint,
            file=self.file,
            cell=place_of(mark),
            path=path,
        )
        self.problems.append(problem)


def cell_of(row: list[object], place: int | None) -> object:
    """Return a row's cell; nothing where there is no such column."""
    return row[place] if place is not None and place < len(row) else None
