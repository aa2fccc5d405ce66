"""The sheets of a workbook on which indicators are filled in, and the formulas of their scores."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from govstandard.assessment.answers import Response, Review
from govstandard.base.words import Said, pick, words
from govstandard.standard.describing import facts
from govstandard.standard.measures import Point, Rubric
from govstandard.standard.tree import Group, Indicator
from govstandard.workbook import form
from govstandard.workbook.form import Column, Side
from govstandard.workbook.writing import formulas
from govstandard.workbook.writing.pages import (
    PAGE,
    Book,
    choose,
    expect,
    headings,
    hover,
    names_of,
    page,
    put,
    tall,
)

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

_COLUMNS = form.LAYOUT.items
_ASKED = tuple(column for column in _COLUMNS.columns if column.side == "asked")
_HEAD = 3
"""The row of the headings on item sheets, from 0; what is above it says what the sheet is."""
_ABOVE, _PART = 60.0, 15.0
"""How high the rows above the headings are together, and the row with the name of a part."""


@dataclass(frozen=True)
class _Block:
    """An indicator and its points on their sheet."""

    book: Book
    sheet: "Worksheet"
    item: Indicator
    row: int
    """The row of the indicator, from 0."""

    @cached_property
    def points(self) -> tuple[Point, ...]:
        """Return its points."""
        return tuple(self.item.measure.points)

    @cached_property
    def scored(self) -> bool:
        """Say whether its points are answered each."""
        return "points" in self.item.measure.takes[0]

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

    def cells(self) -> formulas.Cells:
        """Return where its figures stand, for formulas."""
        points = len(self.points) if self.scored else 0
        return formulas.Cells(self.row, points, _at, self.book.lang)


def item_sheet(book: Book, name: str, items: tuple[Indicator, ...]) -> None:
    """Write a sheet of indicators and their points, part by part."""
    sheet = book.sheet(name)
    split = (_COLUMNS.first("own"), _COLUMNS.first("review"))  # each of them begins a page
    page(book, sheet, _COLUMNS, head=_HEAD, split=split)
    room = PAGE - _head(book, sheet, name)
    row, part_id, heights = _HEAD + 1, "", []
    for item in items:
        start, height = row, 0.0
        part = book.standard.locate(item.id).parent
        if part and part.id != part_id:
            part_id, height = part.id, _PART
            _part(book, sheet, row, part)
            row += 1
        block = _Block(book, sheet, item, row)
        heights.append((start, height + _block(block)))
        row = block.after
    sheet.set_h_pagebreaks(_breaks(heights, room))
    sheet.autofilter(_HEAD, 0, row - 1, _COLUMNS.last)
    _colour(book, sheet, row - 1)


def _breaks(heights: Iterable[tuple[int, float]], room: float) -> list[int]:
    """Return the rows before which a page ends: what stands together, given by first row and height, stays together."""
    left, breaks = room - _ABOVE, []
    for start, height in heights:
        if height > left:
            breaks.append(start)
            left = room
        left -= height
    return breaks


def _part(book: Book, sheet: "Worksheet", row: int, part: Group) -> None:
    """Write the name of a part above its indicators."""
    title = f"{part.id} {part.title.to(book.lang)}"
    sheet.merge_range(row, 0, row, _COLUMNS.last, title, book.formats["group"])


def _colour(book: Book, sheet: "Worksheet", last: int) -> None:
    """Let the scores, down to the last row, show by a colour how good they are."""
    place = _at("score", "score")
    rules: list[dict[str, Any]] = [
        {"type": "blanks", "stop_if_true": True, "format": None},
        _coloured(book, "good", {"criteria": ">=", "value": 100}),
        _coloured(book, "bad", {"criteria": "<=", "value": 0}),
        _coloured(book, "fair", {"criteria": "between", "minimum": 0.0001, "maximum": 99.9999}),
    ]
    for rule in rules:
        sheet.conditional_format(_HEAD + 1, place, last, place, rule)


def _coloured(book: Book, look: str, criteria: dict[str, Any]) -> dict[str, Any]:
    return {"type": "cell", **criteria, "format": book.formats[look]}


_COLOURS = words(
    "黄色格由社区填写，蓝色格由复核人填写，灰色格不填。空着就是还没有填，不等于 0。",
    "Yellow cells are the community's, blue ones the reviewer's, grey ones stay empty. Blank means open, not 0.",
)


def _head(book: Book, sheet: "Worksheet", name: str) -> float:
    """Write what stands above the indicators; return how high the row of headings is."""
    place = _at("requirement", "asked")
    sheet.set_row(0, 26)
    sheet.write_string(0, 0, name, book.formats["title"])
    sheet.write_string(0, place, book.standard.title.to(book.lang), book.formats["title"])
    sheet.write_string(1, place, book.say(_COLOURS))
    headings(book, sheet, _HEAD, _COLUMNS)
    texts = [(book.say(column.title), column.width) for column in _COLUMNS.columns]
    return tall(sheet, _HEAD, texts)


def _at(key: str, side: str) -> int:
    """Return where a column stands."""
    return _COLUMNS.places[f"{side}.{key}"]


def _block(block: _Block) -> float:
    """Write the rows of an indicator and its points; return how high they are."""
    asked = _asked(block.book, block.item)
    height = _tall(block.sheet, block.row, asked)
    for place, column in enumerate(_COLUMNS.columns):
        if column.side == "asked":
            gate = column.key == "title" and block.item.baseline
            look = block.book.formats["gate" if gate else column.style]
            put(block.sheet, block.row, place, asked[column.key], look)
        elif column.typed:
            _entry(block, place, column)
    _scores(block)
    for row, point in enumerate(block.points, block.row + 1):
        height += _point(block, row, point)
    return height


def _entry(block: _Block, place: int, column: Column) -> None:
    """Write a cell into which people type, open where the indicator takes what its column holds."""
    value = _filled_in(block, column)
    look: str = column.style if _open(block, column) else "closed"
    if _carried(block, column, value):
        look = "carried"
    put(block.sheet, block.row, place, value, block.book.formats[look])
    if _open(block, column):
        _guard(block.book, block.sheet, block.row, place, column, block.item)


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
        return _figure(block.book, column, answer)
    value = getattr(answer, column.key)
    return names_of(value, block.book.lang) if column.holds == "evidence" else value


def _figure(book: Book, column: Column, answer: Response | Review) -> object:
    """Return the figure that stands in a column, as it is typed."""
    for figure in column.figures:
        value = getattr(answer, figure)
        if value is None:
            continue
        if figure == "percent":
            return f"{value!r}%"
        return book.say(form.MET if value else form.UNMET) if figure == "met" else value
    return None


def _scores(block: _Block) -> None:
    """Write the formulas of an indicator's value and score, with the engine's numbers as what they give."""
    book, sheet, item = block.book, block.sheet, block.item
    cells, look = block.cells(), book.formats["score"]
    per = getattr(item.measure, "per", None)
    size = book.bases.get(per.base) if per else None
    value = formulas.value(item.measure, cells, size)
    sheet.write_formula(block.row, _at("value", "score"), value, look, _value(book, item))
    shown = formulas.score_shown(item.measure, cells.cell("value", "score"))
    points = formulas.shown(book.points(item.id))
    sheet.write_formula(block.row, _at("score", "score"), shown, look, points)
    book.values[item.id] = f"'{sheet.get_name()}'!{_COLUMNS.fixed('score.value', block.row)}"


def _value(book: Book, item: Indicator) -> float | str:
    """Return the value that the engine read: a word where it does not apply, nothing where it is open."""
    score = book.result[item.id]
    if score.value is None:
        return book.say(form.NOT_APPLICABLE)
    low = score.reading.low if score.reading else None
    return "" if low is None else low


def _tall(sheet: "Worksheet", row: int, asked: dict[str, str]) -> float:
    texts = [(asked.get(column.key, ""), column.width) for column in _ASKED]
    return tall(sheet, row, texts)


def _asked(book: Book, item: Indicator) -> dict[str, str]:
    """Return what is asked for an indicator, by the columns."""
    told = list(facts(book.standard, item, book.lang))
    colon = pick(book.lang, "：", ": ")
    defined = [f"{fact.label}{colon}{fact.text}" for fact in told if fact.name in _DEFINED]
    text = {fact.name: fact.text for fact in told}
    gate = pick(book.lang, "【底线】", " [baseline]") if item.baseline else ""
    return {
        "id": item.id,
        "title": f"{item.title.to(book.lang)}{gate}",
        "requirement": text["requirement"],
        "defined": "\n".join([text["measure"], *defined]),
        "target": text["target"],
        "lead": text.get("lead", ""),
        "expected": text.get("evidence", ""),
    }


_DEFINED = {"defined", "not_applicable", "sensitive"}
"""The facts of an indicator that stand with how it is counted."""


def _point(block: _Block, row: int, point: Point) -> float:
    """Write the row of a point; return how high it is."""
    book, sheet = block.book, block.sheet
    asked = {"id": point.id, "title": point.text.to(book.lang)}
    if point.not_applicable:
        label = pick(book.lang, "不适用：", "not applicable: ")
        asked["defined"] = label + point.not_applicable.to(book.lang)
    for place, column in enumerate(_COLUMNS.columns):
        if column.side == "asked":
            put(sheet, row, place, asked.get(column.key), book.formats["text"])
        elif column.on_points and block.scored:
            _point_entry(block, (row, place), column, point)
        else:
            put(sheet, row, place, None, book.formats["closed"])
    if block.scored:
        made = formulas.answer(formulas.Cells(row, 0, _at, book.lang))
        final = _answer(block, point, "review") or _answer(block, point, "own")
        sheet.write_formula(row, _at("value", "score"), made, book.formats["closed"], final)
    return _tall(sheet, row, asked)


def _point_entry(block: _Block, at: tuple[int, int], column: Column, point: Point) -> None:
    """Write the cell with a side's answer to a point, and offer the answers."""
    value = _answer(block, point, column.side)
    look = "carried" if _carried(block, column, value) else column.style
    choices = [form.MET, form.UNMET]
    if point.not_applicable:
        choices.append(form.NOT_APPLICABLE)
    if column.side == "review":
        choices.append(form.OPEN)
    choose(block.book, block.sheet, *at, choices, point.text)
    put(block.sheet, *at, value, block.book.formats[look])


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
    book: Book, sheet: "Worksheet", row: int, place: int, column: Column, item: Indicator
) -> None:
    """Say on hover what belongs into a cell, and offer or check what can be typed."""
    labels = {fact[0].en: fact for fact in item.measure.defined()}
    helped = {
        "numerator": ("Numerator", "Satisfied"),
        "denominator": ("Denominator", "Respondents"),
        "answer": ("Counted",),
    }
    told: Said | None = next(
        (labels[name][1] for name in helped.get(column.key, ()) if name in labels), None
    )
    if column.key == "not_applicable" and item.not_applicable:
        told = item.not_applicable
    told = told or column.told
    if column.key == "answer" and isinstance(item.measure, Rubric):
        choices = [str(grade.grade) for grade in item.measure.grades]
        choose(book, sheet, row, place, [words(choice, choice) for choice in choices], item.title)
    elif column.key == "answer" and item.measure.kind == "binary":
        choose(book, sheet, row, place, [form.MET, form.UNMET], item.requirement)
    elif column.key in {"answer", "numerator", "denominator"}:
        expect(book, sheet, (row, place), "decimal", 0, told)
    elif told:
        sheet.data_validation(
            row, place, row, place, {"validate": "any", **hover(book, column, told)}
        )
