"""The engine knows no standard: trees of other depths load and score."""

from pathlib import Path

import pytest

import govstandard as gs

HERE = Path(__file__).parents[1] / "standards"
PERIOD = gs.Period.model_validate({"start": "2025-01-01", "end": "2025-12-31"})


def scored(name: str, **responses: gs.Response) -> gs.Result:
    standard = gs.load(HERE / f"{name}.yaml")
    named = {key.replace("_", "."): response for key, response in responses.items()}
    community = gs.Community(name="x")
    return gs.score(
        standard,
        gs.Assessment(
            standard=standard.id, community=community, period=PERIOD, responses=named
        ),
    )


def test_the_worked_example_comes_out_as_any_correct_engine_gives_it() -> None:
    standard = gs.load(HERE / "worked.yaml")
    result = gs.score(
        standard, gs.read_assessment(HERE / "worked-answers.yaml", standard)
    )
    assert [result[name].value for name in "ABC"] == [0.583333333, 0.625, 0.291666667]
    assert (result.root.value, result.total.value, result.level.id) == (
        0.5,
        50.0,
        "met",
    )


def test_a_standard_without_groups_loads_and_scores() -> None:
    result = scored(
        "flat", Q1=gs.Response(points={1: "met", 2: "unmet"}), Q2=gs.Response(met=True)
    )
    assert result.total.value == pytest.approx(100 * (0.5 * 1 + 1 * 3) / 4)
    assert result.level.id == "open"
    assert [point.id for point in gs.load(HERE / "flat.yaml").tier("detail")] == [
        "Q1.1",
        "Q1.2",
    ]


def test_a_standard_of_five_tiers_loads_and_scores_with_three_ways_to_combine() -> None:
    result = scored(
        "deep",
        A_1_1_1=gs.Response(met=True),
        A_1_1_2=gs.Response(points={1: "met", 2: "unmet"}),
        B_1_1_1=gs.Response(met=True),
        B_1_1_2=gs.Response(met=False),
    )
    assert result["A.1.1"].value == 0.5
    assert result["B.1.1"].value == 0.75
    assert result.root.value == pytest.approx(0.5**0.75 * 0.75**0.25, abs=1e-9)
    assert result["A.1.1"].contribution is None
    assert result.level.id == "low"
    assert [
        len(gs.load(HERE / "deep.yaml").tier(tier))
        for tier in ("area", "theme", "item", "point")
    ] == [2, 2, 4, 2]
