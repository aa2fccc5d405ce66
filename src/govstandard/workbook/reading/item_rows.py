"""The rows of indicators and points on the sheets of a workbook, read as responses."""

from typing import assert_never

from govstandard.base.problems import Path
from govstandard.base.words import words
from govstandard.standard.measures import Form
from govstandard.standard.tree import Indicator
from govstandard.workbook import form
from govstandard.workbook.reading import cells
from govstandard.workbook.reading.cells import Typed
from govstandard.workbook.reading.gathering import Heads, Mark, Reader, Table, cell_of, place_of


def read_items(reader: Reader, table: Table) -> None:
    """Read what is filled in for indicators and their points, below one row of headings."""
    sheet, rows, start, heads = table
    inputs = {key: place for key, place in heads.items() if key.split(".")[0] in {"own", "review"}}
    for number, row in enumerate(rows[start + 1 :], start + 1):
        name, mark = form.plain(cell_of(row, heads["asked.id"])), (sheet, number, heads["asked.id"])
        typed = {key: cell_of(row, place) for key, place in inputs.items()}
        reader.ids.add(name)
        ours = name in reader.items or name in reader.points
        for key, cell in typed.items() if ours else ():
            reader.doubt(cell, (sheet, number, inputs[key]), figure=key in _FIGURES)
        if all(cells.blank(cell) for cell in typed.values()):
            continue
        if not ours:
            reader.misplaced(cells.said(cell_of(row, heads["asked.id"])), mark)
        elif not _repeated(reader, name, typed, mark):
            if name in reader.items:
                _item(reader, reader.items[name], row, heads, (sheet, number))
            else:
                _point(reader, reader.points[name], row, heads, (sheet, number))
    reader.reasons[sheet] = heads.get("review.reason", heads["asked.id"])


def reviews_joined(reader: Reader) -> None:
    """Put the reviewer's answers to points together, wherever they stand; those left blank are as the community's."""
    for item_id, answers in reader.reviews.items():
        own = reader.data.get("responses", {}).get(item_id, {}).get("points", {})
        path, mark = ("responses", item_id, "review", "points"), next(iter(answers.values()))[1]
        reader.put(path, {}, mark)
        told = {number: answer for number, (answer, _) in answers.items()}
        for number, found in {**own, **told}.items():
            if found != "open":
                reader.put((*path, number), found, mark)
    _reasons(reader)


_FIGURES = {
    f"{column.side}.{column.key}"
    for column in form.COLUMNS
    if column.side in {"own", "review"} and column.key not in {"evidence", "note", "reason"}
}
"""The columns in which what a merged cell says could be meant for each row that it covers."""


def _reasons(reader: Reader) -> None:
    """Keep a reviewer's words without figures as a note; ask for the reason of figures without words."""
    for item_id, response in reader.data.get("responses", {}).items():
        path: Path = ("responses", item_id, "review")
        review = response.get("review")
        if review is None:
            continue
        if review.keys() == {"reason"} and not any(
            problem.path[:3] == path for problem in reader.problems
        ):
            seen = f"复核意见：{response.pop('review')['reason']}"
            reader.join(("responses", item_id, "note"), seen, reader.marks[path])
        elif "reason" not in review:
            sheet, row, _ = reader.marks[path]
            what = words("填了复核数，没有写理由", "the reviewer's figures have no reason")
            hint = words(
                "写明与自评不同的原因；相同的不用填复核",
                "say why they differ; leave it blank where they do not",
            )
            reader.tell("GS107", what, (sheet, row, reader.reasons[sheet]), hint, (*path, "reason"))


def _repeated(reader: Reader, name: str, typed: dict[str, object], mark: Mark) -> bool:
    """Say whether a row was there before; where it says something else, that is a fault."""
    if name not in reader.seen:
        reader.seen[name] = (mark, typed)
        return False
    first, before = reader.seen[name]
    if any(
        cells.said(before.get(key)) != cells.said(typed.get(key))
        for key in before.keys() | typed.keys()
    ):
        at = place_of(first)
        what = words(
            f"这一行在 {at} 已经填过，内容不同",
            f"this row stands at {at} already, with other entries",
        )
        reader.tell("GS507", what, mark, words("留下对的一行", "keep the right one"))
    return True


def _item(
    reader: Reader, item: Indicator, row: list[object], heads: Heads, at: tuple[str, int]
) -> None:
    figures = item.measure.asked
    for side in ("own", "review"):
        base: Path = ("responses", item.id) if side == "own" else ("responses", item.id, "review")
        for figure, column in form.CELLS.items():
            place = heads.get(f"{side}.{column}")
            if place is None or cells.blank(cell_of(row, place)):
                continue
            if figure in figures:
                typed = _figure(item, figures[figure].form, cell_of(row, place))
                reader.take((*base, figure), typed, (*at, place))
            elif figures.keys().isdisjoint(same := form.sharing(column)) and figure == same[0]:
                _not_here(reader, item, cells.said(cell_of(row, place)), (*at, place), base)
        place = heads.get(f"{side}.not_applicable")
        if place is not None:
            reader.take((*base, "not_applicable"), cells.reason(cell_of(row, place)), (*at, place))
        for key in ("note", "reason"):
            place = heads.get(f"{side}.{key}")
            text = cells.words_of(cell_of(row, place))
            if text and place is not None:
                reader.join((*base, key), text, (*at, place))
    place = heads.get("own.evidence")
    if place is not None:
        _evidence(reader, ("responses", item.id, "evidence"), cell_of(row, place), (*at, place))


def _evidence(reader: Reader, path: Path, cell: object, mark: Mark) -> None:
    """Keep the names of evidence in a cell."""
    found = cells.evidence_of(cell)
    if found.what:
        reader.take(path, found, mark)
    elif found.value:
        reader.append(path, [{"name": name} for name in found.value], mark)


def _not_here(reader: Reader, item: Indicator, said: str, mark: Mark, path: Path) -> None:
    """Tell of an entry in a column that the indicator does not take."""
    what = words(
        f"这一项不填这一栏（填了“{said}”）",
        f"this indicator takes nothing here (there is '{said}')",
    )
    heads = [
        column.title
        for column in form.COLUMNS
        if column.side == "own" and column.key in form.takes(item)
    ]
    zh, en = (
        "、".join(f"“{head.zh}”" for head in heads),
        ", ".join(f"'{head.en}'" for head in heads),
    )
    hint = words(f"填到{zh}里", f"fill in {en}")
    if not heads:
        hint = words("在下面各采分点的行里回答", "answer in the rows of its points below")
    hint = cells.number(said).hint or hint if cells.says_not_applicable(said) else hint
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
        f"这一项只填“是”或“否”（填了“{cells.said(cell)}”）",
        f"yes or no, not '{cells.said(cell)}'",
    )
    return Typed(what=what, hint=words("不知道的空着", "blank where it is not known"))


def _number(item: Indicator, cell: object) -> Typed:
    unit = item.measure.unit
    return cells.number(cell, unit.zh if unit else "")


def _point(
    reader: Reader,
    point: tuple[Indicator, int],
    row: list[object],
    heads: Heads,
    at: tuple[str, int],
) -> None:
    item, number = point
    for column in form.COLUMNS:
        place = heads.get(f"{column.side}.{column.key}")
        if (
            place is None
            or column.side not in {"own", "review"}
            or cells.blank(cell_of(row, place))
        ):
            continue
        if column.key == "answer":
            asked = next(known.text.zh for known in item.measure.points if known.number == number)
            _answered(
                reader, point, column.side, cells.answer(cell_of(row, place), asked), (*at, place)
            )
        elif column.key in {"evidence", "note", "reason"}:
            _beside(reader, item, number, column, cell_of(row, place), (*at, place))
        else:
            what = words("采分点的行里只填“是”或“否”", "the row of a point takes a yes or no only")
            hint = words("数字填到指标那一行", "figures go into the row of the indicator")
            reader.tell("GS504", what, (*at, place), hint, ("responses", item.id))


def _beside(
    reader: Reader, item: Indicator, number: int, column: form.Column, cell: object, mark: Mark
) -> None:
    """Keep what was written beside a point with the indicator that it belongs to."""
    base: Path = (
        ("responses", item.id) if column.side == "own" else ("responses", item.id, "review")
    )
    text = cells.words_of(cell)
    if column.key == "evidence":
        _evidence(reader, (*base, "evidence"), cell, mark)
    elif text:
        reader.join((*base, column.key), f".{number} {text}", mark)


def _answered(
    reader: Reader,
    point: tuple[Indicator, int],
    side: str,
    found: Typed,
    mark: Mark,
) -> None:
    item, number = point
    if found.what or (found.value == "open" and side == "own"):
        reader.take(("responses", item.id), found if found.what else Typed(), mark)
    elif side == "own":
        reader.put(("responses", item.id, "points", number), found.value, mark)
    else:
        reader.reviews.setdefault(item.id, {})[number] = (found.value, mark)
