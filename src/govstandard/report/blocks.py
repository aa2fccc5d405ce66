"""What a report says, whatever it is written as: headings, words, tables and pictures in order."""

from typing import Any, Literal, NamedTuple

from govstandard.text import Lang

Tone = Literal["", "good", "fair", "bad", "open", "group"]
"""How a cell is coloured; its words say the same."""


class Cell(NamedTuple):
    """One cell of a table."""

    text: str
    """What it says; a line break begins a new line."""
    tone: Tone = ""
    """How it is coloured."""


class Heading(NamedTuple):
    """A heading."""

    text: str
    level: int = 1
    """1 for the chapters of a report."""


class Paragraph(NamedTuple):
    """A paragraph."""

    text: str


class Points(NamedTuple):
    """A list."""

    items: tuple[str, ...]


class Table(NamedTuple):
    """A table; its first row of words says what the columns are."""

    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[float, ...]
    """How wide each column is in relation to the others."""
    small: bool = False
    """Whether it has so many columns that its letters have to be small."""


class Picture(NamedTuple):
    """A picture, with words for those who cannot see it."""

    svg: str
    title: str
    told: str
    width: float = 1.0
    """How much of the page it takes across."""


Block = Heading | Paragraph | Points | Table | Picture


class Report(NamedTuple):
    """A whole report."""

    title: str
    about: tuple[tuple[str, str], ...]
    """Who, when, by what: labels and what they say, on the cover."""
    blocks: tuple[Block, ...]
    lang: Lang
    form: Literal["report", "notice", "street"] = "report"
    """A notice is one page; a street's comparison is wide."""

    def plain(self) -> dict[str, Any]:
        """Return all of it as data for a template, each block with its kind."""
        blocks = [{"kind": type(block).__name__.lower(), **block._asdict()} for block in self.blocks]
        return {**self._asdict(), "blocks": blocks}


def row(*cells: str | Cell) -> tuple[Cell, ...]:
    """Make a row of cells and plain words.

    >>> row("a", Cell("b", "good"))
    (Cell(text='a', tone=''), Cell(text='b', tone='good'))
    """
    return tuple(cell if isinstance(cell, Cell) else Cell(cell) for cell in cells)
