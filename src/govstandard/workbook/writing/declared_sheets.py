"""The sheets of a workbook for vetoes, adjustments and evidence."""

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any, NamedTuple

from govstandard.assessment.answers import Claim, Evidence, Response
from govstandard.base.words import Said
from govstandard.standard.describing import body_names
from govstandard.workbook import form
from govstandard.workbook.writing.pages import (
    Book,
    Table,
    choose,
    detailed,
    expect,
    names_of,
    page,
)

_STATES = {True: form.HAPPENED, False: form.NOT_HAPPENED, None: form.PENDING}
_MORE = 30
"""So many rows are left for evidence to be added."""


class _Line(NamedTuple):
    """A row of a table."""

    cells: dict[str, Any]
    """What stands in its cells, by their columns."""
    about: Said | None = None
    """What it is about, told where a choice is offered."""


def _write(table: Table, head: int, lines: Iterable[_Line]) -> int:
    """Write a table with its headings in a row; return the row after it."""
    table.headings(head)
    row = head + 1
    for line in lines:
        cells = {name: line.cells.get(name) for name in table.columns.named}
        table.tall(row, {name: str(value or "") for name, value in cells.items()})
        for name, value in cells.items():
            table.put(row, name, value)
            _guard(table, row, name, line.about)
        row += 1
    return row


def _guard(table: Table, row: int, name: str, about: Said | None) -> None:
    """Offer or check what can be typed into a cell."""
    column, place = table.columns.named[name], table.columns.places[name]
    if column.holds == "happened":
        choose(table.book, table.sheet, row, place, list(_STATES.values()), about)
    elif column.holds == "times":
        expect(table.book, table.sheet, (row, place), "integer", 0, column.told)


def declarations_sheet(book: Book) -> str:
    """Write the sheet of vetoes and adjustments; return the formula of the adjustments' sum."""
    sheet = book.sheet(book.say(form.VETOES))
    page(book, sheet, form.LAYOUT.vetoes)
    vetoes = Table(book, sheet, form.LAYOUT.vetoes)
    adjustments = Table(book, sheet, form.LAYOUT.adjustments)
    head = _write(vetoes, 0, _vetoes(book)) + 1
    end = _write(adjustments, head, _adjustments(book))
    return _adjusted(adjustments, (head + 1, end - 1))


def _vetoes(book: Book) -> Iterator[_Line]:
    bodies = body_names(book.standard, book.lang)
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


def _adjusted(table: Table, rows: tuple[int, int]) -> str:
    """Write the formula of what the adjustments in these rows add and take, within their bounds."""
    bounds = table.book.standard.adjustments
    if not bounds.items:
        return "0"
    name = table.sheet.get_name()
    points = f"'{name}'!{table.columns.below('points', rows)}"
    times = f"'{name}'!{table.columns.below('times', rows)}"
    added = f"SUMPRODUCT(({points}>0)*{points},{times})"
    taken = f"SUMPRODUCT(({points}<0)*{points},{times})"
    return f"MIN({bounds.most},{added})+MAX({bounds.least},{taken})"


def evidence_sheet(book: Book) -> None:
    """Write the evidence that has more than a name, one record a row, and room for more."""
    sheet = book.sheet(book.say(form.EVIDENCE))
    page(book, sheet, form.LAYOUT.evidence, head=0)
    table = Table(book, sheet, form.LAYOUT.evidence)
    more = [_Line({})] * _MORE
    _write(table, 0, (*_records(book), *more))


def _records(book: Book) -> Iterator[_Line]:
    """Give a row for each record of those indicators and adjustments whose evidence has more than names."""
    responses, claims = book.assessment.responses, book.assessment.adjustments
    holders: Iterable[tuple[str, Response | Claim]] = chain(
        responses.items(), claims.items()
    )
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
