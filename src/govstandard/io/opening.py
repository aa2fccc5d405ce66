"""A workbook's file, opened after making sure that it is no trap."""

import re
import zipfile
import zlib
from functools import partial
from io import BytesIO
from itertools import chain
from pathlib import Path
from typing import Any

from govstandard.errors import Problem, UnreadableFile
from govstandard.io.apart import (
    MAX_CELLS,
    MAX_COLUMNS,
    MAX_ROWS,
    FarError,
    LockedError,
    Rows,
    Sheets,
    read_apart,
    read_here,
)
from govstandard.io.cells import Covered, said
from govstandard.rounding import brief, settle
from govstandard.text import Translations, words

_SUFFIXES = {".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".et", ".csv"}
_ZIP, _OLE = b"PK", b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
MAX_BYTES = 20_000_000
"""The largest workbook that is opened; a full one has some 200 kB."""
MAX_UNPACKED = 60_000_000
"""The most that a workbook may hold when unpacked."""
_FAR = re.compile(rb"""\br\s*=\s*["'](?:[A-Z]{3,}\d|[E-Z][A-Z]\d|[A-Z]{0,2}(?:[2-9]\d{4}|\d{6,}))""", re.IGNORECASE)
"""A row or a cell far beyond what anybody fills in; room for everything before it would be needed."""
_ROW, _CELL = re.compile(rb"<(?:[^\s<>/]+:)?row[\s/>]"), re.compile(rb"<(?:[^\s<>/]+:)?c[\s/>]")
_MAX_TEXT = 200_000_000
"""The most bytes that the texts of all cells may come to: many cells can share one long text."""


def is_workbook(path: Path) -> bool:
    """Say whether a file is a workbook, or means to be one, by its name or its first bytes."""
    if path.suffix.lower() in _SUFFIXES or not path.is_file():
        return path.suffix.lower() in _SUFFIXES
    with path.open("rb") as stream:
        return stream.read(4).startswith((_ZIP, _OLE))


def open_workbook(path: Path) -> dict[str, Rows]:
    """Return the rows of each sheet of a workbook: .xlsx, or an older or foreign kind that calamine reads.

    A cell is what people see of it: a number shown as a percentage is text such as ``98%``, an error is ``#N/A``, and
    a formula whose value no program has worked out yet is its own text. Cells that a merged one covers are `Covered`.

    Raises:
        UnreadableFile: It is no workbook, protected by a password, or too large.
    """
    data = _bytes(path)
    parts = _unpacked(path, data) if data.startswith(_ZIP) else {}
    sheets = _sheets(parts)
    read = read_here if sheets and _light(path, sheets, parts) else read_apart
    try:
        found = _parted(read(data))
    except LockedError:
        raise _locked(path) from None
    except FarError:
        raise _too_far(path) from None
    except BaseException as error:
        if not isinstance(error, ValueError) and type(error).__name__ != "PanicException":  # calamine breaking down
            raise
        what = words("不是能读的表格文件，或文件已损坏", f"not a workbook that can be read: {error}")
        raise _told(path, "GS501", what, _SAVE) from None
    if any(b'value-type="error"' in part for part in parts.get("content.xml", ())):
        what = words("表格里有 #N/A 一类的错误值", "the workbook has errors such as #N/A")
        hint = words("另存为 .xlsx 再查，可以看到在哪一格", "save it as .xlsx, where their cells can be told")
        raise _told(path, "GS504", what, hint)
    unlike = any(_UNLIKE.search(sheet) for sheet in sheets) or any(map(_percents, parts.get("xl/styles.xml", ())))
    try:
        return _as_shown(data, found) if unlike else found
    except Exception as error:  # noqa: BLE001 - openpyxl has many words for what it does not understand
        what = words("表格的格式有损坏，读不全", f"the workbook's formats are damaged: {error}")
        raise _told(path, "GS501", what, _SAVE) from None


def _bytes(path: Path) -> bytes:
    """Return the bytes of a file that may be a workbook."""
    if path.is_dir():
        raise _told(path, "GS101", words("这是文件夹，不是文件", "it is a folder, not a file"))
    if not path.is_file():
        raise _told(path, "GS101", words("文件不存在", "file not found"))
    size = path.stat().st_size
    if size > MAX_BYTES:
        raise _too_large(path, size, MAX_BYTES)
    data = path.read_bytes()
    if not data.startswith((_ZIP, _OLE)):
        what = words("不是 Excel 或 WPS 的表格文件", "not the file of a spreadsheet program")
        raise _told(path, "GS501", what, _SAVE)
    if _ENCRYPTED in data:
        raise _locked(path)
    return data


_UNLIKE = re.compile(rb"""\bt="e"|<c (?![^>]*\bt="str")[^>]*><f[^>]*(?:/>|>[^<]*</f>)(?:<v\s*/>|<v></v>)?</c>""")
"""A cell that holds an error, or a formula without its value."""
_SAVE = words("在 Excel 或 WPS 里打开后另存为 .xlsx", "open it in a spreadsheet program and save it as .xlsx")


def _unpacked(path: Path, data: bytes) -> dict[str, list[bytes]]:
    """Unpack a file piece by piece, however much it says or hides that it holds; a name may stand there twice."""
    parts: dict[str, list[bytes]] = {}
    try:
        with zipfile.ZipFile(BytesIO(data)) as packed:
            size = sum(info.file_size for info in packed.infolist())
            if size > MAX_UNPACKED:
                raise _too_large(path, size, MAX_UNPACKED)
            for info in packed.infolist():
                with packed.open(info) as stream:  # fails where it holds more than it says
                    parts.setdefault(info.filename, []).append(b"".join(iter(partial(stream.read, 1 << 16), b"")))
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError):
        what = words("文件不完整或已损坏", "the file is damaged or not complete")
        raise _told(path, "GS501", what, _SAVE) from None
    return parts


def _sheets(parts: dict[str, list[bytes]]) -> list[bytes]:
    """Return the sheets of an .xlsx file; none where it may be read as another kind."""
    if "xl/workbook.xml" not in parts or parts.keys() & {"content.xml", "xl/workbook.bin"}:
        return []
    return [part for part in chain(*parts.values()) if b"sheetData" in part]


def _light(path: Path, sheets: list[bytes], parts: dict[str, list[bytes]]) -> bool:
    """Say whether the texts of all cells together are small; refuse sheets whose cells lie far apart."""
    counts = [[len(_CELL.findall(row)) for row in _ROW.split(sheet)] for sheet in sheets]
    if any(_FAR.search(sheet) for sheet in sheets) or any(
        len(rows) > MAX_ROWS or max(rows) > MAX_COLUMNS for rows in counts
    ):
        raise _too_far(path)
    shared = [part for part in chain(*parts.values()) if b"<sst" in part or b":sst" in part]
    longest = max((len(text) for part in shared for text in part.split(b"<si")), default=0)
    return sum(map(sum, counts)) * longest <= _MAX_TEXT


def _parted(sheets: Sheets) -> dict[str, Rows]:
    """Mark the cells that merged ones cover."""
    room = MAX_CELLS
    for rows, merged in sheets.values():
        for (top, left), (bottom, right) in merged:
            across = [row[left : right + 1] for row in rows[top : bottom + 1]]
            room -= sum(map(len, across))
            if room < 0:
                raise FarError
            first = across[0][0] if across and across[0] else ""
            for row in rows[top : bottom + 1] if said(first) else ():
                row[left : right + 1] = [Covered(first) for _ in row[left : right + 1]]
            if said(first):
                rows[top][left] = first
    return {name: rows for name, (rows, _) in sheets.items()}


def _percents(styles: bytes) -> bool:
    """Say whether some cell of a workbook may be shown as a percentage."""
    used = styles.partition(b"<cellXfs")[2].partition(b"</cellXfs>")[0]
    own = re.findall(rb'<numFmt [^>]*formatCode="[^"]*%[^"]*"[^>]*>', styles)
    numbers = {b"9", b"10", *(found[1] for fmt in own if (found := re.search(rb'numFmtId="(\d+)"', fmt)))}
    return not numbers.isdisjoint(re.findall(rb'numFmtId="(\d+)"', used))


def _as_shown(data: bytes, found: dict[str, Rows]) -> dict[str, Rows]:
    """Put into cells what calamine does not show: errors, the texts of formulas without a value, percentages."""
    from openpyxl import load_workbook  # noqa: PLC0415 - only few workbooks need it

    values, formulas = (load_workbook(BytesIO(data), read_only=True, data_only=only) for only in (True, False))
    for sheet in values.worksheets:
        rows = found[sheet.title]
        pairs = zip(chain(*sheet.iter_rows()), chain(*formulas[sheet.title].iter_rows()), strict=True)
        for value, formula in pairs:
            shown = _shown(value, formula)
            row, column = (value.row or 0, value.column or 0) if shown else (0, 0)
            if 0 < row <= len(rows) and 0 < column <= len(rows[row - 1]):
                rows[row - 1][column - 1] = shown
    return found


def _shown(value: Any, formula: Any) -> str:
    if value.data_type == "e":
        return str(value.value)
    if formula.data_type == "f" and value.value is None and value.data_type == "n":
        return str(formula.value)
    if isinstance(value.value, int | float) and "%" in value.number_format:
        return f"{brief(settle(value.value * 100))}%"
    return ""


# What is refused


def _told(path: Path, code: str, what: Translations, hint: Translations | None = None) -> UnreadableFile:
    return UnreadableFile([Problem(code=code, what=what, hint=hint, file=str(path))])


def _too_large(path: Path, size: int, most: int) -> UnreadableFile:
    return _told(
        path, "GS104", words(f"文件过大：{size} 字节，上限 {most}", f"too large: {size} bytes, at most {most}")
    )


def _too_far(path: Path) -> UnreadableFile:
    what = words("有内容在第 20000 行或 DZ 列之外", "something stands beyond row 20000 or column DZ")
    hint = words("删去多余的行和列后另存", "delete the rows and columns that nobody needs")
    return _told(path, "GS104", what, hint)


def _locked(path: Path) -> UnreadableFile:
    what = words("文件有打开密码", "the file is protected by a password")
    return _told(path, "GS501", what, words("在 Excel 或 WPS 里去掉密码后另存", "save it without the password"))
