"""The draw for a field check."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

import govstandard as gs
from govstandard.assessment.reviewing import sample

ROOT = Path(__file__).parents[2]
JINDI = gs.load("jindi")
MODEL = gs.read_assessment(ROOT / "examples" / "model-community.yaml")
PINNED = ["PB.03.04", "SV.01.06", "SG.03.02", "MG.02.02", "MG.06.04"]
STREET = gs.read_assessment(ROOT / "examples" / "street-summary.yaml")


@given(st.integers(1, 200), st.integers(0, 2**32))
def test_a_draw_is_repeatable_has_baselines_first_and_only_what_was_answered(
    count: int, seed: int
) -> None:
    drawn = sample(JINDI, MODEL, count, seed)
    assert drawn == sample(JINDI, MODEL, count, seed)
    assert len(drawn) == min(count, 150)
    assert len(set(drawn)) == len(drawn)
    gates = [item.baseline for item in drawn]
    assert gates == sorted(gates, reverse=True)
    assert sum(gates) == min(count, 33)
    assert {
        item.id for item in sample(JINDI, STREET, count, seed)
    } <= STREET.responses.keys()


def test_the_draw_is_the_same_everywhere_and_a_larger_one_holds_the_smaller() -> None:
    assert [item.id for item in sample(JINDI, MODEL, 5, seed=7)] == PINNED
    assert {item.id for item in sample(JINDI, MODEL, 5, seed=7)} < {
        item.id for item in sample(JINDI, MODEL, 60, seed=7)
    }
    assert sample(JINDI, MODEL, -1) == ()


def test_what_only_the_reviewer_answered_may_be_drawn_and_a_bare_note_may_not() -> None:
    review = {"numerator": 1, "denominator": 2, "reason": "抽查"}
    responses = {"PB.03.04": {"review": review}, "PB.03.02": {"note": "待查"}}
    data = {**MODEL.model_dump(), "responses": responses}
    drawn = sample(JINDI, gs.Assessment.model_validate(data), 10)
    assert [item.id for item in drawn] == ["PB.03.04"]


def test_another_seed_draws_others() -> None:
    assert (
        len(
            {
                tuple(item.id for item in sample(JINDI, MODEL, 20, seed))
                for seed in range(20)
            }
        )
        > 1
    )
