"""A copy of a workbook in which every fault stands as a comment at its cell."""

import zipfile
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

from govstandard.errors import InvalidFile, Problem, UnreadableFile
from govstandard.files import write_whole
from govstandard.text import Lang, words

_MOST = 15_000_000
"""The most that a workbook may hold, unpacked, to be marked: to keep all of it takes many times that memory."""


def mark_workbook(path: Path, problems: Sequence[Problem], output: Path, lang: Lang) -> None:
    """Write a copy of a workbook with a comment and a red ground at every faulty cell.

    What belongs to no cell stands at the first cell of the first sheet.

    Raises:
        InvalidFile: The file is no .xlsx, or too large to be marked; nothing is written.
        OSError: The copy cannot be written.
    """
    from openpyxl import load_workbook  # noqa: PLC0415 - only marking changes a workbook in place
    from openpyxl.comments import Comment  # noqa: PLC0415
    from openpyxl.styles import PatternFill  # noqa: PLC0415

    _markable(path, output)
    try:
        workbook = load_workbook(BytesIO(path.read_bytes()), keep_links=False)
        values = load_workbook(BytesIO(path.read_bytes()), keep_links=False, data_only=True)
    except (KeyError, ValueError, OSError) as error:
        what = words(f"不是能标注的表格文件（{error}）", f"not a workbook that can be marked: {error}")
        raise UnreadableFile([Problem(code="GS501", what=what, file=str(path))]) from None
    for sheet in workbook.worksheets:  # a formula that somebody typed would lose its value
        held: Any = values[sheet.title]
        for typed in (entry for row in sheet.iter_rows() for entry in row if entry.data_type == "f"):
            if not typed.protection.locked:
                typed.value = held[typed.coordinate].value
    sheets = {sheet.title: sheet for sheet in workbook.worksheets}
    told: dict[tuple[str, str], list[str]] = {}
    for problem in problems:
        name, _, cell = problem.cell.partition("!")
        known = (name, cell or "A1") if name in sheets else (next(iter(sheets)), "A1")
        hint = f"\n{problem.hint.to(lang)}" if problem.hint else ""
        told.setdefault(known, []).append(f"{problem.what.to(lang)}{hint}\n({problem.code})")
    for (name, cell), lines in told.items():
        sheet, place = sheets[name], cell
        for merged in sheet.merged_cells.ranges:
            if place in merged:
                place = merged.coord.partition(":")[0]  # a merged cell is spoken to by its first
        comment = Comment("\n".join(lines), "govstandard", height=60 + 30 * len(lines), width=360)
        marked: Any = sheet[place]
        marked.comment = comment
        marked.fill = PatternFill("solid", fgColor="FFC7CE")
    stream = BytesIO()
    workbook.save(stream)
    write_whole(output, stream.getvalue())


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
