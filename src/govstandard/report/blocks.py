"""What a report says, whatever it is written as: headings, words, tables and pictures in order."""

import re
from typing import Any, Literal, NamedTuple

from govstandard.base.words import Lang, pick

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
    lang: Lang
    width: float = 1.0
    """How much of the page it takes across."""

    @property
    def alternative(self) -> str:
        """Return the words for those who cannot see it."""
        return f"{self.title}{pick(self.lang, '：', ': ')}{self.told}"


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
        blocks = [{"kind": type(block).__name__.lower(), **_plain(block)} for block in self.blocks]
        return {
            **self._asdict(),
            "whole": WHOLE.pattern,
            "about": [[tied(part) for part in pair] for pair in self.about],
            "blocks": blocks,
        }


def _plain(block: Block) -> dict[str, Any]:
    match block:
        case Picture():
            return {**block._asdict(), "alternative": block.alternative}
        case Table():
            rows = [[(tied(cell.text), cell.tone) for cell in row] for row in block.rows]
            return {**block._asdict(), "rows": rows}
        case Points():
            return {"items": [tied(item) for item in block.items]}
    return {**block._asdict(), "text": tied(block.text)}


def tied(text: str) -> str:
    r"""Tie a number to its sign, so that no line breaks between them.

    >>> tied("≥ 95.5 %")
    '≥\xa095.5\xa0%'
    """
    return _SIGNS.sub("\u00a0", text)


_SIGNS = re.compile(r"(?<=[≥≤]) (?=\d)|(?<=\d) (?=%)")
WHOLE = re.compile(r"\d{4}-\d\d-\d\d|【[^】]{1,4}】|\[[\d.]+–[\d.]+\]")
"""Dates, marks and intervals, inside which no line should break either."""


def row(*cells: str | Cell) -> tuple[Cell, ...]:
    """Make a row of cells and plain words.

    >>> row("a", Cell("b", "good"))
    (Cell(text='a', tone=''), Cell(text='b', tone='good'))
    """
    return tuple(cell if isinstance(cell, Cell) else Cell(cell) for cell in cells)
