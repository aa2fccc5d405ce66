"""A workbook that people filled in, read back as an assessment, with every fault at its sheet and cell."""

import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path as FilePath
from typing import Any

from govstandard.assessment import Assessment
from govstandard.documents import Document
from govstandard.errors import InvalidFile, Problem, UnknownId, UnreadableFile
from govstandard.io import cells, layout
from govstandard.io.declared_rows import read_adjustments, read_evidence, read_vetoes
from govstandard.io.item_rows import read_items
from govstandard.io.reader import Heads, Mark, Reader, Table, cell_of, place_of
from govstandard.loading import assessment_of
from govstandard.standard import Standard
from govstandard.text import Translations, words

SUFFIXES = {".xlsx", ".xlsm", ".xls", ".ods"}
"""The files that are read as workbooks."""
MAX_BYTES = 20_000_000
"""The largest workbook that is opened; a full one has some 200 kB."""
MAX_UNPACKED = 60_000_000
"""The most that a workbook may hold when unpacked."""
_HEADINGS_WITHIN = 40

Load = Callable[[str], Standard]


class _Sheets(Document):
    """An assessment's data whose values know their sheet and cell."""

    def _at(self, mark: Mark) -> dict[str, Any]:
        return {"file": next(iter(self.lines)), "cell": place_of(mark)}


def read_workbook(path: FilePath, load: Load, standard: Standard | None = None) -> Assessment:
    """Read an assessment from a workbook and check it against its standard.

    Sheets are known by their headings and rows by their ids, so that renamed or added sheets, moved columns and
    sorted or inserted rows do no harm. `load` finds the standard that the workbook names, unless one is given.

    Raises:
        UnreadableFile: It is no workbook, protected by a password, or too large.
        InvalidFile: A cell is not understood, can mean two things, or does not fit the standard; every fault is
            listed with its sheet and cell.
        UnknownId: The standard that it names is not there.
    """
    tables = _tables(path)
    named = _named_standard(tables)
    if standard is None:
        if named is None:
            what = words("找不到标准的名称：缺“社区信息”表", "which standard? the sheet 'Community' is missing")
            hint = words("用 govstandard workbook 生成的填报表", "use a workbook made by govstandard workbook")
            raise UnreadableFile([Problem(code="GS503", what=what, hint=hint, file=str(path))])
        standard = _load(load, named[0], path, named[1])
    reader = Reader(str(path), standard)
    for sheet, rows in tables.items():
        _sheet(reader, sheet, rows)
    reader.data.setdefault("standard", standard.name)
    home: Mark = (next(iter(tables), ""), -1, 0)
    _who_and_when(reader, named[1] if named else home)
    document = _Sheets(reader.data, {(): home, **reader.marks}, {}, {str(path): []})
    try:
        assessment = assessment_of(document, standard)
    except InvalidFile as error:
        rest = [
            problem
            for problem in error.problems
            if (problem.code, problem.path[:1]) not in _TOLD
            and (problem.code, problem.path[2:]) != ("GS107", ("review",))
        ]
        raise InvalidFile([*reader.problems, *rest]) from None
    if reader.problems:
        raise InvalidFile(reader.problems)
    return assessment


_TOLD = {("GS107", ()), ("GS107", ("community",)), ("GS107", ("period",))}
"""What is told in a clerk's words where the community's sheet is read."""


def _who_and_when(reader: Reader, near: Mark) -> None:
    """Tell which of the facts that every assessment has are not filled in."""
    for key in ("community.name", "period.start", "period.end"):
        path = tuple(key.split("."))
        faulty = any(problem.path == path for problem in reader.problems)
        if path not in reader.marks and not faulty:
            label = layout.FACTS[key]
            what = words(f"没有填“{label.zh}”", f"'{label.en}' is not filled in")
            reader.tell("GS107", what, reader.rows.get(key, near))


def _load(load: Load, name: str, path: FilePath, mark: Mark) -> Standard:
    try:
        return load(name)
    except UnknownId as error:
        at = {"file": str(path), "cell": place_of(mark)}
        raise UnknownId([problem.model_copy(update=at) for problem in error.problems]) from None


def _tables(path: FilePath) -> dict[str, list[list[object]]]:
    """Return the cells of each sheet, after making sure that the file is no trap."""
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError  # noqa: PLC0415 - only workbooks need it

    data = _bytes(path)
    try:
        workbook = CalamineWorkbook.from_filelike(BytesIO(data))
        return {
            name: [list(row) for row in workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)]
            for name in workbook.sheet_names
        }
    except PasswordError:
        raise _locked(path) from None
    except (CalamineError, ValueError, OSError, KeyError) as error:
        raise _unreadable(path, str(error)) from None


def _bytes(path: FilePath) -> bytes:
    if not path.is_file():
        raise UnreadableFile([Problem(code="GS101", what=words("文件不存在", "file not found"), file=str(path))])
    size = path.stat().st_size
    if size > MAX_BYTES:
        raise _too_large(path, size, MAX_BYTES)
    data = path.read_bytes()
    if data[:2] == b"PK":
        try:
            with zipfile.ZipFile(BytesIO(data)) as packed:
                unpacked = sum(info.file_size for info in packed.infolist())
                if unpacked > MAX_UNPACKED:
                    raise _too_large(path, unpacked, MAX_UNPACKED)
        except zipfile.BadZipFile:
            raise _unreadable(path, "zip") from None
    if data[:4] == b"\xd0\xcf\x11\xe0" and path.suffix.lower() in {".xlsx", ".xlsm"}:
        raise _locked(path)
    return data


def _too_large(path: FilePath, size: int, most: int) -> UnreadableFile:
    what = words(f"文件过大：{size} 字节，上限 {most}", f"file too large: {size} bytes, at most {most}")
    return UnreadableFile([Problem(code="GS104", what=what, file=str(path))])


def _locked(path: FilePath) -> UnreadableFile:
    what = words("文件有打开密码", "the file is protected by a password")
    hint = words("在 Excel 或 WPS 里去掉密码后另存", "save it without the password")
    return UnreadableFile([Problem(code="GS501", what=what, hint=hint, file=str(path))])


def _unreadable(path: FilePath, reason: str) -> UnreadableFile:
    what = words(f"不是能读的表格文件（{reason}）", f"not a workbook that can be read: {reason}")
    hint = words("在 Excel 或 WPS 里打开后另存为 .xlsx", "open it in a spreadsheet program and save it as .xlsx")
    return UnreadableFile([Problem(code="GS501", what=what, hint=hint, file=str(path))])


# Finding what is where


def _heads(rows: list[list[object]], wanted: dict[str, set[str]], needed: set[str]) -> Iterator[tuple[int, Heads]]:
    """Find the rows that are headings: those that have all of the `needed` columns."""
    for number, row in enumerate(rows):
        texts = {layout.plain(cell): place for place, cell in reversed(list(enumerate(row))) if cell not in (None, "")}
        found = {key: place for key, names in wanted.items() for name, place in texts.items() if name in names}
        if needed <= found.keys():
            yield number, found


def _both(text: Translations) -> set[str]:
    return {layout.plain(text.zh), layout.plain(text.en)}


_ITEM_HEADS = {f"{column.side}.{column.key}": _both(column.title) for column in layout.COLUMNS}
_VETO_HEADS = {key: _both(title) for key, title in layout.VETO_COLUMNS.items()}
_ADJUSTMENT_HEADS = {key: _both(title) for key, title in layout.ADJUSTMENT_COLUMNS.items()}
_EVIDENCE_HEADS = {key: _both(title) for key, title in layout.EVIDENCE_COLUMNS.items()}
_COMMUNITY_HEADS = {
    "label": _both(words("项目", "Fact")),
    "entry": _both(words("填写", "Entry")),
    "key": _both(words("键", "Key")),
}


def _named_standard(tables: dict[str, list[list[object]]]) -> tuple[str, Mark] | None:
    for sheet, rows in tables.items():
        for start, heads in _heads(rows[:_HEADINGS_WITHIN], _COMMUNITY_HEADS, {"label", "entry"}):
            for number, row in enumerate(rows[start + 1 :], start + 1):
                if _fact(row, heads) == "standard" and not cells.blank(cell_of(row, heads["entry"])):
                    return cells.said(cell_of(row, heads["entry"])), (sheet, number, heads["entry"])
    return None


def _fact(row: list[object], heads: Heads) -> str:
    """Return which fact of the community a row holds: by its key, or by its label."""
    key = cells.said(cell_of(row, heads.get("key")))
    if key in layout.FACTS or key.startswith("base."):
        return key
    label = layout.plain(cell_of(row, heads["label"]))
    return next((name for name, title in layout.FACTS.items() if label in _both(title)), "")


def _sheet(reader: Reader, sheet: str, rows: list[list[object]]) -> None:
    """Read whatever of an assessment a sheet holds."""
    for start, heads in _heads(rows[:_HEADINGS_WITHIN], _ITEM_HEADS, {"asked.id", "own.answer", "own.numerator"}):
        read_items(reader, Table(sheet, rows, start, heads))
    for start, heads in _heads(rows[:_HEADINGS_WITHIN], _COMMUNITY_HEADS, {"label", "entry"}):
        _community(reader, Table(sheet, rows, start, heads))
    for start, heads in _heads(rows, _VETO_HEADS, {"id", "happened"}):
        read_vetoes(reader, Table(sheet, rows, start, heads))
    for start, heads in _heads(rows, _ADJUSTMENT_HEADS, {"id", "times"}):
        read_adjustments(reader, Table(sheet, rows, start, heads))
    for start, heads in _heads(rows[:_HEADINGS_WITHIN], _EVIDENCE_HEADS, {"id", "name", "holder"}):
        read_evidence(reader, Table(sheet, rows, start, heads))


def _community(reader: Reader, table: Table) -> None:
    sheet, rows, start, heads = table
    for number, row in enumerate(rows[start + 1 :], start + 1):
        key, cell, mark = _fact(row, heads), cell_of(row, heads["entry"]), (sheet, number, heads["entry"])
        reader.rows.setdefault(key, mark)
        if not key or cells.blank(cell):
            continue
        if key.startswith("base."):
            reader.take(("community", "base", key.removeprefix("base.")), cells.number(cell), mark)
        elif key in {"period.start", "period.end", "reviewed.on"}:
            reader.take(tuple(key.split(".")), cells.day(cell), mark)
        elif key == "standard":
            reader.put(("standard",), cells.said(cell), mark)
        else:
            reader.put(tuple(key.split(".")), cells.words_of(cell) or cells.said(cell), mark)
