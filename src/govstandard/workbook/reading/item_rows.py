"""The rows of indicators and points on the sheets of a workbook, read as responses."""

from typing import assert_never

from govstandard.base.problems import Path
from govstandard.base.words import words
from govstandard.standard.measures import Form
from govstandard.standard.tree import Indicator
from govstandard.workbook import form
from govstandard.workbook.columns import Column
from govstandard.workbook.reading import cells
from govstandard.workbook.reading.cells import Typed
from govstandard.workbook.reading.gathering import Mark, Reader, Table, place_of
from govstandard.workbook.reading.rows import Row, read_cell, rows_below, stands_alone


def read_items(reader: Reader, table: Table) -> None:
    """Read what is filled in for indicators and their points, below one row of headings."""
    for row in rows_below(table):
        _read(reader, row)
    reader.reasons[table.sheet] = table.heads.get(
        "review.reason", table.heads["asked.id"]
    )


def _read(reader: Reader, row: Row) -> None:
    """Read a row by the id in it."""
    said = cells.said(row.cell("asked.id"))
    row_id = form.plain(row.cell("asked.id"))
    reader.ids.add(row_id)
    ours = row_id in reader.items or row_id in reader.points
    entries = row.entries(reader.layout.items)
    if ours:
        _doubt(reader, row, entries)
    if all(cells.blank(cell) for cell in entries.values()):
        return
    if not ours:
        reader.misplaced(said, row.mark("asked.id"))
    elif not _repeated(reader, row_id, entries, row.mark("asked.id")):
        _keep(reader, row_id, row, entries)


def _doubt(reader: Reader, row: Row, entries: dict[str, object]) -> None:
    """Tell of cells that say something though they are blank."""
    columns = reader.layout.items.named
    for name, cell in entries.items():
        reader.doubt(cell, row.mark(name), figure=stands_alone(columns[name]))


def _keep(reader: Reader, row_id: str, row: Row, entries: dict[str, object]) -> None:
    """Keep what is filled in for an indicator, or for a point."""
    columns = reader.layout.items.named
    for name, cell in entries.items():
        if cells.blank(cell):
            continue
        if row_id in reader.items:
            _of_item(reader, reader.items[row_id], columns[name], cell, row.mark(name))
        else:
            _of_point(
                reader, reader.points[row_id], columns[name], cell, row.mark(name)
            )


def reviews_joined(reader: Reader) -> None:
    """Put the reviewer's answers to points together, wherever they stand; those left blank are as the community's."""
    responses = reader.data.get("responses", {})
    for item_id, answers in reader.reviews.items():
        own = responses.get(item_id, {}).get("points", {})
        path, mark = (
            ("responses", item_id, "review", "points"),
            next(iter(answers.values()))[1],
        )
        reader.put(path, {}, mark)
        reviewed = {number: answer for number, (answer, _) in answers.items()}
        for number, answer in {**own, **reviewed}.items():
            if answer != "open":
                reader.put((*path, number), answer, mark)
    _reasons(reader)


def _reasons(reader: Reader) -> None:
    """Keep a reviewer's words without figures as a note; ask for the reason of figures without words."""
    for item_id, response in reader.data.get("responses", {}).items():
        path: Path = ("responses", item_id, "review")
        review = response.get("review")
        if review is None:
            continue
        faulty = any(problem.path[:3] == path for problem in reader.problems)
        if review.keys() == {"reason"} and not faulty:
            remark = f"复核意见：{response.pop('review')['reason']}"
            reader.join(("responses", item_id, "note"), remark, reader.marks[path])
        elif "reason" not in review:
            _unreasoned(reader, path)


def _unreasoned(reader: Reader, path: Path) -> None:
    """Ask for the reason of a reviewer's figures, where it is to be written."""
    sheet, row, _ = reader.marks[path]
    what = words("填了复核数，没有写理由", "the reviewer's figures have no reason")
    hint = words(
        "写明与自评不同的原因；相同的不用填复核",
        "say why they differ; leave it blank where they do not",
    )
    reader.tell(
        "GS107", what, (sheet, row, reader.reasons[sheet]), hint, (*path, "reason")
    )


def _repeated(
    reader: Reader, row_id: str, entries: dict[str, object], mark: Mark
) -> bool:
    """Say whether a row was there before; where it says something else, that is a fault."""
    if row_id not in reader.seen:
        reader.seen[row_id] = (mark, entries)
        return False
    first, before = reader.seen[row_id]
    names = before.keys() | entries.keys()
    if any(
        cells.said(before.get(name)) != cells.said(entries.get(name)) for name in names
    ):
        what = words(
            "这一行在 {at} 已经填过，内容不同",
            "this row stands at {at} already, with other entries",
            at=place_of(first),
        )
        reader.tell("GS507", what, mark, words("留下对的一行", "keep the right one"))
    return True


def _base(item: Indicator, column: Column) -> Path:
    """Return the path of what a side says of an indicator."""
    own: Path = ("responses", item.id)
    return (*own, "review") if column.side == "review" else own


def _of_item(
    reader: Reader, item: Indicator, column: Column, cell: object, mark: Mark
) -> None:
    """Keep an entry in the row of an indicator."""
    path = (*_base(item, column), column.key)
    match column.holds:
        case "figure":
            _figures(reader, item, column, cell, mark)
        case "evidence":
            _evidence(reader, path, cell, mark)
        case "text":
            text = cells.words_of(cell)
            if text:
                reader.join(path, text, mark)
        case _:
            reader.take(path, read_cell(column.holds, cell), mark)


def _figures(
    reader: Reader, item: Indicator, column: Column, cell: object, mark: Mark
) -> None:
    """Keep the figure that an indicator asks for in a column."""
    asked = [
        item.measure.asked[name]
        for name in column.figures
        if name in item.measure.asked
    ]
    for figure in asked:
        reader.take(
            (*_base(item, column), figure.name), _figure(item, figure.form, cell), mark
        )
    if not asked:
        _not_here(reader, item, cells.said(cell), mark, _base(item, column))


def _evidence(reader: Reader, path: Path, cell: object, mark: Mark) -> None:
    """Keep the names of evidence in a cell."""
    names = cells.evidence_of(cell)
    if names.what:
        reader.take(path, names, mark)
    elif names.value:
        reader.append(path, [{"name": name} for name in names.value], mark)


def _not_here(
    reader: Reader, item: Indicator, said: str, mark: Mark, path: Path
) -> None:
    """Tell of an entry in a column that the indicator does not take."""
    what = words(
        "这一项不填这一栏（填了“{said}”）",
        "this indicator takes nothing here (there is '{said}')",
        said=said,
    )
    taken = form.takes(item)
    heads = tuple(
        words("“{title}”", "'{title}'", title=column.title)
        for column in reader.layout.items.columns
        if column.side == "own" and column.key in taken
    )
    hint = words("填到{heads}里", "fill in {heads}", heads=heads)
    if not heads:
        hint = words(
            "在下面各采分点的行里回答", "answer in the rows of its points below"
        )
    if cells.says_not_applicable(said):
        hint = cells.number(said).hint or hint
    reader.tell("GS504", what, mark, hint, path)


def _figure(item: Indicator, typed_as: Form, cell: object) -> Typed:
    """Read a figure as it is typed; answers to points stand in rows of their own."""
    match typed_as:
        case "percent":
            return cells.percent(cell)
        case "grade":
            return cells.grade(cell)
        case "yes-or-no":
            return _yes_or_no(item, cell)
        case "number" | "points":
            return _number(item, cell)
        case "whole":
            found = _number(item, cell)
            whole = found.value is not None and found.value.is_integer()
            return Typed(int(found.value)) if whole else found
        case other:
            assert_never(other)


def _yes_or_no(item: Indicator, cell: object) -> Typed:
    found = cells.answer(cell, item.title.zh + item.requirement.zh)
    if found.value in {"met", "unmet"} or found.ambiguous:
        return found if found.ambiguous else Typed(found.value == "met")
    what = words(
        "这一项只填“是”或“否”（填了“{said}”）",
        "yes or no, not '{said}'",
        said=cells.said(cell),
    )
    return Typed(what=what, hint=words("不知道的空着", "blank where it is not known"))


def _number(item: Indicator, cell: object) -> Typed:
    unit = item.measure.unit
    return cells.number(cell, unit.zh if unit else "")


def _of_point(
    reader: Reader,
    point: tuple[Indicator, int],
    column: Column,
    cell: object,
    mark: Mark,
) -> None:
    """Keep an entry in the row of a point; what stands beside its answer goes to its indicator."""
    item, number = point
    match column.holds:
        case "figure" if column.on_points:
            asked = next(
                known.text.zh for known in item.measure.points if known.number == number
            )
            _answered(reader, point, column, cells.answer(cell, asked), mark)
        case "evidence":
            _evidence(reader, (*_base(item, column), column.key), cell, mark)
        case "text":
            text = cells.words_of(cell)
            if text:
                path = (*_base(item, column), column.key)
                reader.join(path, f".{number} {text}", mark)
        case _:
            what = words(
                "采分点的行里只填“是”或“否”",
                "the row of a point takes a yes or no only",
            )
            hint = words(
                "数字填到指标那一行", "figures go into the row of the indicator"
            )
            reader.tell("GS504", what, mark, hint, ("responses", item.id))


def _answered(
    reader: Reader,
    point: tuple[Indicator, int],
    column: Column,
    answer: Typed,
    mark: Mark,
) -> None:
    """Keep the answer to a point; the reviewer's are put together at the end."""
    item, number = point
    if answer.what:
        reader.take(("responses", item.id), answer, mark)
    elif column.side == "review":
        reader.reviews.setdefault(item.id, {})[number] = (answer.value, mark)
    elif answer.value != "open":
        reader.put(("responses", item.id, "points", number), answer.value, mark)
