"""The sheet of a workbook that says who is assessed, when, and by whom."""

import datetime as dt
from typing import TYPE_CHECKING, Any

from govstandard.assessment.answers import Assessment
from govstandard.base.words import Said, pick, words
from govstandard.workbook import form
from govstandard.workbook.writing.pages import Book, expect, headings, page, put, tall

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

_COLUMNS = form.LAYOUT.community
_ENTRY = _COLUMNS.places["entry"]
_FIRST_DAY = dt.date(1990, 1, 1)
"""The day before which no assessment was made."""
_LOOKS = {"standard": "text", "text": "own", "date": "day"}
_DAY = words("写作 2025-12-31。", "Such as 2025-12-31.")
_NUMBER = words("填数字。", "A number.")


def community_sheet(book: Book) -> None:
    """Write the facts and sizes of the community, and by which version of the form the workbook is written."""
    sheet = book.sheet(book.say(form.COMMUNITY))
    page(book, sheet, _COLUMNS, head=0)
    headings(book, sheet, 0, _COLUMNS)
    given = _facts(book.assessment) if book.begun else {"standard": book.assessment.standard}
    row = 1
    for key, fact in form.FACTS.items():
        _fact(book, sheet, row, (key, fact), given.get(key))
        row += 1
    for name in dict.fromkeys((*book.standard.sizes, *book.assessment.community.base)):
        _size(book, sheet, row, name)
        row += 1
    version = f"{form.VERSION_KEY}{form.VERSION}"
    put(sheet, row, _COLUMNS.places["key"], version, book.formats["closed"])


def _fact(
    book: Book, sheet: "Worksheet", row: int, keyed: tuple[str, form.Fact], value: object
) -> None:
    """Write the row of a fact."""
    key, fact = keyed
    must = pick(book.lang, "（必填）", " (needed)") if fact.needed else ""
    label = book.say(fact.title) + must
    widths = _COLUMNS.named["label"].width, _COLUMNS.named["entry"].width
    tall(sheet, row, [(label, widths[0]), (str(value or ""), widths[1])])
    _line(book, sheet, row, {"label": label, "entry": value, "key": key}, _LOOKS[fact.holds])
    if fact.holds == "date":
        expect(book, sheet, (row, _ENTRY), "date", _FIRST_DAY, _DAY)


def _size(book: Book, sheet: "Worksheet", row: int, name: str) -> None:
    """Write the row of a size of the community, by which some counts are divided."""
    title: Said = book.standard.sizes.get(name) or form.SIZES.get(name) or words(name, name)
    value = book.assessment.community.base.get(name)
    _line(book, sheet, row, {"label": book.say(title), "entry": value, "key": f"base.{name}"})
    expect(book, sheet, (row, _ENTRY), "decimal", 0, _NUMBER)
    book.bases[name] = f"'{sheet.get_name()}'!{_COLUMNS.fixed('entry', row)}"


def _line(
    book: Book, sheet: "Worksheet", row: int, values: dict[str, object], look: str = "own"
) -> None:
    """Write the cells of a row; what is filled in looks as asked."""
    for place, (name, column) in enumerate(_COLUMNS.named.items()):
        style = look if column.holds == "fact" else column.style
        put(sheet, row, place, values[name], book.formats[style])


def _facts(assessment: Assessment) -> dict[str, Any]:
    """Return what an assessment says of each fact."""
    title, review = assessment.title, assessment.reviewed
    return {
        "standard": assessment.standard,
        "title.zh": title.zh if title else "",
        "title.en": title.en if title else "",
        "community.name": assessment.community.name,
        "community.street": assessment.community.street,
        "period.start": assessment.period.start,
        "period.end": assessment.period.end,
        "by": assessment.by,
        "note": assessment.note,
        "reviewed.by": review.by if review else "",
        "reviewed.on": review.on if review else None,
        "reviewed.note": review.note if review else "",
    }
