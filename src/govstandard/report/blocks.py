"""What a report says, whatever it is written as: headings, words, tables and pictures in order."""

import re
from typing import Any, Literal, NamedTuple

from govstandard.base.words import Lang, pick

Tone = Literal["", "good", "fair", "bad", "open", "group", "quiet"]
"""How words are coloured, and what they say without it; a `group` stands out, what is `quiet` stands back."""


class Cell(NamedTuple):
    """One cell of a table."""

    text: str
    """What it says; a line break begins a new line."""
    tone: Tone = ""
    """How it is coloured."""


Cells = tuple[Cell, ...]
"""One row of a table, or the pieces of a line."""


class Heading(NamedTuple):
    """A heading."""

    text: str
    level: int = 1
    """1 for the chapters of a report."""


class Paragraph(NamedTuple):
    """A paragraph."""

    text: str
    tone: Tone = ""
    """How it is coloured in a terminal."""
    depth: int = 0
    """How many steps it stands in, in a terminal."""


class Item(NamedTuple):
    """One line of a list."""

    text: str
    mark: str = ""
    """The sign before it."""
    tone: Tone = ""
    """How the sign is coloured."""
    depth: int = 1
    """How many steps it stands in; what stands in further belongs to what is above it."""

    @property
    def line(self) -> str:
        """Return its words with the sign before them."""
        return f"{self.mark} {self.text}" if self.mark else self.text


class Points(NamedTuple):
    """A list."""

    items: tuple[Item, ...]

    @property
    def depth(self) -> int:
        """Return how many steps those lines stand in that belong to no other."""
        return min((item.depth for item in self.items), default=0)


class Pairs(NamedTuple):
    """Labels and what they say."""

    pairs: tuple[tuple[str, Cell], ...]


class Gap(NamedTuple):
    """A line left free, where only lines can be told apart by it: in a terminal."""


class Table(NamedTuple):
    """A table; its first row of words says what the columns are."""

    heads: tuple[str, ...]
    rows: tuple[Cells, ...]
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


Block = Heading | Paragraph | Points | Pairs | Table | Picture | Gap


class Report(NamedTuple):
    """A whole report."""

    title: str
    """Its name; none where a list or a table stands for itself."""
    about: tuple[tuple[str, str], ...]
    """Who, when, by what: labels and what they say, on the cover."""
    blocks: tuple[Block, ...]
    lang: Lang
    form: Literal["report", "notice", "street"] = "report"
    """A notice is one page; a street's comparison is wide."""

    def plain(self) -> dict[str, Any]:
        """Return all of it as data for a template, each block with its kind."""
        return {
            **self._asdict(),
            "whole": WHOLE.pattern,
            "about": [(tied(label), tied(text)) for label, text in self.about],
            "blocks": [
                {"kind": type(block).__name__.lower(), **_plain(block)}
                for block in self.blocks
            ],
        }


def _plain(block: Block) -> dict[str, Any]:
    match block:
        case Heading() | Paragraph():
            return {**block._asdict(), "text": tied(block.text)}
        case Points():
            return {"items": [tied(item.line) for item in block.items]}
        case Pairs():
            return {
                "pairs": [(tied(label), tied(cell.text)) for label, cell in block.pairs]
            }
        case Table():
            return {
                **block._asdict(),
                "rows": [_plain_row(cells) for cells in block.rows],
            }
        case Picture():
            return {**block._asdict(), "alternative": block.alternative}
        case Gap():
            return {}


def _plain_row(cells: Cells) -> list[tuple[str, str]]:
    return [(tied(cell.text), cell.tone) for cell in cells]


def tied(text: str) -> str:
    r"""Tie a number to its sign, so that no line breaks between them.

    >>> tied("≥ 95.5 %")
    '≥\xa095.5\xa0%'
    """
    return _SIGNS.sub("\u00a0", text)


_SIGNS = re.compile(r"(?<=[≥≤]) (?=\d)|(?<=\d) (?=%)")
WHOLE = re.compile(r"\d{4}-\d\d-\d\d|【[^】]{1,4}】|\[[\d.]+–[\d.]+\]")
"""Dates, marks and intervals, inside which no line should break either."""


def row(*cells: str | Cell) -> Cells:
    """Make a row of cells and plain words.

    >>> row("a", Cell("b", "good"))
    (Cell(text='a', tone=''), Cell(text='b', tone='good'))
    """
    return tuple(cell if isinstance(cell, Cell) else Cell(cell) for cell in cells)


def points(*items: str | Item) -> Points:
    """Make a list of plain words and of lines that have a sign.

    >>> points("a", Item("b", "×", "bad")).items[1].line
    '× b'
    """
    return Points(
        tuple(item if isinstance(item, Item) else Item(item) for item in items)
    )


def pairs(*told: tuple[str, str | Cell]) -> Pairs:
    """Make labels and what they say, leaving out what says nothing.

    >>> pairs(("Total", "95"), ("Veto", "")).pairs
    (('Total', Cell(text='95', tone='')),)
    """
    cells = [(label, row(said)[0]) for label, said in told]
    return Pairs(tuple(pair for pair in cells if pair[1].text))
