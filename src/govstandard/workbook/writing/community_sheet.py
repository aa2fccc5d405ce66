"""The sheet of a workbook that says who is assessed, when, and by whom."""

import datetime as dt
from typing import Any

from govstandard.assessment.answers import Assessment
from govstandard.base.words import Said, pick, words
from govstandard.workbook import form
from govstandard.workbook.writing.pages import Book, Table, expect, page

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
    table = Table(book, sheet, _COLUMNS)
    table.headings(0)
    row = _sizes(table, _facts(table, 1))
    table.put(row, "key", f"{form.VERSION_KEY}{form.VERSION}")


def _facts(table: Table, row: int) -> int:
    """Write the facts from a row on; return the row after them."""
    assessment = table.book.assessment
    given = (
        _given(assessment) if table.book.begun else {"standard": assessment.standard}
    )
    for key, fact in form.FACTS.items():
        _fact(table, row, key, fact, given.get(key))
        row += 1
    return row


def _fact(table: Table, row: int, key: str, fact: form.Fact, value: object) -> None:
    """Write the row of a fact."""
    must = pick(table.book.lang, "（必填）", " (needed)") if fact.needed else ""
    label = table.book.say(fact.title) + must
    table.tall(row, {"label": label, "entry": str(value or "")})
    table.put(row, "label", label)
    table.put(row, "entry", value, _LOOKS[fact.holds])
    table.put(row, "key", key)
    if fact.holds == "date":
        expect(table.book, table.sheet, (row, _ENTRY), "date", _FIRST_DAY, _DAY)


def _sizes(table: Table, row: int) -> int:
    """Write the sizes of the community, by which some counts are divided; return the row after them."""
    standard, given = table.book.standard, table.book.assessment.community.base
    for name in dict.fromkeys((*standard.sizes, *given)):
        title: Said = (
            standard.sizes.get(name) or form.SIZES.get(name) or words(name, name)
        )
        table.put(row, "label", table.book.say(title))
        table.put(row, "entry", given.get(name))
        table.put(row, "key", f"base.{name}")
        expect(table.book, table.sheet, (row, _ENTRY), "decimal", 0, _NUMBER)
        table.book.bases[name] = table.address("entry", row)
        row += 1
    return row


def _given(assessment: Assessment) -> dict[str, Any]:
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
