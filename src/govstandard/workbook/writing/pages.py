"""What all sheets of a workbook in the making share: formats, cells, pages, drop-downs."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from govstandard.assessment.answers import Assessment, Evidence
from govstandard.base.problems import InvalidFile, Problem
from govstandard.base.words import Lang, Said, lines, pick, words
from govstandard.scoring.result import Result
from govstandard.standard.tree import Standard
from govstandard.workbook import form
from govstandard.workbook.columns import Column, Columns

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

_FIRST_YEAR = 1901
"""Earlier days are no dates to a spreadsheet; they are written as words."""
LONGEST = 32_767
"""The most characters that a cell holds."""


@dataclass
class Book:
    """A workbook in the making."""

    standard: Standard
    assessment: Assessment
    result: Result
    lang: Lang
    carried: frozenset[str]
    body: str
    workbook: "Workbook"
    begun: bool
    """Whether there is an assessment, or only a form to fill in."""
    formats: dict[str, "Format"] = field(default_factory=dict)
    values: dict[str, str] = field(default_factory=dict)
    """The cell with each indicator's value."""
    exact: dict[str, str] = field(default_factory=dict)
    """The cell of each node's score before it is cut for people."""
    bases: dict[str, str] = field(default_factory=dict)
    """The cell with each of the community's sizes."""

    def sheet(self, name: str) -> "Worksheet":
        """Add a sheet to the workbook."""
        added = self.workbook.add_worksheet(name)
        added._prepare_formula = _bare  # noqa: SLF001 - looking for newer functions takes half the time of writing, and we use none
        return added

    def points(self, node_id: str) -> float | str:
        """Return a node's score, 0 to 100, for a cell: a word where it does not apply, nothing where it is open."""
        score = self.result[node_id]
        if score.value is None:
            return self.say(form.NOT_APPLICABLE)
        if score.measure and (score.reading is None or score.reading.low is None):
            return ""
        return round(score.value * 100, 7)

    def say(self, text: Said | None) -> str:
        """Return words in the language of the workbook."""
        return text.to(self.lang) if text else ""


def _bare(formula: str, *_: object) -> str:
    """Take a formula as it is, without the sign or the braces around it."""
    return formula.strip("{}").removeprefix("=")


_FONT = {"font_name": "Microsoft YaHei", "valign": "top", "text_wrap": True}
_CELL = {**_FONT, "font_size": 10, "border": 1, "border_color": "#BFC5D2"}
_PLAIN = {**_FONT, "font_size": 11}
_OWN = {"bg_color": "#FFF9E5", "locked": False}
_REVIEW = {"bg_color": "#E8F2FC", "locked": False}
_CARRIED = {**_OWN, "italic": True, "pattern": 16, "fg_color": "#F2D98B"}
_HEADING = {
    "bold": True,
    "bg_color": "#3F51B5",
    "font_color": "#FFFFFF",
    "valign": "vcenter",
}
_AS_TEXT = {"num_format": "@"}
_SCORE = {"num_format": "0.0", "align": "right"}
_FORMATS: dict[str, dict[str, Any]] = {
    "head": {**_CELL, **_HEADING},
    "text": _CELL,
    "bold": {**_CELL, "bold": True},
    "gate": {**_CELL, "bold": True, "font_color": "#B3261E"},
    "group": {**_CELL, "bold": True, "bg_color": "#E3E7F5"},
    "closed": {**_CELL, "bg_color": "#EEF0F4"},
    "own": {**_CELL, **_OWN},
    "own@": {**_CELL, **_OWN, **_AS_TEXT},
    "carried": {**_CELL, **_CARRIED},
    "review": {**_CELL, **_REVIEW},
    "review@": {**_CELL, **_REVIEW, **_AS_TEXT},
    "day": {**_CELL, **_OWN, "num_format": "yyyy-mm-dd", "align": "left"},
    "score": {**_CELL, **_SCORE},
    "big": {**_CELL, **_SCORE, "bold": True, "font_size": 14},
    "plain": _PLAIN,
    "title": {**_PLAIN, "bold": True, "font_size": 16, "text_wrap": False},
    "good": {"bg_color": "#DDF2DD", "font_color": "#1B5E20"},
    "fair": {"bg_color": "#FFF3CD", "font_color": "#6B4A00"},
    "bad": {"bg_color": "#FBE0DE", "font_color": "#8C1D18"},
}
"""The looks of cells; the last three show how good a score is."""


@dataclass(frozen=True)
class Table:
    """A table in the making, whose cells are written by the names of their columns."""

    book: Book
    sheet: "Worksheet"
    columns: Columns

    @property
    def titles(self) -> dict[str, str]:
        """Return the headings by the columns."""
        return {
            name: self.book.say(column.title)
            for name, column in self.columns.named.items()
        }

    def headings(self, row: int) -> None:
        """Write the headings."""
        for name, title in self.titles.items():
            self.put(row, name, title, "head")

    def put(self, row: int, name: str, value: object, look: str = "") -> None:
        """Write a cell, which looks as its column does where nothing else is said."""
        style = look or self.columns.named[name].style
        put(self.sheet, row, self.columns.places[name], value, self.book.formats[style])

    def formula(
        self, row: int, name: str, formula: str, stored: float | str, look: str = ""
    ) -> None:
        """Write a formula with its value, as one of arrays where it stands in braces."""
        style = self.book.formats[look or self.columns.named[name].style]
        place = self.columns.places[name]
        if formula.startswith("{"):
            self.sheet.write_array_formula(
                row, place, row, place, formula, style, stored
            )
        else:
            self.sheet.write_formula(row, place, formula, style, stored)

    def tall(self, row: int, texts: Mapping[str, str]) -> float:
        """Make a row as high as its longest text, by the columns; return its height in points."""
        columns = self.columns.named
        height = 3 + 14 * max(
            lines(text, columns[name].width) for name, text in texts.items()
        )
        self.sheet.set_row(row, height)
        return height

    def address(self, name: str, row: int) -> str:
        """Return the address of a cell for the formulas of other sheets."""
        return f"'{self.sheet.get_name()}'!{self.columns.fixed(name, row)}"


def formats(book: Book) -> None:
    """Make the looks of cells: asked, own, review, closed, scores."""
    for name, look in _FORMATS.items():
        book.formats[name] = book.workbook.add_format(look)


def put(
    sheet: "Worksheet", row: int, column: int, value: object, look: "Format"
) -> None:
    """Write a value as what it is: text is never taken for a formula or an address."""
    if value is None or value == "":
        sheet.write_blank(row, column, None, look)
    elif isinstance(value, str):
        if len(value) > LONGEST:
            what = words(
                "有一段文字 {length} 个字，超过表格单元格的上限 {most}",
                "a text of {length} characters does not fit into a cell of at most {most}",
                length=len(value),
                most=LONGEST,
            )
            raise InvalidFile([Problem(code="GS501", what=what)])
        sheet.write_string(row, column, value, look)
    elif isinstance(value, dt.date) and value.year < _FIRST_YEAR:
        sheet.write_string(row, column, str(value), look)
    elif isinstance(value, int | float):
        sheet.write_number(row, column, value, look)
    else:
        sheet.write_datetime(row, column, value, look)


def page(
    book: Book,
    sheet: "Worksheet",
    columns: Columns,
    *,
    head: int | None = None,
    split: tuple[int, ...] = (),
) -> None:
    """Set up a sheet for the screen and for A4 paper: on one page across, or broken before the columns of `split`."""
    for place, column in enumerate(columns.columns):
        sheet.set_column(place, place, column.width, None, {"hidden": column.hidden})
    sheet.set_landscape()
    sheet.set_paper(9)
    if split:
        sheet.set_print_scale(_SCALE)
        sheet.set_v_pagebreaks(split)
        sheet.repeat_columns(0, columns.places[columns.frozen])
    else:
        sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.set_footer(f"&L{book.standard.name}&C&A&R&P / &N")
    sheet.protect("", _ALLOWED)
    if head is not None:
        sheet.freeze_panes(head + 1, columns.places[columns.frozen] + 1)
        sheet.repeat_rows(head)


_ALLOWED = dict.fromkeys(
    (
        "format_columns",
        "format_rows",
        "insert_rows",
        "insert_columns",
        "autofilter",
        "sort",
    ),
    True,
)
"""What people may do to a protected sheet."""
_SCALE = 65
"""How large, in percent, a sheet is printed that takes several pages across."""
PAGE = 182 / 25.4 * 72 / (_SCALE / 100)
"""The points of height between the margins of such a page."""


def hover(book: Book, column: Column, told: Said) -> dict[str, Any]:
    """Say on hover what belongs into a cell."""
    return {
        "input_title": book.say(column.title)[:32],
        "input_message": book.say(told)[:255],
    }


def choose(
    book: Book,
    sheet: "Worksheet",
    row: int,
    place: int,
    choices: Sequence[Said],
    told: Said | None,
) -> None:
    """Offer a drop-down; other words are warned of, not refused."""
    rule = {
        "validate": "list",
        "source": [book.say(choice) for choice in choices],
        "error_type": "warning",
        "input_message": book.say(told)[:255],
    }
    sheet.data_validation(row, place, row, place, rule)


def expect(
    book: Book,
    sheet: "Worksheet",
    at: tuple[int, int],
    kind: str,
    least: float | dt.date,
    told: Said | None,
) -> None:
    """Warn of what is no number or date from `least` on, and say on hover what belongs there."""
    number = pick(
        book.lang, "这里应填不小于 0 的数字。", "A number, 0 or more, is expected here."
    )
    date = pick(book.lang, "这里应填日期。", "A date is expected here.")
    rule = {
        "validate": kind,
        "criteria": ">=",
        "value": least,
        "error_type": "warning",
        "error_message": date if isinstance(least, dt.date) else number,
    }
    if told:
        rule["input_message"] = book.say(told)[:255]
    sheet.data_validation(*at, *at, rule)


def names_of(evidence: tuple[Evidence, ...], lang: Lang) -> str:
    """Return the names of the evidence where they say all; else it stands on a sheet of its own."""
    if detailed(evidence):
        return ""
    return pick(lang, "；", "; ").join(record.name for record in evidence)


def detailed(evidence: tuple[Evidence, ...]) -> bool:
    """Say whether some evidence has more than a plain name."""
    return any(_has_more(record) for record in evidence)


def _has_more(record: Evidence) -> bool:
    if record.model_dump(exclude={"name"}, exclude_defaults=True):
        return True
    return not _JOINTS.isdisjoint(record.name)


_JOINTS = frozenset("；;\n")
"""What stands between names in a cell."""
