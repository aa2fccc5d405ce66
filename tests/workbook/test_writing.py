"""The workbook: what is written is read back the same, also after LibreOffice; its own totals are the engine's."""

import random
from pathlib import Path
from typing import Any

import pytest
from clerk import fact_cell, version_of
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from office import needs_office, nothing_in_store, resaved
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook
from strategies import assessment, pairs

import govstandard as gs
from govstandard.assessment.carrying import carry_over
from govstandard.base.rounding import show
from govstandard.exchange.assessments import read_assessment
from govstandard.workbook import form
from govstandard.workbook.columns import Columns
from govstandard.workbook.reading.cells import Unvalued
from govstandard.workbook.reading.unpacking import open_workbook
from govstandard.workbook.reading.workbook import read_workbook

ROOT = Path(__file__).parents[2]
JINDI = gs.load("jindi")
MODEL = gs.read_assessment(ROOT / "examples" / "model-community.yaml")


def tidy(found: gs.Assessment) -> gs.Assessment:
    """Take out what says nothing: an answer without any point."""

    def answer(given: dict[str, Any]) -> dict[str, Any]:
        return {
            key: value
            for key, value in given.items()
            if value not in (None, {}, (), "")
        }

    data = found.model_dump()
    for name, response in list(data["responses"].items()):
        kept = answer(
            {
                **response,
                "review": answer(response["review"]) if response["review"] else None,
            }
        )
        if kept:
            data["responses"][name] = kept
        else:
            del data["responses"][name]
    return gs.Assessment.model_validate(data)


def there_and_back(
    standard: gs.Standard, written: gs.Assessment, path: Path, **more: Any
) -> gs.Assessment:
    gs.write_workbook(standard, path, written, **more)
    return read_workbook(path, lambda _: standard)


NOTES = st.sampled_from(
    ["", "见附件", "=1+1", "第一行\n第二行", "@x", "-5", " 前后有空格 ", "<b>&amp;"]
)


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(pair=pairs(), note=NOTES, data=st.data())
def test_what_is_written_is_read_back_the_same(
    pair: tuple[gs.Standard, dict[str, gs.Response]],
    note: str,
    data: st.DataObject,
    tmp_path: Path,
) -> None:
    standard, responses = pair
    for response in responses.values():
        review = response.review
        assume(review is None or review.points != {} or bool(response.points))
    happened = data.draw(st.sampled_from([True, False, None]))
    vetoes = {"fraud": gs.Declaration(happened=happened, by="街道", note=note)}
    written = assessment(standard, responses, vetoes=vetoes, note=note.strip())
    again = there_and_back(
        standard,
        written,
        tmp_path / "a.xlsx",
        lang=data.draw(st.sampled_from(["zh", "en"])),
    )
    assert tidy(again) == tidy(written)


RICH = gs.Assessment.model_validate(
    {
        "standard": JINDI.name,
        "title": {"zh": "演练", "en": "Rehearsal"},
        "community": {
            "name": "=金地",
            "street": "某街道",
            "base": {"households": 5200, "estates": 12.5},
        },
        "period": {"start": "2025-01-01", "end": "2025-12-31"},
        "by": "张三",
        "responses": {
            "PB.03.04": {
                "numerator": 256,
                "denominator": 268,
                "note": "+说明",
                "evidence": [
                    {
                        "name": "台账；第二册",
                        "date": "2025-03-05",
                        "holder": "工作站",
                        "at": "第3页",
                    },
                    {
                        "name": "照片",
                        "file": "佐证/照片.jpg",
                        "sha256": "0123456789abcdef" * 4,
                    },
                ],
                "review": {"numerator": 250, "denominator": 268, "reason": "抽查"},
            },
            "SV.01.05": {
                "percent": 97.5,
                "evidence": [{"name": "问卷"}, {"name": "汇总表"}],
            },
            "PB.01.01": {
                "points": {1: "met", 2: "unmet", 4: "met"},
                "review": {"points": {1: "met", 3: "met"}, "reason": "第2、4点没有查"},
            },
            "PB.01.04": {"not_applicable": "当期没有届满的支部"},
            "SV.08.04": {"grade": 3},
            "PB.05.06": {"met": True},
            "SV.02.06": {"count": 0},
        },
        "vetoes": {
            "forged-records": {"happened": None, "note": "在查"},
            "petitioner-reprisal": {"happened": False},
        },
        "adjustments": {
            "practice-adopted": {
                "times": 2,
                "evidence": [{"name": "区发文", "date": "2025-06-01"}],
            }
        },
        "reviewed": {"by": "复核组", "on": "2026-01-20", "note": "抽查20项"},
    }
)


@pytest.mark.parametrize("written", [MODEL, RICH], ids=["model", "rich"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_whole_assessment_survives_the_workbook(
    written: gs.Assessment, lang: str, tmp_path: Path
) -> None:
    assert there_and_back(JINDI, written, tmp_path / "a.xlsx", lang=lang) == written


# LibreOffice


@needs_office
def test_libreoffice_changes_nothing_that_is_read(tmp_path: Path) -> None:
    files = []
    for name, written in (("rich", RICH), ("model", MODEL)):
        files.append(tmp_path / f"{name}.xlsx")
        gs.write_workbook(JINDI, files[-1], written)
    rich, model = resaved(files, tmp_path)
    assert version_of(rich) == [f"form.{form.VERSION}"]
    assert read_assessment(rich) == RICH
    assert read_assessment(model) == MODEL


@needs_office
@pytest.mark.parametrize("ending", ["ods", "xls"])
def test_other_kinds_of_workbooks_are_read_too(ending: str, tmp_path: Path) -> None:
    gs.write_workbook(JINDI, tmp_path / "rich.xlsx", RICH)
    (other,) = resaved([tmp_path / "rich.xlsx"], tmp_path, ending)
    assert read_assessment(other) == RICH


def complete(chance: random.Random) -> gs.Assessment:
    """Answer all of the Jindi standard at random, with some reviews and not-applicables."""

    def figures(item: gs.Indicator) -> dict[str, Any]:
        measure = item.measure
        if isinstance(measure, gs.Checklist):
            states = (
                ["met", "unmet", "not_applicable"]
                if point.not_applicable
                else ["met", "unmet"]
                for point in measure.points
            )
            return {
                "points": {
                    number: chance.choice(state)
                    for number, state in enumerate(states, 1)
                }
            }
        if isinstance(measure, gs.Survey):
            asked = chance.randint(100, 400)
            return {
                "satisfied": chance.randint(asked // 2, asked),
                "respondents": asked,
            }
        if isinstance(measure, gs.Ratio):
            below = chance.choice([0, 7, 30, 268])
            if chance.random() < 0.2 and measure.form != "rate":
                return {"percent": chance.choice([0, 50.5, 98, 100])}
            return {"numerator": chance.randint(0, below), "denominator": below}
        if isinstance(measure, gs.Rubric):
            return {"grade": chance.randint(1, 4)}
        return (
            {"met": chance.random() < 0.5}
            if isinstance(measure, gs.Binary)
            else {"count": chance.randint(0, 60)}
        )

    responses = {}
    for item in JINDI.indicators:
        answer: dict[str, Any] = figures(item)
        if chance.random() < 0.2:
            answer["review"] = {**figures(item), "reason": "抽查"}
        if item.not_applicable and chance.random() < 0.3:
            answer = {"not_applicable": "辖区没有此类事项"}
        responses[item.id] = gs.Response.model_validate(answer)
    claims = {
        item.id: {"times": chance.randint(1, item.limit)}
        for item in JINDI.adjustments.items
        if chance.random() < 0.5
    }
    community = {"name": "某社区", "base": {"estates": chance.choice([0, 6, 13])}}
    data = {
        "standard": JINDI.name,
        "community": community,
        "period": MODEL.period,
        "responses": responses,
    }
    return gs.Assessment.model_validate({**data, "adjustments": claims})


def partial(chance: random.Random, whole: gs.Assessment) -> gs.Assessment:
    """Leave out some answers, and give others notes and evidence such as people write."""
    texts = [
        "=1+1",
        "-5",
        "@x",
        "第一行\n第二行",
        " 前后有空格 ",
        "<b>&amp;",
        "12E3",
        "'引号",
        "😀",
    ]
    answers = {}
    for name, response in whole.responses.items():
        if chance.random() < 0.6:
            records = (
                {"name": "照片", "file": "佐证/照片.jpg"},
                {"name": chance.choice(texts).strip()},
            )
            evidence = [
                gs.Evidence.model_validate(record)
                for record in records
                if chance.random() < 0.3
            ]
            more = {"note": chance.choice(["", *texts]), "evidence": tuple(evidence)}
            answers[name] = response.model_copy(update=more)
    return whole.model_copy(update={"responses": answers})


def stroked(path: Path) -> None:
    """Put a stroke into every cell that is to be filled in and is blank, as some people do."""
    book = load_workbook(path)
    for name in ("党建", "服务", "自治", "管理"):
        for cell in (cell for row in book[name].iter_rows(min_row=5) for cell in row):
            if cell.value is None and not cell.protection.locked:
                cell.value = random.choice(["/", "——", "-"])  # noqa: S311 - not for secrets
    book.save(path)


@needs_office
def test_the_workbooks_own_totals_are_the_engines_and_what_is_read_stays_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    nothing_in_store(monkeypatch)
    found = [complete(random.Random(seed)) for seed in range(20)]  # noqa: S311 - not for secrets
    files = [tmp_path / f"{number}.xlsx" for number in range(20)]
    for file, written in zip(files, found, strict=True):
        gs.write_workbook(JINDI, file, written)
    stroked(files[0])
    for seed in range(5):
        files.append(tmp_path / f"partial{seed}.xlsx")
        found.append(partial(random.Random(seed), found[seed]))  # noqa: S311 - not for secrets
        gs.write_workbook(JINDI, files[-1], found[-1])
    for file, written in zip(resaved(files, tmp_path), found, strict=True):
        assert read_assessment(file) == written
        result = gs.score(JINDI, written)
        nodes = table_of(file, "结果", form.LAYOUT.result)
        total = nodes.pop("总分")
        assert total["exact"] == pytest.approx(result.total.value, abs=1e-6)
        assert total["title"] == float(show(result.total.value or 0))
        for node_id, cells in nodes.items():
            score = result[node_id].value
            exact = "不适用" if score is None else pytest.approx(score * 100, abs=1e-6)
            shown = "不适用" if score is None else float(show(score * 100))
            assert (cells["exact"] or 0, cells["score"] or 0) == (exact, shown), node_id


@needs_office
def test_the_totals_of_any_standard_are_the_engines(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found: list[tuple[gs.Standard, gs.Assessment]] = [(JINDI, REVIEWED), (WIDE, HALF)]

    @settings(max_examples=25, deadline=None, database=None, derandomize=True)
    @given(pair=pairs())
    def draw(pair: tuple[gs.Standard, dict[str, gs.Response]]) -> None:
        found.append((pair[0], assessment(*pair)))

    draw()
    nothing_in_store(monkeypatch)
    files = [tmp_path / f"{number}.xlsx" for number in range(len(found))]
    for file, (standard, written) in zip(files, found, strict=True):
        gs.write_workbook(standard, file, written)
    for file, (standard, written) in zip(resaved(files, tmp_path), found, strict=True):
        result = gs.score(standard, written)
        nodes = table_of(file, "结果", form.LAYOUT.result)
        total, computed = result.total.value, nodes.pop("总分")["exact"]
        assert computed == ("–" if total is None else pytest.approx(total, abs=2e-6)), (
            file
        )
        for node_id, cells in nodes.items():
            score = result[node_id].value
            exact = "不适用" if score is None else pytest.approx(score * 100, abs=1e-6)
            assert (cells["exact"] or 0) == exact, (file, node_id)
        for item_id, cells in table_of(file, "整改", form.LAYOUT.remedy).items():
            outcome = result[item_id].outcome
            assert (
                outcome == "not_assessed" or cells["state"] == STATES[outcome or ""]
            ), item_id


REVIEWED = gs.Assessment.model_validate(
    {
        "standard": JINDI.name,
        "community": {"name": "某社区"},
        "period": MODEL.period,
        "responses": {
            "PB.03.06": {
                "not_applicable": "辖区没有股份公司",
                "review": {"points": {1: "met", 2: "met"}, "reason": "辖区有股份公司"},
            }
        },
    }
)
"""What a community took for not applicable, and its reviewer did not."""
WIDE = gs.Standard.model_validate(
    {
        "id": "wide",
        "version": "1.0.0",
        "title": "宽",
        "tiers": [{"id": "item", "title": "项"}],
        "levels": [{"id": "low", "title": "低"}],
        "aggregation": {"kind": "geometric"},
        "items": [
            {
                "id": f"W.{number:03}",
                "title": "项",
                "requirement": "做到",
                "weight": number,
                "measure": {
                    "kind": "checklist",
                    "required": 7,
                    "points": [
                        {"id": f"W.{number:03}.{point}", "text": "点"}
                        for point in range(1, 13)
                    ],
                },
            }
            for number in range(1, 151)
        ],
    }
)
"""So many indicators side by side that a formula naming each would be too long; 7/12 is no short number."""
HALF = gs.Assessment.model_validate(
    {
        "standard": WIDE.name,
        "community": {"name": "某社区"},
        "period": MODEL.period,
        "responses": {
            item.id: {
                "points": {
                    point: "met" if point < 8 - place % 3 else "unmet"
                    for point in range(1, 13)
                }
            }
            for place, item in enumerate(WIDE.items)
        },
    }
)
STATES = {
    "met": "达到",
    "partly_met": "没有达到",
    "not_met": "没有达到",
    "not_applicable": "不适用",
}


# What is on the sheets


def cells_of(path: Path) -> dict[str, list[list[Any]]]:
    workbook = CalamineWorkbook.from_path(path)
    return {
        name: workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
        for name in workbook.sheet_names
    }


def table_of(path: Path, sheet: str, columns: Columns) -> dict[str, dict[str, Any]]:
    """Return the rows of a table that the workbook computes, by their ids, each by its columns."""
    rows = cells_of(path)[sheet]
    start = next(number for number, row in enumerate(rows) if row[columns.last] != "")
    total = [row for row in rows[:start] if row[columns.places["id"]] == "总分"]
    found = [
        {name: row[place] for name, place in columns.places.items()}
        for row in [*total, *rows[start + 1 :]]
    ]
    return {str(cells["id"]): cells for cells in found}


def test_the_cached_numbers_are_the_engines_before_any_program_recalculates(
    tmp_path: Path,
) -> None:
    gs.write_workbook(JINDI, tmp_path / "a.xlsx", MODEL)
    result = gs.score(JINDI, MODEL)
    nodes = table_of(tmp_path / "a.xlsx", "结果", form.LAYOUT.result)
    total = nodes.pop("总分")
    assert (total["exact"], total["title"]) == (
        result.total.value,
        float(show(result.total.value or 0)),
    )
    assert nodes.keys() == {node.id for node in result.root.walk()} - {JINDI.id}
    for node_id, cells in nodes.items():
        score = result[node_id].value
        exact = "不适用" if score is None else pytest.approx(score * 100, abs=1e-6)
        shown = "不适用" if score is None else float(show(score * 100))
        assert (cells["exact"], cells["score"]) == (exact, shown), node_id


def test_an_empty_workbook_has_every_sheet_and_row_and_nothing_filled_in(
    tmp_path: Path,
) -> None:
    gs.write_workbook(JINDI, tmp_path / "a.xlsx")
    found = cells_of(tmp_path / "a.xlsx")
    assert list(found) == [
        "说明",
        "社区信息",
        "党建",
        "服务",
        "自治",
        "管理",
        "一票否决与加减分",
        "佐证",
        "结果",
        "整改",
    ]
    ids = {row[0] for name in ("党建", "服务", "自治", "管理") for row in found[name]}
    assert {item.id for item in JINDI.indicators} <= ids
    assert {
        point.id for item in JINDI.indicators for point in item.measure.points
    } <= ids
    columns = form.LAYOUT.items
    typed = [columns.places[name] for name in columns.typed]
    for name in ("党建", "服务", "自治", "管理"):
        assert not any(row[place] for row in found[name][4:] for place in typed)
    with pytest.raises(gs.InvalidFile) as caught:
        read_assessment(tmp_path / "a.xlsx")
    assert [problem.cell for problem in caught.value.problems] == [
        fact_cell(key) for key in ("community.name", "period.start", "period.end")
    ]


def test_a_bodys_workbook_has_only_what_it_leads(tmp_path: Path) -> None:
    gs.write_workbook(JINDI, tmp_path / "a.xlsx", body="工作站")
    rows = [row for sheet in cells_of(tmp_path / "a.xlsx").values() for row in sheet]
    ids = {str(cell) for row in rows for cell in row} & {
        item.id for item in JINDI.indicators
    }
    assert ids == {item.id for item in JINDI.led_by("workstation")}


def test_the_next_period_begins_with_the_states_of_the_last(tmp_path: Path) -> None:
    begun, carried = carry_over(JINDI, RICH)
    assert (str(begun.period.start), str(begun.period.end)) == (
        "2026-01-01",
        "2026-12-31",
    )
    assert begun.community == RICH.community
    assert carried == {"PB.01.01", "SV.08.04"}  # PB.05.06 speaks of the period itself
    assert begun.responses["PB.01.01"].points == {
        1: "met",
        3: "met",
    }  # as the reviewer left it
    assert (
        begun.responses["SV.08.04"].note
        == "沿用上期（2025-01-01 – 2025-12-31），请核对"
    )
    assert there_and_back(JINDI, begun, tmp_path / "a.xlsx", carried=carried) == begun


def test_what_the_new_standard_does_not_take_is_not_carried_over() -> None:
    last = RICH.model_copy(
        update={
            "responses": {
                "SV.08.04": gs.Response(grade=9),
                "XX.01": gs.Response(grade=1),
            }
        }
    )
    assert carry_over(JINDI, last)[1] == frozenset()
    with pytest.raises(gs.InvalidFile, match="GS312"):
        carry_over(JINDI, last.model_copy(update={"standard": "tiny@1.0.0"}))
    forever = gs.Period.model_validate({"start": "9999-01-01", "end": "9999-12-31"})
    assert (
        carry_over(JINDI, last.model_copy(update={"period": forever}))[0].period
        == forever
    )


def test_a_text_too_long_for_a_cell_is_refused_and_nothing_written(
    tmp_path: Path,
) -> None:
    written = MODEL.model_copy(update={"note": "长" * 40_000})
    with pytest.raises(gs.InvalidFile, match="GS501") as caught:
        gs.write_workbook(JINDI, tmp_path / "a.xlsx", written)
    assert caught.value.problems[0].what.zh == (
        "有一段文字 40000 个字，超过表格单元格的上限 32767"
    )
    assert list(tmp_path.iterdir()) == []


ODD = gs.Assessment.model_validate(
    {
        "standard": JINDI.name,
        "community": {"name": "12E3"},
        "period": MODEL.period,
        "by": "007",
        "responses": {
            "PB.03.04": {
                "note": "-5",
                "evidence": [
                    {"name": "1e3", "date": "1899-03-05"},
                    {"name": "旧档", "date": "1899-03-05"},
                ],
            }
        },
        "vetoes": {"forged-records": {"happened": None}},
    }
)


@pytest.mark.parametrize("ending", ["xlsx", "yaml", "json"])
def test_whatever_form_is_written_is_read_back_the_same(
    ending: str, tmp_path: Path
) -> None:
    for number, written in enumerate((MODEL, RICH, ODD)):
        path = tmp_path / f"{number}.{ending}"
        gs.write_assessment(JINDI, written, path)
        assert read_assessment(path) == written


def test_input_cells_are_open_checked_and_told_of_and_pages_break_between_indicators(
    tmp_path: Path,
) -> None:
    gs.write_workbook(JINDI, tmp_path / "a.xlsx")
    book = load_workbook(tmp_path / "a.xlsx")
    sheet: Any = book["党建"]
    columns = form.LAYOUT.items
    ids = sheet[columns.letter("asked.id")]
    rows = {cell.value: cell.row - 1 for cell in ids}
    numerator = columns.cell("own.numerator", rows["PB.03.04"])
    assert not sheet[numerator].protection.locked
    assert sheet[columns.cell("asked.requirement", rows["PB.03.04"])].protection.locked
    rules = {str(rule.sqref): rule for rule in sheet.data_validations.dataValidation}
    assert (rules[numerator].operator, rules[numerator].formula1) == (
        "greaterThanOrEqual",
        "0",
    )
    assert rules[numerator].prompt
    assert rules[columns.cell("own.answer", rows["PB.01.01.1"])].formula1 == '"是,否"'
    first = {str(ids[found.id].value) for found in sheet.row_breaks.brk}
    assert first
    assert all(
        name.count(".") < 3 for name in first
    )  # before an indicator or a part, never before a point
    greens = [
        rule.formula
        for found in sheet.conditional_formatting
        for rule in found.rules
        if rule.operator == "greaterThanOrEqual"
    ]
    assert greens == [["100"]]
    who = {
        str(rule.sqref): rule
        for rule in book["社区信息"].data_validations.dataValidation
    }
    assert {rule.type for rule in who.values()} == {"date", "decimal"}


def test_a_bodys_workbook_says_whose_it_is_and_nothing_of_a_sheet_that_it_lacks(
    tmp_path: Path,
) -> None:
    gs.write_workbook(JINDI, tmp_path / "a.xlsx", body="居委会")
    (told,) = zip(*cells_of(tmp_path / "a.xlsx")["说明"], strict=True)
    count = len(JINDI.led_by("residents-committee"))
    assert f"本表只含“居委会”牵头的 {count} 项。" in told
    assert not any("“结果”表" in str(line) for line in told)


def test_sizes_that_the_standard_does_not_name_are_called_as_people_do(
    tmp_path: Path,
) -> None:
    gs.write_workbook(JINDI, tmp_path / "a.xlsx", MODEL)
    label = form.LAYOUT.community.places["label"]
    labels = [row[label] for row in cells_of(tmp_path / "a.xlsx")["社区信息"]]
    assert [text for text in labels if text][-2:] == ["物业小区数", "户数"]


def test_nothing_is_taken_for_a_formula_without_a_value_where_people_write(
    tmp_path: Path,
) -> None:
    gs.write_workbook(JINDI, tmp_path / "a.xlsx", RICH)
    columns, last = form.LAYOUT.items, 4
    places = {columns.places[name] for name in columns.typed}
    for name, rows in open_workbook(tmp_path / "a.xlsx").items():
        if name in {"党建", "服务", "自治", "管理"}:
            assert not any(
                isinstance(cell, Unvalued)
                for row in rows[last:]
                for place, cell in enumerate(row)
                if place in places
            )
