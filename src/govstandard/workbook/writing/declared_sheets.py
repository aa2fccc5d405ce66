"""The sheets of a workbook for vetoes, adjustments and evidence."""

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

from govstandard.assessment.answers import Claim, Evidence, Response
from govstandard.base.words import Said
from govstandard.workbook import form
from govstandard.workbook.form import Column, Columns
from govstandard.workbook.writing.pages import (
    Book,
    choose,
    detailed,
    expect,
    headings,
    names_of,
    page,
    put,
    tall,
)

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

_STATES = {True: form.HAPPENED, False: form.NOT_HAPPENED, None: form.PENDING}
_MORE = 30
"""So many rows are left for evidence to be added."""


class _Line(NamedTuple):
    """A row of a table."""

    cells: dict[str, Any]
    """What stands in its cells, by their columns."""
    about: Said | None = None
    """What it is about, told where a choice is offered."""


def _table(
    book: Book, sheet: "Worksheet", head: int, columns: Columns, lines: Iterable[_Line]
) -> int:
    """Write a table with its headings in a row; return the row after it."""
    headings(book, sheet, head, columns)
    row = head + 1
    for line in lines:
        texts = [
            (str(line.cells.get(name) or ""), column.width)
            for name, column in columns.named.items()
        ]
        tall(sheet, row, texts)
        for place, (name, column) in enumerate(columns.named.items()):
            put(sheet, row, place, line.cells.get(name), book.formats[column.style])
            _guard(book, sheet, (row, place), column, line.about)
        row += 1
    return row


def _guard(
    book: Book, sheet: "Worksheet", at: tuple[int, int], column: Column, about: Said | None
) -> None:
    """Offer or check what can be typed into a cell."""
    if column.holds == "happened":
        choose(book, sheet, *at, list(_STATES.values()), about)
    elif column.holds == "times":
        expect(book, sheet, at, "integer", 0, column.told)


def declarations_sheet(book: Book) -> str:
    """Write the sheet of vetoes and adjustments; return the formula of the adjustments' sum."""
    name = book.say(form.VETOES)
    sheet = book.sheet(name)
    page(book, sheet, form.LAYOUT.vetoes)
    head = _table(book, sheet, 0, form.LAYOUT.vetoes, _vetoes(book)) + 1
    end = _table(book, sheet, head, form.LAYOUT.adjustments, _adjustments(book))
    return _adjusted(book, name, (head + 1, end - 1))


def _vetoes(book: Book) -> Iterator[_Line]:
    bodies = {body.id: body.name.to(book.lang) for body in book.standard.bodies}
    for veto in book.standard.vetoes:
        cells: dict[str, Any] = {
            "id": veto.id,
            "title": book.say(veto.title),
            "fact": book.say(veto.fact),
            "declared_by": bodies.get(veto.declared_by or "", ""),
        }
        declared = book.assessment.vetoes.get(veto.id)
        if declared:
            cells["happened"] = book.say(_STATES[declared.happened])
            cells |= {"by": declared.by, "note": declared.note}
        yield _Line(cells, veto.title)


def _adjustments(book: Book) -> Iterator[_Line]:
    for item in book.standard.adjustments.items:
        cells: dict[str, Any] = {
            "id": item.id,
            "title": book.say(item.title),
            "points": item.points,
            "limit": item.limit,
        }
        claim = book.assessment.adjustments.get(item.id)
        if claim:
            cells |= {"times": claim.times, "note": claim.note}
            cells["evidence"] = names_of(claim.evidence, book.lang)
        yield _Line(cells)


def _adjusted(book: Book, name: str, rows: tuple[int, int]) -> str:
    """Write the formula of what the adjustments in these rows of a sheet add and take, within their bounds."""
    bounds = book.standard.adjustments
    if not bounds.items:
        return "0"
    points = f"'{name}'!{form.LAYOUT.adjustments.below('points', rows)}"
    times = f"'{name}'!{form.LAYOUT.adjustments.below('times', rows)}"
    added = f"SUMPRODUCT(({points}>0)*{points},{times})"
    taken = f"SUMPRODUCT(({points}<0)*{points},{times})"
    return f"MIN({bounds.most},{added})+MAX({bounds.least},{taken})"


def evidence_sheet(book: Book) -> None:
    """Write the evidence that has more than a name, one record a row, and room for more."""
    sheet = book.sheet(book.say(form.EVIDENCE))
    page(book, sheet, form.LAYOUT.evidence, head=0)
    more = (_Line({}) for _ in range(_MORE))
    _table(book, sheet, 0, form.LAYOUT.evidence, (*_records(book), *more))


def _records(book: Book) -> Iterator[_Line]:
    """Give a row for each record of those indicators and adjustments whose evidence has more than names."""
    responses, claims = book.assessment.responses, book.assessment.adjustments
    holders: Iterable[tuple[str, Response | Claim]] = chain(responses.items(), claims.items())
    for holder_id, holder in holders:
        if detailed(holder.evidence):
            yield from (_Line(_record(holder_id, record)) for record in holder.evidence)


def _record(holder_id: str, record: Evidence) -> dict[str, Any]:
    """Return the cells of a record of evidence."""
    details = {
        name: getattr(record, name)
        for name, column in form.LAYOUT.evidence.named.items()
        if column.holds != "id"
    }
    return {"id": holder_id, **details}
