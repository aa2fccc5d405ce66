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
from govstandard.workbook.reading.unpacking import extent

_MOST = 150_000
"""So many cells, merged ones and looks of cells are kept to mark a workbook; a real one has some 20,000."""


def mark_workbook(path: Path, problems: Sequence[Problem], output: Path, lang: Lang) -> bool:
    """Write a copy of a workbook with a comment at every faulty cell, red for as long as the cell is not changed.

    What belongs to no cell stands at the first cell of the first sheet. Marks of an earlier run are taken out,
    people's own comments are kept.

    Returns whether the copy lacks pictures or drawings of the original, which cannot be carried over.

    Raises:
        UnreadableFile: The file is no .xlsx, or damaged; nothing is written.
        InvalidFile: It is too large to be marked.
        OSError: The copy cannot be written.
    """
    from openpyxl import load_workbook  # noqa: PLC0415 - only marking changes a workbook in place

    _markable(path, output)
    data = path.read_bytes()
    try:
        with catch_warnings(
            action="ignore"
        ):  # openpyxl tells of what it leaves out; people are told below
            workbook = load_workbook(BytesIO(data), keep_links=False)
            sheets = {sheet.title: sheet for sheet in workbook.worksheets}
            first = next(iter(sheets))
            _with_values(workbook, data)
    except Exception as error:  # noqa: BLE001 - openpyxl has many words for what it does not understand
        what = words("表格的格式有损坏，标不了", f"not a workbook that can be marked: {error}")
        hint = words("在 Excel 或 WPS 里另存一次再试", "save it anew in a spreadsheet program")
        raise UnreadableFile(
            [Problem(code="GS501", what=what, hint=hint, file=str(path))]
        ) from None
    for sheet in workbook.worksheets:
        _cleared(sheet)
    told: dict[tuple[str, str], list[str]] = {}
    for problem in problems:
        name, _, cell = (
            problem.cell.rpartition("!") if "!" in problem.cell else (problem.cell, "", "A1")
        )
        known = (name, _first(sheets[name], cell)) if name in sheets else (first, "A1")
        advice = (
            f"\n{pick(lang, '建议：', 'hint: ')}{problem.hint.to(lang)}" if problem.hint else ""
        )
        told.setdefault(known, []).append(f"{problem.what.to(lang)}{advice}\n({problem.code})")
    for (name, cell), lines in told.items():
        _mark(sheets[name], cell, [*dict.fromkeys(lines)])
    stream = BytesIO()
    workbook.save(stream)
    write_whole(output, stream.getvalue())
    return _drawn(data)


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
    """Take out the marks of an earlier run; of a comment, what was written below somebody's own."""
    for cell in (cell for row in sheet.iter_rows() for cell in row if cell.comment):
        own, ours, _ = cell.comment.text.partition(_BELOW)
        if cell.comment.author == _US:
            cell.comment = None
        elif ours:
            cell.comment.text = own
    for found in list(sheet.conditional_formatting):
        kept = [rule for rule in found.rules if _US not in str(rule.formula)]
        if len(kept) < len(found.rules):
            del sheet.conditional_formatting[str(found.sqref)]
            for rule in kept:
                sheet.conditional_formatting.add(str(found.sqref), rule)


_BELOW = f"\n— {_US} —\n"


def _with_values(workbook: Any, data: bytes) -> None:
    """Write the value of each formula that somebody typed instead of it: it would be lost else."""
    from openpyxl import load_workbook  # noqa: PLC0415

    cells = (cell for sheet in workbook.worksheets for row in sheet.iter_rows() for cell in row)
    typed = [cell for cell in cells if cell.data_type == "f" and not cell.protection.locked]
    if not typed:
        return
    values: Any = load_workbook(BytesIO(data), keep_links=False, data_only=True)
    for cell in typed:
        value = values[cell.parent.title][cell.coordinate].value
        cell.value = cell.value if value is None else value


def _mark(sheet: Any, place: str, lines: list[str]) -> None:
    from openpyxl.comments import Comment  # noqa: PLC0415
    from openpyxl.formatting.rule import Rule  # noqa: PLC0415
    from openpyxl.styles import PatternFill  # noqa: PLC0415
    from openpyxl.styles.differential import DifferentialStyle  # noqa: PLC0415

    cell, text = sheet[place], "\n".join(lines)
    author, text = (
        (cell.comment.author, cell.comment.text + _BELOW + text) if cell.comment else (_US, text)
    )
    cell.comment = Comment(text, author, height=60 + 30 * len(lines), width=360)
    fill = PatternFill(bgColor="FFC7CE")
    rule = Rule(
        type="expression",
        formula=[f'AND("{_US}"<>"",{_unchanged(cell)})'],
        dxf=DifferentialStyle(fill=fill),
    )
    sheet.conditional_formatting.add(place, rule)


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
    return next(
        (
            str(found.coord).partition(":")[0]
            for found in sheet.merged_cells.ranges
            if place in found
        ),
        place,
    )


def _markable(path: Path, output: Path) -> None:
    """Refuse what cannot be marked."""
    if {path.suffix.lower(), output.suffix.lower()} != {".xlsx"} or not zipfile.is_zipfile(path):
        what = words("只能在 .xlsx 文件上标出错误", "faults can be marked in .xlsx files only")
        hint = words("先另存为 .xlsx", "save it as .xlsx first")
        raise UnreadableFile([Problem(code="GS501", what=what, hint=hint, file=str(path))])
    size = extent(path)
    if size > _MOST:
        what = words(
            f"文件过大，标不了：{size} 格，上限 {_MOST}",
            f"too large to mark: {size} cells, at most {_MOST}",
        )
        raise InvalidFile([Problem(code="GS104", what=what, file=str(path))])
