"""A report as lines: coloured ones for a terminal, plain ones for a pipe."""

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import zip_longest
from typing import NamedTuple, TextIO
from unicodedata import category, east_asian_width

from govstandard.report.blocks import (
    Block,
    Cell,
    Cells,
    Gap,
    Heading,
    Item,
    Pairs,
    Paragraph,
    Picture,
    Points,
    Report,
    Table,
    Tone,
)

STYLES: dict[Tone, str] = {
    "": "",
    "good": "green",
    "fair": "yellow",
    "bad": "red",
    "open": "cyan",
    "group": "bold",
    "quiet": "dim",
}
"""How a terminal shows each tone."""
_WIDE = 400
"""Columns of a line in a pipe: wide enough for most tables, narrow enough to be read at all."""
_STEP = "  "
_WORD = re.compile(r"\s*\S+\s*")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def write(report: Report, stream: TextIO) -> None:
    """Write a report in colour to a terminal, and without colour or padding to anything else."""
    if stream.isatty() or os.environ.get("FORCE_COLOR"):
        _paint(report, stream)
    else:
        stream.write(to_text(report))


def to_text(report: Report) -> str:
    """Write a report as plain lines."""
    return "".join(f"{_said(line)}\n" for line in lines(report, _WIDE))


def _paint(report: Report, stream: TextIO) -> None:
    from rich.console import Console  # noqa: PLC0415 - most of what is printed goes to no terminal
    from rich.text import Text  # noqa: PLC0415

    console = Console(file=stream, highlight=False, markup=False, emoji=False)
    for line in lines(report, console.width):
        painted = Text.assemble(*((cell.text, STYLES[cell.tone]) for cell in line))
        painted.rstrip()
        console.print(painted, no_wrap=True, overflow="ignore", crop=False)


def lines(report: Report, width: int) -> list[Cells]:
    """Set a report as lines of at most that many columns; none is empty at its ends."""
    blocks = (
        Paragraph(report.title, "group"),
        Pairs(_cells(report.about)),
        *report.blocks,
    )
    told = [line for block in blocks for line in _set(block, width)]
    written = [place for place, line in enumerate(told) if _said(line)]
    return told[written[0] : written[-1] + 1] if written else []


def _cells(about: Iterable[tuple[str, str]]) -> tuple[tuple[str, Cell], ...]:
    return tuple((label, Cell(text)) for label, text in about)


def _said(line: Cells) -> str:
    return "".join(cell.text for cell in line).rstrip()


# Blocks


def _set(block: Block, width: int) -> Iterator[Cells]:
    """Set one block as lines."""
    match block:
        case Heading():
            yield ()
            yield from _words(block.text, "group", width)
        case Paragraph():
            yield from _words(_STEP * block.depth + block.text, block.tone, width)
        case Points():
            for item in block.items:
                yield from _point(item, width)
        case Pairs():
            rows = [(Cell(label), cell) for label, cell in block.pairs]
            yield from _grid(rows, _APART, width)
        case Table():
            yield from _table(block, width)
        case Picture():
            yield from _words(block.alternative, "", width)
        case Gap():
            yield ()


def _words(text: str, tone: Tone, width: int) -> Iterator[Cells]:
    for line in wrapped(text, width):
        yield (Cell(line, tone),)


def _point(item: Item, width: int) -> Iterator[Cells]:
    before = _STEP * item.depth
    first, *rest = wrapped(f"{before}{item.line}", width)
    text_at = len(before) + len(item.mark)
    yield Cell(first[:text_at], item.tone), Cell(first[text_at:])
    for line in rest:
        yield (Cell(line),)


def _table(block: Table, width: int) -> Iterator[Cells]:
    heads = tuple(Cell(head, "group") for head in block.heads)
    first, *rest = _grid([heads, *block.rows], _RULED, width)
    yield first
    yield (Cell("─" * sum(columns(cell.text) for cell in first)),)
    yield from rest


# Columns


class _Spaces(NamedTuple):
    """What stands between two columns."""

    left: int
    """Columns that belong to the one on the left when a table is too wide."""
    middle: int
    right: int


_APART, _RULED = _Spaces(2, 0, 0), _Spaces(1, 1, 1)


def _grid(rows: Sequence[Cells], spaces: _Spaces, width: int) -> Iterator[Cells]:
    """Set rows as columns that are as wide as what they hold, and narrower where there is no room."""
    if not rows:
        return
    natural = [max(map(_widest, cells)) for cells in zip(*rows, strict=True)]
    widths = _fitted(natural, spaces, width)
    between = Cell(" " * sum(spaces))
    for cells in rows:
        yield from _row(cells, widths, between)


def _row(cells: Cells, widths: Sequence[int], between: Cell) -> Iterator[Cells]:
    """Set one row, in as many lines as its highest cell takes."""
    texts = [
        wrapped(cell.text, width) for cell, width in zip(cells, widths, strict=True)
    ]
    for pieces in zip_longest(*texts, fillvalue=""):
        line: list[Cell] = []
        for cell, piece, width in zip(cells, pieces, widths, strict=True):
            line += (between, Cell(_padded(piece, width), cell.tone))
        yield tuple(line[1:])


def _widest(cell: Cell) -> int:
    return max(map(columns, _clean(cell.text).split("\n")))


def _padded(text: str, width: int) -> str:
    return text + " " * (width - columns(text))


def _fitted(natural: Sequence[int], spaces: _Spaces, width: int) -> list[int]:
    """Take from the widest columns until all fit."""
    last = len(natural) - 1
    pads = [
        (spaces.right if place else 0) + (spaces.left if place < last else 0)
        for place in range(len(natural))
    ]
    widths = [size + pad for size, pad in zip(natural, pads, strict=True)]
    room = width - spaces.middle * last
    while sum(widths) > max(room, 0):
        widths = _narrowed(widths, sum(widths) - room)
    return [max(1, size - pad) for size, pad in zip(widths, pads, strict=True)]


def _narrowed(widths: Sequence[int], excess: int) -> list[int]:
    """Take from the widest columns, evenly, at most until they are as wide as the next."""
    widest = max(widths)
    most = widest - max((size for size in widths if size < widest), default=0)
    sharing = widths.count(widest)
    narrowed = []
    for size in widths:
        less = 0
        if size == widest:
            less = min(most, round(excess / sharing))
            excess, sharing = excess - less, sharing - 1
        narrowed.append(size - less)
    return narrowed


# Cellss


def wrapped(text: str, width: int) -> list[str]:
    """Break a text into lines of at most that many columns, between words where it can be.

    >>> wrapped("one two three", 8), wrapped("一二三四五", 4)
    (['one two', 'three'], ['一二', '三四', '五'])
    """
    told = _clean(text).split("\n")
    return [part for line in told for part in _broken(line, width)]


def _clean(text: str) -> str:
    """Leave out what would steer a terminal."""
    return _CONTROL.sub("", text).expandtabs()


def _broken(line: str, width: int) -> list[str]:
    if columns(line) <= width:
        return [line]
    parts = [""]
    for word in _WORD.findall(line):
        long = columns(word.rstrip())
        if columns(parts[-1]) + long <= width:
            parts[-1] += word
        elif long <= width:
            parts.append(word)
        else:
            parts += _chopped(word, width)
    return [part.rstrip() for part in parts if part]


def _chopped(word: str, width: int) -> list[str]:
    """Cut a word that is wider than a line."""
    pieces, used = [""], 0
    for sign in word:
        wide = _columns(sign)
        if pieces[-1] and used + wide > width:
            pieces.append("")
            used = 0
        pieces[-1] += sign
        used += wide
    return pieces


def columns(text: str) -> int:
    """Return how many columns a line takes; a Chinese character takes two.

    >>> columns("abc"), columns("达标")
    (3, 4)
    """
    return len(text) if text.isascii() else sum(map(_columns, text))


@cache
def _columns(sign: str) -> int:
    if category(sign) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if east_asian_width(sign) in "WF" else 1
