"""The sheets of a workbook on which indicators are filled in, and the formulas of their scores."""

from typing import TYPE_CHECKING, Any, assert_never

from govstandard.assessment.answers import Response, Review
from govstandard.base.words import Said, pick, words
from govstandard.standard.describing import facts
from govstandard.standard.measures import Asked, Figures
from govstandard.standard.tree import Indicator
from govstandard.workbook import form
from govstandard.workbook.form import COLUMNS, Column, Side
from govstandard.workbook.writing import formulas
from govstandard.workbook.writing.pages import (
    PAGE,
    Book,
    choose,
    expect,
    hover,
    names_of,
    page,
    put,
    tall,
)

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

_HEAD = 3
"""The row of the headings on item sheets, from 0; what is above it says what the sheet is."""


def item_sheet(book: Book, name: str, items: tuple[Indicator, ...]) -> None:
    """Write a sheet of indicators and their points, part by part."""
    sheet = book.sheet(name)
    split = (
        _at("answer", "own"),
        _at("answer", "review"),
    )  # what is asked, what is answered, what is reviewed
    page(book, sheet, [column.width for column in COLUMNS], heads=(_HEAD, 2), split=split)
    head = _head(book, sheet, name)
    row = _HEAD + 1
    part, left, breaks = "", PAGE - head - 60, []  # less the rows above the headings
    for item in items:
        start, height = row, 0.0
        above = book.standard.locate(item.id).parent
        if above and above.id != part:
            part, height = above.id, 15.0
            sheet.merge_range(
                row,
                0,
                row,
                len(COLUMNS) - 1,
                f"{above.id} {above.title.to(book.lang)}",
                book.formats["group"],
            )
            row += 1
        row, high = _item(book, sheet, name, item, row)
        height += high
        if (
            height > left
        ):  # an indicator and its points stay together, and below the name of their part
            breaks.append(start)
            left = PAGE - head
        left -= height
    sheet.set_h_pagebreaks(breaks)
    sheet.autofilter(_HEAD, 0, row - 1, len(COLUMNS) - 1)
    last = _at("score", "score")
    blank = {"type": "blanks", "stop_if_true": True, "format": None}
    sheet.conditional_format(_HEAD + 1, last, row - 1, last, blank)
    for criteria, value, look in ((">=", 100, "good"), ("<=", 0, "bad"), ("between", None, "fair")):
        bounds = {"minimum": 0.0001, "maximum": 99.9999} if value is None else {"value": value}
        condition = {"type": "cell", "criteria": criteria, **bounds, "format": book.formats[look]}
        sheet.conditional_format(_HEAD + 1, last, row - 1, last, condition)


def _head(book: Book, sheet: "Worksheet", name: str) -> float:
    """Write what stands above the indicators; return how high the row of headings is."""
    sheet.set_column(_at("value", "score"), _at("value", "score"), None, None, {"hidden": True})
    sheet.set_row(0, 26)
    sheet.write_string(0, 0, name, book.formats["title"])
    sheet.write_string(0, 2, book.standard.title.to(book.lang), book.formats["title"])
    sheet.write_string(
        1,
        2,
        pick(
            book.lang,
            "黄色格由社区填写，蓝色格由复核人填写，灰色格不填。空着就是还没有填，不等于 0。",
            "Yellow cells are the community's, blue ones the reviewer's, grey ones stay empty. Blank means open, not 0.",
        ),
    )
    for place, column in enumerate(COLUMNS):
        put(sheet, _HEAD, place, book.say(column.title), book.formats["head"])
    return tall(sheet, _HEAD, [(book.say(column.title), column.width) for column in COLUMNS])


_PLACES = {(column.key, column.side): place for place, column in enumerate(COLUMNS)}


def _at(key: str, side: str) -> int:
    return _PLACES[key, side]  # type: ignore[index]  # a side is one of four words


def _item(
    book: Book, sheet: "Worksheet", name: str, item: Indicator, row: int
) -> tuple[int, float]:
    """Write the rows of an indicator and its points; return the row after them, and how high they are."""
    points = item.measure.points
    scored = item.measure.by_points
    response = book.assessment.responses.get(item.id)
    asked = _asked(book, item)
    open_ = form.takes(item) | ({"not_applicable"} if item.not_applicable else set())
    values = {
        "own": _entries(book, response),
        "review": _entries(book, response.review if response else None),
    }
    if response:
        values["own"] |= {"note": response.note, "evidence": names_of(response.evidence, book.lang)}
        values["review"] |= {"reason": response.review.reason if response.review else ""}
    height = _tall(sheet, row, asked)
    for place, column in enumerate(COLUMNS):
        if column.side == "asked":
            look = (
                "gate"
                if column.key == "title" and item.baseline
                else "bold"
                if place < 2  # noqa: PLR2004 - id and title
                else "text"
            )
            put(sheet, row, place, asked[column.key], book.formats[look])
        elif column.side != "score":
            free = column.key in open_ or column.key in {"evidence", "note", "reason"}
            look = (column.side + ("@" if column.key == "percent" else "")) if free else "closed"
            carried = (
                item.id in book.carried
                and column.side == "own"
                and bool(values["own"].get(column.key))
            )
            put(
                sheet,
                row,
                place,
                values[column.side].get(column.key),
                book.formats["carried" if carried else look],
            )
            if free:
                _guard(book, sheet, row, place, column, item)
    for number in range(len(points)):
        height += _point(book, sheet, row + number + 1, item, number, response, scored=scored)
    cells = formulas.Cells(row, len(points) if scored else 0, _at, book.lang)
    size = book.bases[item.measure.size.base] if item.measure.size else ""
    x = f"'{name}'!${form.letter(_at('value', 'score'))}${row + 1}"
    found = book.result[item.id]
    low = found.reading.low if found.reading else None
    na, blank = book.say(form.NOT_APPLICABLE), ""
    cached = na if found.value is None else blank if low is None else low
    value = formulas.value(item.measure, cells, size)
    sheet.write_formula(row, _at("value", "score"), value, book.formats["score"], cached)
    points_ = formulas.score_shown(item.measure, cells.cell("value", "score"))
    sheet.write_formula(
        row,
        _at("score", "score"),
        points_,
        book.formats["score"],
        formulas.shown(book.points(item.id)),
    )
    book.values[item.id] = x
    return row + 1 + len(points), height


def _tall(sheet: "Worksheet", row: int, told: dict[str, str]) -> float:
    return tall(
        sheet,
        row,
        [(told.get(column.key, ""), column.width) for column in COLUMNS if column.side == "asked"],
    )


def _asked(book: Book, item: Indicator) -> dict[str, str]:
    told = list(facts(book.standard, item, book.lang))
    defined = [
        f"{fact.label}{pick(book.lang, '：', ': ')}{fact.text}"
        for fact in told
        if fact.name in {"defined", "not_applicable", "sensitive"}
    ]
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


def _point(
    book: Book,
    sheet: "Worksheet",
    row: int,
    item: Indicator,
    number: int,
    response: Response | None,
    *,
    scored: bool,
) -> float:
    """Write the row of a point; return how high it is."""
    point = item.measure.points[number]
    told = {"id": point.id, "title": point.text.to(book.lang)}
    if point.not_applicable:
        told["defined"] = pick(book.lang, "不适用：", "not applicable: ") + point.not_applicable.to(
            book.lang
        )
    for place, column in enumerate(COLUMNS):
        look, value = "closed", None
        if column.side == "asked":
            look, value = "text", told.get(column.key)
        elif column.key == "answer" and scored:
            value = _answer(book, response, point.number, column.side)
            look = (
                "carried"
                if item.id in book.carried and column.side == "own" and value
                else column.side
            )
            choices = [
                form.MET,
                form.UNMET,
                *([form.NOT_APPLICABLE] if point.not_applicable else []),
            ]
            choices += [form.OPEN] if column.side == "review" else []
            choose(book, sheet, row, place, choices, point.text)
        put(sheet, row, place, value, book.formats[look])
    if scored:
        made = formulas.answer(formulas.Cells(row, 0, _at, book.lang))
        final = _answer(book, response, point.number, "review") or _answer(
            book, response, point.number, "own"
        )
        sheet.write_formula(row, _at("value", "score"), made, book.formats["closed"], final)
    return _tall(sheet, row, told)


def _answer(book: Book, response: Response | None, number: int, side: Side) -> str:
    names = {"met": form.MET, "unmet": form.UNMET, "not_applicable": form.NOT_APPLICABLE}
    own = (response.points or {}).get(number) if response else None
    if side == "own":
        return book.say(names[own]) if own else ""
    review = response.review.points if response and response.review else None
    if review is None:
        return ""
    found = review.get(number)
    return book.say(names[found]) if found else book.say(form.OPEN) if own else ""


def _entries(book: Book, answer: Response | Review | None) -> dict[str, Any]:
    """Return what stands in the cells of an indicator's own row."""
    if answer is None:
        return {}
    told: dict[str, Any] = {"not_applicable": answer.not_applicable or ""}
    for name in Figures.model_fields:
        value = getattr(answer, name)
        if value is not None and name in form.CELLS:
            said = f"{value!r}%" if name == "percent" else value
            told[form.CELLS[name]] = (
                book.say(form.MET if value else form.UNMET) if name == "met" else said
            )
    return told


def _guard(
    book: Book, sheet: "Worksheet", row: int, place: int, column: Column, item: Indicator
) -> None:
    """Say on hover what belongs into a cell, and offer or check what can be typed."""
    told: Said | None = column.told
    if column.key == "not_applicable" and item.not_applicable:
        told = item.not_applicable
    figure = _figure(item, column)
    match figure.form if figure else None:
        case "grade":
            choices = [words(choice, choice) for choice in figure.choices] if figure else []
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
    return next((figure for figure in asked if form.CELLS.get(figure.name) == column.key), None)
