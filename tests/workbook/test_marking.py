"""Faults written back into a copy of the workbook, at their cells."""

import io
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from clerk import at, book
from openpyxl import load_workbook
from openpyxl.comments import Comment
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Protection
from xlsxwriter import Workbook

import govstandard as gs
from govstandard.exchange.assessments import read_assessment
from govstandard.workbook.marking import mark_workbook
from govstandard.workbook.reading.unpacking import extent


def marked(path: Path, output: Path) -> dict[str, str]:
    """Mark a workbook and return its comments by sheet and cell."""
    with pytest.raises(gs.InvalidFile) as caught:
        read_assessment(path)
    mark_workbook(path, caught.value.problems, output, "zh")
    sheets = load_workbook(output).worksheets
    cells = [
        (sheet.title, cell)
        for sheet in sheets
        for row in sheet.iter_rows()
        for cell in row
    ]
    return {
        f"{title}!{cell.coordinate}": cell.comment.text
        for title, cell in cells
        if cell.comment
    }


def test_every_fault_is_a_comment_at_its_cell_in_a_clerks_words(tmp_path: Path) -> None:
    path = book(
        tmp_path / "a.xlsx",
        {"id": "PB.01.01.1", "own.answer": "大概"},
        {"id": "PB.03.04", "own.numerator": "约256", "own.denominator": 268},
        {"id": "PB.99.99", "own.answer": 3},
    )
    before = path.read_bytes()
    comments = marked(path, tmp_path / "b.xlsx")
    assert sorted(comments) == [
        f"填报!{at('asked.id', 3)}",
        f"填报!{at('own.answer')}",
        f"填报!{at('own.numerator', 2)}",
    ]
    assert "看不懂“大概”" in comments[f"填报!{at('own.answer')}"]
    assert comments[f"填报!{at('own.answer')}"].endswith(
        "建议：填“是”“否”或“不适用”\n(GS504)"
    )
    assert path.read_bytes() == before


def test_a_fault_without_a_cell_stands_at_the_first(tmp_path: Path) -> None:
    path = book(
        tmp_path / "a.xlsx",
        who=[["项目", "填写", "键"], ["标准", "jindi@1.0.0", "standard"]],
    )
    comments = marked(path, tmp_path / "b.xlsx")
    assert "没有填“社区名称”" in "".join(comments.values())


def test_the_marked_copy_can_be_mended_and_read(tmp_path: Path) -> None:
    path, copy = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    book(path, {"id": "PB.01.01.1", "own.answer": "大概"})
    marked(path, copy)
    found = load_workbook(copy)
    found["填报"]["H2"] = "是"
    found.save(copy)
    assert read_assessment(copy).responses["PB.01.01"].points == {1: "met"}


def test_what_is_marked_says_so_as_long_as_it_is_not_mended(tmp_path: Path) -> None:
    path, copy = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    book(
        path,
        {"id": "PB.03.04"},
        {"id": "MG.02.05"},
        {"id": "PB.05.06"},
        {"id": "PB.01.01.1"},
    )
    found = load_workbook(path)
    sheet = found["填报"]
    sheet["I2"], sheet["J2"], sheet["K3"], sheet["H4"] = "=1/0", "#N/A", 0.98, True
    sheet["H5"] = "大概"
    sheet.merge_cells("H5:H6")
    sheet.conditional_formatting.add(
        "K3", Rule(type="cellIs", operator="greaterThan", formula=["5"])
    )
    found.save(path)
    problems = [
        gs.Problem(code="GS504", what="错", cell=f"填报!{cell}")
        for cell in ("I2", "J2", "K3", "H4", "H5", "H6")
    ]
    assert not mark_workbook(path, [*problems, *problems], copy, "zh")
    ours = [
        rule.formula[0]
        for found in load_workbook(copy)["填报"].conditional_formatting
        for rule in found.rules
    ]
    assert sorted(ours) == sorted(
        [
            'AND("govstandard"<>"",IF(ISERROR(I2),TRUE,I2=""))',
            'AND("govstandard"<>"",IF(ISERROR(J2),TRUE,J2=""))',
            'AND("govstandard"<>"",K3=0.98)',
            'AND("govstandard"<>"",H4=TRUE)',
            'AND("govstandard"<>"",EXACT(H5,"大概"))',
            "5",
        ]
    )
    comment = load_workbook(copy)["填报"]["H5"].comment
    assert comment
    assert comment.text == "错\n(GS504)"  # once, though two cells of it were told twice
    mark_workbook(copy, [], tmp_path / "c.xlsx", "zh")
    left = [
        rule.formula[0]
        for found in load_workbook(tmp_path / "c.xlsx")["填报"].conditional_formatting
        for rule in found.rules
    ]
    assert left == ["5"]


def test_a_workbook_that_would_take_too_much_memory_is_not_marked(
    tmp_path: Path,
) -> None:
    path = book(tmp_path / "a.xlsx")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(tmp_path / "b.xlsx", "w") as new:
        for name in old.namelist():
            merged = (
                b'</sheetData><mergeCells><mergeCell ref="G1:G1048576"/></mergeCells>'
            )
            new.writestr(name, old.read(name).replace(b"</sheetData>", merged))
    with pytest.raises(gs.InvalidFile, match="GS104"):
        mark_workbook(tmp_path / "b.xlsx", [], tmp_path / "c.xlsx", "zh")


def red(path: Path) -> dict[str, str]:
    """Return the rules by which cells of the item sheet are red."""
    rules = load_workbook(path)["填报"].conditional_formatting
    return {
        str(found.sqref): rule.formula[0] for found in rules for rule in found.rules
    }


def test_marks_of_an_earlier_run_go_and_peoples_own_comments_stay(
    tmp_path: Path,
) -> None:
    path, once, again = tmp_path / "a.xlsx", tmp_path / "b.xlsx", tmp_path / "c.xlsx"
    book(
        path,
        {"id": "PB.01.01.1", "own.answer": '说"好"'},
        {"id": "PB.01.01.2", "own.answer": "也许"},
    )
    found = load_workbook(path)
    found["填报"]["H3"].comment = Comment("等书记确认", "张三")
    found.save(path)
    comments = marked(path, once)
    assert comments[f"填报!{at('own.answer', 2)}"].startswith(
        "等书记确认\n— govstandard —\n看不懂“也许”"
    )
    assert (
        red(once)
        == {
            "H2": 'AND("govstandard"<>"",EXACT(H2,"说""好"""))',  # red only as long as nobody mends it
            "H3": 'AND("govstandard"<>"",EXACT(H3,"也许"))',
        }
    )
    found = load_workbook(once)
    found["填报"]["H2"] = "是"
    found.save(once)
    comments = marked(once, again)
    assert list(comments) == [f"填报!{at('own.answer', 2)}"]
    assert comments[f"填报!{at('own.answer', 2)}"].count("看不懂") == 1
    assert list(red(again)) == ["H3"]


def test_a_copy_without_the_pictures_of_the_original_says_so(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with Workbook(path) as workbook:
        sheet = workbook.add_worksheet("社区信息")
        sheet.write_row(0, 0, ["项目", "填写"])
        sheet.write_row(1, 0, ["标准", "jindi"])
        sheet.insert_textbox(5, 5, "书记批示")
    command = [
        sys.executable,
        "-m",
        "govstandard",
        "check",
        str(path),
        "--mark",
        str(tmp_path / "b.xlsx"),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert "副本里没有原表的图片和文本框" in done.stdout


def test_a_merged_cell_is_marked_at_its_first(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", {"id": "PB.01.01.1", "own.answer": "大概"})
    found = load_workbook(path)
    found["填报"].merge_cells("G2:H2")
    found.save(path)
    problem = gs.Problem(
        code="GS504", what={"zh": "错", "en": "wrong"}, cell=f"填报!{at('own.answer')}"
    )
    mark_workbook(path, [problem], tmp_path / "b.xlsx", "zh")
    comment = load_workbook(tmp_path / "b.xlsx")["填报"]["G2"].comment
    assert comment
    assert "错" in comment.text


def unmarkable(path: Path) -> tuple[str, str, str | None]:
    """Try to mark a workbook and return code, sentence and hint of why it cannot be done."""
    output = path.with_name("marked.xlsx")
    with pytest.raises(gs.InvalidFile) as caught:
        mark_workbook(path, [], output, "zh")
    assert not output.exists()
    (problem,) = caught.value.problems
    return problem.code, problem.what.zh, problem.hint.zh if problem.hint else None


def test_what_is_no_xlsx_or_damaged_or_too_large_is_not_marked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = ("GS501", "只能在 .xlsx 文件上标出错误", "先另存为 .xlsx")
    assert unmarkable(tmp_path / "a.ods") == other
    (tmp_path / "old.xlsx").write_bytes(
        b"\xd0\xcf\x11\xe0"
    )  # an .xls under another name
    assert unmarkable(tmp_path / "old.xlsx") == other
    with zipfile.ZipFile(tmp_path / "b.xlsx", "w") as packed:
        packed.writestr("content.xml", "<x/>")
    damaged = ("GS501", "表格的格式有损坏，标不了", "在 Excel 或 WPS 里另存一次再试")
    assert unmarkable(tmp_path / "b.xlsx") == damaged
    path = book(tmp_path / "a.xlsx")
    monkeypatch.setattr("govstandard.workbook.marking._MOST", 10)
    size = extent(path)
    assert unmarkable(path) == ("GS104", f"文件过大，标不了：{size} 格，上限 10", None)


def test_the_command_marks_faults_and_writes_nothing_where_there_are_none(
    tmp_path: Path,
) -> None:
    def check(path: Path) -> subprocess.CompletedProcess[str]:
        command = [
            sys.executable,
            "-m",
            "govstandard",
            "check",
            str(path),
            "--mark",
            str(tmp_path / "marked.xlsx"),
        ]
        return subprocess.run(command, capture_output=True, text=True, check=False)

    assert check(book(tmp_path / "fine.xlsx")).returncode == 0
    assert not (tmp_path / "marked.xlsx").exists()
    faulty = book(tmp_path / "faulty.xlsx", {"id": "PB.01.01.1", "own.answer": "大概"})
    done = check(faulty)
    assert done.returncode == 1
    assert "已在副本中标出" in done.stdout
    comment = load_workbook(tmp_path / "marked.xlsx")["填报"]["H2"].comment
    assert comment
    assert check(faulty).returncode == 2


def test_a_formula_that_somebody_typed_keeps_its_value(tmp_path: Path) -> None:
    path, copy = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    book(
        path,
        {"id": "PB.01.01.1", "own.answer": "大概"},
        {"id": "PB.03.04", "own.denominator": 8},
    )
    found = load_workbook(path)
    cell = found["填报"]["I3"]
    cell.value = "=2+4"
    cell.protection = Protection(locked=False)
    found.save(path)
    data = path.read_bytes()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(path, "w") as new,
    ):  # as Excel stores it: with its value
        for name in old.namelist():
            new.writestr(
                name,
                old.read(name)
                .replace(b"<f>2+4</f><v/>", b"<f>2+4</f><v>6</v>")
                .replace(b"<f>2+4</f><v></v>", b"<f>2+4</f><v>6</v>"),
            )
    marked(path, copy)
    assert load_workbook(copy)["填报"]["I3"].value == 6
