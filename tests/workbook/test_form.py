"""The form: what people type into any column or row of it is read, and each version by its own columns."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from clerk import FULL, HEADS, WHO, book, changed, responses, version_of
from openpyxl import load_workbook

import govstandard as gs
from govstandard.base.words import words
from govstandard.exchange.assessments import read_assessment
from govstandard.workbook import form
from govstandard.workbook.columns import Columns, Holds, Layout, letter
from govstandard.workbook.reading.workbook import read_workbook

JINDI = gs.load("jindi")
EVERY = gs.Assessment.model_validate(
    {
        "standard": JINDI.name,
        "title": {"zh": "演练", "en": "Rehearsal"},
        "community": {"name": "某社区", "street": "某街道", "base": {"estates": 6}},
        "period": {"start": "2025-01-01", "end": "2025-12-31"},
        "by": "张三",
        "note": "初稿",
        "responses": {
            "PB.03.04": {
                "numerator": 5,
                "denominator": 900,
                "note": "说明",
                "evidence": [{"name": "台账"}],
                "review": {"numerator": 4, "denominator": 900, "reason": "抽查"},
            },
            "MG.02.05": {
                "percent": 97.5,
                "review": {"percent": 96.5, "reason": "抽查"},
            },
            "SV.02.06": {"count": 3, "review": {"count": 2, "reason": "抽查"}},
            "PB.01.04": {
                "not_applicable": "没有届满的支部",
                "review": {"not_applicable": "没有支部", "reason": "抽查"},
            },
            "PB.01.01": {
                "points": {1: "met", 2: "met"},
                "review": {"points": {1: "met", 2: "met"}, "reason": "抽查"},
                "evidence": [
                    {
                        "name": "名册",
                        "at": "第3页",
                        "date": "2025-03-05",
                        "holder": "工作站",
                        "file": "佐证/名册.pdf",
                        "sha256": "0" * 64,
                    }
                ],
            },
        },
        "vetoes": {"forged-records": {"happened": False, "by": "街道", "note": "在查"}},
        "adjustments": {
            "practice-adopted": {
                "times": 1,
                "note": "两次",
                "evidence": [{"name": "发文"}],
            }
        },
        "reviewed": {"by": "复核组", "on": "2026-01-20", "note": "抽查20项"},
    }
)
"""Something in every column and row."""
ANSWERED = tuple(item for item in JINDI.indicators if item.id in EVERY.responses)
SMALL = JINDI.model_copy(update={"groups": (), "items": ANSWERED})
"""The standard with those indicators alone: a small workbook is changed in no time."""


def written(path: Path) -> Path:
    """Write a workbook in which every column and row has something."""
    gs.write_workbook(SMALL, path, EVERY)
    return path


def read(path: Path) -> gs.Assessment:
    return read_workbook(path, lambda _: SMALL)


DISTINCT: dict[Holds, tuple[object, object]] = {
    "figure": (29, 29),
    "not_applicable": ("独一无二", "独一无二"),
    "text": ("独一无二", "独一无二"),
    "evidence": ("独一无二", "独一无二"),
    "id": ("MG.02.05", "MG.02.05"),
    "happened": ("有", True),
    "times": (2, 2),
    "date": (dt.date(2025, 4, 5), dt.date(2025, 4, 5)),
    "file": ("佐证/独一无二.pdf", "佐证/独一无二.pdf"),
    "checksum": ("f" * 64, "f" * 64),
    "fact": ("独一无二社区", "独一无二社区"),
}
"""What to type into a column by what it holds, as nowhere else, and what is to be read."""
ROWS = {
    "own.answer": "SV.02.06",
    "review.answer": "SV.02.06",
    "entry": "社区名称（必填）",
}
"""Where to type, if not into the first row that has something there."""


def facts_of(value: object, path: tuple[object, ...] = ()) -> set[tuple[object, ...]]:
    """Return everything an assessment says, each with its path."""
    if isinstance(value, dict):
        parts = list(value.items())
    elif isinstance(value, list | tuple):
        parts = list(enumerate(value))
    else:
        return {(*path, value)}
    return {fact for key, part in parts for fact in facts_of(part, (*path, key))}


def rows_of(sheet: Any, columns: Columns) -> list[Any]:
    """Return the rows of cells below the headings of a table; none where it is not on the sheet."""
    titles = [column.title.zh for column in columns.columns]
    rows = list(sheet.iter_rows())
    for number, row in enumerate(rows):
        if [cell.value for cell in row[: len(titles)]] == titles:
            return rows[number + 1 :]
    return []


def type_into(
    path: Path, columns: Columns, name: str, value: object, row_id: str | None = None
) -> None:
    """Type something into a column of a workbook, in the row of that id or the first that has something there."""
    workbook: Any = load_workbook(path)
    for row in (row for sheet in workbook for row in rows_of(sheet, columns)):
        cell = row[columns.places[name]]
        if row[0].value == row_id if row_id else cell.value is not None:
            cell.value = value
            workbook.save(path)
            return
    pytest.fail(f"nothing is written into {name}")


TYPED = [
    pytest.param(table, name, id=f"{table}-{name}")
    for table in Layout._fields
    for name in getattr(form.LAYOUT, table).typed
]


@pytest.mark.parametrize(("table", "name"), TYPED)
def test_what_people_type_into_a_column_is_read(
    table: str, name: str, tmp_path: Path
) -> None:
    columns: Columns = getattr(form.LAYOUT, table)
    path = written(tmp_path / "a.xlsx")
    typed, meant = DISTINCT[columns.named[name].holds]
    type_into(path, columns, name, typed, ROWS.get(name))
    more = facts_of(read(path).model_dump()) - facts_of(EVERY.model_dump())
    assert any(meant in fact for fact in more)


@pytest.mark.parametrize("side", ["own", "review"])
def test_what_people_answer_in_the_row_of_a_point_is_read(
    side: str, tmp_path: Path
) -> None:
    path = written(tmp_path / "a.xlsx")
    type_into(path, form.LAYOUT.items, f"{side}.answer", "否", "PB.01.01.2")
    found = read(path).responses["PB.01.01"]
    answers = found.review if side == "review" else found
    assert answers
    assert answers.points == {1: "met", 2: "unmet"}


@pytest.mark.parametrize("key", form.FACTS)
def test_what_people_fill_in_for_a_fact_is_read(key: str, tmp_path: Path) -> None:
    path = written(tmp_path / "a.xlsx")
    special = {"date": dt.date(2025, 11, 30), "standard": "jindi@1.0.0"}
    typed = special.get(form.FACTS[key].holds, "独一无二")
    workbook: Any = load_workbook(path)
    row = list(form.FACTS).index(key) + 1
    cell = workbook["社区信息"][form.LAYOUT.community.cell("entry", row)]
    assert cell.value  # what the assessment says of it was written
    cell.value = typed
    workbook.save(path)
    found: Any = read(path)
    for part in key.split("."):
        found = getattr(found, part)
    assert found == typed


HOVERS = {
    "只知道百分比时填这里，写成 98%；知道分子和分母的不用填。",
    "写佐证的名称，几份之间用分号隔开；要写日期、保管人或文件的，填在“佐证”表。",
    "需要别人知道的情况。",
    "复核数与自评不同的原因。",
    "填次数；没有的空着。",
    "写作 2025-12-31。",
    "填数字。",
}
"""What the form itself says of its cells; the rest is the standard's."""


def test_a_cell_tells_on_hover_what_belongs_into_it(tmp_path: Path) -> None:
    workbook: Any = load_workbook(written(tmp_path / "a.xlsx"))
    rules = [
        rule for sheet in workbook for rule in sheet.data_validations.dataValidation
    ]
    assert {rule.prompt for rule in rules} >= HOVERS


def test_a_workbook_of_another_standard_than_was_asked_for_is_told_at_its_cell(
    tmp_path: Path,
) -> None:
    path = written(tmp_path / "a.xlsx")
    other = SMALL.model_copy(update={"version": "9.0.0"})
    with pytest.raises(gs.InvalidFile) as caught:
        read_workbook(path, lambda _: SMALL, other)
    (problem,) = caught.value.problems
    assert (problem.code, problem.cell) == ("GS312", "社区信息!B2")


@pytest.mark.parametrize("table", Layout._fields)
def test_no_two_columns_of_a_table_are_headed_alike(table: str) -> None:
    columns: Columns = getattr(form.LAYOUT, table)
    titles = [column.title for column in columns.columns]
    for lang in ("zh", "en"):
        assert len({form.plain(title.to(lang)) for title in titles}) == len(titles)
    assert len(columns.named) == len(titles)


# Versions


def older(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let there have been a layout in which notes were headed otherwise, and no percentage was asked for."""
    columns = [
        column._replace(title=words("自评：备注", "Own: remarks"))
        if column.key == "note"
        else column
        for column in form.LAYOUT.items.columns
        if column.key != "percent"
    ]
    items = Columns(tuple(columns), sided=True, frozen="asked.title")
    monkeypatch.setitem(form.LAYOUTS, 0, form.LAYOUT._replace(items=items))


OLDER_HEADS = [name for name in HEADS if not name.endswith(".percent")]
OLDER_WHO = [*WHO, ["", "", f"{form.VERSION_KEY}0"]]


def of_older_form(path: Path, **cells: object) -> Path:
    """Write a workbook as the older form had it, with a column of somebody's own."""
    book(path, FULL, order=OLDER_HEADS, who=OLDER_WHO)
    note = letter(OLDER_HEADS.index("own.note"))
    own = letter(len(OLDER_HEADS))
    return changed(
        path,
        **{f"{note}1": "自评：备注", f"{own}1": "经办人", f"{own}2": "张三", **cells},
    )


def test_a_form_of_an_older_layout_is_read_by_its_own_columns(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    older(monkeypatch)
    path = of_older_form(tmp_path / "a.xlsx")
    assert responses(path) == {
        "PB.03.04": {"numerator": 3, "denominator": 4, "note": "说明"}
    }


def test_a_private_column_of_an_older_form_is_not_taken_for_one_it_never_had(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    older(monkeypatch)
    own = letter(len(OLDER_HEADS))
    path = of_older_form(
        tmp_path / "a.xlsx", **{f"{own}1": "自评：百分比", f"{own}2": "98%"}
    )
    assert responses(path)["PB.03.04"] == {
        "numerator": 3,
        "denominator": 4,
        "note": "说明",
    }


def test_a_column_that_an_older_form_has_is_missed_where_its_heading_was_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    older(monkeypatch)
    numerator = f"{letter(OLDER_HEADS.index('own.numerator'))}1"
    path = of_older_form(tmp_path / "a.xlsx", **{numerator: "分子是多少"})
    with pytest.raises(gs.InvalidFile) as caught:
        read_assessment(path)
    assert caught.value.problems[0].cell == f"填报!{numerator}"


def test_a_form_without_a_version_is_of_the_first(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", FULL)
    assert version_of(path) == []
    assert responses(path)["PB.03.04"]["note"] == "说明"
    assert version_of(written(path)) == [f"form.{form.VERSION}"]


@pytest.mark.parametrize("version", [form.VERSION + 1, "x"])
def test_a_form_newer_than_the_program_is_refused_at_its_cell(
    version: object, tmp_path: Path
) -> None:
    path = book(
        tmp_path / "a.xlsx", FULL, who=[*WHO, ["", "", f"{form.VERSION_KEY}{version}"]]
    )
    with pytest.raises(gs.UnreadableFile) as caught:
        read_assessment(path)
    (problem,) = caught.value.problems
    community = form.LAYOUT.community.cell("key", len(WHO))
    assert (problem.code, problem.cell) == ("GS501", f"社区信息!{community}")
    assert (
        problem.what.zh
        == f"表格的版式是第 {version} 版，本程序只能读到第 {form.VERSION} 版"
    )
    assert problem.what.en.startswith(f"the form is of version {version};")
    assert problem.hint


def test_words_that_only_begin_like_a_version_are_words(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", {**FULL, "own.note": "form.9"})
    assert responses(path)["PB.03.04"]["note"] == "form.9"
