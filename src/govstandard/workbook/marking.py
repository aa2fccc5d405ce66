"""A copy of a workbook in which every fault stands as a comment at its cell."""

import zipfile
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any
from warnings import catch_warnings

from govstandard.base.files import write_whole
from govstandard.base.problems import InvalidFile, Problem, UnreadableFile
from govstandard.base.words import Lang, pick, words
from govstandard.workbook.columns import letter
from govstandard.workbook.reading.gathering import mark_of
from govstandard.workbook.reading.unpacking import extent

_MOST = 150_000
"""So many cells, merged ones and looks of cells are kept to mark a workbook; a real one has some 20,000."""


def mark_workbook(
    path: Path, problems: Sequence[Problem], output: Path, lang: Lang
) -> bool:
    """Write a copy of a workbook with a comment at every faulty cell, red for as long as the cell is not changed.

    What belongs to no cell stands at the first cell of the first sheet. Marks of an earlier run are taken out,
    people's own comments are kept.

    Returns whether the copy lacks pictures or drawings of the original, which cannot be carried over.

    Raises:
        UnreadableFile: The file is no .xlsx, or damaged; nothing is written.
        InvalidFile: It is too large to be marked.
        OSError: The copy cannot be written.
    """
    _markable(path, output)
    data = path.read_bytes()
    workbook = _opened(data, path)
    for sheet in workbook.worksheets:
        _cleared(sheet)
    for (sheet, cell), problems_there in _by_cell(workbook, problems).items():
        comments = [_comment(problem, lang) for problem in problems_there]
        _mark(sheet, cell, [*dict.fromkeys(comments)])
    stream = BytesIO()
    workbook.save(stream)
    write_whole(output, stream.getvalue())
    return _drawn(data)


def _opened(data: bytes, path: Path) -> Any:
    """Open a workbook to be changed; without links to other files, which would be kept half."""
    from openpyxl import load_workbook  # noqa: PLC0415 - only marking changes a workbook in place

    try:
        # openpyxl warns of what it leaves out; people are told by what is returned
        with catch_warnings(action="ignore"):
            workbook = load_workbook(BytesIO(data), keep_links=False)
            next(iter(workbook.worksheets))  # there has to be one
            _with_values(workbook, data)
    except Exception as error:  # noqa: BLE001 - openpyxl has many words for what it does not understand
        what = words(
            "表格的格式有损坏，标不了{detail}",
            "not a workbook that can be marked: {detail}",
            detail=words("", str(error)),  # openpyxl speaks English only
        )
        hint = words(
            "在 Excel 或 WPS 里另存一次再试", "save it anew in a spreadsheet program"
        )
        problem = Problem(code="GS501", what=what, hint=hint, file=str(path))
        raise UnreadableFile([problem]) from None
    return workbook


def _by_cell(
    workbook: Any, problems: Sequence[Problem]
) -> dict[tuple[Any, str], list[Problem]]:
    """Group problems by their sheet and cell; what has none stands at the first cell of the first sheet."""
    sheets = {sheet.title: sheet for sheet in workbook.worksheets}
    first = next(iter(sheets.values()))
    grouped: dict[tuple[Any, str], list[Problem]] = {}
    for problem in problems:
        name, row, column = mark_of(problem.cell)
        sheet = sheets.get(name, first)
        there = name in sheets and row >= 0
        cell = _first(sheet, f"{letter(column)}{row + 1}") if there else "A1"
        grouped.setdefault((sheet, cell), []).append(problem)
    return grouped


def _comment(problem: Problem, lang: Lang) -> str:
    """Write a problem as it stands in a comment: what is wrong, the hint and the code."""
    lines = [problem.what.to(lang)]
    if problem.hint:
        lines.append(f"{pick(lang, '建议：', 'hint: ')}{problem.hint.to(lang)}")
    return "\n".join([*lines, f"({problem.code})"])


def _drawn(data: bytes) -> bool:
    """Say whether a workbook has pictures or drawings."""
    with zipfile.ZipFile(BytesIO(data)) as packed:
        drawings = (
            packed.read(name)
            for name in packed.namelist()
            if name.startswith("xl/drawings/drawing")
        )
        return any(b"Anchor" in drawing for drawing in drawings)


_US = "govstandard"
"""Who made a comment, and what is in the formula of a mark."""


def _cleared(sheet: Any) -> None:
    """Take out the marks of an earlier run."""
    for row in sheet.iter_rows():
        for cell in row:
            if cell.comment:
                _comment_cleared(cell)
    for formatting in list(sheet.conditional_formatting):
        _formatting_cleared(sheet, formatting)


def _comment_cleared(cell: Any) -> None:
    """Take out a comment of ours, or what was written below somebody's own."""
    own, ours, _ = cell.comment.text.partition(_BELOW)
    if cell.comment.author == _US:
        cell.comment = None
    elif ours:
        cell.comment.text = own


def _formatting_cleared(sheet: Any, formatting: Any) -> None:
    kept = [rule for rule in formatting.rules if _US not in str(rule.formula)]
    if len(kept) == len(formatting.rules):
        return
    place = str(formatting.sqref)
    del sheet.conditional_formatting[place]
    for rule in kept:
        sheet.conditional_formatting.add(place, rule)


_BELOW = f"\n— {_US} —\n"


def _with_values(workbook: Any, data: bytes) -> None:
    """Write the value of each formula that somebody typed instead of it: it would be lost else."""
    from openpyxl import load_workbook  # noqa: PLC0415

    cells = (
        cell
        for sheet in workbook.worksheets
        for row in sheet.iter_rows()
        for cell in row
    )
    typed = [
        cell for cell in cells if cell.data_type == "f" and not cell.protection.locked
    ]
    if not typed:
        return
    values: Any = load_workbook(BytesIO(data), keep_links=False, data_only=True)
    for cell in typed:
        value = values[cell.parent.title][cell.coordinate].value
        cell.value = cell.value if value is None else value


def _mark(sheet: Any, place: str, comments: list[str]) -> None:
    """Write a comment at a cell, below somebody's own where there is one, and make the cell red."""
    from openpyxl.comments import Comment  # noqa: PLC0415

    cell, author, text = sheet[place], _US, "\n".join(comments)
    if cell.comment:
        author, text = cell.comment.author, cell.comment.text + _BELOW + text
    cell.comment = Comment(text, author, height=60 + 30 * len(comments), width=360)
    sheet.conditional_formatting.add(place, _red(cell))


def _red(cell: Any) -> Any:
    """Make the rule by which a cell is red for as long as it says what it says now."""
    from openpyxl.formatting.rule import Rule  # noqa: PLC0415
    from openpyxl.styles import PatternFill  # noqa: PLC0415
    from openpyxl.styles.differential import DifferentialStyle  # noqa: PLC0415

    style = DifferentialStyle(fill=PatternFill(bgColor="FFC7CE"))
    formula = f'AND("{_US}"<>"",{_unchanged(cell)})'
    return Rule(type="expression", formula=[formula], dxf=style)


def _unchanged(cell: Any) -> str:
    """Write the formula by which a cell still says what it says now."""
    value, place = cell.value, cell.coordinate
    if value is None:
        return f"ISBLANK({place})"
    if cell.data_type in {"e", "f"}:
        return f'IF(ISERROR({place}),TRUE,{place}="")'
    if isinstance(value, bool):
        return f"{place}={str(value).upper()}"
    if isinstance(value, int | float):
        return f"{place}={value!r}"
    if isinstance(value, str) and len(value) < _LONGEST:
        return f'EXACT({place},"{value.replace(chr(34), chr(34) * 2)}")'
    return "TRUE"


_LONGEST = 100
"""So long a text is written into a formula."""


def _first(sheet: Any, place: str) -> str:
    """Return the first cell of a merged one, by which it is spoken to."""
    for merged in sheet.merged_cells.ranges:
        if place in merged:
            return str(merged.coord).partition(":")[0]
    return place


def _markable(path: Path, output: Path) -> None:
    """Refuse what cannot be marked."""
    if {path.suffix.lower(), output.suffix.lower()} != {
        ".xlsx"
    } or not zipfile.is_zipfile(path):
        what = words(
            "只能在 .xlsx 文件上标出错误", "faults can be marked in .xlsx files only"
        )
        hint = words("先另存为 .xlsx", "save it as .xlsx first")
        raise UnreadableFile(
            [Problem(code="GS501", what=what, hint=hint, file=str(path))]
        )
    size = extent(path)
    if size > _MOST:
        what = words(
            "文件过大，标不了：{size} 格，上限 {most}",
            "too large to mark: {size} cells, at most {most}",
            size=size,
            most=_MOST,
        )
        raise InvalidFile([Problem(code="GS104", what=what, file=str(path))])
