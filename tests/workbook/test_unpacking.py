"""Files that are no workbook, or a trap: a clear refusal, in bounded memory."""

import shutil
import struct
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from clerk import FULL, book, changed, responses
from openpyxl import load_workbook
from openpyxl.styles import PatternFill
from xlsxwriter import Workbook

import govstandard as gs
from govstandard.exchange.assessments import read_assessment
from govstandard.workbook.reading import sandbox, unpacking
from govstandard.workbook.reading.cells import Unvalued
from govstandard.workbook.reading.signatures import is_workbook
from govstandard.workbook.reading.unpacking import open_workbook

LOCKED = Path(__file__).parents[1] / "files" / "password.xlsx"


def refused(path: Path) -> tuple[str, str]:
    with pytest.raises(gs.UnreadableFile) as caught:
        read_assessment(path)
    (problem,) = caught.value.problems
    assert problem.file == str(path)
    return problem.code, problem.what.zh


def test_what_is_no_workbook_is_told_so(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    assert refused(path) == ("GS101", "文件不存在")
    for data in (b"", b"hello", b"\x89PNG\r\n\x1a\n"):
        path.write_bytes(data)
        assert refused(path) == ("GS501", "不是 Excel 或 WPS 的表格文件")
    whole = book(tmp_path / "b.xlsx").read_bytes()
    for data in (b"PK\x03\x04broken", whole[: len(whole) // 2]):
        path.write_bytes(data)
        assert refused(path) == ("GS501", "文件不完整或已损坏")
    path.write_bytes(b"\xd0\xcf\x11\xe0" + b"\0" * 2000)
    assert refused(path) == ("GS501", "不是能读的表格文件，或文件已损坏")
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("word/document.xml", "<x/>")
    assert refused(path) == ("GS501", "不是能读的表格文件，或文件已损坏")


@pytest.mark.parametrize("ending", ["xlsx", "xls", "et"])
def test_a_workbook_with_a_password_is_told_so(tmp_path: Path, ending: str) -> None:
    path = shutil.copy(LOCKED, tmp_path / f"a.{ending}")
    assert refused(Path(path)) == ("GS501", "文件有打开密码")


@pytest.mark.parametrize("ending", ["et", "wps", "dat"])
def test_a_workbook_is_known_by_its_content_whatever_its_name(
    tmp_path: Path, ending: str
) -> None:
    path = book(tmp_path / "a.xlsx", FULL).rename(tmp_path / f"a.{ending}")
    assert is_workbook(path)
    assert responses(path)["PB.03.04"]["denominator"] == 4


# Traps


def parts_changed(path: Path, change: Callable[[str, bytes], bytes]) -> Path:
    """Write the parts of a small workbook anew, each as `change` makes it of its name and content."""
    small = book(path.with_name("small.xlsx"), FULL)
    with (
        zipfile.ZipFile(small) as old,
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new,
    ):
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return path


def with_rows(path: Path, rows: bytes, after: bytes = b"") -> Path:
    """Put rows behind those of the second sheet, and more behind all of them."""
    end = b"</sheetData>"
    return parts_changed(
        path,
        lambda name, data: (
            data.replace(end, rows + end + after)
            if name.endswith("sheet2.xml")
            else data
        ),
    )


def lying(path: Path, part: str, filled: bytes) -> Path:
    """Let a part claim that it holds a thousand bytes."""
    parts_changed(path, lambda name, data: data + filled if name == part else data)
    data = bytearray(path.read_bytes())
    start = data.index(b"PK\x01\x02")
    while data[start + 46 : start + 46 + len(part)] != part.encode():
        start = data.index(b"PK\x01\x02", start + 4)
    local = struct.unpack("<I", data[start + 42 : start + 46])[0]
    for place in (start + 24, local + 22):
        data[place : place + 4] = struct.pack("<I", 1000)
    path.write_bytes(data)
    return path


def foreign(path: Path, rows: str) -> Path:
    """Write an OpenDocument workbook with these rows."""
    names = {
        name: f"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"
        for name in ("office", "table", "text", "calcext")
    }
    spaces = " ".join(f'xmlns:{name}="{urn}"' for name, urn in names.items())
    body = f'<office:body><office:spreadsheet><table:table table:name="A">{rows}</table:table></office:spreadsheet></office:body>'
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        packed.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        )
        packed.writestr(
            "content.xml",
            f"<office:document-content {spaces}>{body}</office:document-content>",
        )
    return path


def shared(path: Path) -> Path:
    """Let many cells share one long text."""
    with Workbook(path) as workbook:
        sheet = workbook.add_worksheet()
        for row in range(300):
            for column in range(100):
                sheet.write_string(row, column, "长" * 32_000)
    return path


_FAR_ODS = (
    '<table:table-row table:number-rows-repeated="1048575"><table:table-cell table:number-columns-repeated="16383"/>'
    '</table:table-row><table:table-row><table:table-cell table:number-columns-repeated="16383"/>'
    '<table:table-cell office:value-type="float" office:value="1"><text:p>1</text:p></table:table-cell></table:table-row>'
)
_SLOW = b"<!--" + (b"<row " + b"<c " * 100) * 3000 + b"-->"
"""What takes a careless pattern hours."""


def _many_texts(name: str, data: bytes) -> bytes:
    return (
        data.replace(b"</sst>", b"<si/>" * 600_000 + b"</sst>")
        if name.endswith("sharedStrings.xml")
        else data
    )


def _many_looks(name: str, data: bytes) -> bytes:
    return (
        data.replace(b"</cellXfs>", b'<xf numFmtId="9"/>' * 70_000 + b"</cellXfs>")
        if name.endswith("styles.xml")
        else data
    )


MILLION = b"".join(
    b'<row r="%d"><c r="A%d"><v>1</v></c></row>' % (row, row)
    for row in range(9, 1_000_001)
)
TRAPS: dict[str, tuple[Callable[[Path], Path], str]] = {
    "bomb": (
        lambda path: parts_changed(path, lambda _, data: data + b" " * 20_000_000),
        "GS104",
    ),
    "lying sheet": (
        lambda path: lying(path, "xl/worksheets/sheet2.xml", b" " * 400_000_000),
        "GS501",
    ),
    "lying texts": (
        lambda path: lying(path, "xl/sharedStrings.xml", b" " * 400_000_000),
        "GS501",
    ),
    "million rows": (lambda path: with_rows(path, MILLION), "GS104"),
    "far row": (lambda path: changed(book(path), A1048576=1), "GS104"),
    "far column": (lambda path: changed(book(path), XFD3=1), "GS104"),
    "other quotes": (
        lambda path: with_rows(
            path, b"<row r='1048576'><c r='XFD1048576'><v>1</v></c></row>"
        ),
        "GS104",
    ),
    "spaces": (
        lambda path: with_rows(path, b'<row r="9"><c r = "xfd9"><v>1</v></c></row>'),
        "GS104",
    ),
    "unnumbered rows": (
        lambda path: with_rows(path, b"<row><c><v>1</v></c></row>" * 30_000),
        "GS104",
    ),
    "unnumbered cells": (
        lambda path: with_rows(
            path, b"<row>" + b"<c><v>1</v></c>" * 30_000 + b"</row>"
        ),
        "GS104",
    ),
    "attributes": (
        lambda path: with_rows(
            path, b'<row r="9"><c r="XFD1048576" x="/>"><v>1</v></c></row>'
        ),
        "GS104",
    ),
    "more attributes": (
        lambda path: with_rows(
            path, b'<row r="9"><c x=">" r="XFD9"><v>1</v></c></row>'
        ),
        "GS104",
    ),
    "false addresses": (
        lambda path: with_rows(
            path, b"<row>" + b'<c x=" r="><v>1</v></c>' * 30_000 + b"</row>"
        ),
        "GS104",
    ),
    "unnumbered far": (
        lambda path: with_rows(path, b'<row x=">" r="1048576"><c><v>1</v></c></row>'),
        "GS104",
    ),
    "shared text": (shared, "GS501"),
    "merged cells": (
        lambda path: with_rows(path, b"", b'<mergeCell ref="A1:B1"/>' * 60_000),
        "GS104",
    ),
    "shared texts": (lambda path: parts_changed(path, _many_texts), "GS104"),
    "looks": (lambda path: parts_changed(path, _many_looks), "GS104"),
    "slow patterns": (
        lambda path: with_rows(
            path, _SLOW + b'<row r="9"><c r="DZ99999"><v>1</v></c></row>'
        ),
        "GS104",
    ),
    "foreign far": (lambda path: foreign(path, _FAR_ODS), "GS104"),
}


MEASURED = """
import resource, subprocess, sys
done = subprocess.run(sys.argv[1:], check=False)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
sys.exit(done.returncode)
"""
"""Runs a command and prints how many kilobytes it and what it started took at most."""


@pytest.mark.parametrize("trap", TRAPS)
def test_a_trap_is_refused_in_bounded_memory_without_a_traceback(
    tmp_path: Path, trap: str
) -> None:
    make, code = TRAPS[trap]
    path = make(tmp_path / "a.xlsx")
    assert path.stat().st_size < 20_000_000
    command = [
        sys.executable,
        "-c",
        MEASURED,
        sys.executable,
        "-m",
        "govstandard",
        "check",
        str(path),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr.startswith(f"{path}: {code} ")
    assert "建议" in done.stderr or "上限" in done.stderr
    assert done.stderr.count("\n") <= 2
    assert int(done.stdout) < 350_000


@pytest.mark.parametrize(
    ("format_", "shown"),
    [
        ("0%", "98.5%"),
        ("0.0%", "98.5%"),
        ('0.0"%"', "0.985%"),
        ("0\\%", "0.985%"),
        ("0_%", "0.985%"),
        ("0.00", 0.985),
    ],
)
def test_a_number_is_what_its_format_shows(
    tmp_path: Path, format_: str, shown: object
) -> None:
    path = book(tmp_path / "a.xlsx")
    found = load_workbook(path)
    found["填报"]["K2"] = 0.985
    found["填报"]["K2"].number_format = format_
    found.save(path)
    assert open_workbook(path)["填报"][1][10] == shown


def test_errors_and_formulas_without_a_value_are_seen_whatever_the_sheet_says_of_its_size(
    tmp_path: Path,
) -> None:
    cells = b'<row r="9"><c r="A9" t="e"><v>#N/A</v></c><c r="B9"><f>1+2</f></c><c r="C9" t="str"><f>""</f><v></v></c>'
    path = with_rows(
        tmp_path / "a.xlsx", cells + b'<c r="D9"><f>1+2</f><v>3</v></c></row>'
    )
    row = open_workbook(path)["填报"][8]
    assert row[0] == "#N/A"
    assert isinstance(row[1], Unvalued)
    assert (isinstance(row[2], Unvalued), row[3]) == (False, 3)


def test_what_stands_nowhere_is_not_far_away(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", FULL)
    found = load_workbook(path)
    sheet = found["填报"]
    sheet.row_dimensions[1_048_576].hidden = True
    sheet["XFD6"].fill = PatternFill("solid", fgColor="FFFF00")
    found.save(path)
    assert responses(path)["PB.03.04"]["denominator"] == 4


def test_a_foreign_workbook_that_takes_too_long_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = foreign(
        tmp_path / "a.ods", "<table:table-row><table:table-cell/></table:table-row>"
    )
    assert sandbox.read_apart(path.read_bytes()) == {"A": ([], [])}
    monkeypatch.setattr(sandbox, "_SECONDS", 0.001)
    assert refused(path) == ("GS501", "不是能读的表格文件，或文件已损坏")


def test_a_breakdown_of_the_reader_is_told_as_a_file_that_cannot_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class PanicException(BaseException):
        """Breaks down."""

    def breaks(_: bytes) -> sandbox.Sheets:
        raise PanicException

    def stops(_: bytes) -> sandbox.Sheets:
        raise KeyboardInterrupt

    path = book(tmp_path / "a.xlsx")
    monkeypatch.setattr("govstandard.workbook.reading.unpacking.read_here", breaks)
    assert refused(path)[0] == "GS501"
    monkeypatch.setattr("govstandard.workbook.reading.unpacking.read_here", stops)
    with pytest.raises(KeyboardInterrupt):
        read_assessment(path)


def test_a_breakdown_of_the_machine_is_told_as_a_file_that_cannot_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise OSError(11, "no more processes")

    path = foreign(
        tmp_path / "a.ods", "<table:table-row><table:table-cell/></table:table-row>"
    )
    monkeypatch.setattr(subprocess, "run", fails)
    with pytest.raises(gs.UnreadableFile, match="no more processes"):
        read_assessment(path)
    monkeypatch.setattr(sys, "platform", "emscripten")  # where there are none
    assert sandbox.read_apart(path.read_bytes()) == {"A": ([], [])}


def holding(data: bytes) -> Callable[[Path], Path]:
    def make(path: Path) -> Path:
        path.write_bytes(data)
        return path

    return make


def folder(path: Path) -> Path:
    path.mkdir()
    return path


SAVE = "在 Excel 或 WPS 里打开后另存为 .xlsx"
WORDS: dict[str, tuple[Callable[[Path], Path], str, str | None]] = {
    "folder": (folder, "这是文件夹，不是文件", None),
    "missing": (lambda path: path, "文件不存在", None),
    "other": (holding(b"x"), "不是 Excel 或 WPS 的表格文件", SAVE),
    "cut": (holding(b"PK\3\4"), "文件不完整或已损坏", SAVE),
    "no workbook": (
        holding(b"\xd0\xcf\x11\xe0" + b"\0" * 2000),
        "不是能读的表格文件，或文件已损坏",
        SAVE,
    ),
    "locked": (
        lambda path: Path(shutil.copy(LOCKED, path)),
        "文件有打开密码",
        "在 Excel 或 WPS 里去掉密码后另存",
    ),
    "far": (
        lambda path: changed(book(path), XFD3=1),
        "内容过多：行数达到 20000、超出 DZ 列，或合并的单元格太多",
        "删去多余的行和列后另存",
    ),
    "error": (
        lambda path: foreign(
            path,
            '<table:table-row><table:table-cell calcext:value-type="error"/></table:table-row>',
        ),
        "表格里有 #N/A 一类的错误值",
        "另存为 .xlsx 再查，可以看到在哪一格",
    ),
    "merged": (
        lambda path: foreign(
            path,
            '<table:table-row><table:table-cell table:number-rows-spanned="3"/></table:table-row>',
        ),
        "有上下合并的单元格，看不出填的是哪几行",
        "取消合并，或另存为 .xlsx 再查",
    ),
}


@pytest.mark.parametrize("file", WORDS)
def test_a_file_that_is_refused_is_told_so_in_these_words(
    tmp_path: Path, file: str
) -> None:
    make, what, hint = WORDS[file]
    with pytest.raises(gs.UnreadableFile) as caught:
        open_workbook(make(tmp_path / "a.xlsx"))
    (problem,) = caught.value.problems
    assert (problem.what.zh, problem.hint and problem.hint.zh) == (what, hint)


def test_a_file_that_is_too_large_says_how_large(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = book(tmp_path / "a.xlsx")
    size = path.stat().st_size
    monkeypatch.setattr(unpacking, "MAX_UNPACKED", 10)
    assert refused(path)[1].endswith(" 字节，上限 10")
    monkeypatch.setattr(unpacking, "MAX_BYTES", 9)
    assert refused(path) == ("GS104", f"文件过大：{size} 字节，上限 9")
