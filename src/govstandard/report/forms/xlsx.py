"""A report as a spreadsheet: its words on one sheet, each table on a sheet of its own."""

import re
from io import BytesIO
from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from govstandard.base.words import Lang, lines, pick
from govstandard.report.blocks import (
    Block,
    Cell,
    Gap,
    Heading,
    Pairs,
    Paragraph,
    Picture,
    Points,
    Report,
    Table,
)

_TONES = {
    "good": ("#E3F3E4", "#164A1B"),
    "fair": ("#FDF2D6", "#5C4000"),
    "bad": ("#FBE2E0", "#84170F"),
    "open": ("#E6EDF8", "#1B3F73"),
    "group": ("#F3F6FC", "#1F2430"),
}
_ACROSS = 130
"""Characters across an A4 page on its side."""
_LABEL = 24
"""Of these, the column of labels."""
_LONGEST = 32_767


def to_xlsx(report: Report) -> bytes:
    """Write a report for Excel or WPS; words are words, never formulas or links."""
    stream = BytesIO()
    workbook = Workbook(
        stream,
        {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False},
    )
    workbook.set_properties({"title": report.title, "author": "govstandard"})
    writer = _Writer(workbook, report)
    for block in report.blocks:
        writer.add(block)
    workbook.close()
    return stream.getvalue()


class _Writer:
    """Writes the words of a report on the first sheet, and each kind of table on a sheet of its own."""

    def __init__(self, workbook: Workbook, report: Report) -> None:
        """Write the cover."""
        self.workbook, self.title = workbook, report.title
        self.looks = _looks(workbook)
        self.first = _first(workbook, report.lang)
        self.taken = {self.first.get_name().casefold()}
        self.chapter = self.section = ""
        self.first.write_string(0, 0, report.title, self.looks["title"])
        self.row = 2
        for label, text in report.about:
            self._pair(label, text)
        self.sheet, self.line = self.first, 0
        self.kind: tuple[str, tuple[str, ...]] = ("", ())

    def add(self, block: Block) -> None:
        """Write one block below what is there."""
        self.row += 1
        match block:
            case Heading():
                self._heading(block)
            case Paragraph():
                self._words(block.text)
            case Picture():
                self._words(block.alternative)
            case Points():
                for item in block.items:
                    self._words(item.line)
                    self.row += 1
            case Pairs():
                for label, cell in block.pairs:
                    self._pair(label, cell.text)
            case Table():
                self._table(block)
            case Gap():
                pass

    def _heading(self, block: Heading) -> None:
        chief = block.level == 1
        if chief:
            self.chapter = block.text
        self.section = "" if chief else block.text
        self.first.write_string(
            self.row, 0, block.text, self.looks["head" if chief else "group"]
        )

    def _words(self, text: str) -> None:
        self.first.write_string(self.row, 1, text[:_LONGEST], self.looks[""])
        self.first.set_row(self.row, _height([(text, _ACROSS - _LABEL)]))

    def _pair(self, label: str, text: str) -> None:
        self.first.write_string(self.row, 0, label, self.looks["group"])
        self.first.write_string(self.row, 1, text[:_LONGEST], self.looks[""])
        self.row += 1

    def _table(self, block: Table) -> None:
        """Write a table on its sheet, and a link to it; tables of one kind in a chapter share a sheet."""
        if self.kind != (self.chapter, block.heads):
            self.kind = (self.chapter, block.heads)
            free = _name(self.chapter or self.title, self.taken)
            self.sheet, self.line = _begun(self.workbook, self.looks, free, block), 1
        name, group = self.sheet.get_name(), self.looks["group"]
        target = f"internal:'{name}'!A{self.line + 1}"
        self.first.write_url(self.row, 1, target, self.looks["link"], name)
        if self.section:
            last = len(block.heads) - 1
            self.sheet.merge_range(self.line, 0, self.line, last, self.section, group)
            self.line += 1
        self.line = _filled(self.sheet, self.looks, block, self.line)


def _first(workbook: Workbook, lang: Lang) -> Worksheet:
    """Begin the sheet of words."""
    first: Worksheet = workbook.add_worksheet(pick(lang, "报告", "Report"))
    _page(first)
    first.set_column(0, 0, _LABEL)
    first.set_column(1, 1, _ACROSS - _LABEL)
    first.hide_gridlines(2)
    return first


def _looks(workbook: Workbook) -> dict[str, Format]:
    base = {
        "font_name": "Microsoft YaHei",
        "font_size": 10,
        "valign": "top",
        "text_wrap": True,
    }
    looks: dict[str, dict[str, Any]] = {
        name: {"bg_color": ground, "font_color": ink}
        for name, (ground, ink) in _TONES.items()
    }
    looks |= {"": {}, "title": {"bold": True, "font_size": 18, "text_wrap": False}}
    looks |= {
        "head": {"bold": True, "font_size": 13, "text_wrap": False},
        "link": {"font_color": "#1C4F91", "underline": 1},
    }
    looks["group"] |= {"bold": True}
    for tone in ("", *_TONES):
        for digits, form in enumerate(("0", "0.0", "0.00")):
            looks[f"{tone}.{digits}"] = {
                **looks[tone],
                "num_format": form,
                "align": "left",
            }
    return {name: workbook.add_format({**base, **look}) for name, look in looks.items()}


def _name(text: str, taken: set[str]) -> str:
    """Return a name for a sheet that is allowed and not taken."""
    short = re.sub(r"[\[\]:*?/\\']", " ", text).strip()[:26] or "?"
    names = (short, *(f"{short} {number}" for number in range(2, 10_000)))
    name = next(name for name in names if name.casefold() not in taken)
    taken.add(name.casefold())
    return name


def _begun(
    workbook: Workbook, looks: dict[str, Format], name: str, table: Table
) -> Worksheet:
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
    for number, cells in enumerate(table.rows, line):
        texts = [(cell.text, width) for cell, width in zip(cells, widths, strict=True)]
        sheet.set_row(number, _height(texts))
        for column, cell in enumerate(cells):
            _write(sheet, looks, (number, column), cell)
    return line + len(table.rows)


def _write(
    sheet: Worksheet, looks: dict[str, Format], place: tuple[int, int], cell: Cell
) -> None:
    """Write a cell, a number as a number with the decimals that it is shown with."""
    tone = cell.tone if cell.tone in _TONES else ""
    number = _NUMBER.fullmatch(cell.text)
    if number:
        look = looks[f"{tone}.{len(number[1] or '')}"]
        sheet.write_number(*place, float(cell.text), look)
    else:
        sheet.write_string(*place, cell.text[:_LONGEST], looks[tone])


_NUMBER = re.compile(r"-?(?:0|[1-9]\d{0,8})(?:\.(\d{1,2}))?")


def _height(texts: list[tuple[str, float]]) -> float:
    """Return how high a row of texts is, each in a column of that many characters; at most what a program allows."""
    return min(409.0, 3 + 14 * max(lines(text, width) for text, width in texts))


def _page(sheet: Worksheet) -> None:
    """Set up a sheet for A4 paper."""
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&C&A&R&P / &N")
