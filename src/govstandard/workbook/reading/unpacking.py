"""A workbook's file, opened after making sure that it is no trap."""

import re
import zipfile
import zlib
from functools import partial
from io import BytesIO
from itertools import chain
from pathlib import Path

from govstandard.base.problems import Problem, UnreadableFile
from govstandard.base.words import Words, words
from govstandard.workbook.reading.appearance import TAG, Parts, as_shown, column
from govstandard.workbook.reading.sandbox import (
    MAX_COLUMNS,
    MAX_ROWS,
    FarError,
    LockedError,
    Rows,
    read_apart,
    read_here,
)
from govstandard.workbook.reading.signatures import OLE, ZIP

_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
MAX_BYTES = 20_000_000
"""The largest workbook that is opened; a full one has some 200 kB."""
MAX_UNPACKED = 60_000_000
"""The most that a workbook may hold when unpacked."""
_ROW, _CELL, _MERGED = (
    re.compile(TAG + name + rb"[\s/>]") for name in (b"row", b"c", b"mergeCell")
)
_FAR = re.compile(
    rb"""\br\s*=\s*["'](?:[A-Z]{3,}\d+|[E-Z][A-Z]\d+|[A-Z]{1,2}(?:[2-9]\d{4}|\d{6,}))["']"""
    rb"""(?!(?:\s+[st]="\w+")*\s*(?:/>|></))""",
    re.IGNORECASE,
)
"""A cell far beyond what anybody fills in, unless it is plainly empty; room for everything before it would be needed."""
_FAR_ROW = re.compile(rb"""[^<]*?\br\s*=\s*["'](?:[2-9]\d{4}|\d{6,})""")
_MAX_MERGED, _MAX_SHARED = 50_000, 500_000
"""So many merged cells, and so many shared texts, are taken."""
_MAX_TEXT = 200_000_000
"""The most bytes that the texts of all cells may come to: many cells can share one long text."""


def open_workbook(path: Path) -> dict[str, Rows]:
    """Return the rows of each sheet of a workbook: .xlsx, or an older or foreign kind that calamine reads.

    A cell is what people see of it: a number shown as a percentage is text such as ``98%``, an error is ``#N/A``.
    Cells that a merged one covers are `Covered`, formulas that no program has worked out yet `Unvalued`.

    Raises:
        UnreadableFile: It is no workbook, protected by a password, or too large.
    """
    data = _bytes(path)
    parts = _unpacked(path, data) if data.startswith(ZIP) else {}
    tables = _tables(path, data, parts)
    for content in parts.get("content.xml", ()):
        _seen_whole(path, content)
    return tables


def _tables(path: Path, data: bytes, parts: Parts) -> dict[str, Rows]:
    """Read the cells of a workbook, in a process of its own where it may be a trap."""
    sheets = _sheets(parts)
    read = read_here if sheets and _light(path, sheets, parts) else read_apart
    try:
        return as_shown(read(data), parts)
    except LockedError:
        raise _locked(path) from None
    except FarError:
        raise _too_far(path) from None
    except ValueError as error:
        raise _unreadable(path, error) from None
    except BaseException as error:
        if type(error).__name__ == "PanicException":  # calamine breaking down
            raise _unreadable(path, error) from None
        raise


def _seen_whole(path: Path, content: bytes) -> None:
    """Refuse an OpenDocument workbook with what calamine does not show of it."""
    if b'value-type="error"' in content:
        what = words(
            "表格里有 #N/A 一类的错误值", "the workbook has errors such as #N/A"
        )
        hint = words(
            "另存为 .xlsx 再查，可以看到在哪一格",
            "save it as .xlsx, where their cells can be told",
        )
        raise _refused(path, "GS504", what, hint)
    if re.search(rb'number-rows-spanned="(?!1")', content):
        what = words(
            "有上下合并的单元格，看不出填的是哪几行", "cells of several rows are merged"
        )
        hint = words("取消合并，或另存为 .xlsx 再查", "split them, or save it as .xlsx")
        raise _refused(path, "GS505", what, hint)


def extent(path: Path) -> int:
    """Return how much a program has to keep that keeps a whole .xlsx file: its cells, merged ones, looks and sheets.

    Raises:
        UnreadableFile: It is no workbook, or too large.
    """
    parts = _unpacked(path, _bytes(path))
    looks = sum(len(_LOOK.findall(styles)) for styles in parts.get("xl/styles.xml", ()))
    return looks + sum(map(_extent_of, _sheets(parts)))


def _extent_of(sheet: bytes) -> int:
    size = 1000 + len(_CELL.findall(sheet)) + len(_ROW.findall(sheet))
    for left, top, right, bottom in _CORNERS.findall(sheet):
        width = column(right.decode()) - column(left.decode()) + 1
        size += width * (int(bottom) - int(top) + 1)
    return size


_LOOK = re.compile(TAG + rb"xf[\s/>]")
_CORNERS = re.compile(
    TAG + rb"mergeCell\s[^<>]*\bref\s*=\s*[\"']([A-Z]+)(\d+):([A-Z]+)(\d+)"
)


def _bytes(path: Path) -> bytes:
    """Return the bytes of a file that may be a workbook."""
    if path.is_dir():
        raise _refused(
            path, "GS101", words("这是文件夹，不是文件", "it is a folder, not a file")
        )
    if not path.is_file():
        raise _refused(path, "GS101", words("文件不存在", "file not found"))
    size = path.stat().st_size
    if size > MAX_BYTES:
        raise _too_large(path, size, MAX_BYTES)
    data = path.read_bytes()
    if not data.startswith((ZIP, OLE)):
        what = words(
            "不是 Excel 或 WPS 的表格文件", "not the file of a spreadsheet program"
        )
        raise _refused(path, "GS501", what, _SAVE)
    if _ENCRYPTED in data:
        raise _locked(path)
    return data


_SAVE = words(
    "在 Excel 或 WPS 里打开后另存为 .xlsx",
    "open it in a spreadsheet program and save it as .xlsx",
)


def _unpacked(path: Path, data: bytes) -> Parts:
    """Unpack a file whose parts together are not too large."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as packed:
            size = sum(part.file_size for part in packed.infolist())
            if size > MAX_UNPACKED:
                raise _too_large(path, size, MAX_UNPACKED)
            return _parts(packed)
    except (
        zipfile.BadZipFile,
        zlib.error,
        NotImplementedError,
        RuntimeError,
        EOFError,
        OSError,
    ):
        what = words("文件不完整或已损坏", "the file is damaged or not complete")
        raise _refused(path, "GS501", what, _SAVE) from None


def _parts(packed: zipfile.ZipFile) -> Parts:
    """Unpack piece by piece: read at once, a part would be unpacked whole before its size is looked at."""
    parts: Parts = {}
    for part in packed.infolist():
        with packed.open(
            part
        ) as stream:  # whose end fails where it holds more than it says
            pieces = iter(partial(stream.read, 1 << 16), b"")
            parts.setdefault(part.filename, []).append(b"".join(pieces))
    return parts


def _sheets(parts: Parts) -> list[bytes]:
    """Return the sheets of an .xlsx file; none where it may be read as another kind."""
    if "xl/workbook.xml" not in parts or parts.keys() & {
        "content.xml",
        "xl/workbook.bin",
    }:
        return []
    return [part for part in chain(*parts.values()) if b"sheetData" in part]


def _light(path: Path, sheets: list[bytes], parts: Parts) -> bool:
    """Say whether the texts of all cells together are small; refuse sheets whose cells lie far apart."""
    cells = sum(_cells_near(path, sheet) for sheet in sheets)
    merged = sum(len(_MERGED.findall(sheet)) for sheet in sheets)
    shared = [
        part for part in chain(*parts.values()) if b"<sst" in part or b":sst" in part
    ]
    texts = [len(text) for part in shared for text in part.split(b"<si")]
    if merged > _MAX_MERGED or len(texts) > _MAX_SHARED:
        raise _too_far(path)
    return cells * max(texts, default=0) <= _MAX_TEXT


def _cells_near(path: Path, sheet: bytes) -> int:
    """Count the cells of a sheet; refuse one whose cells lie far apart."""
    rows = [(row, len(_CELL.findall(row))) for row in _ROW.split(sheet)]
    far = any(
        count > MAX_COLUMNS or (count and _FAR_ROW.match(row)) for row, count in rows
    )
    if far or len(rows) > MAX_ROWS or _FAR.search(sheet):
        raise _too_far(path)
    return sum(count for _, count in rows)


# What is refused


def _refused(
    path: Path, code: str, what: Words, hint: Words | None = None
) -> UnreadableFile:
    return UnreadableFile([Problem(code=code, what=what, hint=hint, file=str(path))])


def _unreadable(path: Path, error: BaseException) -> UnreadableFile:
    what = words(
        "不是能读的表格文件，或文件已损坏{detail}",
        "not a workbook that can be read: {detail}",
        detail=words("", str(error)),  # calamine speaks English only
    )
    return _refused(path, "GS501", what, _SAVE)


def _too_large(path: Path, size: int, most: int) -> UnreadableFile:
    what = words(
        "文件过大：{size} 字节，上限 {most}",
        "too large: {size} bytes, at most {most}",
        size=size,
        most=most,
    )
    return _refused(path, "GS104", what)


def _too_far(path: Path) -> UnreadableFile:
    what = words(
        "内容过多：行数达到 20000、超出 DZ 列，或合并的单元格太多",
        "too much: 20000 rows, something beyond column DZ, or too many merged cells",
    )
    hint = words(
        "删去多余的行和列后另存", "delete the rows and columns that nobody needs"
    )
    return _refused(path, "GS104", what, hint)


def _locked(path: Path) -> UnreadableFile:
    what = words("文件有打开密码", "the file is protected by a password")
    hint = words("在 Excel 或 WPS 里去掉密码后另存", "save it without the password")
    return _refused(path, "GS501", what, hint)
