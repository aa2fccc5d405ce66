"""Each way to combine scores: what comes out, how it is called, how a spreadsheet writes it."""

from typing import get_args

import pytest

from govstandard.standard.aggregation import (
    AGGREGATIONS,
    METHODS,
    Aggregation,
    AggregationBase,
    Geometric,
    Mean,
    Minimum,
    Rows,
)

ROWS = Rows(
    ours="ours", weights="weights", scores="scores", whole="whole", nothing="nothing"
)


@pytest.mark.parametrize(
    ("way", "scores", "combined"),
    [
        (Mean(), [1.0, 0.2], 0.4),
        (Mean(), [0.0, 0.0], 0.0),
        (Geometric(), [1.0, 0.0625], 0.125),
        (Geometric(), [1.0, 0.0], 0.0),
        (Minimum(), [0.2, 1.0], 0.2),
    ],
)
def test_scores_are_combined_by_their_shares(
    way: AggregationBase, scores: list[float], combined: float
) -> None:
    assert way.combine([0.25, 0.75], scores) == combined


@pytest.mark.parametrize(
    ("way", "formula", "arrays"),
    [
        (Mean(), "100*ROUND(SUMPRODUCT(ours*1,weights,scores)/whole/100,9)", False),
        (
            Geometric(),
            "IF(nothing>0,0,100*ROUND(EXP(SUM(IF(ours*ISNUMBER(scores),weights*LN(scores/100)))/whole),9))",
            True,
        ),
        (Minimum(), "IF(nothing>0,0,MIN(IF(ours*ISNUMBER(scores),scores)))", True),
    ],
)
def test_a_formula_is_made_of_the_rows_of_the_children(
    way: AggregationBase, formula: str, *, arrays: bool
) -> None:
    assert (way.formula(ROWS), way.arrays) == (formula, arrays)


def test_the_list_of_aggregations_is_the_union_and_each_has_a_name_and_says_whether_it_adds_up() -> (
    None
):
    assert set(get_args(get_args(Aggregation)[0])) == set(AGGREGATIONS)
    assert {kind: title.en for kind, title in METHODS.items()} == {
        "mean": "weighted mean",
        "geometric": "weighted geometric mean",
        "minimum": "minimum",
    }
    assert [title.zh for title in METHODS.values()] == [
        "加权平均",
        "加权几何平均",
        "取最低",
    ]
    assert [way for way in AGGREGATIONS if way.additive] == [Mean]
