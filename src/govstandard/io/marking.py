"""A copy of a workbook in which every fault stands as a comment at its cell."""

import zipfile
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

from govstandard.errors import InvalidFile, Problem, UnreadableFile
from govstandard.files import write_whole
from govstandard.text import Lang, pick, words

_MOST = 15_000_000
"""The most that a workbook may hold, unpacked, to be marked: to keep all of it takes many times that memory."""


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
    try:
        workbook = load_workbook(BytesIO(path.read_bytes()), keep_links=False)
        values = load_workbook(BytesIO(path.read_bytes()), keep_links=False, data_only=True)
    except Exception as error:  # noqa: BLE001 - openpyxl has many words for what it does not understand
        what = words("表格的格式有损坏，标不了", f"not a workbook that can be marked: {error}")
        hint = words("在 Excel 或 WPS 里另存一次再试", "save it anew in a spreadsheet program")
        raise UnreadableFile([Problem(code="GS501", what=what, hint=hint, file=str(path))]) from None
    for sheet in workbook.worksheets:
        _cleared(sheet)
        _with_values(sheet, values[sheet.title])
    sheets = {sheet.title: sheet for sheet in workbook.worksheets}
    told: dict[tuple[str, str], list[str]] = {}
    for problem in problems:
        name, _, cell = problem.cell.rpartition("!") if "!" in problem.cell else (problem.cell, "", "A1")
        known = (name, cell) if name in sheets else (next(iter(sheets)), "A1")
        advice = f"\n{pick(lang, '建议：', 'hint: ')}{problem.hint.to(lang)}" if problem.hint else ""
        told.setdefault(known, []).append(f"{problem.what.to(lang)}{advice}\n({problem.code})")
    for (name, cell), lines in told.items():
        _mark(sheets[name], cell, lines)
    stream = BytesIO()
    workbook.save(stream)
    write_whole(output, stream.getvalue())
    with zipfile.ZipFile(path) as packed:
        return any(name.startswith(("xl/media/", "xl/drawings/drawing")) for name in packed.namelist())


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
    for found in [
        found for found in sheet.conditional_formatting if any(_US in str(rule.formula) for rule in found.rules)
    ]:
        del sheet.conditional_formatting[str(found.sqref)]


_BELOW = f"\n— {_US} —\n"


def _with_values(sheet: Any, values: Any) -> None:
    """Write the value of each formula that somebody typed instead of it: it would be lost else."""
    for cell in (cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"):
        value = values[cell.coordinate].value
        if not cell.protection.locked and value is not None:
            cell.value = value


def _mark(sheet: Any, place: str, lines: list[str]) -> None:
    from openpyxl.comments import Comment  # noqa: PLC0415
    from openpyxl.formatting.rule import Rule  # noqa: PLC0415
    from openpyxl.styles import PatternFill  # noqa: PLC0415
    from openpyxl.styles.differential import DifferentialStyle  # noqa: PLC0415

    for merged in sheet.merged_cells.ranges:
        if place in merged:
            place = merged.coord.partition(":")[0]  # a merged cell is spoken to by its first
    cell, text = sheet[place], "\n".join(lines)
    author, text = (cell.comment.author, cell.comment.text + _BELOW + text) if cell.comment else (_US, text)
    cell.comment = Comment(text, author, height=60 + 30 * len(lines), width=360)
    said = "" if cell.value is None else str(cell.value)
    same = f'EXACT({place}&"","{said.replace(chr(34), chr(34) * 2)}")' if len(said) < _LONGEST else "TRUE"
    fill = PatternFill(bgColor="FFC7CE")
    rule = Rule(type="expression", formula=[f'AND("{_US}"<>"",{same})'], dxf=DifferentialStyle(fill=fill))
    sheet.conditional_formatting.add(place, rule)


_LONGEST = 100
"""So long a text is written into a formula."""


def _markable(path: Path, output: Path) -> None:
    """Refuse what cannot be marked."""
    if {path.suffix.lower(), output.suffix.lower()} != {".xlsx"} or not zipfile.is_zipfile(path):
        what = words("只能在 .xlsx 文件上标出错误", "faults can be marked in .xlsx files only")
        hint = words("先另存为 .xlsx", "save it as .xlsx first")
        raise UnreadableFile([Problem(code="GS501", what=what, hint=hint, file=str(path))])
    with zipfile.ZipFile(path) as packed:
        size = sum(info.file_size for info in packed.infolist())
    if size > _MOST:
        what = words(
            f"文件过大，标不了：{size} 字节，上限 {_MOST}", f"too large to mark: {size} bytes, at most {_MOST}"
        )
        raise InvalidFile([Problem(code="GS104", what=what, file=str(path))])
