"""Workbooks as people leave them: what is understood, what is asked about, what is refused."""

import datetime as dt
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
from clerk import FULL, HEADS, WHO, Row, at, book, changed, responses
from openpyxl import load_workbook
from xlsxwriter import Workbook

import govstandard as gs
from govstandard.exchange.assessments import read_assessment
from govstandard.workbook import form
from govstandard.workbook.reading.workbook import read_workbook

ROOT = Path(__file__).parents[2]
JINDI = gs.load("jindi")


def faults(path: Path) -> list[str]:
    with pytest.raises(gs.InvalidFile) as caught:
        read_assessment(path)
    return [f"{problem.cell} {problem.code}" for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("２５６", 256),
        (" 256 ", 256),
        ("256件", 256),
        ("1,256", 1256),
        ("１，２５６ 件", 1256),
        (256, 256),
        ("约256", None),
        ("256.5.1", None),
        ("98%", None),
        ("2天", None),
        ("\ufeff256\u200b", 256),
    ],
)
def test_a_count_is_read_as_people_write_it(
    tmp_path: Path, typed: object, meant: float | None
) -> None:
    path = book(
        tmp_path / "a.xlsx",
        {"id": "PB.03.04", "own.numerator": typed, "own.denominator": 5000},
    )
    if meant is None:
        assert faults(path) == [f"填报!{at('own.numerator')} GS504"]
    else:
        assert responses(path) == {
            "PB.03.04": {"numerator": meant, "denominator": 5000}
        }


@pytest.mark.parametrize("typed", ["98%", "98 %", "９８％", "98", 98, "98.0%"])
def test_a_percentage_is_read_as_people_write_it(tmp_path: Path, typed: object) -> None:
    assert responses(
        book(tmp_path / "a.xlsx", {"id": "MG.02.05", "own.percent": typed})
    ) == {"MG.02.05": {"percent": 98}}


@pytest.mark.parametrize("typed", ["98户", "98月", "约98", "百分之98"])
def test_a_percentage_takes_no_unit_but_its_own(tmp_path: Path, typed: object) -> None:
    assert faults(
        book(tmp_path / "a.xlsx", {"id": "MG.02.05", "own.percent": typed})
    ) == [f"填报!{at('own.percent')} GS504"]


@pytest.mark.parametrize("typed", ["0.98", 0.98, 1, "1"])
def test_a_percentage_that_may_be_a_share_is_asked_about(
    tmp_path: Path, typed: object
) -> None:
    path = book(tmp_path / "a.xlsx", {"id": "MG.02.05", "own.percent": typed})
    with pytest.raises(gs.InvalidFile) as caught:
        read_assessment(path)
    (problem,) = caught.value.problems
    assert (problem.code, problem.cell) == ("GS505", f"填报!{at('own.percent')}")
    assert problem.hint
    assert "%" in problem.hint.zh


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        *((word, "met") for word in ("是", "√", "✓", "有", "Y", "1", 1, "对", "符合")),
        *(
            (word, "unmet")
            for word in ("否", "×", "x", "无", "没有", "N", "0", 0, "不符合")
        ),
        *(
            (word, "not_applicable")
            for word in ("不适用", "N/A", " 不 适用 ".replace(" ", ""))
        ),
        *((word, None) for word in ("/", "—", "－", " ", "", "--", "———", "//", "…")),
    ],
)
def test_an_answer_is_read_as_people_write_it(
    tmp_path: Path, typed: object, meant: str | None
) -> None:
    path = book(tmp_path / "a.xlsx", {"id": "PB.01.02.3", "own.answer": typed})
    assert responses(path) == ({"PB.01.02": {"points": {3: meant}}} if meant else {})


@pytest.mark.parametrize(
    "typed",
    [
        "2026.3.5",
        "2026年3月5号",
        "2026年3月5日",
        "2026/3/5",
        "20260305",
        dt.date(2026, 3, 5),
    ],
)
def test_a_date_is_read_as_people_write_it(tmp_path: Path, typed: object) -> None:
    who = [*WHO[:4], ["评估期结束日", typed, ""]]
    assert (
        str(read_assessment(book(tmp_path / "a.xlsx", who=who)).period.end)
        == "2026-03-05"
    )


def test_words_that_may_mean_zero_or_nothing_are_asked_about(tmp_path: Path) -> None:
    path = book(
        tmp_path / "a.xlsx",
        {"id": "PB.03.04", "own.numerator": "无", "own.denominator": 5},
    )
    assert faults(path) == [f"填报!{at('own.numerator')} GS505"]


def test_a_bare_none_as_a_reason_is_asked_about(tmp_path: Path) -> None:
    assert faults(
        book(tmp_path / "a.xlsx", {"id": "PB.01.04", "own.not_applicable": "无"})
    ) == [f"填报!{at('own.not_applicable')} GS505"]


@pytest.mark.parametrize(
    "typed", ["否", "适用", "×", "0", "no", "无。", "暂无", "x", "待补充", "核实中"]
)
def test_what_is_no_reason_does_not_take_an_indicator_out_of_the_score(
    tmp_path: Path, typed: str
) -> None:
    (told,) = faults(
        book(tmp_path / "a.xlsx", {"id": "PB.01.04", "own.not_applicable": typed})
    )
    assert told.startswith(f"填报!{at('own.not_applicable')} GS50")


def test_none_beside_a_requirement_that_says_none_is_asked_about(
    tmp_path: Path,
) -> None:
    rows = [
        {"id": "PB.05.06", "own.answer": "无"},
        {"id": "MG.05.06", "own.answer": "有"},
    ]
    assert faults(book(tmp_path / "a.xlsx", *rows)) == [
        f"填报!{at('own.answer')} GS505",
        f"填报!{at('own.answer', 2)} GS505",
    ]


def test_what_names_no_evidence_is_none(tmp_path: Path) -> None:
    row = {"id": "PB.03.04", "own.numerator": 5, "own.denominator": 5}
    for typed in ("--", "暂无", "无佐证", "待补", "无。"):
        assert responses(book(tmp_path / "a.xlsx", {**row, "own.evidence": typed})) == {
            "PB.03.04": {"numerator": 5, "denominator": 5}
        }
    assert faults(book(tmp_path / "b.xlsx", {**row, "own.evidence": "有"})) == [
        f"填报!{at('own.evidence')} GS504"
    ]


def test_a_unit_of_time_is_taken_where_it_is_asked_for(tmp_path: Path) -> None:
    row = {"id": "MG.03.02", "own.answer": "9小时"}
    assert responses(book(tmp_path / "a.xlsx", row)) == {"MG.03.02": {"count": 9}}
    assert faults(book(tmp_path / "b.xlsx", {**row, "own.answer": "2天"})) == [
        f"填报!{at('own.answer')} GS504"
    ]


def test_strokes_and_a_bare_none_in_text_say_nothing(tmp_path: Path) -> None:
    row = {
        "id": "PB.03.04",
        "own.numerator": 5,
        "own.denominator": 5,
        "own.note": "无",
        "own.evidence": "/",
    }
    assert responses(book(tmp_path / "a.xlsx", row)) == {
        "PB.03.04": {"numerator": 5, "denominator": 5}
    }


def test_columns_may_be_moved_rows_sorted_and_inserted_sheets_and_files_renamed(
    tmp_path: Path,
) -> None:
    order = [*reversed(HEADS)]
    rows: list[Row] = [
        {
            "id": "ｐｂ．０３．０４",
            "own.numerator": 256,
            "own.denominator": 268,
            "own.note": "说明",
        },
        {},
        {"id": "PB.01.01.2", "own.answer": "是"},
        {"id": "PB.01", "asked.title": "一个分组"},
        {"asked.title": "自己加的一行"},
        {"id": "PB.01.01.1", "own.answer": "否"},
    ]
    expected = {
        "PB.03.04": {"numerator": 256, "denominator": 268, "note": "说明"},
        "PB.01.01": {"points": {1: "unmet", 2: "met"}},
    }
    assert (
        responses(book(tmp_path / "随便叫什么.xlsx", *rows, order=order, name="我的表"))
        == expected
    )


def test_headings_may_stand_lower_down_and_have_breaks_and_spaces(
    tmp_path: Path,
) -> None:
    path = tmp_path / "a.xlsx"
    book(path)
    with Workbook(path) as workbook:
        sheet = workbook.add_worksheet("社区信息")
        for number, row in enumerate(
            [["填报表"], [], *WHO[:4], ["评估期结束日", "2025.12.31", ""]]
        ):
            sheet.write_row(number, 1, row)
        sheet = workbook.add_worksheet("甲")
        sheet.merge_range(0, 0, 0, 3, "合并的标题")
        sheet.write_row(
            3,
            2,
            ["编 号", "自评：\n填报", "自评：分子 （满意数）", "自评:分母(有效问卷)"],
        )
        sheet.write_row(4, 2, ["SV.02.06", 0])
    assert responses(path) == {"SV.02.06": {"count": 0}}


def test_every_fault_is_told_at_its_cell_in_one_run(tmp_path: Path) -> None:
    path = book(
        tmp_path / "a.xlsx",
        {"id": "PB.03.04", "own.numerator": 300, "own.denominator": 268},
        {"id": "PB.99.99", "own.answer": 3},
        {"own.note": "没有编号"},
        {"id": "SV.08.04", "own.answer": "7级"},
        {"id": "PB.01.01.1", "own.answer": "大概"},
        {"id": "PB.03.01", "own.not_applicable": "没有驻点"},
        {"id": "MG.02.05", "review.numerator": 1, "review.denominator": 2},
        {"id": "SV.02.06", "own.numerator": 4},
        who=[*WHO[:4], ["评估期结束日", "去年底", ""]],
    )
    assert sorted(faults(path)) == sorted(
        [
            f"社区信息!{at('entry', 4, 'community')} GS504",  # no date
            f"填报!{at('own.numerator')} GS304",  # the part is larger than the whole
            f"填报!{at('asked.id', 2)} GS506",  # no such indicator
            f"填报!{at('asked.id', 3)} GS506",  # no id
            f"填报!{at('own.answer', 4)} GS305",  # no such grade
            f"填报!{at('own.answer', 5)} GS504",  # neither yes nor no
            f"填报!{at('own.not_applicable', 6)} GS307",  # always applies
            f"填报!{at('review.reason', 7)} GS107",  # a review without a reason
            f"填报!{at('own.numerator', 8)} GS504",  # a count takes no numerator
        ]
    )


def test_a_row_that_stands_twice_with_other_entries_is_told(tmp_path: Path) -> None:
    once = {"id": "PB.03.04", "own.numerator": 5, "own.denominator": 5}
    assert faults(book(tmp_path / "a.xlsx", once, {**once, "own.numerator": 4})) == [
        f"填报!{at('asked.id', 2)} GS507"
    ]
    assert responses(book(tmp_path / "b.xlsx", once, once)) == {
        "PB.03.04": {"numerator": 5, "denominator": 5}
    }


def test_a_reviewer_who_changes_one_point_keeps_the_others(tmp_path: Path) -> None:
    rows = [{"id": f"PB.01.01.{number}", "own.answer": "是"} for number in (1, 2, 3, 4)]
    rows[1]["review.answer"] = "否"
    rows[2]["review.answer"] = "未评"
    found = responses(
        book(tmp_path / "a.xlsx", {"id": "PB.01.01", "review.reason": "抽查"}, *rows)
    )
    assert found["PB.01.01"]["review"] == {
        "points": {1: "met", 2: "unmet", 4: "met"},
        "reason": "抽查",
    }


def test_a_standard_that_is_not_there_is_told_at_its_cell(tmp_path: Path) -> None:
    path = book(
        tmp_path / "a.xlsx", who=[WHO[0], ["标准", "jnidi@1.0.0", "standard"], *WHO[2:]]
    )
    with pytest.raises(gs.UnknownId) as caught:
        read_assessment(path)
    assert (caught.value.problems[0].code, caught.value.problems[0].cell) == (
        "GS301",
        f"社区信息!{at('entry', 1, 'community')}",
    )


def test_a_given_standard_needs_no_name_in_the_file(tmp_path: Path) -> None:
    path = book(
        tmp_path / "a.xlsx",
        {"id": "PB.05.06", "own.answer": "是"},
        who=[WHO[0], *WHO[2:]],
    )
    assert read_workbook(path, gs.load, JINDI).responses["PB.05.06"].met is True


def test_a_workbook_of_something_else_is_told_so(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with Workbook(path) as workbook:
        workbook.add_worksheet("工资").write_row(0, 0, ["姓名", "金额"])
    with pytest.raises(gs.UnreadableFile, match="GS503"):
        read_assessment(path)


def test_formulas_links_and_macros_are_never_run(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    book(
        path,
        {
            "id": "PB.03.04",
            "own.note": '=HYPERLINK("http://example.invalid","x")',
            "own.numerator": 1,
        },
    )
    with zipfile.ZipFile(path, "a") as packed:
        packed.writestr("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0")
        packed.writestr("xl/externalLinks/externalLink1.xml", "<externalLink/>")
    assert (
        responses(path)["PB.03.04"]["note"]
        == '=HYPERLINK("http://example.invalid","x")'
    )


def test_the_command_prints_sheet_and_cell_and_a_way_out(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", {"id": "PB.01.01.1", "own.answer": "大概"})
    command = ["govstandard", "check", str(path)]
    done = subprocess.run(
        [sys.executable, "-m", *command], capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "填报!H2: GS504 看不懂“大概”" in done.stderr
    assert "建议：填“是”“否”或“不适用”" in done.stderr
    assert "Traceback" not in done.stderr


def test_words_beside_a_point_and_a_reviewers_words_without_figures_are_kept(
    tmp_path: Path,
) -> None:
    path = book(
        tmp_path / "a.xlsx",
        {"id": "PB.01.01", "own.note": "总的说明", "own.evidence": "名册"},
        {
            "id": "PB.01.01.1",
            "own.answer": "是",
            "own.evidence": "批复；照片",
            "own.note": "第一点的说明",
        },
        {
            "id": "PB.01.01.2",
            "own.answer": "是",
            "review.answer": "否",
            "review.reason": "没有公示",
        },
        {
            "id": "PB.03.04",
            "own.numerator": 3,
            "own.denominator": 4,
            "review.reason": "核实无误",
        },
    )
    found = responses(path)
    assert found["PB.01.01"]["note"] == "总的说明\n.1 第一点的说明"
    assert [record["name"] for record in found["PB.01.01"]["evidence"]] == [
        "名册",
        "批复",
        "照片",
    ]
    assert found["PB.01.01"]["review"] == {
        "points": {1: "met", 2: "unmet"},
        "reason": ".2 没有公示",
    }
    assert found["PB.03.04"]["note"] == "复核意见：核实无误"


def declared(path: Path, *rows: list[Any]) -> Path:
    """Write a workbook with vetoes above adjustments, as on the sheet of the workbook that is filled in."""
    book(path)
    found = load_workbook(path)
    sheet = found.create_sheet("一票否决与加减分")
    sheet.append([column.title.zh for column in form.LAYOUT.vetoes.columns])
    for row in rows:
        sheet.append(row)
    found.save(path)
    return path


ADJUSTMENTS = [column.title.zh for column in form.LAYOUT.adjustments.columns]


def test_declarations_and_claims_are_read_row_by_row(tmp_path: Path) -> None:
    path = declared(
        tmp_path / "a.xlsx",
        ["forged-records", "", "", "", "无", "街道", ""],
        ["petitioner-reprisal", "", "", "", "", "", "还在问"],
        [],
        ADJUSTMENTS,
        ["practice-adopted", "", 1, 2, "２次", "发文", "/"],
        ["late-submission", "", -1, 2, 0, "", ""],
    )
    found = read_assessment(path)
    assert found.vetoes["forged-records"] == gs.Declaration(happened=False, by="街道")
    assert found.vetoes["petitioner-reprisal"] == gs.Declaration(
        happened=None, note="还在问"
    )
    assert found.adjustments == {
        "practice-adopted": gs.Claim(times=2, evidence=(gs.Evidence(name="发文"),))
    }


def test_declarations_that_cannot_be_told_are_told_at_their_cells(
    tmp_path: Path,
) -> None:
    path = declared(
        tmp_path / "a.xlsx",
        ["forged-recrods", "", "", "", "无", "", ""],
        ["", "", "", "", "有", "", ""],
        ["forged-records", "", "", "", "大概", "", ""],
        ADJUSTMENTS,
        ["practice-adopted", "", 1, 2, "", "", "有发文"],
        ["late-submission", "", -1, 2, 1.5, "", ""],
    )
    assert sorted(faults(path)) == [
        f"一票否决与加减分!{at('id', 2, 'vetoes')} GS506",
        f"一票否决与加减分!{at('happened', 1, 'vetoes')} GS308",
        f"一票否决与加减分!{at('happened', 3, 'vetoes')} GS504",
        f"一票否决与加减分!{at('times', 5, 'adjustments')} GS504",
        f"一票否决与加减分!{at('times', 6, 'adjustments')} GS109",
    ]


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        (
            {at("own.answer", 0): "填报"},
            f"{at('own.answer', 0)} GS503",
        ),  # a heading that was shortened
        ({at("own.note", 0): "说明"}, f"{at('own.note', 0)} GS503"),
        ({at("asked.id", 0): "序号"}, f"{at('asked.id', 0)} GS503"),
        ({"W1": "自评：说明", "W2": "第二个说明"}, "W1 GS503"),  # one that stands twice
        (
            {at("own.numerator"): "#N/A"},
            f"{at('own.numerator')} GS504",
        ),  # an error, not a blank
        (
            {at("own.numerator"): "=1+2"},
            f"{at('own.numerator')} GS504",
        ),  # a formula that no program has worked out yet
        ({at("own.denominator", 0): "总数"}, f"{at('own.denominator', 0)} GS503"),
        (
            {at("own.denominator", 0): None},
            f"{at('own.denominator', 0)} GS503",
        ),  # cleared
        (
            {at("own.not_applicable", 0): "为何没有", at("own.not_applicable"): "没有"},
            f"{at('own.not_applicable', 0)} GS503",
        ),
    ],
    ids=str,
)
def test_nothing_below_a_changed_heading_or_in_an_error_is_lost_unsaid(
    tmp_path: Path, cells: dict[str, Any], told: str
) -> None:
    found = faults(changed(book(tmp_path / "a.xlsx", FULL), **cells))
    assert f"填报!{told}" in found


def test_a_column_without_which_a_share_cannot_be_told_is_missed(
    tmp_path: Path,
) -> None:
    path = book(tmp_path / "a.xlsx", FULL)
    found = load_workbook(path)
    found["填报"].delete_cols(10)
    found.save(path)
    assert faults(path) == [f"填报!{at('asked.id', 0)} GS503"]


@pytest.mark.parametrize("headings", ["deleted", "shortened"])
def test_rows_below_no_headings_are_missed(tmp_path: Path, headings: str) -> None:
    path = tmp_path / "a.xlsx"
    gs.write_workbook(
        JINDI, path, gs.read_assessment(ROOT / "examples" / "model-community.yaml")
    )
    found = load_workbook(path)
    sheet: Any = found["党建"]
    for cell in sheet[4]:
        cell.value = (
            None if headings == "deleted" else str(cell.value).rpartition("：")[2]
        )
    sheet = found["一票否决与加减分"]
    sheet[at("asked.target", 0)] = None
    found.save(path)
    told = faults(path)
    assert [line for line in told if line.startswith("党建!")] == ["党建!A6 GS503"]
    assert f"一票否决与加减分!{at('happened', 0, 'vetoes')} GS503" in told


def test_a_review_that_was_taken_out_is_not_missed(tmp_path: Path) -> None:
    path = changed(book(tmp_path / "a.xlsx", FULL), W1="经办人", W2="张三")
    found = load_workbook(path)
    found["填报"].delete_cols(15, 6)
    found.save(path)
    assert responses(path)["PB.03.04"]["note"] == "说明"


def test_a_percentage_in_a_cell_is_what_people_see(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", {"id": "MG.02.05"}, {"id": "PB.03.04"})
    found = load_workbook(path)
    for place in (at("own.percent"), at("own.numerator", 2)):
        found["填报"][place] = 0.98
        found["填报"][place].number_format = "0%"
    found.save(path)
    assert faults(path) == [f"填报!{at('own.numerator', 2)} GS504"]
    found["填报"][at("own.numerator", 2)] = None
    found.save(path)
    assert responses(path) == {"MG.02.05": {"percent": 98}}


def test_an_answer_merged_over_several_rows_is_asked_about(tmp_path: Path) -> None:
    rows = [{"id": f"PB.01.01.{number}"} for number in (1, 2, 3)]
    path = book(tmp_path / "a.xlsx", {**rows[0], "own.answer": "是"}, *rows[1:])
    found = load_workbook(path)
    found["填报"].merge_cells("H2:H4")
    found["填报"].merge_cells("N2:N4")  # words may cover rows
    found.save(path)
    assert faults(path) == [
        f"填报!{at('own.answer', 2)} GS505",
        f"填报!{at('own.answer', 3)} GS505",
    ]


def test_tables_of_ones_own_are_left_alone_though_they_are_headed_alike(
    tmp_path: Path,
) -> None:
    path = book(tmp_path / "a.xlsx", FULL)
    found = load_workbook(path)
    for number, row in enumerate(
        (
            ["编号", "姓名", "次数"],
            ["编号", "名称", "位置", "日期", "保管人"],
            ["编号", "事项", "有无", "说明"],
        )
    ):
        sheet = found.create_sheet(f"自己的表{number}")
        sheet.append(row)
        sheet.append([1, "张三", "2", "2025-01-01", "李四"][: len(row)])
    found.save(path)
    assert responses(path)["PB.03.04"]["note"] == "说明"


def test_headings_may_stand_twice_above_other_rows(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", FULL, {"id": "SV.02.06", "own.answer": 0})
    found = load_workbook(path)
    sheet = found["填报"]
    sheet.insert_rows(3)
    for place, cell in enumerate(sheet[1], 1):
        sheet.cell(3, place).value = cell.value
    sheet = found.create_sheet("佐证")
    for row in (["PB.03.04", "甲", "", "2025-03-05"], ["PB.03.04", "乙"]):
        sheet.append([column.title.zh for column in form.LAYOUT.evidence.columns])
        sheet.append(row)
    found.save(path)
    assert list(responses(path)) == ["PB.03.04", "SV.02.06"]
    assert [record["name"] for record in responses(path)["PB.03.04"]["evidence"]] == [
        "甲",
        "乙",
    ]


def test_a_point_above_the_headings_is_missed(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", FULL)
    found = load_workbook(path)
    sheet = found["填报"]
    sheet.insert_rows(1)
    point = JINDI["PB.01.01"].measure.points[0]  # type: ignore[union-attr]  # it is an indicator
    (
        sheet[at("asked.id", 0)],
        sheet[at("asked.title", 0)],
        sheet[at("own.answer", 0)],
    ) = (
        point.id,
        point.text.zh,
        "是",
    )
    found.save(path)
    assert faults(path) == [f"填报!{at('asked.id', 0)} GS503"]


def test_a_label_that_was_changed_is_told(tmp_path: Path) -> None:
    who: list[Any] = [
        *(row[:2] for row in WHO),
        ["物业小区的数", 6],
        ["填表人：", "张三"],
        ["联系电话", "123"],
    ]
    assert faults(book(tmp_path / "a.xlsx", who=who)) == [
        f"社区信息!{at('entry', 5, 'community')} GS506",
        f"社区信息!{at('entry', 6, 'community')} GS506",
    ]


def test_a_reviewers_points_on_two_sheets_are_one_review_and_the_reason_is_asked_for_where_they_stand(
    tmp_path: Path,
) -> None:
    path = book(
        tmp_path / "a.xlsx",
        {"id": "PB.01.01.1", "own.answer": "是", "review.answer": "否"},
    )
    found = load_workbook(path)
    other: Any = found.copy_worksheet(found["填报"])
    other[at("asked.id")], other[at("own.answer")], other[at("review.answer")] = (
        "PB.01.01.2",
        "是",
        "是",
    )
    evidence = found.create_sheet("佐证", 0)
    evidence.append([column.title.zh for column in form.LAYOUT.evidence.columns])
    evidence.append(["PB.01.01", "名册", "第3页"])
    found.save(path)
    assert faults(path) == [f"填报!{at('review.reason')} GS107"]
    other[at("asked.id", 2)], other[at("review.reason", 2)] = "PB.01.01", "抽查"
    found.save(path)
    assert responses(path)["PB.01.01"]["review"] == {
        "points": {1: "unmet", 2: "met"},
        "reason": "抽查",
    }


def test_a_veto_takes_no_words_of_praise(tmp_path: Path) -> None:
    path = declared(tmp_path / "a.xlsx", ["forged-records", "", "", "", "符合", "", ""])
    assert faults(path) == [f"一票否决与加减分!{at('happened', 1, 'vetoes')} GS504"]


def test_each_record_of_evidence_has_its_own_place(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", {**FULL, "own.evidence": "台账"})
    found = load_workbook(path)
    sheet = found.create_sheet("佐证")
    sheet.append([column.title.zh for column in form.LAYOUT.evidence.columns])
    sheet.append(["PB.03.04", "甲", "", "", "", " 佐证/甲.pdf ", ""])
    sheet.append(["PB.03.04", "乙", "", "", "", "../乙.pdf", ""])
    sheet.append(["PB.03.04", "", "", "2025-03-05", "", "", ""])
    sheet.append(["PB.03.04", "丁", "", "", "", "", "abc"])
    sheet.append(["PB.03", "戊", "", "", "", "", ""])
    found.save(path)
    assert faults(path) == [
        f"佐证!{at('id', 2, 'evidence')} GS316",
        f"佐证!{at('name', 3, 'evidence')} GS504",
        f"佐证!{at('sha256', 4, 'evidence')} GS504",
        f"佐证!{at('id', 5, 'evidence')} GS506",
    ]
    for row in (6, 5, 4, 3):
        sheet.delete_rows(row)
    found.save(path)
    assert [
        record.get("file", "") for record in responses(path)["PB.03.04"]["evidence"]
    ] == [
        "",
        "佐证/甲.pdf",
    ]


def test_a_sheet_may_be_called_whatever_a_program_allows(tmp_path: Path) -> None:
    path = book(
        tmp_path / "a.xlsx", {"id": "PB.01.01.1", "own.answer": "大概"}, name="党建!新"
    )
    assert faults(path) == ["党建!新!H2 GS504"]


@pytest.mark.parametrize(
    ("row", "what"),
    [
        ({"id": "SV.02.06", "own.answer": -3}, "“自评：填报” 为 -3，应 ≥ 0"),
        ({"id": "MG.02.05", "own.percent": "980%"}, "“自评：百分比” 为 980，应 ≤ 100"),
        (
            {"id": "SV.01.05", "own.numerator": 1.5, "own.denominator": 300},
            "“自评：分子（满意数）” 应是整数，现为 1.5",
        ),
        ({"id": "PB.01.04", "own.not_applicable": "长" * 5000}, "“自评：不适用理由”"),
    ],
    ids=["count", "percent", "survey", "reason"],
)
def test_faults_are_told_by_the_headings_of_columns(
    tmp_path: Path, row: Row, what: str
) -> None:
    with pytest.raises(gs.InvalidFile) as caught:
        read_assessment(book(tmp_path / "a.xlsx", row))
    (problem,) = caught.value.problems
    assert problem.what.zh.startswith(what)
    assert not set("abcdefghijklmnopqrstuvwxyz") & set(
        problem.what.zh + (problem.hint.zh if problem.hint else "")
    )


def test_columns_of_ones_own_do_no_harm(tmp_path: Path) -> None:
    path = changed(
        book(tmp_path / "a.xlsx", FULL), W1="经办人", W2="张三", X1="科室备注"
    )
    assert responses(path)["PB.03.04"]["note"] == "说明"


def test_a_copied_sheet_that_says_something_else_is_told(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", FULL)
    found = load_workbook(path)
    copied: Any = found.copy_worksheet(found["社区信息"])
    copied[at("asked.title", 2)] = "别的社区"
    found.save(path)
    assert faults(path) == ["社区信息 Copy!B3 GS507"]


def test_sizes_are_known_by_their_label_where_the_key_is_gone(tmp_path: Path) -> None:
    who: list[Any] = [*(row[:2] for row in WHO), ["物业小区数", 6]]
    assert read_assessment(book(tmp_path / "a.xlsx", who=who)).community.base == {
        "estates": 6
    }


def test_labels_that_were_swapped_are_told(tmp_path: Path) -> None:
    who = [
        *WHO[:2],
        ["所属街道", "某社区", "community.name"],
        ["社区名称", "某街道", "community.street"],
        *WHO[3:],
    ]
    assert faults(book(tmp_path / "a.xlsx", who=who)) == [
        f"社区信息!{at('entry', 2, 'community')} GS506",
        f"社区信息!{at('entry', 3, 'community')} GS506",
    ]


def test_a_size_that_the_standard_does_not_use_is_kept(tmp_path: Path) -> None:
    who: list[Any] = [*(row[:2] for row in WHO), ["户数", 5200], ["shops", 30]]
    assert read_assessment(book(tmp_path / "a.xlsx", who=who)).community.base == {
        "households": 5200,
        "shops": 30,
    }


def test_a_signature_half_filled_in_is_asked_for_at_its_cell(tmp_path: Path) -> None:
    who = [
        *WHO,
        ["复核日期", "2026-01-05", "reviewed.on"],
        ["复核人", "", "reviewed.by"],
    ]
    assert faults(book(tmp_path / "a.xlsx", who=who)) == [
        f"社区信息!{at('entry', 6, 'community')} GS107"
    ]


def test_a_yes_or_no_takes_nothing_else(tmp_path: Path) -> None:
    assert faults(
        book(tmp_path / "a.xlsx", {"id": "PB.05.06", "own.answer": "不适用"})
    ) == [f"填报!{at('own.answer')} GS504"]


def test_none_beside_a_point_that_says_none_is_asked_about(tmp_path: Path) -> None:
    rows = [
        {"id": "PB.01.01.3", "own.answer": "无"},
        {"id": "PB.01.01.2", "own.answer": "有"},
    ]
    assert faults(book(tmp_path / "a.xlsx", *rows)) == [
        f"填报!{at('own.answer')} GS505"
    ]


def test_evidence_alone_claims_no_points(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx")
    found = load_workbook(path)
    sheet = found.create_sheet("佐证")
    sheet.append([column.title.zh for column in form.LAYOUT.evidence.columns])
    sheet.append(["practice-adopted", "发文"])
    found.save(path)
    assert faults(path) == [f"佐证!{at('id', 1, 'evidence')} GS504"]


def test_rows_between_records_of_evidence_may_be_empty(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", FULL)
    found = load_workbook(path)
    sheet = found.create_sheet("佐证")
    sheet.append([column.title.zh for column in form.LAYOUT.evidence.columns])
    sheet.append(["PB.03.04", "甲"])
    sheet.append([])
    sheet.append(["PB.03.04", "乙"])
    found.save(path)
    assert [record["name"] for record in responses(path)["PB.03.04"]["evidence"]] == [
        "甲",
        "乙",
    ]


def test_evidence_that_names_nothing_is_told_also_where_no_number_of_times_is(
    tmp_path: Path,
) -> None:
    path = declared(
        tmp_path / "a.xlsx", ADJUSTMENTS, ["practice-adopted", "", 1, 2, "", "有", ""]
    )
    evidence = form.LAYOUT.adjustments.cell("evidence", 2)
    assert faults(path) == [f"一票否决与加减分!{evidence} GS504"]
