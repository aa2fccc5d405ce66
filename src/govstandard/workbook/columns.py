"""What a column of a workbook is, and where it stands: one declaration a column, for writing and reading alike."""

from dataclasses import dataclass
from functools import cached_property
from string import ascii_uppercase
from typing import Literal, NamedTuple

from govstandard.base.words import Words

Side = Literal["asked", "own", "review", "score"]
"""Whose column it is: the standard's, the community's, the reviewer's, or a formula's."""

Holds = Literal[
    "told",
    "id",
    "fact",
    "figure",
    "not_applicable",
    "evidence",
    "text",
    "happened",
    "times",
    "date",
    "file",
    "checksum",
]
"""What stands in a column, by which it is checked and read; ``told`` is what nobody types."""

Look = Literal[
    "text", "bold", "closed", "own", "own@", "review", "review@", "day", "score"
]
"""How a cell looks; ``@`` takes what is typed for text."""

_LOOKS: dict[Side, Look] = {
    "asked": "text",
    "own": "own",
    "review": "review",
    "score": "score",
}


class Column(NamedTuple):
    """A column of a table."""

    key: str
    """What it holds: a field of what is filled in, ``answer`` for the one cell of measures that take one figure."""
    side: Side
    """Whose it is."""
    title: Words
    """Its heading, by which it is found again wherever it was moved."""
    width: float
    """Its width in characters."""
    holds: Holds = "told"
    """What is written into it and read from it."""
    figures: tuple[str, ...] = ()
    """The figures that stand in it, each for other measures."""
    on_points: bool = False
    """Whether it is open in the rows of points; it is open in the rows of all indicators that take what it holds."""
    told: Words | None = None
    """What belongs into it, where the standard does not say."""
    look: Look | None = None
    """How its cells look, where they do not look like all of their side."""
    needed: bool = False
    """Whether a table cannot be known without it."""
    optional: bool = False
    """Whether it may be missing, so that no other heading is taken for it."""
    hidden: bool = False
    """Whether people do not see it."""

    @property
    def typed(self) -> bool:
        """Say whether people type into it."""
        return self.side in {"own", "review"}

    @property
    def style(self) -> Look:
        """Return how its open cells look."""
        return self.look or _LOOKS[self.side]


@dataclass(frozen=True, eq=False)
class Columns:
    """The columns of a table, from left to right."""

    columns: tuple[Column, ...]
    sided: bool = False
    """Whether the community and the reviewer fill in the same, so that the name of a column begins with its side."""
    frozen: str = ""
    """The last of the columns that stay in sight."""

    def name(self, column: Column) -> str:
        """Return the name of a column, by which it is asked for."""
        return f"{column.side}.{column.key}" if self.sided else column.key

    @cached_property
    def named(self) -> dict[str, Column]:
        """Return the columns by their names."""
        return {self.name(column): column for column in self.columns}

    @cached_property
    def places(self) -> dict[str, int]:
        """Return where each column stands when it is written, from 0."""
        return {name: place for place, name in enumerate(self.named)}

    @cached_property
    def typed(self) -> dict[str, Column]:
        """Return the columns into which people type, by their names."""
        return {name: column for name, column in self.named.items() if column.typed}

    @property
    def last(self) -> int:
        """Return where the last column stands."""
        return len(self.columns) - 1

    def first(self, side: Side) -> int:
        """Return where the first column of a side stands."""
        return next(
            place for place, column in enumerate(self.columns) if column.side == side
        )

    def letter(self, name: str) -> str:
        """Return the letters of a column."""
        return letter(self.places[name])

    def cell(self, name: str, row: int) -> str:
        """Return the address of a cell in a row, from 0.

        >>> from govstandard.workbook.form import LAYOUT
        >>> LAYOUT.items.cell("own.answer", 6)
        'H7'
        """
        return f"{self.letter(name)}{row + 1}"

    def fixed(self, name: str, row: int) -> str:
        """Return the address of a cell that stays the same when a formula is copied.

        >>> from govstandard.workbook.form import LAYOUT
        >>> LAYOUT.result.fixed("exact", 3)
        '$E$4'
        """
        return f"${self.letter(name)}${row + 1}"

    def below(self, name: str, rows: tuple[int, int]) -> str:
        """Return the address of a column's cells from one row to another.

        >>> from govstandard.workbook.form import LAYOUT
        >>> LAYOUT.result.below("exact", (5, 9))
        '$E$6:$E$10'
        """
        first, last = rows
        return f"{self.fixed(name, first)}:{self.fixed(name, last)}"


class Layout(NamedTuple):
    """The tables of a workbook, as one version of the form has them."""

    items: Columns
    """The indicators and their points, on a sheet for each topmost group."""
    community: Columns
    """Who is assessed, when and by whom."""
    vetoes: Columns
    adjustments: Columns
    evidence: Columns
    result: Columns
    """The running scores; nothing of it is read."""
    remedy: Columns
    """What to do about each indicator; nothing of it is read."""


def letter(column: int) -> str:
    """Return the letters of a column.

    >>> letter(0), letter(25), letter(26)
    ('A', 'Z', 'AA')
    """
    before, last = divmod(column, len(ascii_uppercase))
    return (letter(before - 1) if before else "") + ascii_uppercase[last]
