"""A workbook that people filled in, read back as an assessment, with every fault at its sheet and cell."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path as FilePath
from typing import Any

from govstandard.assessment.answers import Assessment
from govstandard.base.problems import InvalidFile, Problem, UnknownId, UnreadableFile
from govstandard.base.words import Said, words
from govstandard.library.documents import Document
from govstandard.library.loading import assessment_of
from govstandard.standard.tree import Standard
from govstandard.workbook import form
from govstandard.workbook.columns import Layout
from govstandard.workbook.reading.community_rows import (
    ask_who_and_when,
    named_standard,
    nameless,
    read_community,
)
from govstandard.workbook.reading.declared_rows import (
    claims_counted,
    read_adjustments,
    read_evidence,
    read_vetoes,
)
from govstandard.workbook.reading.gathering import (
    Mark,
    Reader,
    Table,
    mark_of,
    place_of,
)
from govstandard.workbook.reading.headings import (
    HeadingRow,
    doubt_headings,
    heading_rows,
    is_ours,
    kinds_of,
)
from govstandard.workbook.reading.item_rows import read_items, reviews_joined
from govstandard.workbook.reading.layouts import layout_of
from govstandard.workbook.reading.sandbox import Rows
from govstandard.workbook.reading.unpacking import open_workbook
from govstandard.workbook.reading.wording import worded

Load = Callable[[str], Standard]
Tables = Mapping[str, Rows]
"""The rows of each sheet."""


class _Sheets(Document):
    """An assessment's data whose values know their sheet and cell."""

    def _at(self, mark: Mark) -> dict[str, Any]:
        return {"file": next(iter(self.lines)), "cell": place_of(mark)}


def read_workbook(
    path: FilePath, load: Load, standard: Standard | None = None
) -> Assessment:
    """Read an assessment from a workbook and check it against its standard.

    Sheets are known by their headings and rows by their ids, so that renamed or added sheets, moved columns and
    sorted or inserted rows do no harm. `load` finds the standard that the workbook names, unless one is given.

    Raises:
        UnreadableFile: It is no workbook, protected by a password, too large, or of a newer form.
        InvalidFile: A cell is not understood, can mean two things, or does not fit the standard; every fault is
            listed with its sheet and cell.
        UnknownId: The standard that it names is not there.
    """
    tables = open_workbook(path)
    layout = layout_of(tables, str(path))
    named = named_standard(tables, kinds_of(layout))
    if standard is None:
        if named is None:
            raise UnreadableFile([nameless(tables, str(path))])
        standard = _load(load, *named, path)
    reader = Reader(str(path), standard, layout)
    home: Mark = (next(iter(tables), ""), -1, 0)
    _gather(reader, tables, named[1] if named else home)
    try:
        assessment = _checked(reader, home)
    except InvalidFile as error:
        problems = [*reader.problems, *_not_told(error.problems, layout)]
        raise InvalidFile(_in_order(problems, tables)) from None
    if reader.problems:
        raise InvalidFile(_in_order(reader.problems, tables))
    return assessment


def _load(load: Load, name: str, mark: Mark, path: FilePath) -> Standard:
    """Load the standard that a workbook names; where it is not there, its cell is told."""
    try:
        return load(name)
    except UnknownId as error:
        at = {"file": str(path), "cell": place_of(mark)}
        raise UnknownId(
            [problem.model_copy(update=at) for problem in error.problems]
        ) from None


def _gather(reader: Reader, tables: Tables, near: Mark) -> None:
    """Read all sheets, and note what is missing; `near` stands for a fact that has no row."""
    for sheet, rows in tables.items():
        _read_sheet(reader, sheet, rows)
    _tell_unread(reader, tables)
    reviews_joined(reader)
    claims_counted(reader)
    ask_who_and_when(reader, near)


def _checked(reader: Reader, home: Mark) -> Assessment:
    """Check what was read as an assessment by the standard; `home` stands for what has no cell."""
    data = {
        **reader.data,
        "standard": reader.data.get("standard", reader.standard.name),
    }
    document = _Sheets(data, {(): home, **reader.marks}, {}, {reader.file: []})
    return assessment_of(document, reader.standard)


_TOLD = {
    ("GS107", ()),
    ("GS107", ("community",)),
    ("GS107", ("period",)),
    ("GS107", ("reviewed",)),
}
"""What is told in a clerk's words where the community's sheet is read."""


def _not_told(problems: Iterable[Problem], layout: Layout) -> Iterator[Problem]:
    """Give the problems that were not told yet, in the words of a workbook."""
    for problem in problems:
        told = (problem.code, problem.path[:1]) in _TOLD
        reasonless = (problem.code, problem.path[2:]) == ("GS107", ("review",))
        if not told and not reasonless:
            yield worded(problem, layout)


def _in_order(problems: Iterable[Problem], tables: Iterable[str]) -> list[Problem]:
    """Sort problems as one meets them: by sheet, row and column."""
    sheets = {name: number for number, name in enumerate(tables)}

    def place(problem: Problem) -> tuple[int, int, int]:
        sheet, row, column = mark_of(problem.cell)
        return sheets.get(sheet, -1), row, column

    return sorted(problems, key=place)


# The tables of a sheet


_READS = {
    "items": read_items,
    "community": read_community,
    "vetoes": read_vetoes,
    "adjustments": read_adjustments,
    "evidence": read_evidence,
}


def _read_sheet(reader: Reader, sheet: str, rows: Rows) -> None:
    """Read whatever of an assessment a sheet holds; each table ends where the next begins."""
    kinds = kinds_of(reader.layout)
    headings = [*heading_rows(rows, kinds)]
    begins = [heading.number for heading in headings if heading.begins(kinds)]
    for heading in headings:
        end = next((begin for begin in begins if begin > heading.number), len(rows))
        if heading.number in begins:
            _read_tables(reader, sheet, rows[:end], heading)
        else:
            _doubt_table(reader, sheet, rows[:end], heading)


def _read_tables(reader: Reader, sheet: str, rows: Rows, heading: HeadingRow) -> None:
    """Read the tables that a row of headings begins."""
    kinds = kinds_of(reader.layout)
    for name, read in _READS.items():
        kind = kinds[name]
        table = Table(sheet, rows, heading.number, kind.found(heading.texts))
        if not kind.lacking(table.heads) and is_ours(reader.standard, kind, table):
            doubt_headings(reader, kind, table, heading.texts)
            read(reader, table)


def _doubt_table(reader: Reader, sheet: str, rows: Rows, heading: HeadingRow) -> None:
    """Tell which headings are missing for the table that a row of headings is most like."""
    kinds = kinds_of(reader.layout).values()
    found = [(kind, kind.found(heading.texts)) for kind in kinds]
    kind, heads = max(found, key=lambda pair: len(pair[1]) / len(pair[0].heads))
    doubt_headings(
        reader, kind, Table(sheet, rows, heading.number, heads), heading.texts
    )


# Rows below no headings


def _tell_unread(reader: Reader, tables: Tables) -> None:
    """Tell of rows of the workbook that stand below no headings, so that nothing of them was read."""
    unread = {
        name: texts for name, texts in _asked(reader.standard) if name not in reader.ids
    }
    told = {
        mark_of(problem.cell)[0]
        for problem in reader.problems
        if problem.code == "GS503"
    }
    for sheet in tables.keys() - told if unread else ():
        places = [*_rows_of(unread, tables[sheet])]
        if places:
            row, column, first = places[0]
            what = words(
                "从“{id}”起有 {count} 行没有读：上面的表头改动过或被删除",
                "{count} rows from '{id}' on were not read: the headings above were changed or deleted",
                id=first,
                count=len(places),
            )
            hint = words(
                "从新生成的表格里把表头那一行复制回来",
                "copy the row of headings back from a new workbook",
            )
            reader.tell("GS503", what, (sheet, row, column), hint)


def _rows_of(
    asked: Mapping[str, set[object]], rows: Rows
) -> Iterator[tuple[int, int, str]]:
    """Give the places of ids beside which their own text stands, as on the workbook's own sheets."""
    for number, row in enumerate(rows):
        for place, cell in enumerate(row):
            texts = asked.get(form.plain(cell[:20])) if isinstance(cell, str) else None
            if texts and not texts.isdisjoint(row):
                yield number, place, str(cell)


def _asked(standard: Standard) -> Iterator[tuple[str, set[object]]]:
    """Give what stands beside each id on the workbook's own sheets, and on no list that somebody made."""
    for name, text in _texts(standard):
        yield form.plain(name), {*filter(None, (text.zh, text.en))}


def _texts(standard: Standard) -> Iterator[tuple[str, Said]]:
    for item in standard.indicators:
        yield item.id, item.requirement
        for point in item.measure.points:
            yield point.id, point.text
    for veto in standard.vetoes:
        yield veto.id, veto.fact
    for adjustment in standard.adjustments.items:
        yield adjustment.id, adjustment.title
