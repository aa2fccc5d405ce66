"""An assessment as an Excel workbook: input cells, drop-downs, and formulas that keep a running total."""

from io import BytesIO
from pathlib import Path
from typing import Any

from govstandard.assessment.answers import Assessment
from govstandard.base.files import write_whole
from govstandard.base.problems import InvalidFile, Problem
from govstandard.base.words import Lang, words
from govstandard.scoring.scoring import score
from govstandard.standard.tree import Standard
from govstandard.workbook import form
from govstandard.workbook.writing.community_sheet import community_sheet
from govstandard.workbook.writing.declared_sheets import (
    declarations_sheet,
    evidence_sheet,
)
from govstandard.workbook.writing.guide_sheet import guide_sheet
from govstandard.workbook.writing.item_sheets import item_sheet
from govstandard.workbook.writing.pages import Book, formats
from govstandard.workbook.writing.result_sheets import remedy_sheet, result_sheet


def write_workbook(
    standard: Standard,
    path: Path,
    assessment: Assessment | None = None,
    *,
    body: str = "",
    lang: Lang = "zh",
    carried: frozenset[str] = frozenset(),
) -> None:
    """Write the workbook of a standard, empty or with an assessment filled in.

    With a `body`, only the indicators that it leads. The indicators in `carried` are marked as taken over from
    an earlier assessment. Cells are inputs or locked; their formulas keep a running total, but the program alone
    decides a score.

    Raises:
        InvalidFile: The file does not end in .xlsx, or a text is too long for a cell; nothing is written.
        UnknownId: The standard has no such body.
        OSError: The file cannot be written.
    """
    from xlsxwriter.workbook import Workbook  # noqa: PLC0415 - only workbooks need it

    if path.suffix.lower() != ".xlsx":
        what = words(
            "表格只能写成 .xlsx 文件，不是 {name}",
            "a workbook is written as .xlsx, not {name}",
            name=path.name,
        )
        raise InvalidFile([Problem(code="GS501", what=what)])
    filled = assessment or Assessment.model_validate(
        {"standard": standard.name, **_NOBODY}
    )
    leader = standard.body(body).id if body else ""
    stream = BytesIO()
    workbook = Workbook(stream, _AS_TYPED)
    workbook.set_properties(
        {"title": standard.title.to(lang), "comments": standard.name}
    )
    result = score(standard, filled)
    begun = assessment is not None
    book = Book(standard, filled, result, lang, carried, leader, workbook, begun=begun)
    _write(book)
    workbook.close()
    write_whole(path, stream.getvalue())


_AS_TYPED = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
_NOBODY: dict[str, Any] = {
    "community": {"name": "?"},
    "period": {"start": "2001-01-01", "end": "2001-12-31"},
}
"""Stands in where there is no assessment yet."""


def _write(book: Book) -> None:
    """Write the sheets, those of results only where all indicators are there."""
    formats(book)
    guide = book.sheet(book.say(form.GUIDE))
    community_sheet(book)
    for name, items in form.sheets(book.standard, book.lang).items():
        asked = tuple(item for item in items if not book.body or item.lead == book.body)
        if asked:
            item_sheet(book, name, asked)
    adjusted = declarations_sheet(book)
    evidence_sheet(book)
    if not book.body:
        result_sheet(book, adjusted)
        remedy_sheet(book)
    guide_sheet(book, guide)
