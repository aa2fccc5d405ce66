"""Every measure under every aggregation: what a spreadsheet calculates from nothing is what the engine finds."""

import random
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from office import needs_office, nothing_in_store, resaved
from python_calamine import CalamineWorkbook
from strategies import LEVELS, TEXT, assessment, given

import govstandard as gs
from govstandard.base.rounding import show
from govstandard.standard.aggregation import AGGREGATIONS, AggregationBase
from govstandard.standard.measures import MEASURES, MeasureBase

SIZES = (0.0, 6.0, 13.0)
ITEMS = 4
"""How many indicators of each measure a drawn standard has."""


def drawn(way: type[AggregationBase], dice: random.Random) -> gs.Standard:
    """Draw a standard with a group for each measure, all combined in one way."""
    groups = [
        gs.Group(
            id=kind.__name__,
            title=TEXT,
            weight=dice.randint(1, 5),
            items=tuple(
                item(kind, f"{kind.__name__}.{k}", dice) for k in range(1, ITEMS + 1)
            ),
        )
        for kind in MEASURES
    ]
    tiers = [{"id": name, "title": TEXT} for name in ("t1", "t2", "t3")]
    whole = {
        "id": "drawn",
        "version": "1.0.0",
        "title": TEXT,
        "tiers": tiers,
        "levels": LEVELS,
    }
    return gs.Standard.model_validate({**whole, "aggregation": way(), "groups": groups})


def item(kind: type[MeasureBase], item_id: str, dice: random.Random) -> gs.Indicator:
    asked = {"id": item_id, "title": TEXT, "requirement": TEXT, "not_applicable": TEXT}
    measure = kind.drawn(dice, item_id)
    return gs.Indicator.model_validate(
        {**asked, "measure": measure, "weight": dice.randint(1, 9) / 2}
    )


def answered(
    standard: gs.Standard, dice: random.Random, *, well: bool
) -> gs.Assessment:
    """Draw an assessment, more or less good, with some reviews, some gaps and some of it not applicable."""
    size = 6.0 if well else dice.choice(SIZES)
    base = dict.fromkeys(standard.sizes, size)
    responses = {
        item.id: answer(item.measure, base, dice, well=well)
        for item in standard.indicators
        if well or dice.random() < 0.9
    }
    found = assessment(standard, responses)
    return found.model_copy(update={"community": gs.Community(name="x", base=base)})


def answer(
    measure: MeasureBase, base: dict[str, float], dice: random.Random, *, well: bool
) -> gs.Response:
    if dice.random() < 0.1:
        return gs.Response(not_applicable="没有此类事项")
    good = dice.random() < (0.7 if well else 0.2)
    own: dict[str, Any] = given(
        measure.best(base) if good else measure.answer(dice, whole=well)
    )
    if dice.random() < 0.2:
        own["review"] = {**given(measure.answer(dice, whole=True)), "reason": "抽查"}
    return gs.Response.model_validate(own)


def calculated(path: Path) -> tuple[object, dict[str, tuple[object, object]]]:
    """Return the total on the sheet of results, and each score, exact and as it is cut for people."""
    sheet = CalamineWorkbook.from_path(path).get_sheet_by_name("结果")
    rows = sheet.to_python(skip_empty_area=False)
    return rows[2][4], {str(row[0]): (row[4] or 0, row[3] or 0) for row in rows[5:]}


@needs_office
def test_every_measure_under_every_aggregation_is_calculated_as_the_engine_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    nothing_in_store(monkeypatch)
    files, results = [], []
    for way, seed in product(AGGREGATIONS, range(4)):
        dice = random.Random(seed)  # noqa: S311 - not for secrets
        standard = drawn(way, dice)
        written = answered(standard, dice, well=seed % 2 == 0)
        files.append(tmp_path / f"{way.__name__}{seed}.xlsx")
        results.append(gs.score(standard, written))
        gs.write_workbook(standard, files[-1], written)
    for file, result in zip(resaved(files, tmp_path), results, strict=True):
        total, scores = calculated(file)
        assert total == pytest.approx(result.total.value, abs=2e-6), file
        for node_id, found in scores.items():
            value = result[node_id].value
            wanted = "不适用" if value is None else pytest.approx(value * 100, abs=1e-6)
            cut = "不适用" if value is None else float(show(value * 100))
            assert found == (wanted, cut), (file, node_id)
    tried(results)


def tried(results: list[gs.Result]) -> None:
    """Make sure that the draws showed something: each way between all and nothing, each measure below it."""
    partly, scored = set(), set()
    for result in results:
        for group in result.root.children:
            if 0 < (group.value or 0) < 1:
                partly.add(group.method)
            if any(child.value for child in group.children):
                scored.add((group.method, group.id))
    ways = {way.model_fields["kind"].default for way in AGGREGATIONS}
    assert partly == ways
    assert scored == set(product(ways, (kind.__name__ for kind in MEASURES)))
