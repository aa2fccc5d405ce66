"""What is gathered from a workbook: values with their cells, and the faults found on the way."""

from dataclasses import dataclass, field
from typing import Any, NamedTuple

from govstandard.errors import Path, Problem
from govstandard.io.cells import Typed
from govstandard.io.formulas import letter
from govstandard.standard import Standard
from govstandard.text import Translations, words

Mark = tuple[str, int, int]
"""A cell: its sheet, row and column, from 0; a row below 0 stands for the sheet."""
Heads = dict[str, int]
"""The column of each heading."""


class Table(NamedTuple):
    """A table found on a sheet."""

    sheet: str
    rows: list[list[object]]
    """All rows of the sheet."""
    start: int
    """The row of the headings."""
    heads: Heads


def place_of(mark: Mark) -> str:
    """Write a cell as people know it: ``党建!H17``."""
    sheet, row, column = mark
    return f"{sheet}!{letter(column)}{row + 1}" if row >= 0 else sheet


@dataclass
class Reader:
    """Collects what is read."""

    file: str
    standard: Standard
    data: dict[str, Any] = field(default_factory=dict)
    marks: dict[Path, Mark] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    seen: dict[str, tuple[Mark, list[object]]] = field(default_factory=dict)
    rows: dict[str, Mark] = field(default_factory=dict)
    """The cell of each fact of the community, filled in or not."""

    def put(self, path: Path, value: object, mark: Mark) -> None:
        """Keep a value at its path; another one that is there already is a fault."""
        holder = self._holder(path, mark)
        if path[-1] in holder and holder[path[-1]] != value:
            at = place_of(self.marks[path])
            what = words(f"这里和 {at} 填的是同一件事，内容不同", f"this and {at} say different things of the same")
            self.tell("GS507", what, mark, words("留下对的一处", "keep the right one"), path)
            return
        holder[path[-1]] = value
        self.marks.setdefault(path, mark)

    def join(self, path: Path, text: str, mark: Mark) -> None:
        """Add a text to what stands at a path."""
        holder = self._holder(path, mark)
        holder[path[-1]] = "\n".join(dict.fromkeys(filter(None, [holder.get(path[-1]), text])))
        self.marks.setdefault(path, mark)

    def append(self, path: Path, records: list[dict[str, Any]], mark: Mark) -> None:
        """Add records to the list at a path, but for those that stand there already."""
        held = self._holder(path, mark).setdefault(path[-1], [])
        held += [record for record in records if record not in held]
        self.marks.setdefault(path, mark)

    def _holder(self, path: Path, mark: Mark) -> dict[Any, Any]:
        holder: dict[Any, Any] = self.data
        for depth, key in enumerate(path[:-1], 1):
            holder = holder.setdefault(key, {})
            self.marks.setdefault(path[:depth], mark)
        return holder

    def tell(
        self, code: str, what: Translations, mark: Mark, hint: Translations | None = None, path: Path = ()
    ) -> None:
        """Note a fault at a cell."""
        problem = Problem(code=code, what=what, hint=hint, file=self.file, cell=place_of(mark), path=path)
        self.problems.append(problem)

    def take(self, path: Path, typed: Typed, mark: Mark) -> None:
        """Keep what a cell says, or note why it cannot be told."""
        if typed.what:
            self.tell("GS505" if typed.ambiguous else "GS504", typed.what, mark, typed.hint, path)
        elif typed.value is not None:
            self.put(path, typed.value, mark)


def cell_of(row: list[object], place: int | None) -> object:
    """Return a row's cell; nothing where there is no such column."""
    return row[place] if place is not None and place < len(row) else None


def listed(text: str) -> list[str]:
    """Return the names in a cell that holds several, separated by semicolons or lines."""
    return [name.strip() for name in text.replace(";", "；").replace("\n", "；").split("；") if name.strip()]
