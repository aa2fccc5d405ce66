"""What is told of a typed cell that cannot be read, word by word."""

from collections.abc import Callable
from functools import partial

import pytest

from govstandard.workbook.reading import cells
from govstandard.workbook.reading.cells import Typed

BARE_NUMBER = ("只填数字，如 256", "a bare number, such as 256")
NO_REASON = (
    "写明为什么不适用，如“辖区没有股份公司”；适用的空着",
    "say why it does not apply, or leave it blank",
)
RECORD = (
    "写佐证的名称，如“会议记录”",
    "write what it is called, such as minutes of a meeting",
)
WRONG = [
    (
        cells.number,
        "约256",
        ("“约256”不是数字", "'约256' is not a number"),
        BARE_NUMBER,
    ),
    (
        cells.number,
        "1,2,3",
        ("“1,2,3”不是数字", "'1,2,3' is not a number"),
        BARE_NUMBER,
    ),
    (cells.number, "2天", ("“2天”不是数字", "'2天' is not a number"), BARE_NUMBER),
    (cells.number, True, ("“是”不是数字", "'是' is not a number"), BARE_NUMBER),
    (
        cells.number,
        "不适用",
        ("“不适用”不是数字", "'不适用' is not a number"),
        (
            "不适用的，把理由写在“不适用理由”一栏",
            "write the reason into the column for what does not apply",
        ),
    ),
    (
        cells.percent,
        "约98",
        ("“约98”不是百分比", "'约98' is not a percentage"),
        ("写成 95% 这样的形式", "written as 95%"),
    ),
    (
        cells.grade,
        "三级",
        ("“三级”不是等次", "'三级' is not a grade"),
        ("填等次的数字，如 3", "the number of the grade, such as 3"),
    ),
    (
        cells.day,
        "2026.13.45",
        ("“2026.13.45”不是日期", "'2026.13.45' is not a date"),
        ("写作 2026-03-05", "such as 2026-03-05"),
    ),
    (
        cells.answer,
        "大概",
        ("看不懂“大概”", "'大概' is not understood"),
        ("填“是”“否”或“不适用”", "yes, no or n/a"),
    ),
    (
        cells.happened,
        "符合",
        ("看不懂“符合”", "'符合' is not understood"),
        ("填“有”“无”或“核实中”", "yes, no or pending"),
    ),
    (cells.reason, "否。", ("“否”不是理由", "'否' is no reason"), NO_REASON),
    (cells.reason, "x", ("“x”不是理由", "'x' is no reason"), NO_REASON),
    (
        cells.evidence_of,
        "照片；有",
        ("“有”不是佐证的名称", "'有' is not the name of a record"),
        RECORD,
    ),
]
AMBIGUOUS = [
    (
        cells.number,
        "暂无",
        ("“暂无”可以是 0，也可以是没有数据", "'暂无' may mean 0 or no figure"),
        (
            "是 0 就填 0；没有数据就空着",
            "0 where it is 0; blank where there is no figure",
        ),
    ),
    (
        cells.percent,
        0.985,
        (
            "“0.985”可以是 98.5 %，也可以是 0.985 %",
            "'0.985' may mean 98.5 % or 0.985 %",
        ),
        ("写成 98.5% 或 0.985%", "write 98.5% or 0.985%"),
    ),
    (
        cells.reason,
        "无。",
        (
            "“无”可以是没有这类事项，也可以是没有填",
            "'无' may mean no such case, or no reason",
        ),
        ("不适用的写明理由；适用的空着", "write the reason, or leave the cell blank"),
    ),
    (
        partial(cells.answer, asked="没有未换届的情形"),
        "无",
        (
            "“无”可以是做到了，也可以是有这种情形",
            "'无' may mean met, or that there is such a case",
        ),
        (
            "做到的填“是”，没有做到的填“否”",
            "yes where it is met, no where it is not",
        ),
    ),
]


@pytest.mark.parametrize(
    ("code", "read", "cell", "what", "hint"),
    [*(("GS504", *case) for case in WRONG), *(("GS505", *case) for case in AMBIGUOUS)],
)
def test_a_cell_that_cannot_be_read_says_why_and_what_to_type(
    code: str,
    read: Callable[[object], Typed],
    cell: object,
    what: tuple[str, str],
    hint: tuple[str, str],
) -> None:
    typed = read(cell)
    assert typed.value is None
    assert typed.what
    assert typed.hint
    assert (typed.what.zh, typed.what.en) == what
    assert (typed.hint.zh, typed.hint.en) == hint
    assert typed.ambiguous == (code == "GS505")
