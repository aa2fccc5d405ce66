"""What a clerk is told of a workbook's faults, word by word: cell, code, what is wrong, what to do."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from clerk import FULL, WHO, Row, at, book, changed
from openpyxl import load_workbook

import govstandard as gs
from govstandard.exchange.assessments import read_assessment
from govstandard.workbook import form

VETOES, ADJUSTMENTS, EVIDENCE = (
    [column.title.zh for column in table.columns]
    for table in (form.LAYOUT.vetoes, form.LAYOUT.adjustments, form.LAYOUT.evidence)
)


def sentences(path: Path) -> list[str]:
    """Read a faulty workbook and return what is told of it in Chinese."""
    with pytest.raises(gs.InvalidFile) as caught:
        read_assessment(path)
    return [
        f"{problem.cell} {problem.code} {problem.what.zh}"
        + (f" → {problem.hint.zh}" if problem.hint else "")
        for problem in caught.value.problems
    ]


ITEM_ROWS: list[Row] = [
    {"id": "PB.01.01", "own.answer": "是"},
    {"id": "PB.01.01.1", "own.numerator": 3},
    {"id": "PB.01.01.2", "own.answer": "是", "review.answer": "否"},
    {"id": "PB.01.04", "own.answer": 5},
    {"id": "PB.03.04", "own.answer": "不适用"},
    {"id": "PB.05.06", "own.answer": "大概"},
    {"id": "PB.03", "own.note": "说明"},
    {"own.note": "没有编号"},
    {"id": "SV.02.06", "own.answer": 4},
    {"id": "SV.02.06", "own.answer": 5},
]


def items(path: Path) -> Path:
    return book(path, *ITEM_ROWS)


def doubtful_cells(path: Path) -> Path:
    book(path, {"id": "PB.01.01.1", "own.answer": "是"}, {"id": "PB.01.01.2"}, FULL)
    found = load_workbook(path)
    found["填报"].merge_cells("H2:H3")
    found["填报"][at("own.numerator", 3)] = "=1+2"
    found.save(path)
    return path


def with_heads(**cells: object) -> Callable[[Path], Path]:
    return lambda path: changed(book(path, FULL), **cells)


def with_rows(name: str, *rows: list[Any]) -> Callable[[Path], Path]:
    """Add a sheet with these rows to a workbook without faults."""

    def make(path: Path) -> Path:
        book(path, FULL)
        found = load_workbook(path)
        sheet = found.create_sheet(name)
        for row in rows:
            sheet.append(row)
        found.save(path)
        return path

    return make


def with_who(*rows: list[Any]) -> Callable[[Path], Path]:
    return lambda path: book(path, FULL, who=rows)


def with_heading_changed(path: Path) -> Path:
    book(path, FULL)
    found = load_workbook(path)
    found["社区信息"][at("asked.id", 0)] = "项"
    found.save(path)
    return path


def without_sheet(path: Path) -> Path:
    book(path, FULL)
    found = load_workbook(path)
    del found["社区信息"]
    found.save(path)
    return path


def without_headings(path: Path) -> Path:
    item = gs.load("jindi").indicators[0]
    book(path, {"id": item.id, "asked.requirement": item.requirement.zh})
    found = load_workbook(path)
    found["填报"].delete_rows(1)
    found.save(path)
    return path


TOLD: list[tuple[Callable[[Path], Path], list[str]]] = [
    (
        items,
        [
            "填报!H2 GS504 这一项不填这一栏（填了“是”） → 在下面各采分点的行里回答",
            "填报!I3 GS504 采分点的行里只填“是”或“否” → 数字填到指标那一行",
            "填报!T4 GS107 填了复核数，没有写理由 → 写明与自评不同的原因；相同的不用填复核",
            "填报!H5 GS504 这一项不填这一栏（填了“5”） → 填到“自评：分子（满意数）”、“自评：分母（有效问卷）”、“自评：百分比”里",
            "填报!H6 GS504 这一项不填这一栏（填了“不适用”） → 不适用的，把理由写在“不适用理由”一栏",
            "填报!H7 GS504 这一项只填“是”或“否”（填了“大概”） → 不知道的空着",
            "填报!A8 GS506 “PB.03” 是分组，这一行不填 → 填到下面的指标行里",
            "填报!A9 GS506 这一行填了内容，但没有编号",
            "填报!A11 GS507 这一行在 填报!A10 已经填过，内容不同 → 留下对的一行",
        ],
    ),
    (
        doubtful_cells,
        [
            "填报!H3 GS505 这一格和别的格合并了，“是”可能也是这里的 → 取消合并，每一格分别填",
            "填报!I4 GS504 这一格是公式，还没有算出结果 → 直接填数，或在 Excel、WPS 里打开保存一次",
        ],
    ),
    (
        with_heads(H1="填报", N1="说明", L1="为何没有", L2="没有"),
        [
            "填报!H1 GS503 表头“填报”看不懂 → 是否应为“自评：填报”？",
            "填报!L1 GS503 表头“为何没有”看不懂 → 表头里缺“自评：填报”、“自评：不适用理由”、“自评：说明”；改回原来的文字",
            "填报!N1 GS503 表头“说明”看不懂 → 是否应为“自评：说明”？",
        ],
    ),
    (
        with_heads(A1="序号"),
        [
            "填报!A1 GS503 缺表头“编号” → 表头的文字不要改动",
        ],
    ),
    (
        with_heads(W1="自评：说明", J1=None),
        [
            "填报!J1 GS503 这一列填了内容，没有表头 → 表头里缺“自评：分母（有效问卷）”；改回原来的文字",
            "填报!W1 GS503 表头“自评：说明”有两个 → 留下一个",
        ],
    ),
    (
        with_rows("社区", WHO[0], ["社区名称", "别的社区", "community.name"]),
        [
            "社区!B2 GS507 这里和 社区信息!B3 填的是同一件事，内容不同 → 留下对的一处",
        ],
    ),
    (
        with_rows(
            "一票否决",
            VETOES,
            ["", "", "", "", "有"],
            ["forged-recrods", "", "", "", "无"],
        ),
        [
            "一票否决!A2 GS506 这一行填了内容，但没有编号",
            "一票否决!E3 GS308 jindi@1.0.0 没有一票否决事项 “forged-recrods” → 是否应为 “forged-records”？",
        ],
    ),
    (
        with_rows(
            "加减分",
            ADJUSTMENTS,
            ["practice-adopted", "", 1, 2, "", "", "有发文"],
            ["late-submission", "", -1, 2, 1.5],
        ),
        [
            "加减分!E2 GS504 写了说明或佐证，没有填次数 → 填次数；没有的删去说明和佐证",
            "加减分!E3 GS109 “次数” 应是整数，现为 1.5",
        ],
    ),
    (
        with_rows(
            "佐证",
            EVIDENCE,
            ["PB.03.04", "甲", "", "", "", "", "abc"],
            ["PB.03.04", "", "第3页"],
            ["", "丙"],
            ["PB.33.33", "丁"],
            ["practice-adopted", "发文"],
        ),
        [
            "佐证!G2 GS504 校验值由程序填写 → 清空这一格",
            "佐证!B3 GS504 佐证没有写名称 → 写佐证的名称",
            "佐证!A4 GS506 佐证没有写指标编号",
            "佐证!A5 GS506 jindi@1.0.0 中没有 “PB.33.33” → 是否应为 “PB.03.03”？",
            "佐证!A6 GS504 “practice-adopted” 有佐证，没有填次数 → 填次数，或删去佐证",
        ],
    ),
    (
        with_who(
            *WHO[:2],
            ["评估期结束日", "2025-12-31", "period.start"],
            ["填表人：", "张三", ""],
        ),
        [
            "社区信息!B2 GS107 没有填“社区名称”",
            "社区信息!B2 GS107 没有填“评估期结束日”",
            "社区信息!B3 GS506 这一行的名称和隐藏的键对不上 → 从新生成的表格里把这一行复制回来",
            "社区信息!B4 GS506 “填表人:”看不懂 → 是否应为“填报人”？",
        ],
    ),
    (
        with_heading_changed,
        [
            "社区信息 GS503 这张表里找不到标准的名称 → 表头“项目”“填写”和“标准”那一行不要改动",
        ],
    ),
    (
        without_sheet,
        [
            " GS503 找不到标准的名称：缺“社区信息”表 → 用 govstandard workbook 生成的填报表",
        ],
    ),
    (
        without_headings,
        [
            "填报!A1 GS503 从“PB.01.01”起有 1 行没有读：上面的表头改动过或被删除 → 从新生成的表格里把表头那一行复制回来",
        ],
    ),
]


@pytest.mark.parametrize(("make", "told"), TOLD)
def test_each_fault_of_a_workbook_is_told_in_these_words(
    tmp_path: Path, make: Callable[[Path], Path], told: list[str]
) -> None:
    assert sentences(make(tmp_path / "a.xlsx")) == told
