"""Tables found by the words of their headings, and doubts about headings that are nearly ours."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache, cached_property
from typing import NamedTuple

from govstandard.base.words import Said, Words, words
from govstandard.standard.tree import Standard
from govstandard.workbook import form
from govstandard.workbook.columns import Columns, Layout
from govstandard.workbook.reading import cells
from govstandard.workbook.reading.gathering import Heads, Mark, Reader, Table, cell_of
from govstandard.workbook.reading.sandbox import Rows


@dataclass(frozen=True)
class Kind:
    """A kind of table: how its columns are headed, and which of them it cannot do without."""

    heads: dict[str, Words]
    """The heading of each column."""
    needed: frozenset[str]
    """The columns by which it is known."""
    untyped: frozenset[str]
    """Columns into which nobody types, so that they may be missing."""
    ids: Callable[[Standard], set[str]] | None = None
    """What its rows may be known by, in its plainest form, where a table of other things could have the same headings."""

    @cached_property
    def names(self) -> dict[str, str]:
        """Return the column of each heading, in its plainest form."""
        titles = self.heads.items()
        return {
            form.plain(name): key
            for key, title in titles
            for name in (title.zh, title.en)
        }

    def found(self, texts: "Texts") -> Heads:
        """Return the columns that a row of headings has, the first where a heading stands twice."""
        heads: Heads = {}
        for place, text in texts.items():
            if text in self.names:
                heads.setdefault(self.names[text], place)
        return heads

    def lacking(self, heads: Heads) -> list[str]:
        """Return the columns that are not there, though it cannot do without them."""
        return sorted(self.needed - heads.keys())

    def missing(self, heads: Heads) -> list[Words]:
        """Return the headings that are not there, though people type below them."""
        missing = [
            key for key in self.heads if key not in heads and key not in self.untyped
        ]
        if not any(
            key.startswith("review.") for key in heads
        ):  # taken out where nobody reviews
            missing = [key for key in missing if not key.startswith("review.")]
        return [self.heads[key] for key in missing]


def _vetoes(standard: Standard) -> set[str]:
    return {form.plain(veto.id) for veto in standard.vetoes}


def _claims(standard: Standard) -> set[str]:
    return {form.plain(item.id) for item in standard.adjustments.items}


def _supported(standard: Standard) -> set[str]:
    return {form.plain(item.id) for item in standard.indicators} | _claims(standard)


Kinds = dict[str, Kind]
"""The kinds of tables of a layout, by its names for them."""


@cache
def kinds_of(layout: Layout) -> Kinds:
    """Return the kinds of tables of a layout that are read."""
    return {
        "items": _kind(layout.items),
        "community": _kind(layout.community),
        "vetoes": _kind(layout.vetoes, _vetoes),
        "adjustments": _kind(layout.adjustments, _claims),
        "evidence": _kind(layout.evidence, _supported),
    }


def _kind(columns: Columns, ids: Callable[[Standard], set[str]] | None = None) -> Kind:
    named = columns.named.items()
    return Kind(
        {name: column.title for name, column in named},
        frozenset(name for name, column in named if column.needed),
        frozenset(name for name, column in named if column.optional),
        ids,
    )


Texts = dict[int, str]
"""The texts of a row by their columns, in their plainest form."""


class HeadingRow(NamedTuple):
    """A row that may be the headings of a table."""

    number: int
    texts: Texts

    def begins(self, kinds: Kinds) -> bool:
        """Say whether a table begins here: whether all is there without which it cannot do."""
        return any(not kind.lacking(kind.found(self.texts)) for kind in kinds.values())


def heading_rows(rows: Rows, kinds: Kinds) -> Iterator[HeadingRow]:
    """Find the rows that may be headings: two of our words stand in them."""
    known = frozenset().union(*(kind.names for kind in kinds.values()))
    for number, row in enumerate(rows):
        texts = {
            place: form.plain(cell)
            for place, cell in enumerate(row)
            if isinstance(cell, str) and cell
        }
        if sum(text in known for text in texts.values()) > 1:
            yield HeadingRow(number, texts)


def is_ours(standard: Standard, kind: Kind, table: Table) -> bool:
    """Say whether a table is the workbook's own, or one that somebody added for other things."""
    if kind.ids is None or kind.heads.keys() <= table.heads.keys():
        return True
    known = kind.ids(standard)
    return any(
        form.plain(cell_of(row, table.heads["id"])) in known for _, row in table.below()
    )


# Headings that were changed, cleared or stand twice: what is below them would be lost


def doubt_headings(reader: Reader, kind: Kind, table: Table, texts: Texts) -> None:
    """Tell of the headings of a table that are not as they were."""
    lacking = kind.lacking(table.heads)
    of_something_else = len(table.heads) * 3 < len(kind.heads) * 2
    if lacking and of_something_else:
        return
    _doubt_repeated(reader, kind, table, texts)
    doubted = _doubt_strange(reader, kind, table, texts)
    for key in [] if doubted else lacking:
        what = words(
            "缺表头“{title}”", "there is no heading '{title}'", title=kind.heads[key]
        )
        hint = words("表头的文字不要改动", "leave the headings as they were")
        reader.tell("GS503", what, (table.sheet, table.start, 0), hint)


def _doubt_repeated(reader: Reader, kind: Kind, table: Table, texts: Texts) -> None:
    for place, text in texts.items():
        key = kind.names.get(text)
        if key and table.heads[key] != place:
            title = kind.heads[key]
            what = words(
                "表头“{title}”有两个", "two columns are headed '{title}'", title=title
            )
            hint = words("留下一个", "keep one of them")
            reader.tell("GS503", what, (table.sheet, table.start, place), hint)


def _doubt_strange(reader: Reader, kind: Kind, table: Table, texts: Texts) -> bool:
    """Tell of columns that are not understood while others are missing, and say whether there are any."""
    missing = kind.missing(table.heads)
    if not missing:
        return False
    doubted = False
    filled = _filled(table)
    for place in texts.keys() | (filled - set(table.heads.values())):
        text = texts.get(place, "")
        if text in kind.names:
            continue
        similar = [title for title in missing if alike(text, title)]
        if similar or place in filled:
            _tell_strange(
                reader, text, similar or missing, (table.sheet, table.start, place)
            )
            doubted = True
    return doubted


def _filled(table: Table) -> set[int]:
    """Return the columns in which something stands in a row that has an id."""
    heads = table.heads
    home = heads.get("asked.id", heads.get("id", heads.get("label", 0)))
    filled: set[int] = set()
    for _, row in table.below():
        if not cells.blank(cell_of(row, home)):
            filled |= {place for place, cell in enumerate(row) if not cells.blank(cell)}
    return filled


def _tell_strange(reader: Reader, text: str, meant: list[Words], mark: Mark) -> None:
    """Tell of a column whose heading is not understood, and which headings may be meant."""
    what = words(
        "表头“{typed}”看不懂", "the heading '{typed}' is not understood", typed=text
    )
    if not text:
        what = words(
            "这一列填了内容，没有表头", "this column is filled in but has no heading"
        )
    best = sorted(meant, key=lambda title: -likeness(text, title))[:3]
    titles = tuple(words("“{title}”", "'{title}'", title=title) for title in best)
    hint = words("是否应为{titles}？", "did you mean {titles}?", titles=titles)
    if not alike(text, best[0]):
        hint = words(
            "表头里缺{titles}；改回原来的文字",
            "there is no {titles}; put back what it was",
            titles=titles,
        )
    reader.tell("GS503", what, mark, hint)


_LIKE = 0.5
"""How alike a text has to be to a title, to be taken for it."""


def alike(text: str, title: Said) -> bool:
    """Say whether a text in its plainest form may mean a title.

    >>> alike("物业小区的数", words("物业小区数", "Estates")), alike("联系电话", words("填报人", "By"))
    (True, False)
    """
    return likeness(text, title) >= _LIKE


def likeness(text: str, title: Said) -> float:
    """Say from 0 to 1 how alike a text in its plainest form is to a title, in the language where it is more."""
    names = (form.plain(title.zh), form.plain(title.en))
    return max(SequenceMatcher(None, text, name).ratio() for name in names)
