"""The sheets of a workbook on which indicators are filled in, and the formulas of their scores."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, assert_never

from govstandard.assessment.answers import Response, Review
from govstandard.base.words import Said, pick, words
from govstandard.standard.describing import facts
from govstandard.standard.measures import Asked, Point
from govstandard.standard.tree import Group, Indicator
from govstandard.workbook import form
from govstandard.workbook.columns import Column, Side
from govstandard.workbook.writing import formulas
from govstandard.workbook.writing.pages import (
    PAGE,
    Book,
    Table,
    choose,
    expect,
    hover,
    names_of,
    page,
)

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

_COLUMNS = form.LAYOUT.items
_HEAD = 3
"""The row of the headings on item sheets, from 0; what is above it says what the sheet is."""
_ABOVE, _PART = 60.0, 15.0
"""How high the rows above the headings are together, and the row with the name of a part."""


@dataclass(frozen=True)
class _Block:
    """An indicator and its points on their sheet."""

    table: Table
    item: Indicator
    row: int
    """The row of the indicator, from 0."""

    @property
    def book(self) -> Book:
        """Return its workbook."""
        return self.table.book

    @cached_property
    def points(self) -> tuple[Point, ...]:
        """Return its points."""
        return tuple(self.item.measure.points)

    @cached_property
    def scored(self) -> bool:
        """Say whether its points are answered each."""
        return self.item.measure.by_points

    @cached_property
    def takes(self) -> frozenset[str]:
        """Return the columns that hold its figures."""
        return form.takes(self.item)

    @cached_property
    def response(self) -> Response | None:
        """Return what was filled in for it."""
        return self.book.assessment.responses.get(self.item.id)

    @cached_property
    def review(self) -> Review | None:
        """Return what its reviewer filled in."""
        return self.response.review if self.response else None

    @property
    def after(self) -> int:
        """Return the row after its points."""
        return self.row + 1 + len(self.points)


def item_sheet(book: Book, name: str, items: tuple[Indicator, ...]) -> None:
    """Write a sheet of indicators and their points, part by part."""
    sheet = book.sheet(name)
    split = (
        _COLUMNS.first("own"),
        _COLUMNS.first("review"),
    )  # each of them begins a page
    page(book, sheet, _COLUMNS, head=_HEAD, split=split)
    table = Table(book, sheet, _COLUMNS)
    room = PAGE - _head(table, name)
    row, part_id, heights = _HEAD + 1, "", []
    for item in items:
        start, height = row, 0.0
        part = book.standard.locate(item.id).parent
        if part and part.id != part_id:
            part_id, height = part.id, _PART
            _part(table, row, part)
            row += 1
        block = _Block(table, item, row)
        heights.append((start, height + _block(block)))
        row = block.after
    sheet.set_h_pagebreaks(_breaks(heights, room))
    sheet.autofilter(_HEAD, 0, row - 1, _COLUMNS.last)
    _colour(table, row - 1)


def _breaks(heights: Iterable[tuple[int, float]], room: float) -> list[int]:
    """Return the rows before which a page ends: what stands together, given by first row and height, stays together."""
    left, breaks = room - _ABOVE, []
    for start, height in heights:
        if height > left:
            breaks.append(start)
            left = room
        left -= height
    return breaks


def _part(table: Table, row: int, part: Group) -> None:
    """Write the name of a part above its indicators."""
    title = f"{part.id} {table.book.say(part.title)}"
    look = table.book.formats["group"]
    table.sheet.merge_range(row, 0, row, _COLUMNS.last, title, look)


def _colour(table: Table, last: int) -> None:
    """Let the scores, down to the last row, show by a colour how good they are."""
    place = _at("score", "score")
    between = {"criteria": "between", "minimum": 0.0001, "maximum": 99.9999}
    rules: list[dict[str, Any]] = [
        {"type": "blanks", "stop_if_true": True, "format": None},
        _coloured(table.book, "good", {"criteria": ">=", "value": 100}),
        _coloured(table.book, "bad", {"criteria": "<=", "value": 0}),
        _coloured(table.book, "fair", between),
    ]
    for rule in rules:
        table.sheet.conditional_format(_HEAD + 1, place, last, place, rule)


def _coloured(book: Book, look: str, criteria: dict[str, Any]) -> dict[str, Any]:
    return {"type": "cell", **criteria, "format": book.formats[look]}


_COLOURS = words(
    "黄色格由社区填写，蓝色格由复核人填写，灰色格不填。空着就是还没有填，不等于 0。",
    "Yellow cells are the community's, blue ones the reviewer's, grey ones stay empty. Blank means open, not 0.",
)


def _head(table: Table, name: str) -> float:
    """Write what stands above the indicators; return how high the row of headings is."""
    book, sheet = table.book, table.sheet
    place, look = _at("requirement", "asked"), book.formats["title"]
    sheet.set_row(0, 26)
    sheet.write_string(0, 0, name, look)
    sheet.write_string(0, place, book.say(book.standard.title), look)
    sheet.write_string(1, place, book.say(_COLOURS))
    table.headings(_HEAD)
    return table.tall(_HEAD, table.titles)


def _at(key: str, side: str) -> int:
    """Return where a column stands."""
    return _COLUMNS.places[f"{side}.{key}"]


def _block(block: _Block) -> float:
    """Write the rows of an indicator and its points; return how high they are."""
    asked = _asked(block.book, block.item)
    for name, column in _COLUMNS.named.items():
        if column.side == "asked":
            gate = column.key == "title" and block.item.baseline
            block.table.put(block.row, name, asked[name], "gate" if gate else "")
        elif column.typed:
            _entry(block, name, column)
    _scores(block)
    height = block.table.tall(block.row, asked)
    for row, point in enumerate(block.points, block.row + 1):
        height += _point(block, row, point)
    return height


def _entry(block: _Block, name: str, column: Column) -> None:
    """Write a cell into which people type, open where the indicator takes what its column holds."""
    value = _filled_in(block, column)
    free = _open(block, column)
    look = "" if free else "closed"
    if _carried(block, column, value):
        look = "carried"
    block.table.put(block.row, name, value, look)
    if free:
        place = _COLUMNS.places[name]
        _guard(block.book, block.table.sheet, block.row, place, column, block.item)


def _open(block: _Block, column: Column) -> bool:
    """Say whether a column can be filled in for an indicator."""
    match column.holds:
        case "figure":
            return column.key in block.takes
        case "not_applicable":
            return block.item.not_applicable is not None
        case _:
            return True


def _carried(block: _Block, column: Column, value: object) -> bool:
    """Say whether what stands in a cell was taken over from an earlier assessment."""
    return bool(value) and column.side == "own" and block.item.id in block.book.carried


def _filled_in(block: _Block, column: Column) -> object:
    """Return what stands in a column for an indicator."""
    answer = block.response if column.side == "own" else block.review
    if answer is None:
        return None
    if column.holds == "figure":
        return _typed(block, column, answer)
    value = getattr(answer, column.key)
    return names_of(value, block.book.lang) if column.holds == "evidence" else value


def _typed(block: _Block, column: Column, answer: Response | Review) -> object:
    """Return the figure that stands in a column, as it is typed."""
    for name in column.figures:
        value = getattr(answer, name)
        asked = block.item.measure.asked.get(name)
        if value is None or asked is None:
            continue
        match asked.form:
            case "percent":
                return f"{value!r}%"
            case "yes-or-no":
                return block.book.say(form.MET if value else form.UNMET)
            case "number" | "whole" | "grade" | "points":
                return value
            case other:
                assert_never(other)
    return None


def _scores(block: _Block) -> None:
    """Write the formulas of an indicator's value and score, with the engine's numbers as what they give."""
    book, table, measure = block.book, block.table, block.item.measure
    points = len(block.points) if block.scored else 0
    cells = formulas.Cells(block.row, points, _at, book.lang)
    size = book.bases[measure.size.base] if measure.size else ""
    value = formulas.value(measure, cells, size)
    table.formula(block.row, "score.value", value, _value(book, block.item))
    shown = formulas.score_shown(measure, cells.cell("value", "score"))
    stored = formulas.shown(book.points(block.item.id))
    table.formula(block.row, "score.score", shown, stored)
    book.values[block.item.id] = table.address("score.value", block.row)


def _value(book: Book, item: Indicator) -> float | str:
    """Return the value that the engine read: a word where it does not apply, nothing where it is open."""
    score = book.result[item.id]
    if score.value is None:
        return book.say(form.NOT_APPLICABLE)
    low = score.reading.low if score.reading else None
    return "" if low is None else low


def _asked(book: Book, item: Indicator) -> dict[str, str]:
    """Return what is asked for an indicator, by the columns."""
    told = list(facts(book.standard, item, book.lang))
    colon = pick(book.lang, "：", ": ")
    defined = [
        f"{book.say(fact.label)}{colon}{fact.text}"
        for fact in told
        if fact.name in _DEFINED
    ]
    text = {fact.name: fact.text for fact in told}
    gate = pick(book.lang, "【底线】", " [baseline]") if item.baseline else ""
    return {
        "asked.id": item.id,
        "asked.title": f"{book.say(item.title)}{gate}",
        "asked.requirement": text["requirement"],
        "asked.defined": "\n".join([text["measure"], *defined]),
        "asked.target": text["target"],
        "asked.lead": text.get("lead", ""),
        "asked.expected": text.get("evidence", ""),
    }


_DEFINED = {"defined", "not_applicable", "sensitive"}
"""The facts of an indicator that stand with how it is counted."""


def _point(block: _Block, row: int, point: Point) -> float:
    """Write the row of a point; return how high it is."""
    table = block.table
    asked = _asked_of_point(block.book, point)
    for name, column in _COLUMNS.named.items():
        if column.side == "asked":
            table.put(row, name, asked.get(name), "text")
        elif column.on_points and block.scored:
            _point_entry(block, row, name, point)
        else:
            table.put(row, name, None, "closed")
    if block.scored:
        made = formulas.answer(formulas.Cells(row, 0, _at, block.book.lang))
        final = _answer(block, point, "review") or _answer(block, point, "own")
        table.formula(row, "score.value", made, final, "closed")
    return table.tall(row, asked)


def _asked_of_point(book: Book, point: Point) -> dict[str, str]:
    """Return what is asked for a point, by the columns."""
    asked = {"asked.id": point.id, "asked.title": book.say(point.text)}
    if point.not_applicable:
        label = pick(book.lang, "不适用：", "not applicable: ")
        asked["asked.defined"] = label + book.say(point.not_applicable)
    return asked


def _point_entry(block: _Block, row: int, name: str, point: Point) -> None:
    """Write the cell with a side's answer to a point, and offer the answers."""
    column, place = _COLUMNS.named[name], _COLUMNS.places[name]
    value = _answer(block, point, column.side)
    choices = [form.MET, form.UNMET]
    if point.not_applicable:
        choices.append(form.NOT_APPLICABLE)
    if column.side == "review":
        choices.append(form.OPEN)
    choose(block.book, block.table.sheet, row, place, choices, point.text)
    block.table.put(
        row, name, value, "carried" if _carried(block, column, value) else ""
    )


_ANSWERS = {"met": form.MET, "unmet": form.UNMET, "not_applicable": form.NOT_APPLICABLE}


def _answer(block: _Block, point: Point, side: Side) -> str:
    """Return a side's answer to a point; one that a reviewer left out is open where the community gave one."""
    say = block.book.say
    own = (block.response.points or {}).get(point.number) if block.response else None
    if side == "own":
        return say(_ANSWERS[own]) if own else ""
    if block.review is None or block.review.points is None:
        return ""
    reviewed = block.review.points.get(point.number)
    if reviewed:
        return say(_ANSWERS[reviewed])
    return say(form.OPEN) if own else ""


def _guard(
    book: Book,
    sheet: "Worksheet",
    row: int,
    place: int,
    column: Column,
    item: Indicator,
) -> None:
    """Say on hover what belongs into a cell, and offer or check what can be typed."""
    told: Said | None = column.told
    if column.key == "not_applicable" and item.not_applicable:
        told = item.not_applicable
    figure = _figure(item, column)
    match figure.form if figure else None:
        case "grade":
            choices = (
                [words(choice, choice) for choice in figure.choices] if figure else []
            )
            choose(book, sheet, row, place, choices, item.title)
        case "yes-or-no":
            choose(book, sheet, row, place, [form.MET, form.UNMET], item.requirement)
        case "number" | "whole":
            meaning = figure.meaning if figure else None
            expect(book, sheet, (row, place), "decimal", 0, meaning)
        case "percent" | "points" | None:
            if told:
                rule = {"validate": "any", **hover(book, column, told)}
                sheet.data_validation(row, place, row, place, rule)
        case other:
            assert_never(other)


def _figure(item: Indicator, column: Column) -> Asked | None:
    """Return the figure that an indicator asks for in a column, if any."""
    asked = item.measure.asked.values()
    return next(
        (figure for figure in asked if form.CELLS.get(figure.name) == column.key), None
    )
