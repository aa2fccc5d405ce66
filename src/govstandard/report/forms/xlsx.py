"""A report as a spreadsheet: its words on one sheet, each table on a sheet of its own."""

import re
from io import BytesIO
from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from govstandard.base.words import lines, pick
from govstandard.report.blocks import Heading, Paragraph, Picture, Points, Report, Table

_TONES = {
    "good": ("#E3F3E4", "#164A1B"),
    "fair": ("#FDF2D6", "#5C4000"),
    "bad": ("#FBE2E0", "#84170F"),
    "open": ("#E6EDF8", "#1B3F73"),
    "group": ("#F3F6FC", "#1F2430"),
}
_ACROSS = 130
"""Characters across an A4 page on its side."""
_LONGEST = 32_767


def to_xlsx(report: Report) -> bytes:
    """Write a report for Excel or WPS; words are words, never formulas or links."""
    stream = BytesIO()
    workbook = Workbook(
        stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    workbook.set_properties({"title": report.title, "author": "govstandard"})
    looks = _looks(workbook)
    first, row = _cover(workbook, report, looks)
    chapter = section = ""
    taken = {first.get_name().casefold()}
    last: tuple[str, tuple[str, ...]] = ("", ())
    sheet, line = first, 0
    for block in report.blocks:
        row += 1
        match block:
            case Heading():
                chapter, section = (block.text, "") if block.level == 1 else (chapter, block.text)
                first.write_string(
                    row, 0, block.text, looks["head" if block.level == 1 else "group"]
                )
            case Paragraph() | Picture():
                told = block.text if isinstance(block, Paragraph) else block.alternative
                first.write_string(row, 1, told[:_LONGEST], looks[""])
                first.set_row(row, _height([(told, _ACROSS - 24)]))
            case Points():
                for item in block.items:
                    first.write_string(row, 1, item[:_LONGEST], looks[""])
                    first.set_row(row, _height([(item, _ACROSS - 24)]))
                    row += 1
            case Table():
                if last != (chapter, block.heads):  # tables of one kind in a chapter share a sheet
                    sheet, line = (
                        _begun(workbook, looks, _name(chapter or report.title, taken), block),
                        1,
                    )
                    last = (chapter, block.heads)
                name = sheet.get_name()
                first.write_url(row, 1, f"internal:'{name}'!A{line + 1}", looks["link"], name)
                if section:
                    sheet.merge_range(line, 0, line, len(block.heads) - 1, section, looks["group"])
                    line += 1
                line = _filled(sheet, looks, block, line)
    workbook.close()
    return stream.getvalue()


def _cover(workbook: Workbook, report: Report, looks: dict[str, Format]) -> tuple[Worksheet, int]:
    """Write the sheet that begins a report; return it and the row after the cover."""
    first = workbook.add_worksheet(pick(report.lang, "报告", "Report"))
    _page(first)
    first.set_column(0, 0, 24)
    first.set_column(1, 1, _ACROSS - 24)
    first.hide_gridlines(2)
    first.write_string(0, 0, report.title, looks["title"])
    row = 2
    for label, text in report.about:
        first.write_string(row, 0, label, looks["group"])
        first.write_string(row, 1, text[:_LONGEST], looks[""])
        row += 1
    return first, row


def _looks(workbook: Workbook) -> dict[str, Format]:
    base = {"font_name": "Microsoft YaHei", "font_size": 10, "valign": "top", "text_wrap": True}
    looks: dict[str, dict[str, Any]] = {
        name: {"bg_color": ground, "font_color": ink} for name, (ground, ink) in _TONES.items()
    }
    looks |= {"": {}, "title": {"bold": True, "font_size": 18, "text_wrap": False}}
    looks |= {
        "head": {"bold": True, "font_size": 13, "text_wrap": False},
        "link": {"font_color": "#1C4F91", "underline": 1},
    }
    looks["group"] |= {"bold": True}
    for tone in ("", *_TONES):
        for digits, form in enumerate(("0", "0.0", "0.00")):
            looks[f"{tone}.{digits}"] = {**looks[tone], "num_format": form, "align": "left"}
    return {name: workbook.add_format({**base, **look}) for name, look in looks.items()}


def _name(text: str, taken: set[str]) -> str:
    """Return a name for a sheet that is allowed and not taken."""
    short = re.sub(r"[\[\]:*?/\\']", " ", text).strip()[:26] or "?"
    names = (short, *(f"{short} {number}" for number in range(2, 10_000)))
    name = next(name for name in names if name.casefold() not in taken)
    taken.add(name.casefold())
    return name


def _begun(workbook: Workbook, looks: dict[str, Format], name: str, table: Table) -> Worksheet:
    """Begin a sheet with the heads of a table."""
    sheet: Worksheet = workbook.add_worksheet(name)
    _page(sheet)
    sheet.freeze_panes(1, 1)
    sheet.repeat_rows(0)
    for column, (head, width) in enumerate(zip(table.heads, table.widths, strict=True)):
        sheet.set_column(column, column, max(7.0, _ACROSS * width / sum(table.widths)))
        sheet.write_string(0, column, head, looks["group"])
    return sheet


def _filled(sheet: Worksheet, looks: dict[str, Format], table: Table, line: int) -> int:
    """Write the rows of a table; return the line after them."""
    widths = [_ACROSS * width / sum(table.widths) for width in table.widths]
    for number, row in enumerate(table.rows, line):
        sheet.set_row(
            number, _height([(cell.text, width) for cell, width in zip(row, widths, strict=True)])
        )
        for column, cell in enumerate(row):
            found = re.fullmatch(r"-?(?:0|[1-9]\d{0,8})(?:\.(\d{1,2}))?", cell.text)
            if found:
                sheet.write_number(
                    number, column, float(cell.text), looks[f"{cell.tone}.{len(found[1] or '')}"]
                )
            else:
                sheet.write_string(number, column, cell.text[:_LONGEST], looks[cell.tone])
    return line + len(table.rows)


def _height(texts: list[tuple[str, float]]) -> float:
    """Return how high a row of texts is, each in a column of that many characters; at most what a program allows."""
    return min(409.0, 3 + 14 * max(lines(text, width) for text, width in texts))


def _page(sheet: Worksheet) -> None:
    """Set up a sheet for A4 paper."""
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&C&A&R&P / &N")
